//! Words that point back to a name together with 同, 当 and the like: 同社, 当行.

use crate::lexicon::{NameClass, Table, rows, table};
use crate::text::ends;
use serde::{Deserialize, Deserializer};
use std::collections::HashMap;

/// A row of `anaphor.csv`. What points back by the very word the name ends with (同組合 to 磯見組合) needs none.
#[derive(Debug, Deserialize)]
pub(super) struct Anaphor {
    /// What follows 同: 社.
    word: String,
    /// The type of what it points to.
    #[serde(rename = "type")]
    pub class: NameClass,
    /// How the name ends, one of these; any way if there are none.
    #[serde(deserialize_with = "list")]
    endings: Vec<String>,
    /// How the name does not end.
    #[serde(rename = "except", deserialize_with = "list")]
    others: Vec<String>,
    /// What stands before the word where it means who speaks: 当社.
    #[serde(deserialize_with = "list")]
    own: Vec<String>,
}

/// The rows by their words, and the characters that anaphors begin with.
struct Anaphors {
    rows: HashMap<String, Anaphor>,
    marks: Vec<char>,
}

static ANAPHORS: Table<Anaphors> = table!("anaphor.csv", |csv| {
    let rows: Vec<Anaphor> = rows(csv);
    let mut marks: Vec<char> = rows.iter().flat_map(|row| &row.own).filter_map(|own| own.chars().next()).collect();
    marks.push(SAME);
    marks.sort_unstable();
    marks.dedup();
    Anaphors { rows: rows.into_iter().map(|row| (row.word.clone(), row)).collect(), marks }
});

/// Points back to what was named: 同社.
pub(super) const SAME: char = '同';

/// Characters that an anaphor can begin with: 同, 当, 弊.
pub(super) fn marks() -> &'static [char] {
    &ANAPHORS.marks
}

/// The row of the word after 同 or 当.
pub(super) fn anaphor(word: &str) -> Option<&'static Anaphor> {
    ANAPHORS.rows.get(word)
}

impl Anaphor {
    /// Returns true if the word means who speaks when it stands after `mark`: 当社.
    pub fn is_own(&self, mark: char) -> bool {
        self.own.iter().any(|own| own.starts_with(mark))
    }

    /// Returns true if the word can stand for something with these names, the full and the one used.
    pub fn fits(&self, names: [&str; 2]) -> bool {
        let any = |list: &[String]| list.iter().any(|e| names.iter().any(|name| ends(name, e)));
        (self.endings.is_empty() || any(&self.endings)) && !any(&self.others)
    }
}

fn list<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    let text = String::deserialize(d)?;
    Ok(text.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_word_stands_for() {
        for (word, name, fits) in [
            ("社", "若宮ベアリング工業", true),
            ("社", "磯見県警", false),
            ("行", "磯見銀行", true),
            ("行", "若宮商会", false),
            ("氏", "高木健一", true),
        ] {
            assert_eq!(anaphor(word).is_some_and(|row| row.fits([name; 2])), fits, "{word} {name}");
        }
    }

    #[test]
    fn marks_come_from_the_rows() {
        assert!(['同', '当', '弊', '本'].iter().all(|mark| marks().contains(mark)) && !marks().contains(&'社'));
    }
}
