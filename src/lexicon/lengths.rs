//! Units of time: 時間 of 8時間, and words that are a whole length (半年).

use super::{Prefixes, Table, rows, table, yes};
use crate::text::fold_str;
use crate::value::Decimal;
use serde::{Deserialize, Deserializer};

/// Units of length, finest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum LengthUnit {
    Century,
    Year,
    Month,
    Week,
    /// A day on which offices are open.
    BusinessDay,
    Day,
    Hour,
    Minute,
    Second,
}

/// A row of `lengths.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct LengthWord {
    /// As written, folded.
    pub surface: String,
    /// Its unit.
    pub unit: LengthUnit,
    /// The count where the word is a whole length (半年); elsewhere a number stands before it.
    #[serde(deserialize_with = "decimal")]
    pub count: Option<Decimal>,
    /// Whether, without a mark around it, a number and this word are a point in time (3日, 21世紀).
    #[serde(deserialize_with = "yes")]
    pub bare: bool,
}

fn decimal<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Decimal>, D::Error> {
    let text = String::deserialize(d)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

static LENGTHS: Table<Prefixes<LengthWord>> = table!("lengths.csv", |csv| {
    let rows: Vec<LengthWord> = rows(csv);
    Prefixes::new(rows.into_iter().map(|r| (fold_str(&r.surface), r)))
});

/// The longest unit or whole length at the start of `text`, with its length in bytes.
pub fn length_at(text: &str) -> Option<(&'static LengthWord, usize)> {
    LENGTHS.longest(text)
}

/// Words that are whole lengths: 半年, 四半世紀.
pub fn whole_lengths() -> impl Iterator<Item = &'static str> {
    LENGTHS.keys().filter(|w| length_at(w).is_some_and(|(l, _)| l.count.is_some()))
}

/// First characters of the units and whole lengths.
pub fn length_starts() -> impl Iterator<Item = char> {
    LENGTHS.starts()
}
