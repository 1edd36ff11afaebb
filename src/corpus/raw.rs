//! From the bytes of one document to the document: pure.

use super::{Document, Format, Status, csv_rows, decode, front_matter, html, jsonl, md, txt};
use crate::text::{Block, BlockKind, Span, hex};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The bytes of one document, not yet looked at.
#[derive(Clone, Debug)]
pub struct RawDocument {
    path: String,
    format: Format,
    body: Body,
    /// Name of the encoding the bytes were in before the stream was turned into UTF-8.
    encoding: Option<&'static str>,
}

#[derive(Clone, Debug)]
enum Body {
    Bytes(Vec<u8>),
    Row { header: Arc<[String]>, cells: Vec<u8> },
    Trouble(Status, String),
}

impl RawDocument {
    /// A document from bytes: a whole file for txt, md and html, one line for jsonl.
    pub fn new(path: impl Into<String>, format: Format, bytes: Vec<u8>) -> Self {
        RawDocument { path: path.into(), format, body: Body::Bytes(bytes), encoding: None }
    }

    pub(super) fn row(path: String, header: Arc<[String]>, cells: Vec<u8>) -> Self {
        RawDocument { path, format: Format::Csv, body: Body::Row { header, cells }, encoding: None }
    }

    pub(super) fn trouble(path: String, format: Format, status: Status, note: String) -> Self {
        RawDocument { path, format, body: Body::Trouble(status, note), encoding: None }
    }

    pub(super) fn encoded(mut self, encoding: Option<&'static str>) -> Self {
        self.encoding = encoding;
        self
    }

    /// The same under another path.
    pub fn renamed(self, path: String) -> Self {
        RawDocument { path, ..self }
    }

    /// The path as tables show it; `feed.jsonl#3` for the record on line 3.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Size in bytes, for progress and for sharing out work.
    pub fn size(&self) -> usize {
        match &self.body {
            Body::Bytes(bytes) | Body::Row { cells: bytes, .. } => bytes.len(),
            Body::Trouble(..) => 0,
        }
    }

    /// The decoded bytes as they are, for lines that are no articles; empty when there are none.
    ///
    /// # Errors
    /// Why they could not be read.
    pub fn text(self) -> Result<String, String> {
        match self.body {
            Body::Trouble(Status::Error, note) => Err(note),
            Body::Trouble(..) => Ok(String::new()),
            Body::Bytes(bytes) | Body::Row { cells: bytes, .. } => {
                let mut document = Document { format: self.format, ..Document::default() };
                let text = decoded(bytes, self.encoding, &mut document);
                if document.status == Status::Error { Err(document.note) } else { Ok(text) }
            }
        }
    }

    /// Decodes the bytes and finds the structure of the text. Pure: what could not be read is in the
    /// document's status and note.
    pub fn parse(self) -> Document {
        let stem = self.path.rsplit('/').next().unwrap_or(&self.path);
        let mut document = Document {
            id: format!("d{}", &hex(&Sha256::digest(self.path.as_bytes()))[..10]),
            source: stem
                .split('#')
                .next()
                .unwrap_or(stem)
                .split('.')
                .find(|s| !s.is_empty())
                .unwrap_or(stem)
                .to_owned(),
            format: self.format,
            ..Document::default()
        };
        match self.body {
            Body::Trouble(status, note) => document.note(status, &note),
            Body::Bytes(bytes) if self.format == Format::Csv => {
                // a header and one row, as tests and `explain` give them
                let input = Box::new(std::io::Cursor::new(bytes));
                let mut first = csv_rows::Rows::new(input, self.path.clone(), None);
                return first.next().map_or(document, RawDocument::parse);
            }
            Body::Bytes(bytes) => {
                document.sha256 = hex(&Sha256::digest(&bytes));
                let text = decoded(bytes, self.encoding, &mut document);
                match self.format {
                    _ if document.status == Status::Error => {}
                    Format::Txt | Format::Md => written(text, &mut document),
                    Format::Html => {
                        let (blocks, meta) = html::page(&text);
                        (document.text, document.blocks) = (text, blocks);
                        meta.give(&mut document);
                    }
                    Format::Jsonl | Format::Csv => {
                        jsonl::record(&text, &mut document);
                        structure(&mut document);
                    }
                }
            }
            Body::Row { header, cells } => {
                document.sha256 = hex(&Sha256::digest(&cells));
                let row = decoded(cells, self.encoding, &mut document);
                if document.status != Status::Error {
                    csv_rows::record(&header, &row, &mut document);
                    structure(&mut document);
                }
            }
        }
        finish(&mut document, self.path);
        document
    }
}

/// Reads one document: a whole file for txt, md and html, one line for jsonl, a header and a row for csv.
pub fn parse(bytes: impl Into<Vec<u8>>, format: Format, path: &str) -> Document {
    RawDocument::new(path, format, bytes.into()).parse()
}

fn decoded(bytes: Vec<u8>, before: Option<&'static str>, document: &mut Document) -> String {
    let record = matches!(document.format, Format::Jsonl | Format::Csv);
    let decoded = decode::decode(bytes, document.format == Format::Html);
    document.encoding = before.unwrap_or(decoded.encoding);
    if let Some((status, note)) = decoded.trouble {
        // within a record the line is always the record's own
        let note = if record { note.strip_prefix("line 1: ").unwrap_or(&note) } else { &note };
        document.note(status, note);
    } else if before.is_some() && decoded.text.contains('\u{fffd}') {
        document.note(
            Status::Warning,
            &format!("invalid bytes for {} replaced by U+FFFD; save the file as UTF-8", document.encoding),
        );
    }
    decoded.text
}

/// Text and Markdown, with front matter.
fn written(text: String, document: &mut Document) {
    let front = front_matter::read(&text);
    if let Some(trouble) = &front.trouble {
        document.note(Status::Warning, trouble);
    }
    document.blocks = match document.format {
        Format::Md => md::blocks(&text, front.body),
        _ => txt::blocks(&text, Span::new(front.body, text.len()), !front.found),
    };
    front.meta.give(document);
    document.text = text;
}

/// The text of a record is plain text; its title is a field.
fn structure(document: &mut Document) {
    let titled = document.title.is_empty();
    document.blocks = txt::blocks(&document.text, Span::new(0, document.text.len()), titled);
}

fn finish(document: &mut Document, path: String) {
    if document.title.is_empty() {
        let title = |b: &&Block| b.kind == BlockKind::Heading(1);
        document.title = document.blocks.iter().find(title).map(|b| document.block_text(b)).unwrap_or_default();
    }
    if document.status == Status::Ok && document.blocks.is_empty() {
        document.note(Status::Warning, "empty: no visible text");
    }
    if !document.note.is_empty() && !document.note.starts_with(&path) {
        document.note.insert_str(0, &format!("{path}: "));
    }
    document.path = path;
}

#[cfg(test)]
mod tests {
    use super::super::builder::tests::shown;
    use super::*;

    #[test]
    fn metadata_and_fallbacks() {
        let text = "---\ntitle: 題\npublished: 2018-02-09\n---\n# 見出し\n\n本文";
        let document = parse(text, Format::Md, "news/a.b.md");
        assert_eq!((document.title.as_str(), document.source.as_str(), document.text.as_str()), ("題", "a", text));
        assert_eq!(shown(text, &document.blocks), ["h1|見出し", "p|本文"]);
        let document = parse("---\ntitle: [\n---\n本文", Format::Txt, "a.txt");
        assert_eq!(document.status, Status::Warning);
        assert!(document.note.starts_with("a.txt: line ") && document.id.len() == 11, "{}", document.note);
        assert_eq!(parse("見出し\n\n本文。", Format::Txt, "a.txt").title, "見出し");
        assert_eq!(parse("", Format::Txt, "a.txt").status, Status::Warning);
    }

    /// Every prefix of every sample, and each with a byte broken, in every format: no panic, and spans in order.
    #[test]
    fn nothing_makes_it_panic() {
        let samples = [
            "---\ntitle: 題\npublished: 2018-02-09\n---\n# 一\n\n■ 二\n・三  **四**\n| a | b |\n|--|--|\n| 1 | 2 |\n\n会社名   浜辺\n1 概要\n",
            "<html><head><title>a &amp; b</title><script type=application/ld+json>{\"datePublished\":\"2018-02-09\"}</script></head><table><tr><td rowspan=2>x&copy<td>突合</table><nav><p>y<svg/><!-- z",
            "{\"id\":\"x\",\"text\":\"本文\\u5272\\n二\",\"published\":\"2018-02-09\"}\n{\"text\":1}\n",
            "id,text,title\n1,\"本文\n二\",題\n2,b\n",
        ];
        for sample in samples {
            for end in 0..=sample.len() {
                let mut bytes = sample.as_bytes()[..end].to_vec();
                for broken in [false, true] {
                    if broken && let Some(last) = bytes.last_mut() {
                        *last ^= 0xf5;
                    }
                    for format in [Format::Txt, Format::Md, Format::Html, Format::Jsonl, Format::Csv] {
                        let document = parse(bytes.clone(), format, "x");
                        shown(&document.text, &document.blocks);
                    }
                }
            }
        }
    }
}
