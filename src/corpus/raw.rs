//! The undecoded bytes of one document, and what they are written in.

use super::{Document, Format, Status, decode};
use std::sync::Arc;

/// Largest document in MiB where nothing else is said. An article has some kilobytes; a text full of figures takes some
/// 220 times its size in memory while it is read.
pub const USUAL_MEBIBYTES: u16 = 16;

/// Largest document that can be asked for: offsets in a folded text have 32 bits.
pub const MOST_MEBIBYTES: u16 = 1024;

/// Why a document is not read that is larger than that number of MiB.
pub(super) fn too_large(what: &str, mebibytes: u16) -> String {
    format!("the {what} has more than {mebibytes} MiB, unpacked; split it, or allow more with --max-document")
}

/// Byte between the cells of a CSV row that is passed on as bytes. No encoding used here has it inside a character.
pub(super) const CELL_SEPARATOR: u8 = 0x1f;

/// What one document is written in, which decides the parser.
#[derive(Clone, Debug)]
pub(super) enum Syntax {
    Text,
    Markdown,
    Html,
    /// One JSON object with a text field.
    JsonObject,
    /// One CSV row, its cells separated by [`CELL_SEPARATOR`], below these column names in lower case.
    CsvRow(Arc<[String]>),
}

/// The undecoded bytes of one document.
#[derive(Clone, Debug)]
pub struct RawDocument {
    pub(super) path: String,
    pub(super) format: Format,
    pub(super) content: Content,
}

/// The bytes of a document, or why there are none.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Bytes {
        syntax: Syntax,
        bytes: Vec<u8>,
        /// Name of the encoding the file was in, where its container has turned it into UTF-8 already.
        transcoded_from: Option<&'static str>,
    },
    /// A CSV file with a header and one row.
    CsvFile(Vec<u8>),
    /// Why there are no bytes.
    Unreadable(Status, String),
}

impl RawDocument {
    /// A document of bytes: a whole file for txt, md and html, one object for jsonl, a header and one row for csv.
    pub fn new(path: impl Into<String>, format: Format, bytes: Vec<u8>) -> Self {
        let syntax = match format {
            Format::Txt => Some(Syntax::Text),
            Format::Md => Some(Syntax::Markdown),
            Format::Html => Some(Syntax::Html),
            Format::Jsonl => Some(Syntax::JsonObject),
            Format::Csv => None,
        };
        let content = match syntax {
            Some(syntax) => Content::Bytes { syntax, bytes, transcoded_from: None },
            None => Content::CsvFile(bytes),
        };
        RawDocument { path: path.into(), format, content }
    }

    /// A JSON object of a JSON Lines file, or a row of a CSV file.
    pub(super) fn record(
        path: String,
        format: Format,
        (syntax, bytes): (Syntax, Vec<u8>),
        transcoded_from: Option<&'static str>,
    ) -> Self {
        RawDocument { path, format, content: Content::Bytes { syntax, bytes, transcoded_from } }
    }

    /// What stands for a document that could not be read: `note` says why.
    pub(super) fn unreadable(path: String, format: Format, status: Status, note: String) -> Self {
        RawDocument { path, format, content: Content::Unreadable(status, note) }
    }

    /// The same under another path.
    pub fn renamed(self, path: String) -> Self {
        RawDocument { path, ..self }
    }

    /// The path as tables show it; `feed.jsonl#3` for the record on line 3.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Size in bytes, 0 for a document that could not be read.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Bytes { bytes, .. } | Content::CsvFile(bytes) => bytes.len(),
            Content::Unreadable(..) => 0,
        }
    }

    /// The decoded bytes, unparsed: for lines that are no articles. Empty for a file that holds nothing.
    ///
    /// # Errors
    /// Why the bytes could not be read or decoded, in words.
    pub fn decode(self) -> Result<String, String> {
        match self.content {
            Content::Unreadable(Status::Error, note) => Err(note),
            Content::Unreadable(..) => Ok(String::new()),
            Content::CsvFile(bytes) => decoded(self.format, bytes, None),
            Content::Bytes { bytes, transcoded_from, .. } => decoded(self.format, bytes, transcoded_from),
        }
    }
}

fn decoded(format: Format, bytes: Vec<u8>, transcoded_from: Option<&'static str>) -> Result<String, String> {
    let mut document = Document { format, ..Document::default() };
    let text = decode::decode_into(&mut document, bytes, transcoded_from);
    if document.status == Status::Error { Err(document.note) } else { Ok(text) }
}
