//! One CSV row an article; the header names the columns.

use super::meta::{Meta, canonical};
use super::raw::RawDocument;
use super::{Document, Format, Status};
use std::io::{BufRead, Read};
use std::sync::Arc;

/// Between the cells of a row handed on as bytes: no encoding used here has this byte inside a character.
const BETWEEN: u8 = 0x1f;

/// Hands out the rows of a stream; only one is in memory.
pub(super) struct Rows {
    reader: csv::Reader<Box<dyn Read + Send>>,
    path: String,
    encoding: Option<&'static str>,
    header: Option<Arc<[u8]>>,
    /// The reader counts a line only when it has passed the LF, and with CRLF it stops before it.
    behind: u64,
    given: bool,
    done: bool,
}

impl Rows {
    pub(super) fn new(mut input: Box<dyn BufRead + Send>, path: String, encoding: Option<&'static str>) -> Self {
        // Excel's "Unicode text" has tabs, a European Excel semicolons
        let first = input.fill_buf().unwrap_or_default();
        let first = &first[..first.iter().position(|b| *b == b'\n').unwrap_or(first.len())];
        let behind = u64::from(first.ends_with(b"\r"));
        let delimiter = match (first.contains(&b','), first.contains(&b'\t'), first.contains(&b';')) {
            (false, true, _) => b'\t',
            (false, false, true) => b';',
            _ => b',',
        };
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(Box::new(input) as Box<dyn Read + Send>);
        Rows { reader, path, encoding, header: None, behind, given: false, done: false }
    }

    fn trouble(&mut self, path: String, status: Status, note: String) -> Option<RawDocument> {
        self.done = true;
        Some(RawDocument::trouble(path, Format::Csv, status, note))
    }
}

impl Iterator for Rows {
    type Item = RawDocument;

    fn next(&mut self) -> Option<RawDocument> {
        while !self.done {
            let mut row = csv::ByteRecord::new();
            match self.reader.read_byte_record(&mut row) {
                Err(error) => {
                    let path = format!("{}#{}", self.path, self.reader.position().line());
                    return self.trouble(
                        path,
                        Status::Error,
                        format!("reading stopped here: {error}; the rows before were read"),
                    );
                }
                Ok(false) if self.given => self.done = true,
                Ok(false) => {
                    return self.trouble(self.path.clone(), Status::Warning, "empty: holds no record".to_owned());
                }
                Ok(true) => {
                    let line = row.position().map_or(0, csv::Position::line) + self.behind;
                    let cells: Vec<&[u8]> = row.iter().collect();
                    let joined = cells.join(&BETWEEN);
                    let Some(header) = &self.header else {
                        if !names(&joined).any(|name| canonical(&name) == Some("text")) {
                            let note = "line 1: no column `text` (nor `body`, `content`, `本文`); the first row must name the columns";
                            return self.trouble(self.path.clone(), Status::Error, note.to_owned());
                        }
                        self.header = Some(joined.into());
                        continue;
                    };
                    self.given = true;
                    let path = format!("{}#{line}", self.path);
                    return Some(RawDocument::row(path, header.clone(), joined).encoded(self.encoding));
                }
            }
        }
        None
    }
}

fn names(header: &[u8]) -> impl Iterator<Item = String> {
    let text = super::decode::decode(header.to_vec(), false).text;
    text.split(BETWEEN as char)
        .map(|n| n.trim().trim_start_matches('\u{feff}').to_lowercase())
        .collect::<Vec<_>>()
        .into_iter()
}

/// Reads one decoded row into `document`; its text is the row's.
pub(super) fn record(header: &[u8], row: &str, document: &mut Document) {
    let names: Vec<String> = names(header).collect();
    let cells: Vec<&str> = row.split(BETWEEN as char).collect();
    if cells.len() > names.len() {
        let note = format!(
            "{} cells under {} headings; put cells that contain the delimiter in double quotes",
            cells.len(),
            names.len()
        );
        return document.note(Status::Error, &note);
    }
    let mut meta = Meta::default();
    let mut text: Option<&str> = None;
    for (name, cell) in names.iter().zip(&cells) {
        match canonical(name) {
            Some("text") if text.is_none() || name == "text" => text = Some(cell),
            Some("text") | None => {}
            Some(known) => meta.set(known, cell),
        }
    }
    match text {
        Some(text) => document.text = text.to_owned(),
        None => document.note(
            Status::Error,
            &format!("only {} of {} cells, the text is not among them; complete the row", cells.len(), names.len()),
        ),
    }
    if text.is_some() && cells.len() < names.len() {
        document.note(
            Status::Warning,
            &format!("only {} of {} cells; the others are taken as empty", cells.len(), names.len()),
        );
    }
    meta.give(document);
}
