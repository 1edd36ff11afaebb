//! CSV: one row a document, below a header that names the columns.

use crate::corpus::meta::Field;
use crate::corpus::raw::{CELL_SEPARATOR, Syntax, too_large};
use crate::corpus::{Format, RawDocument, Status, decode};
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// The rows of a stream, of which only one is in memory.
pub(in crate::corpus) struct CsvRows {
    reader: csv::Reader<Limited>,
    path: String,
    transcoded_from: Option<&'static str>,
    /// The names of the columns in lower case, `None` before the first row.
    header: Option<Arc<[String]>>,
    /// Largest row in bytes.
    max_bytes: u64,
    /// Lines by which the reader is behind: it counts a line only past its LF, and with CRLF it stops before that.
    behind: u64,
    /// Whether a document was returned.
    given: bool,
    done: bool,
}

impl CsvRows {
    /// Reads `input`, which is UTF-8 by now.
    pub(in crate::corpus) fn new(
        mut input: Box<dyn BufRead + Send>,
        path: String,
        transcoded_from: Option<&'static str>,
        limit: u16,
    ) -> Self {
        let max_bytes = u64::from(limit) << 20;
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
            .from_reader(Limited { input, left: max_bytes, why: too_large("row", limit) });
        CsvRows { reader, path, transcoded_from, header: None, max_bytes, behind, given: false, done: false }
    }

    fn trouble(&mut self, path: String, status: Status, note: String) -> Option<RawDocument> {
        self.done = true;
        Some(RawDocument::unreadable(path, Format::Csv, status, note))
    }
}

impl Iterator for CsvRows {
    type Item = RawDocument;

    fn next(&mut self) -> Option<RawDocument> {
        while !self.done {
            let mut row = csv::ByteRecord::new();
            self.reader.get_mut().left = self.max_bytes;
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
                    let mut joined = cells.join(&CELL_SEPARATOR);
                    // the separator itself is no character of any text, and is read as a blank
                    if joined.iter().filter(|b| **b == CELL_SEPARATOR).count() >= cells.len().max(1) {
                        joined = cells.iter().map(|c| without_separator(c)).collect::<Vec<_>>().join(&CELL_SEPARATOR);
                    }
                    let Some(header) = &self.header else {
                        let names = names(joined);
                        if !names.iter().any(|name| Field::of(name) == Some(Field::Text)) {
                            let note = "line 1: no column `text` (nor `body`, `content`, `本文`); the first row must name the columns";
                            return self.trouble(self.path.clone(), Status::Error, note.to_owned());
                        }
                        self.header = Some(names.into());
                        continue;
                    };
                    self.given = true;
                    let path = format!("{}#{line}", self.path);
                    let row = (Syntax::CsvRow(header.clone()), joined);
                    return Some(RawDocument::record(path, Format::Csv, row, self.transcoded_from));
                }
            }
        }
        None
    }
}

/// A stream with a limit of bytes that is set anew before each row. Without it an unclosed quotation mark would take all
/// that follows into memory.
struct Limited {
    input: Box<dyn BufRead + Send>,
    left: u64,
    /// What is said of a row that is longer.
    why: String,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !buffer.is_empty() {
            let why = format!("{}; a quotation mark may be left open", self.why);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.input.read(&mut buffer[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// A cell with a blank for each [`CELL_SEPARATOR`] in it.
fn without_separator(cell: &[u8]) -> Vec<u8> {
    cell.iter().map(|b| if *b == CELL_SEPARATOR { b' ' } else { *b }).collect()
}

/// The column names of a header, in lower case.
fn names(header: Vec<u8>) -> Vec<String> {
    let text = decode::decode(header, false).text;
    text.split(CELL_SEPARATOR as char).map(|n| n.trim().trim_start_matches('\u{feff}').to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;

    #[test]
    fn a_quotation_mark_left_open_does_not_take_the_rest_of_the_stream() {
        let text = "id,text\n1,一\n2,\"".to_owned() + &"二\n".repeat(200_000);
        let input = Box::new(io::Cursor::new(text.into_bytes()));
        let mut rows = CsvRows::new(input, "a.csv".to_owned(), None, 1);
        rows.max_bytes = 100_000;
        let found: Vec<Document> = rows.by_ref().map(RawDocument::parse).collect();
        let shown: Vec<_> = found.iter().map(|d| (d.status, d.text.as_str())).collect();
        assert_eq!(shown, [(Status::Ok, "一"), (Status::Error, "")]);
        assert!(found[1].note.contains("a quotation mark may be left open"), "{}", found[1].note);
        // what lies behind is left in the stream
        assert!(rows.reader.position().byte() < 300_000);
    }
}
