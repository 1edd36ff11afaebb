//! Reads articles: finds files, decodes them, and turns each format into [`Document`]s.
//!
//! Three steps, so that the caller decides about threads: [`find`] lists the [`InputFile`]s; [`open`] reads one of them
//! and returns its [`RawDocument`]s, which are bytes (sequential, one in memory at a time); [`RawDocument::parse`] decodes
//! one and finds its blocks (pure, any thread).
//!
//! How a file holds documents and how a document is written are two questions: a container (`container`) cuts a file
//! into raw documents, a parser (`parse`) turns a raw document into a [`Document`]. A line of a JSON Lines file is a
//! JSON object, whose text is plain text.
//!
//! Trouble with one input never stops the others: it becomes a [`Document`] whose [`Status`] says so.

mod compression;
mod container;
mod decode;
mod document;
mod earlier_output;
mod find;
mod held;
mod meta;
mod parse;
mod raw;

pub use compression::Compression;
pub use container::{RawDocuments, open, open_reader};
pub use document::{Document, Format, PublishedFrom, Reference, Status};
pub use earlier_output::{MARKED, Mark};
pub use find::{InputFile, find};
pub use held::HeldDocuments;
pub use meta::parse_date;
pub use raw::{MOST_MEBIBYTES, RawDocument, USUAL_MEBIBYTES};

/// Parses one document: a whole file for txt, md and html, one object for jsonl, a header and one row for csv.
///
/// Pure. What could not be read is in the status and note of the document.
pub fn parse(bytes: impl Into<Vec<u8>>, format: Format, path: &str) -> Document {
    RawDocument::new(path, format, bytes.into()).parse()
}
