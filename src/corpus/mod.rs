//! Reads articles: finds files, decodes them, and turns each format into [`Document`]s.
//!
//! Three steps, so that the caller decides about threads:
//! [`find`] lists the [`Source`]s; [`open`] reads one of them and hands out [`RawDocument`]s (bytes only,
//! sequential, cheap); [`RawDocument::parse`] decodes one and finds its structure (pure, any thread).
//! Trouble with one input never stops the others: it becomes a [`Document`] whose [`Status`] says so.

mod builder;
mod csv_rows;
mod decode;
mod document;
mod front_matter;
mod html;
mod html_meta;
mod html_ref;
mod html_table;
mod jsonl;
mod lines;
mod md;
mod meta;
mod raw;
mod records;
mod transcode;
mod txt;
mod txt_table;
mod unpack;
mod walk;

pub use document::{Document, Format, PublishedFrom, Reference, Status};
pub use meta::parse_date;
pub use raw::{RawDocument, parse};
pub use records::{Records, open, open_reader};
pub use unpack::Packing;
pub use walk::{Source, find};
