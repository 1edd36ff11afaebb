//! Units of length of time, and the words around a point or a length that say which of the two it is.

use super::{Prefixes, Table, rows, table};
use crate::text::{ends, fold_str};
use crate::value::{Decimal, Modifier};
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
    /// The word in use.
    pub example: String,
}

/// Where a mark stands and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkUse {
    /// Before a length.
    Before,
    /// After a length; a bare unit before it is one.
    Length,
    /// After a length, but after 3日 as often after a date (13日にも).
    Hint,
    /// After a point in time.
    Point,
    /// After a clock time.
    Clock,
    /// After two digits and 年, which are then a year and no length.
    Year,
    /// Before years and 月, which are months of a length then (懲役2年6月).
    Term,
    /// After the end of a month, which is its last day then (3月末時点).
    Moment,
    /// In the sentence: what is counted at a moment (3月末の残高).
    Stock,
    /// In the sentence: what ends or falls due (3月末に満了する).
    Due,
    /// Before clock times, which are those of a habit then (平日の9時から).
    Habit,
    /// Before a length and 後, which is counted in a course of treatment then (投与8週後).
    Course,
    /// After a length and 後の: what is measured at that distance (8週後の割合).
    Measured,
}

/// A row of `marks.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct Mark {
    /// As written.
    pub surface: String,
    /// Where it stands.
    #[serde(rename = "use")]
    pub place: MarkUse,
    /// What it does to the value.
    pub modifier: Option<Modifier>,
    /// Whether it belongs to the expression.
    #[serde(deserialize_with = "yes")]
    pub inside: bool,
    /// The mark in use.
    pub example: String,
}

fn yes<'de, D: Deserializer<'de>>(d: D) -> Result<bool, D::Error> {
    String::deserialize(d).map(|s| s == "yes")
}

fn decimal<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Decimal>, D::Error> {
    let text = String::deserialize(d)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

static LENGTHS: Table<Prefixes<LengthWord>> = table!("lengths.csv", |csv| {
    let rows: Vec<LengthWord> = rows(csv);
    Prefixes::new(rows.into_iter().map(|r| (fold_str(&r.surface), r)))
});

static MARKS: Table<[Prefixes<Mark>; 13]> = table!("marks.csv", |csv| {
    use MarkUse::{Before, Clock, Course, Due, Habit, Hint, Length, Measured, Moment, Point, Stock, Term, Year};
    let rows: Vec<Mark> = rows(csv);
    let of = |place| rows.iter().filter(move |m| m.place == place).map(|m| (m.surface.clone(), m.clone()));
    [Before, Length, Hint, Point, Clock, Year, Term, Moment, Stock, Due, Habit, Course, Measured]
        .map(|place| Prefixes::new(of(place)))
});

/// The longest unit or whole length at the start of `text`, with its length in bytes.
pub fn length_at(text: &str) -> Option<(&'static LengthWord, usize)> {
    LENGTHS.longest(text)
}

/// The longest mark of that use at the start of `text`, with its length in bytes.
pub fn mark_at(text: &str, place: MarkUse) -> Option<(&'static Mark, usize)> {
    MARKS[place as usize].longest(text)
}

/// The marks of that use.
pub fn marks(place: MarkUse) -> impl Iterator<Item = &'static str> {
    MARKS[place as usize].keys()
}

/// Whether `text` ends with a mark of that use.
pub fn mark_before(text: &str, place: MarkUse) -> bool {
    marks(place).any(|surface| ends(text, surface))
}

/// The whole lengths, and the marks that stand before a length.
pub(super) fn surfaces() -> impl Iterator<Item = &'static str> {
    let whole = LENGTHS.keys().filter(|w| length_at(w).is_some_and(|(l, _)| l.count.is_some()));
    whole.chain(MARKS[MarkUse::Before as usize].keys())
}

/// First characters of the units and whole lengths.
pub fn length_starts() -> impl Iterator<Item = char> {
    LENGTHS.starts()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found_in_its_example() {
        let rows: Vec<LengthWord> = super::super::rows(include_str!("lengths.csv"));
        assert_eq!(rows.len(), include_str!("lengths.csv").lines().count() - 1);
        for row in &rows {
            assert!(row.example.contains(&row.surface), "{} in {}", row.surface, row.example);
        }
        let rows: Vec<Mark> = super::super::rows(include_str!("marks.csv"));
        assert_eq!(rows.len(), include_str!("marks.csv").lines().count() - 1);
        for row in &rows {
            assert!(row.example.contains(&row.surface), "{} in {}", row.surface, row.example);
        }
    }
}
