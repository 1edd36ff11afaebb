//! Japanese eras: 平成30年 is 2018.

use super::{Prefixes, Table, rows, table};
use jiff::civil::Date;
use serde::Deserialize;

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

static ERAS: Table<Vec<Era>> = table!("eras.csv", rows);

static ERA_NAMES: Table<Prefixes<&'static Era>> =
    table!("eras.csv", |_| Prefixes::new(ERAS.iter().map(|e| (e.surface.clone(), e))));

/// The era whose name `text` begins with.
pub fn era_at(text: &str) -> Option<&'static Era> {
    ERA_NAMES.longest(text).map(|(era, _)| *era)
}

/// The names of the eras.
pub fn era_names() -> impl Iterator<Item = &'static str> {
    ERA_NAMES.keys()
}

/// All eras, oldest first.
pub fn eras() -> &'static [Era] {
    &ERAS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_eras_are_counted_from_one() {
        let era = Era::at_letter('H').expect("平成");
        assert_eq!((era.year(1), era.year(30), era.number(2018)), (Some(1989), Some(2018), 30));
        assert_eq!((era.year(0), era.year(-1), era.year(i64::MAX), era.year(32_767)), (None, None, None, None));
        assert_eq!(Era::of_year(2019).map(|e| e.letter), Some('R'));
        assert_eq!((Era::of_year(1800).map(|e| e.letter), Era::at_letter('X').map(|e| e.letter)), (None, None));
    }
}
