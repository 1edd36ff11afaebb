//! One CSV row an article; the header names the columns.

use super::meta::{Meta, canonical};
use super::raw::RawDocument;
use super::records::LARGEST;
use super::{Document, Format, Status};
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// Between the cells of a row handed on as bytes: no encoding used here has this byte inside a character.
const BETWEEN: u8 = 0x1f;

/// Hands out the rows of a stream; only one is in memory.
pub(super) struct Rows {
    reader: csv::Reader<Limited>,
    path: String,
    encoding: Option<&'static str>,
    /// The names of the columns, once the first row has told them.
    header: Option<Arc<[String]>>,
    /// Most bytes of a row.
    largest: u64,
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
            .from_reader(Limited { input, left: LARGEST });
        Rows { reader, path, encoding, header: None, largest: LARGEST, behind, given: false, done: false }
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
            self.reader.get_mut().left = self.largest;
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
                        let names = names(joined);
                        if !names.iter().any(|name| canonical(name) == Some("text")) {
                            let note = "line 1: no column `text` (nor `body`, `content`, `本文`); the first row must name the columns";
                            return self.trouble(self.path.clone(), Status::Error, note.to_owned());
                        }
                        self.header = Some(names.into());
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

/// A stream that is not read beyond a limit, which is set anew before each row. Without it an unclosed quotation mark would
/// take all that follows into memory.
struct Limited {
    input: Box<dyn BufRead + Send>,
    left: u64,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !buffer.is_empty() {
            let why = "the row is longer than 1 GiB: close its quotation mark, or split the text";
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.input.read(&mut buffer[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

fn names(header: Vec<u8>) -> Vec<String> {
    let text = super::decode::decode(header, false).text;
    text.split(BETWEEN as char).map(|n| n.trim().trim_start_matches('\u{feff}').to_lowercase()).collect()
}

/// Reads one decoded row under the columns `names` into `document`; its text is the row's.
pub(super) fn record(names: &[String], row: &str, document: &mut Document) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_left_open_does_not_take_the_rest_of_the_stream() {
        let text = "id,text\n1,一\n2,\"".to_owned() + &"二\n".repeat(200_000);
        let input = Box::new(io::Cursor::new(text.into_bytes()));
        let mut rows = Rows::new(input, "a.csv".to_owned(), None);
        rows.largest = 100_000;
        let found: Vec<Document> = rows.by_ref().map(RawDocument::parse).collect();
        let shown: Vec<_> = found.iter().map(|d| (d.status, d.text.as_str())).collect();
        assert_eq!(shown, [(Status::Ok, "一"), (Status::Error, "")]);
        assert!(found[1].note.contains("close its quotation mark"), "{}", found[1].note);
        // what lies behind is left in the stream
        assert!(rows.reader.position().byte() < 300_000);
    }
}
