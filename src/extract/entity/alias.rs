//! Names that the user adds: a CSV with the columns `canonical`, `type` and `alias`.

use super::line::{Line, Page};
use super::{EntityKind, Found, Method};
use crate::text::{Span, fold_str};
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::HashMap;

/// The columns of the user's CSV, in the order of rows without headings.
const COLUMNS: [&str; 3] = ["canonical", "type", "alias"];

/// A row of the user's CSV.
#[derive(Debug, Deserialize)]
struct Row {
    canonical: String,
    #[serde(rename = "type")]
    kind: EntityKind,
    alias: String,
}

/// Names that the user adds, and the name that their aliases share.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    /// Type and canonical name of each pattern of the automaton, in its order.
    names: Vec<(EntityKind, String)>,
    automaton: Option<AhoCorasick>,
    /// Canonical name by type and folded alias.
    canonical: HashMap<(EntityKind, String), String>,
}

impl Aliases {
    /// Reads the rows of a CSV, with or without a line of headings above them.
    ///
    /// # Errors
    /// The 1-based line that is no row, 0 for the file as a whole, and what is wrong with it.
    pub fn parse(csv: &str) -> Result<Self, (usize, String)> {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).trim(csv::Trim::All).flexible(true).from_reader(csv.as_bytes());
        let refused =
            |line, why: String| (line, format!("no row of canonical,type,alias, as in 若宮商会,ORG,若宮: {why}"));
        let mut columns = csv::StringRecord::from(COLUMNS.to_vec());
        let mut out = Aliases::default();
        let mut patterns = Vec::new();
        for (n, record) in reader.records().enumerate() {
            let record = record.map_err(|e| refused(e.position().map_or(0, |p| p.line() as usize), e.to_string()))?;
            let line = record.position().map_or(0, |p| p.line() as usize);
            if n == 0 && COLUMNS.iter().all(|name| record.iter().any(|cell| cell == *name)) {
                columns = record;
                continue;
            }
            let row: Row = record.deserialize(Some(&columns)).map_err(|e| refused(line, e.to_string()))?;
            if row.canonical.is_empty() || row.alias.is_empty() {
                return Err(refused(line, "a name is missing".to_owned()));
            }
            for name in [&row.alias, &row.canonical] {
                let name = fold_str(name);
                match out.canonical.get(&(row.kind, name.clone())) {
                    Some(other) if *name == fold_str(&row.alias) && *other != row.canonical => {
                        let why = format!("{} stands for {other} already; leave one of the two out", row.alias);
                        return Err(refused(line, why));
                    }
                    Some(_) => continue,
                    None => {}
                }
                out.canonical.insert((row.kind, name.clone()), row.canonical.clone());
                out.names.push((row.kind, row.canonical.clone()));
                patterns.push(name);
            }
        }
        if !patterns.is_empty() {
            let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns);
            out.automaton = Some(automaton.map_err(|e| (0, format!("too many names: {e}")))?);
        }
        Ok(out)
    }

    /// The canonical name of the user's for a name of this type.
    pub(super) fn canonical(&self, kind: EntityKind, name: &str) -> Option<&str> {
        if self.canonical.is_empty() {
            return None;
        }
        self.canonical.get(&(kind, fold_str(name))).map(String::as_str)
    }

    /// Proposes the names of the user's that stand as words of their own.
    pub(super) fn read<'a>(&'a self, page: &Page<'_>, found: &mut Vec<Found<'a>>) {
        let Some(automaton) = &self.automaton else { return };
        let sentences = &page.reading.view.sentences;
        for m in automaton.find_iter(page.text) {
            let span = Span::new(m.start(), m.end());
            let sentence = sentences.partition_point(|s| s.span.end <= span.start);
            let inside = sentences.get(sentence).is_some_and(|s| s.span.contains(span));
            if !inside || !page.stands_alone(span) || page.blocked(span) {
                continue;
            }
            // two characters inside a longer word are no name
            let line = Line::new(page, sentence);
            if span.of(page.text).chars().count() < 3 && !line.is_words(span) {
                continue;
            }
            let (kind, canonical) = &self.names[m.pattern().as_usize()];
            found.push(Found {
                span,
                sentence: sentence as u32,
                kind: Some(*kind),
                method: Method::Alias,
                sure: false,
                confidence: Method::Alias.confidence(true),
                canonical: Some(canonical),
            });
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_what_is_none() {
        let aliases = Aliases::parse("canonical,type,alias\n若宮商会,ORG,若宮\n若宮商会, ORG, ＷＫＳ\n").unwrap();
        for (alias, canonical) in
            [("若宮", Some("若宮商会")), ("WKS", Some("若宮商会")), ("若宮商会", Some("若宮商会")), ("磯見", None)]
        {
            assert_eq!(aliases.canonical(EntityKind::Org, alias), canonical, "{alias}");
        }
        assert_eq!(aliases.canonical(EntityKind::Person, "若宮"), None);
        let bare = Aliases::parse("若宮商会,ORG,若宮\n若宮商会,ORG,若宮商会\n磯見製作所,ORG,磯見\n").unwrap();
        assert_eq!(
            ["若宮", "磯見"].map(|n| bare.canonical(EntityKind::Org, n)),
            [Some("若宮商会"), Some("磯見製作所")]
        );
        let turned = Aliases::parse("alias,canonical,type,note\n若宮,若宮商会,ORG,x\n").unwrap();
        assert_eq!(turned.canonical(EntityKind::Org, "若宮"), Some("若宮商会"));
        for (rows, line, why) in [
            ("若宮商会,ORG,若宮\n若宮運輸,ORG,若宮\n", 2, "stands for 若宮商会 already"),
            ("若宮商会,ORG,\n", 1, "a name is missing"),
            ("若宮商会,ORG\n", 1, "expected field"),
        ] {
            let (found, reason) = Aliases::parse(rows).unwrap_err();
            assert!(found == line && reason.contains(why), "{rows}: {found}: {reason}");
        }
        assert!(Aliases::parse("").unwrap().canonical.is_empty());
        let (line, reason) = Aliases::parse("canonical,type,alias\n若宮商会,COMPANY,若宮\n").unwrap_err();
        assert!(line == 2 && reason.contains("canonical,type,alias"), "{line}: {reason}");
    }
}
