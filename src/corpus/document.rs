//! One article and what its file says about it.

use crate::text::Block;
use jiff::civil::Date;

/// How a document came to its publication date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PublishedFrom {
    /// Front matter, a JSONL or CSV field, HTML meta, JSON-LD or `time`.
    Metadata,
    /// Written in the text: a dateline, 更新日, 「…付」.
    Content,
    /// Inferred from the full dates and weekdays in the text.
    Inferred,
    /// Unknown.
    #[default]
    None,
}

impl PublishedFrom {
    /// The value of the `published_from` column.
    pub fn as_str(self) -> &'static str {
        match self {
            PublishedFrom::Metadata => "metadata",
            PublishedFrom::Content => "content",
            PublishedFrom::Inferred => "inferred",
            PublishedFrom::None => "none",
        }
    }
}

/// The syntax of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    #[default]
    Txt,
    /// Markdown.
    Md,
    /// HTML.
    Html,
    /// One JSON object a line, each an article.
    Jsonl,
    /// One CSV row an article.
    Csv,
}

impl Format {
    /// The name used by `--from` and the `format` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Txt => "txt",
            Format::Md => "md",
            Format::Html => "html",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
        }
    }
}

/// What became of an input; later ones are worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Read as it is.
    #[default]
    Ok,
    /// Read, with something to know (see the note): bytes replaced, front matter ignored.
    Warning,
    /// Not read; the note says why and what to do.
    Error,
}

impl Status {
    /// The value of the `status` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Warning => "warning",
            Status::Error => "error",
        }
    }
}

/// One article: the decoded text, its blocks, and what is known about it from outside the text.
///
/// For txt, md and html the text is the whole decoded file, front matter and tags included, without the
/// byte order mark. For a JSONL object or a CSV row it is the text field after unescaping.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Stable identifier starting with a letter: the record's own id, or made from the path.
    pub id: String,
    /// Path as given, `/` separated; `feed.jsonl#3` for the record on line 3.
    pub path: String,
    /// Who published it; the path's file stem when nothing says so.
    pub source: String,
    /// Its title, empty when unknown.
    pub title: String,
    /// Its address, empty when unknown.
    pub url: String,
    /// Publication date from metadata; later stages may find one in the text.
    pub published: Option<Date>,
    /// Where `published` comes from.
    pub published_from: PublishedFrom,
    /// Syntax.
    pub format: Format,
    /// Name of the encoding it was decoded from, as the WHATWG spells it.
    pub encoding: &'static str,
    /// Lower-case hexadecimal SHA-256 of the bytes on disk (after decompression), or of the record.
    pub sha256: String,
    /// Whether it could be read.
    pub status: Status,
    /// What to know about the reading; says path, line and what to do.
    pub note: String,
    /// The decoded text; all original offsets are byte offsets into it.
    pub text: String,
    /// Its visible text by layout unit; front matter, markup, script and style are in no block.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Adds a note and raises the status to at least `status`.
    pub(super) fn note(&mut self, status: Status, note: &str) {
        self.status = self.status.max(status);
        if !self.note.is_empty() {
            self.note.push_str("; ");
        }
        self.note.push_str(note);
    }

    /// The visible text of a block.
    pub fn block_text(&self, block: &Block) -> String {
        block.pieces.iter().map(|p| p.reads.as_deref().unwrap_or(p.span.of(&self.text))).collect()
    }
}
