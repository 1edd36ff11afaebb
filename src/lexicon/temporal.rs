//! Words of time and eras.

use super::{Prefixes, Table, rows, table};
use crate::text::fold_str;
use jiff::civil::Date;
use serde::Deserialize;

/// What a word of time stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A day counted from the anchor.
    Day,
    /// A week counted from the anchor, Monday to Sunday (ISO 8601).
    Week,
    /// A month counted from the anchor.
    Month,
    /// A year counted from the anchor.
    Year,
    /// A fiscal year, 1 April to 31 March, counted from the anchor's.
    FiscalYear,
    /// The fiscal year that has begun or begins next.
    NewFiscalYear,
    /// A company's fiscal term counted from the anchor's.
    Term,
    /// The period spoken of, so many years before.
    SamePeriod,
    /// The month spoken of, so many years before.
    SameMonth,
    /// Half of the fiscal year spoken of.
    Half,
    /// What is left of the year.
    YearRest,
    /// 21 to 31 December.
    YearEnd,
    /// January.
    YearStart,
    /// 21 to the end of the month.
    MonthEnd,
    /// Saturday and Sunday.
    Weekend,
    /// A part of the day; `number` is added to hours up to 11 after it.
    Part,
    /// Three months from month `number`.
    Season,
    /// A season (in `part`) of a year counted from the anchor.
    YearSeason,
    /// What is left of the fiscal year.
    FiscalRest,
    /// 31 March.
    FiscalEnd,
    /// What is left of the month.
    MonthRest,
    /// The first ten days of the month.
    MonthStart,
    /// Monday.
    WeekStart,
    /// A century counted from the anchor's.
    Epoch,
    /// A repeated unit.
    Set,
    /// A word that only looks like one of the above.
    None,
}

/// A row of `temporal.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct Word {
    /// As written, folded.
    pub surface: String,
    /// What it stands for.
    pub class: Class,
    /// Steps from the anchor; the meaning depends on the class.
    pub number: i32,
    /// `document` or `discourse` for words counted from an anchor; TIMEX3 code for parts and seasons; unit for sets.
    pub anchor: String,
    /// Part of day or season it implies (今朝, 来春), or the hours of a part (`0-3`, end exclusive).
    pub part: String,
    /// The word in use.
    pub example: String,
}

impl Word {
    /// Whether it is counted from the discourse rather than the publication date.
    pub fn from_discourse(&self) -> bool {
        self.anchor == "discourse"
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// TIMEX3 code: TMO, TDT, TAF, TEV, TNI.
    pub code: &'static str,
    /// First hour.
    pub from: i8,
    /// Hour after the last.
    pub to: i8,
    /// Added to clock hours 1 to 11 after the word (午後3時).
    pub plus: i8,
}

/// A Japanese era.
#[derive(Clone, Debug, Deserialize)]
pub struct Era {
    /// Name.
    pub surface: String,
    /// Letter of the R6 notation.
    pub letter: char,
    /// Gregorian year of its year 1.
    pub first_year: i16,
    /// First day.
    pub start: Date,
    /// Last day, none for the current era.
    pub end: Option<Date>,
    /// The era in use.
    pub example: String,
}

impl Era {
    /// The era whose letter `c` is (R6, H30).
    pub fn at_letter(c: char) -> Option<&'static Era> {
        eras().iter().find(|e| e.letter == c)
    }

    /// The era of most of the Gregorian year `year`: the last to begin in it or before.
    pub fn of_year(year: i16) -> Option<&'static Era> {
        eras().iter().rev().find(|e| e.first_year <= year)
    }

    /// The Gregorian year of its year `n`, of which the first is 1. A year may be counted on after the end of its era.
    pub fn year(&self, n: i64) -> Option<i16> {
        let n = i16::try_from(n).ok().filter(|n| *n >= 1)?;
        self.first_year.checked_add(n - 1)
    }

    /// Which of its years the Gregorian `year` is.
    pub fn number(&self, year: i16) -> i16 {
        year.saturating_sub(self.first_year).saturating_add(1)
    }
}

static WORDS: Table<Prefixes<Word>> =
    table!("temporal.csv", |csv| { Prefixes::new(rows::<Word>(csv).into_iter().map(|w| (fold_str(&w.surface), w))) });

static ERAS: Table<Vec<Era>> = table!("eras.csv", rows);

static ERA_NAMES: Table<Prefixes<&'static Era>> =
    table!("eras.csv", |_| Prefixes::new(ERAS.iter().map(|e| (e.surface.clone(), e))));

/// The era whose name `text` begins with.
pub fn era_at(text: &str) -> Option<&'static Era> {
    ERA_NAMES.longest(text).map(|(era, _)| *era)
}

/// The longest word of time at the start of `text`, with its length in bytes.
pub fn word_at(text: &str) -> Option<(&'static Word, usize)> {
    WORDS.longest(text)
}

/// The words of time and the eras.
pub(super) fn surfaces() -> impl Iterator<Item = &'static str> {
    WORDS.keys().chain(ERA_NAMES.keys())
}

/// All eras, oldest first.
pub fn eras() -> &'static [Era] {
    &ERAS
}

impl Part {
    /// The part of day a word names.
    pub fn of(word: &'static Word) -> Option<Part> {
        let hours = if word.class == Class::Part { word } else { word_at(&word.part).map(|(w, _)| w)? };
        let (from, to) = hours.part.split_once('-')?;
        Some(Part { code: &hours.anchor, from: from.parse().ok()?, to: to.parse().ok()?, plus: hours.number as i8 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found_in_its_example() {
        let rows: Vec<Word> = super::super::rows(include_str!("temporal.csv"));
        assert_eq!(rows.len(), include_str!("temporal.csv").lines().count() - 1);
        for row in &rows {
            assert!(row.example.contains(&row.surface), "{} in {}", row.surface, row.example);
            assert_eq!(
                word_at(&row.surface).map(|(w, n)| (w.class, n)),
                Some((row.class, row.surface.len())),
                "{}",
                row.surface
            );
            if row.class == Class::Part {
                assert!(word_at(&row.surface).and_then(|(w, _)| Part::of(w)).is_some(), "{}", row.surface);
            }
        }
        assert_eq!(eras().len(), 5);
    }

    #[test]
    fn years_of_eras_are_counted_from_one() {
        let era = Era::at_letter('H').expect("平成");
        assert_eq!((era.year(1), era.year(30), era.number(2018)), (Some(1989), Some(2018), 30));
        assert_eq!((era.year(0), era.year(-1), era.year(i64::MAX), era.year(32_767)), (None, None, None, None));
        assert_eq!(Era::of_year(2019).map(|e| e.letter), Some('R'));
        assert_eq!((Era::of_year(1800).map(|e| e.letter), Era::at_letter('X').map(|e| e.letter)), (None, None));
    }
}
