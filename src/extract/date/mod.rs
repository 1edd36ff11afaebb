//! Dates, times, durations and sets.
//!
//! The grammar reads what an expression writes (`grammar`), the context keeps what the text has spoken of so far
//! (`context`), and from both comes what is meant (`meaning`). This module reads a document from the first expression to
//! the last.

mod aside;
mod begin;
mod context;
mod grammar;
mod layout;
mod meaning;
mod published;
mod reader;

pub use meaning::dated::{Dated, FromDocument};
pub(crate) use published::is_marked;
pub use published::publication;

use super::{Mention, Reading};
use crate::corpus::Reference;
use jiff::civil::Date;
use reader::DateReader;

/// Reads every temporal expression of a document, in order.
///
/// `published` is the publication date that the document states; `reference` says where the corpus places one that states
/// none.
pub fn read(reading: &Reading, published: Option<Date>, reference: Option<&Reference>) -> Vec<Mention<Dated>> {
    let mut reader = DateReader::new(reading, published, reference);
    (0..reading.view.sentences.len()).for_each(|sentence| reader.sentence(sentence));
    reader.finish()
}

/// The last day that a text tells as past, of the days whose year it writes; of all days, where the corpus places it.
pub fn last_past(dates: &[Mention<Dated>], placed: bool) -> Option<Date> {
    let told = dates.iter().filter(|m| m.value.past && (placed || !m.value.inferred));
    told.filter_map(|m| m.value.time.day()).max()
}
