//! Rows of the tables: pure functions from results to cells. A row has the columns of its table in the order of the
//! schema. Nothing here knows a format.

mod comparison;
mod document;
mod entity;
mod fact;
mod finding;

pub use comparison::{Comparison, compared, dated, timeline};
pub use document::{amount_rows, claim_row, date_rows, document_row, entity_rows};
pub use entity::{CanonicalName, EntityIndex};
pub use fact::{evidence, fact_row, facts, relation_rows, relations};
pub use finding::{checks, findings};

use std::borrow::Cow;

/// A cell, as text.
pub type Cell<'a> = Cow<'a, str>;

/// A row, with one cell for each column of its table.
pub type Row<'a> = Vec<Cell<'a>>;

/// A cell with a number or anything else that prints itself.
fn show<'a>(value: impl std::fmt::Display) -> Cell<'a> {
    Cow::Owned(value.to_string())
}

/// An empty cell.
pub(super) const EMPTY: Cell<'static> = Cow::Borrowed("");
