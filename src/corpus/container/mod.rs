//! Containers: how a file holds documents. A container cuts a file into raw documents, sequentially, with no more than
//! one of them in memory.

pub(in crate::corpus) mod csv_rows;
mod json_lines;
mod transcode;

use super::compression::{Compression, decompress};
use super::find::advice;
use super::raw::too_large;
use super::{Format, InputFile, RawDocument, Status, decode};
use csv_rows::CsvRows;
use json_lines::JsonLines;
use std::io::{self, BufRead, BufReader, Read};
use transcode::Transcode;

/// How the files of a format hold documents.
enum Container {
    /// A file is a document.
    Whole,
    /// A line is a document.
    JsonLines,
    /// A row below the header is a document.
    CsvRows,
}

impl Container {
    fn of(format: Format) -> Self {
        match format {
            Format::Txt | Format::Md | Format::Html => Container::Whole,
            Format::Jsonl => Container::JsonLines,
            Format::Csv => Container::CsvRows,
        }
    }
}

/// The documents of one file, in order, read as they are asked for.
pub struct RawDocuments(State);

enum State {
    Closed(InputFile),
    Open(InputFile, Box<dyn Read + Send>),
    JsonLines(JsonLines),
    CsvRows(CsvRows),
    Done,
}

/// Opens a file when its first document is asked for. What cannot be read becomes a document that says so.
pub fn open(file: &InputFile) -> RawDocuments {
    RawDocuments(State::Closed(file.clone()))
}

/// Reads `input` as if it were the content of `file`, compression included.
pub fn open_reader(file: &InputFile, input: Box<dyn Read + Send>) -> RawDocuments {
    RawDocuments(State::Open(file.clone(), input))
}

impl Iterator for RawDocuments {
    type Item = RawDocument;

    fn next(&mut self) -> Option<RawDocument> {
        loop {
            self.0 = match std::mem::replace(&mut self.0, State::Done) {
                State::Done => return None,
                State::Closed(InputFile { trouble: Some((status, note)), display, format, .. }) => {
                    return Some(RawDocument::unreadable(display, format, status, note));
                }
                State::Closed(file) if file.display == "-" => State::Open(file, Box::new(io::stdin())),
                State::Closed(file) => match std::fs::File::open(&file.path) {
                    Ok(input) => State::Open(file, Box::new(input)),
                    Err(error) => return Some(unreadable(file, &error)),
                },
                State::Open(file, input) => match begin(file, input) {
                    Ok(state) => state,
                    Err(only) => return Some(only),
                },
                State::JsonLines(mut lines) => {
                    let next = lines.next()?;
                    self.0 = State::JsonLines(lines);
                    return Some(next);
                }
                State::CsvRows(mut rows) => {
                    let next = rows.next()?;
                    self.0 = State::CsvRows(rows);
                    return Some(next);
                }
            }
        }
    }
}

/// Begins to read an open file.
///
/// # Errors
/// The only document of the file: all of it, or what says why it could not be read.
fn begin(file: InputFile, input: Box<dyn Read + Send>) -> Result<State, RawDocument> {
    let input = decompress(file.compression, input);
    let container = Container::of(file.format);
    if matches!(container, Container::Whole) {
        return Err(whole(file, input));
    }
    let (input, transcoded_from) = utf8(input).map_err(|error| unreadable(file.clone(), &error))?;
    Ok(match container {
        Container::CsvRows => State::CsvRows(CsvRows::new(input, file.display, transcoded_from, file.limit)),
        _ => State::JsonLines(JsonLines::new(input, file.display, transcoded_from, file.limit)),
    })
}

fn unreadable(file: InputFile, error: &io::Error) -> RawDocument {
    let advice = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::NotFound => advice(error),
        _ if file.compression != Compression::None => "the packed file may be cut short or damaged; pack it again",
        _ => "check the file",
    };
    RawDocument::unreadable(file.display, file.format, Status::Error, format!("cannot be read: {error}; {advice}"))
}

fn whole(file: InputFile, input: Box<dyn Read + Send>) -> RawDocument {
    let mut bytes = Vec::new();
    let most = u64::from(file.limit) << 20;
    match input.take(most + 1).read_to_end(&mut bytes) {
        Err(error) => unreadable(file, &error),
        Ok(n) if n as u64 > most => {
            let note = too_large("file", file.limit);
            RawDocument::unreadable(file.display, file.format, Status::Error, note)
        }
        Ok(_) => RawDocument::new(file.display, file.format, bytes),
    }
}

/// The stream as UTF-8 without byte order mark, and the name of its own encoding if that is another one. The encoding is
/// told by the beginning of the stream.
fn utf8(input: Box<dyn Read + Send>) -> io::Result<(Box<dyn BufRead + Send>, Option<&'static str>)> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let beginning = input.fill_buf()?;
    let other = decode::of_stream(beginning);
    let mark = if beginning.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    input.consume(mark);
    Ok(match other {
        Some(other) => (Box::new(BufReader::with_capacity(1 << 16, Transcode::new(input, other))), Some(other.name())),
        None => (Box::new(input), None),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Document, parse};
    use super::*;
    use std::path::Path;

    fn stream(name: &str, bytes: &[u8]) -> Vec<Document> {
        let file = InputFile::new(Path::new(name), None);
        open_reader(&file, Box::new(io::Cursor::new(bytes.to_vec()))).map(RawDocument::parse).collect()
    }

    #[test]
    fn jsonl_records() {
        let input = "\u{feff}{\"id\":7,\"text\":\"本文\\n580億円\",\"title\":\"題\",\"published\":\"2018-02-09T10:00:00Z\",\"x\":[1]}\n\n{broken\n\
                     {\"title\":\"a\"}\n{\"text\":5}\n[1]\n{\"content\":\"c\",\"date\":\"soon\"}";
        let found = stream("news/feed.jsonl", input.as_bytes());
        let shown: Vec<_> = found.iter().map(|d| (d.path.as_str(), d.status, d.text.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("news/feed.jsonl#1", Status::Ok, "本文\n580億円"),
                ("news/feed.jsonl#3", Status::Error, ""),
                ("news/feed.jsonl#4", Status::Error, ""),
                ("news/feed.jsonl#5", Status::Error, ""),
                ("news/feed.jsonl#6", Status::Error, ""),
                ("news/feed.jsonl#7", Status::Warning, "c"),
            ]
        );
        assert_eq!((found[0].id.as_str(), found[0].title.as_str(), found[0].source.as_str()), ("d7", "題", "feed"));
        assert_eq!(found[0].published.map(|d| d.to_string()).as_deref(), Some("2018-02-09"));
        assert!(found[1].note.starts_with("news/feed.jsonl#3: column 2"), "{}", found[1].note);
        assert!(found[2].note.contains("no field `text`"));
        assert_eq!(stream("a.jsonl", b"")[0].status, Status::Warning);
    }

    #[test]
    fn csv_records_in_the_encodings_spreadsheets_write() {
        let input = "ID,タイトル,本文,日付\r\n1,\"題,一\",\"本文\n580億円\",2018/2/9\r\n2,題,短\r\n3\r\n4,a,b,c,d\r\n";
        let utf16: Vec<u8> = [0xfeff].into_iter().chain(input.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for (bytes, encoding) in [
            (input.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", input.as_bytes()].concat(), "UTF-8"),
            (encoding_rs::SHIFT_JIS.encode(input).0.into_owned(), "Shift_JIS"),
            (utf16, "UTF-16LE"),
        ] {
            let found = stream("a.csv", &bytes);
            let shown: Vec<_> =
                found.iter().map(|d| (d.path.as_str(), d.status, d.text.as_str(), &*d.encoding)).collect();
            assert_eq!(
                shown,
                [
                    ("a.csv#2", Status::Ok, "本文\n580億円", encoding),
                    ("a.csv#4", Status::Warning, "短", encoding),
                    ("a.csv#5", Status::Error, "", encoding),
                    ("a.csv#6", Status::Error, "", encoding),
                ]
            );
            assert_eq!((found[0].title.as_str(), found[0].published.map(|d| d.day())), ("題,一", Some(9)));
        }
        assert!(stream("a.csv", b"x,y\n1,2\n")[0].note.contains("no column `text`"));
        assert_eq!(parse("text;title\n本文;題\n", Format::Csv, "a.csv").title, "題");
        let unit = stream("a.csv", "text,title\n被害は\u{1f}5億円,題\u{1f}\n".as_bytes());
        assert_eq!((unit[0].text.as_str(), unit[0].status), ("被害は 5億円", Status::Ok), "U+001F is a blank");
    }

    #[test]
    fn a_document_above_the_limit_is_refused_and_the_others_are_read() {
        let long = "あ".repeat(400_000);
        let small = |name: &str, text: String| {
            let file = InputFile { limit: 1, ..InputFile::new(Path::new(name), None) };
            open_reader(&file, Box::new(io::Cursor::new(text.into_bytes()))).map(RawDocument::parse).collect::<Vec<_>>()
        };
        for (name, text, statuses) in [
            ("a.txt", long.clone(), vec![Status::Error]),
            ("a.jsonl", format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"本文\"}}\n"), vec![Status::Error, Status::Ok]),
            ("a.csv", format!("text\n本文\n{long}\n"), vec![Status::Ok, Status::Error]),
        ] {
            let found = small(name, text);
            assert_eq!(found.iter().map(|d| d.status).collect::<Vec<_>>(), statuses, "{name}");
            assert!(
                found.iter().any(|d| d.note.contains("more than 1 MiB") && d.note.contains("--max-document")),
                "{name}"
            );
        }
    }

    #[test]
    fn files_that_cannot_be_read_are_documents_that_say_so() {
        let file = InputFile::new(Path::new("no/such.txt"), None);
        let found: Vec<Document> = open(&file).map(RawDocument::parse).collect();
        assert!(
            found.len() == 1
                && found[0].status == Status::Error
                && found[0].note.starts_with("no/such.txt: cannot be read")
        );
        for (name, bytes) in [
            ("a.txt.gz", &b"\x1f\x8b\x08\0\0"[..]),
            ("a.jsonl.zst", b"plain"),
            ("b.csv.gz", b"x"),
            ("c.txt", b"\0\x01\x02bin\0"),
        ] {
            let found = stream(name, bytes);
            assert!(found.len() == 1 && found[0].status == Status::Error, "{name}: {found:?}");
        }
        assert_eq!(InputFile::new(Path::new("a.md.gz"), None).compression, Compression::Gzip);
    }
}
