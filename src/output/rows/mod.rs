//! From data to rows: pure functions, one per table. A row has its table's columns in the schema's order.

mod comparison;
mod document;
mod entity;
mod fact;
mod finding;
mod standing;

pub use comparison::{Comparison, compared, dated, timeline};
pub use document::{DocumentRows, amount_rows, claim_row, date_rows, document_row, entity_rows};
pub use entity::{EntityTally, Renamed};
pub use fact::{FactView, claim_value, evidence, fact_row, facts, relation_rows, relations};
pub use finding::{checks, findings};

pub use standing::Standing;

use super::csv::Cell;
use std::borrow::Cow;

/// A cell with a number or anything else that prints itself.
fn show<'a>(value: impl std::fmt::Display) -> Cell<'a> {
    Cow::Owned(value.to_string())
}

/// An empty cell.
const EMPTY: Cell<'static> = Cow::Borrowed("");
