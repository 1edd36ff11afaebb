//! Parsers: from a raw document to a [`Document`] with its blocks. Pure.

mod builder;
mod front_matter;
mod html;
mod lines;
mod md;
mod record;
mod txt;
mod txt_table;

use super::container::csv_rows::CsvRows;
use super::decode::decode_into;
use super::raw::{Content, MOST_MEBIBYTES, RawDocument, Syntax};
use super::{Document, Status};
use crate::text::{Block, BlockKind, Span, hex};
use sha2::{Digest, Sha256};

impl RawDocument {
    /// Decodes and parses the document. Pure: what could not be read is in the status and note of the result.
    pub fn parse(self) -> Document {
        let mut document = Document {
            id: format!("d{}", &hex(&Sha256::digest(self.path.as_bytes()))[..10]),
            source: source_of(&self.path).to_owned(),
            format: self.format,
            ..Document::default()
        };
        match self.content {
            Content::Unreadable(status, note) => document.note(status, &note),
            Content::CsvFile(bytes) => {
                let input = Box::new(std::io::Cursor::new(bytes));
                let mut rows = CsvRows::new(input, self.path.clone(), None, MOST_MEBIBYTES);
                return rows.next().map_or(document, RawDocument::parse);
            }
            Content::Bytes { syntax, bytes, transcoded_from } => {
                document.sha256 = hex(&Sha256::digest(&bytes));
                let text = decode_into(&mut document, bytes, transcoded_from);
                if document.status != Status::Error {
                    parse_text(text, &syntax, &mut document);
                }
            }
        }
        complete(&mut document, self.path);
        document
    }
}

/// The name of a source that its document does not say: the stem of the file.
fn source_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let file = name.split('#').next().unwrap_or(name);
    file.split('.').find(|s| !s.is_empty()).unwrap_or(name)
}

/// Parses decoded text into `document`.
fn parse_text(text: String, syntax: &Syntax, document: &mut Document) {
    match syntax {
        Syntax::Text | Syntax::Markdown => {
            let front = front_matter::read(&text);
            if let Some(trouble) = &front.trouble {
                document.note(Status::Warning, trouble);
            }
            document.blocks = match syntax {
                Syntax::Markdown => md::blocks(&text, front.body),
                _ => txt::blocks(&text, Span::new(front.body, text.len()), !front.found),
            };
            front.meta.move_into(document);
            document.text = text;
        }
        Syntax::Html => {
            let (blocks, meta) = html::page(&text);
            (document.text, document.blocks) = (text, blocks);
            meta.move_into(document);
        }
        Syntax::JsonObject => {
            record::json_object(&text, document);
            plain_text(document);
        }
        Syntax::CsvRow(names) => {
            record::csv_row(names, &text, document);
            plain_text(document);
        }
    }
}

/// Finds the blocks of a record, whose text is plain text and whose title is a field.
fn plain_text(document: &mut Document) {
    let untitled = document.title.is_empty();
    document.blocks = txt::blocks(&document.text, Span::new(0, document.text.len()), untitled);
}

/// Fills in what follows from the rest: the title by the first heading, a note about a document without text, the path.
fn complete(document: &mut Document, path: String) {
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
    use super::builder::tests::shown;
    use super::*;
    use crate::corpus::{Format, parse};

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
    fn nothing_makes_a_parser_panic() {
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
