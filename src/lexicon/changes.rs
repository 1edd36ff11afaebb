//! Words of change after a quantity, and which way they go.

use super::{Prefixes, Table, rows, table};
use crate::value::Direction;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    surface: String,
    /// Empty for words that only begin like one of change (増税, 高校).
    direction: Option<Direction>,
    /// Whether it belongs to the quantity: 8.4％減 is -8.4.
    inside: String,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
}

static CHANGES: Table<Prefixes<Row>> = table!("changes.csv", |csv| {
    let rows: Vec<Row> = rows(csv);
    Prefixes::new(rows.into_iter().map(|r| (r.surface.clone(), r)))
});

/// The direction said at the start of `text`, whether its word belongs to the quantity, and its length in bytes.
pub fn change_at(text: &str) -> Option<(Direction, bool, usize)> {
    let (row, len) = CHANGES.longest(text)?;
    row.direction.map(|d| (d, row.inside == "yes", len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found_in_its_example() {
        let rows: Vec<Row> = super::super::rows(include_str!("changes.csv"));
        assert_eq!(rows.len(), include_str!("changes.csv").lines().count() - 1);
        for row in &rows {
            assert!(row.example.contains(&row.surface), "{} in {}", row.surface, row.example);
        }
    }
}
