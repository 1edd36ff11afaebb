//! Units whose values can be compared: the same (10名, 10人), alike (3パック, 3個), or a power of ten apart (km, m).

use super::{ShortHasher, Table, rows, table};
use serde::Deserialize;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// How a unit relates to the one that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum How {
    /// Two names of one unit.
    Same,
    /// Counters different writers use for the same things.
    Alike,
    /// A power of ten apart.
    Scale,
}

#[derive(Deserialize)]
struct Row {
    surface: String,
    unit: String,
    how: How,
    exponent: i32,
}

static ROWS: Table<Vec<Row>> = table!("same_units.csv", rows);

/// The units that a unit is compared in.
#[derive(Clone, Copy, Default)]
struct Entry {
    same: Option<&'static str>,
    comparable: Option<(&'static str, i32)>,
}

/// An entry for each unit of the table; every amount is asked for.
static UNITS: Table<HashMap<&str, Entry, BuildHasherDefault<ShortHasher>>> = table!("same_units.csv", |_| {
    let units = ROWS.iter().flat_map(|r| [r.surface.as_str(), r.unit.as_str()]);
    units.map(|unit| (unit, Entry { same: same(unit), comparable: comparable(unit) })).collect()
});

/// The unit that stands for all names of one unit: 人 for 名.
pub fn same_unit(unit: &str) -> &str {
    UNITS.get(unit).and_then(|entry| entry.same).unwrap_or(unit)
}

/// The unit that values of `unit` are compared in, and the power of ten that they are multiplied by for it; `None` if no other
/// unit is alike.
pub fn comparable_unit(unit: &str) -> Option<(&'static str, i32)> {
    UNITS.get(unit)?.comparable
}

fn same(unit: &str) -> Option<&'static str> {
    ROWS.iter().find(|r| r.how == How::Same && r.surface == unit).map(|r| r.unit.as_str())
}

fn comparable(unit: &str) -> Option<(&'static str, i32)> {
    let same = same(unit);
    if unit.contains('/') && same.is_some() {
        return same.map(|unit| (unit, 0));
    }
    let unit = same.unwrap_or(unit);
    let row = ROWS.iter().find(|r| r.surface == unit);
    let stands_for_others = || ROWS.iter().find(|r| r.unit == unit).map(|r| (r.unit.as_str(), 0));
    row.map(|r| (r.unit.as_str(), r.exponent)).or_else(stands_for_others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stands_for_others_or_has_one_that_stands_for_it() {
        for row in ROWS.iter() {
            assert_eq!(row.how == How::Scale, row.exponent != 0, "{}", row.surface);
            assert!(!ROWS.iter().any(|r| r.surface == row.unit), "{} stands for {}", row.unit, row.surface);
        }
    }

    #[test]
    fn units_are_compared_in_the_one_that_stands_for_them() {
        assert_eq!((same_unit("名"), same_unit("パック")), ("人", "パック"));
        assert_eq!(comparable_unit("パック"), Some(("個", 0)));
        assert_eq!(comparable_unit("個"), Some(("個", 0)));
        assert_eq!(comparable_unit("km2"), Some(("m2", 6)));
        assert_eq!(comparable_unit("校"), None);
    }
}
