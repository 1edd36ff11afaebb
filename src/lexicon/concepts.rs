//! Synonyms: the words by which different writers name one thing.

use super::{Table, rows, table};
use crate::text::{Finder, fold_str};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// A row of `concepts.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct Concept {
    /// The word that stands for all.
    pub concept: String,
    /// Concepts of one contrast group exclude each other: 死者 is not 負傷者, 停止 not 再開.
    #[serde(default)]
    pub contrast: String,
    /// `yes` where the value is known to move from report to report (casualties, outages).
    #[serde(default)]
    pub dynamic: String,
    /// `yes` where it tells how a number is meant (予想, 内訳, 増加), not what it counts.
    #[serde(default)]
    pub manner: String,
    /// Ways to write it, separated by `|`.
    pub surfaces: String,
    /// A text that uses one of them, or two texts that use two.
    #[serde(default)]
    pub example: String,
}

impl Concept {
    /// Returns true if it tells how a number is meant, not what it counts.
    pub fn is_manner(&self) -> bool {
        self.manner == "yes"
    }

    /// Returns true if its value moves from report to report.
    pub fn is_dynamic(&self) -> bool {
        self.dynamic == "yes"
    }
}

/// The synonyms a corpus is read and compared with: those of the program, and a user's own.
#[derive(Debug)]
pub struct Concepts {
    rows: Vec<Concept>,
    /// Finds the surfaces of the rows.
    finder: Finder<String, usize>,
    by_name: HashMap<String, usize>,
}

/// A surface of a concept in a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'c> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The row.
    pub concept: &'c Concept,
}

static CONCEPTS: Table<Arc<Concepts>> = table!("concepts.csv", |csv| Arc::new(Concepts::new(rows(csv), Vec::new())));

impl Concepts {
    /// The synonyms of the program.
    pub fn embedded() -> &'static Arc<Concepts> {
        &CONCEPTS
    }

    /// The synonyms of the program and those of a CSV with at least the columns `concept` and `surfaces`: further
    /// surfaces of a concept that is known, or concepts of the user's own.
    ///
    /// # Errors
    /// The 1-based line that is no row, and what is wrong with it.
    pub fn with(csv: &str) -> Result<Self, (usize, String)> {
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let mut own = Vec::new();
        for row in reader.deserialize::<Concept>() {
            let refused = |line: u64, why: String| {
                (line as usize, format!("no row of concept,surfaces, as in 総額,総額|合計額: {why}"))
            };
            let row = row.map_err(|e| refused(e.position().map_or(0, csv::Position::line), e.to_string()))?;
            if row.concept.is_empty() || row.surfaces.is_empty() {
                return Err(refused(own.len() as u64 + 2, "a cell is empty".to_owned()));
            }
            own.push(row);
        }
        Ok(Concepts::new(Concepts::embedded().rows.clone(), own))
    }

    fn new(mut rows: Vec<Concept>, own: Vec<Concept>) -> Self {
        let mut patterns = Vec::new();
        let mut take = |i: usize, surfaces: &str| {
            patterns.extend(surfaces.split('|').map(|surface| (fold_str(surface), i)));
        };
        // the user's come first: of equal surfaces the first is found
        for own in own {
            let known = rows.iter().position(|r| r.concept == own.concept);
            let i = known.unwrap_or(rows.len());
            take(i, &own.surfaces);
            if known.is_none() {
                rows.push(Concept { surfaces: String::new(), ..own });
            }
        }
        rows.iter().enumerate().for_each(|(i, row)| take(i, &row.surfaces));
        let by_name = rows.iter().enumerate().map(|(i, r)| (r.concept.clone(), i)).collect();
        Concepts { rows, finder: Finder::new(patterns), by_name }
    }

    /// The longest concepts of a folded text, left to right.
    pub fn find<'c>(&'c self, text: &'c str) -> impl Iterator<Item = Hit<'c>> {
        self.finder.find(text).map(|(start, end, row)| Hit { start, end, concept: &self.rows[*row] })
    }

    /// All rows, in the order of the table.
    pub fn rows(&self) -> &[Concept] {
        &self.rows
    }

    /// The row of a concept by name.
    pub fn get(&self, concept: &str) -> Option<&Concept> {
        self.by_name.get(concept).and_then(|row| self.rows.get(*row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_surface_stand_in_one_row_only() {
        let (mut names, mut surfaces) = (HashMap::new(), HashMap::new());
        for row in &Concepts::embedded().rows {
            assert_eq!(names.insert(&row.concept, ()), None, "{} twice", row.concept);
            for surface in row.surfaces.split('|') {
                assert!(!surface.is_empty(), "{}: an empty surface", row.concept);
                let other = surfaces.insert(fold_str(surface), &row.concept);
                assert_eq!(other, None, "{surface} in {}", row.concept);
            }
        }
    }

    #[test]
    fn a_contrast_has_two_sides() {
        let mut members: HashMap<&str, usize> = HashMap::new();
        for row in Concepts::embedded().rows.iter().filter(|r| !r.contrast.is_empty()) {
            *members.entry(&row.contrast).or_default() += 1;
        }
        for (group, n) in members {
            assert!(n > 1, "{group} has one member");
        }
    }
}
