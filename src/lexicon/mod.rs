//! The knowledge, as data: every unit, word of time, hedge, name and synonym is a row of a CSV beside this
//! file, with an example that shows it in use. Rows are compiled in; adding one is adding a line.

mod concepts;
mod modality;
mod names;
mod rates;
mod temporal;
mod units;

pub use concepts::{Concept, Concepts, Hit, concepts};
pub use modality::{Modality, modality_of};
pub use names::{Affix, AffixRole, NameClass, NameRow, Names, Roles, names};
pub use rates::yen_range;
pub use temporal::{Class, Era, Part, Word, eras, temporal_starts, word_at};
pub use units::{Unit, UnitClass, hedges_after, hedges_before, unit_at, Hedge};

use serde::de::DeserializeOwned;

/// Rows of a compiled-in table. The tables are ours and tests read every one, so a broken row cannot ship;
/// it is left out rather than stopping a user's run.
fn rows<T: DeserializeOwned>(csv: &str) -> Vec<T> {
    csv::Reader::from_reader(csv.as_bytes()).into_deserialize().filter_map(Result::ok).collect()
}

/// Finds the longest key a text begins with: a map by first character, longest keys first.
#[derive(Debug)]
struct Prefixes<T> {
    by_first: std::collections::HashMap<char, Vec<(String, T)>>,
}

impl<T> Prefixes<T> {
    fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_first: std::collections::HashMap<char, Vec<(String, T)>> = std::collections::HashMap::new();
        for (key, value) in entries {
            if let Some(first) = key.chars().next() {
                by_first.entry(first).or_default().push((key, value));
            }
        }
        for bucket in by_first.values_mut() {
            bucket.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
        }
        Prefixes { by_first }
    }

    /// The value of the longest key at the start of `text`, and the key's length in bytes.
    fn longest(&self, text: &str) -> Option<(&T, usize)> {
        let bucket = self.by_first.get(&text.chars().next()?)?;
        bucket.iter().find(|(key, _)| text.starts_with(key.as_str())).map(|(key, value)| (value, key.len()))
    }
}
