//! Words that point back to a name together with 同, 当 and the like: 同社, 当行.

use super::names::NameClass;
use super::{Table, rows, table};
use crate::text::ends;
use serde::{Deserialize, Deserializer};
use std::collections::HashMap;

/// A row of `backrefs.csv`. What points back by the very word the name ends with (同組合 to 磯見組合) needs none.
#[derive(Clone, Debug, Deserialize)]
pub struct BackRef {
    /// What follows 同: 社.
    pub word: String,
    /// What it points to; [`NameClass::None`] for what points to nothing that can be told.
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
    pub own: Vec<String>,
    /// The word in use.
    pub example: String,
}

impl BackRef {
    /// Whether the word can stand for something with these names, the full and the one used.
    pub fn fits(&self, names: [&str; 2]) -> bool {
        let any = |list: &[String]| list.iter().any(|e| names.iter().any(|name| ends(name, e)));
        (self.endings.is_empty() || any(&self.endings)) && !any(&self.others)
    }
}

fn list<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    let text = String::deserialize(d)?;
    Ok(text.split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

static ROWS: Table<HashMap<String, BackRef>> = table!("backrefs.csv", |csv| {
    let rows: Vec<BackRef> = rows(csv);
    rows.into_iter().map(|row| (row.word.clone(), row)).collect()
});

/// The row of the word after 同 or 当.
pub fn backref(word: &str) -> Option<&'static BackRef> {
    ROWS.get(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found_in_its_example() {
        assert_eq!(ROWS.len(), include_str!("backrefs.csv").lines().count() - 1);
        for row in ROWS.values() {
            let shown = |before: &str| row.example.contains(&format!("{before}{}", row.word));
            assert!(shown("同") || row.own.iter().any(|own| shown(own)), "{}", row.example);
        }
    }

    #[test]
    fn what_a_word_stands_for() {
        for (word, name, fits) in [
            ("社", "若宮ベアリング工業", true),
            ("社", "磯見県警", false),
            ("行", "磯見銀行", true),
            ("行", "若宮商会", false),
            ("氏", "高木健一", true),
        ] {
            assert_eq!(backref(word).is_some_and(|row| row.fits([name; 2])), fits, "{word} {name}");
        }
    }
}
