//! Words of change after a quantity, and their direction: 8.4％減, 3億円増えた.

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
}

static CHANGES: Table<Prefixes<Row>> = table!("changes.csv", |csv| {
    let rows: Vec<Row> = rows(csv);
    Prefixes::new(rows.into_iter().map(|r| (r.surface.clone(), r)))
});

/// The direction that the longest word at the start of `text` tells, whether the word belongs to the quantity, and its
/// length in bytes. A word with the same direction as one that it begins with needs no row: 増えた has that of 増え.
pub fn change_at(text: &str) -> Option<(Direction, bool, usize)> {
    let (row, len) = CHANGES.longest(text)?;
    row.direction.map(|d| (d, row.inside == "yes", len))
}
