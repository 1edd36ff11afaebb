//! Nouns of persons: a number in brackets after one is an age (運転手（41）).

use super::{Table, rows, table};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    surface: String,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
}

static PERSONS: Table<Vec<Row>> = table!("persons.csv", rows);

/// Whether `text` ends with a noun of a person.
pub fn is_person_noun(text: &str) -> bool {
    PERSONS.iter().any(|p| text.ends_with(p.surface.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found_in_its_example() {
        assert_eq!(PERSONS.len(), include_str!("persons.csv").lines().count() - 1);
        for row in PERSONS.iter() {
            assert!(row.example.contains(&row.surface) && is_person_noun(&row.surface), "{}", row.surface);
        }
    }
}
