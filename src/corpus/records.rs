//! Reads sources: sequential, no more than one document in memory.

use super::raw::RawDocument;
use super::transcode::Transcode;
use super::unpack::{Packing, unpack};
use super::walk::advice;
use super::{Format, Source, Status, csv_rows, decode, jsonl};
use std::io::{self, BufRead, BufReader, Read};

/// Largest document in bytes: offsets in a folded text are 32 bits, and a packed file may hide anything.
pub(super) const LARGEST: u64 = 1 << 30;

/// The documents of one source, in order, read as they are asked for.
pub struct Records(State);

enum State {
    Closed(Source),
    Open(Source, Box<dyn Read + Send>),
    Lines(jsonl::Lines),
    Rows(csv_rows::Rows),
    Done,
}

/// Opens a source when its first document is asked for. What cannot be read becomes a document that says so.
pub fn open(source: &Source) -> Records {
    Records(State::Closed(source.clone()))
}

/// Reads `input` as if it were the content of `source`, packing included.
pub fn open_reader(source: &Source, input: Box<dyn Read + Send>) -> Records {
    Records(State::Open(source.clone(), input))
}

impl Iterator for Records {
    type Item = RawDocument;

    fn next(&mut self) -> Option<RawDocument> {
        loop {
            self.0 = match std::mem::replace(&mut self.0, State::Done) {
                State::Done => return None,
                State::Closed(Source { trouble: Some((status, note)), display, format, .. }) => {
                    return Some(RawDocument::trouble(display, format, status, note));
                }
                State::Closed(source) if source.display == "-" => State::Open(source, Box::new(io::stdin())),
                State::Closed(source) => match std::fs::File::open(&source.path) {
                    Ok(file) => State::Open(source, Box::new(file)),
                    Err(error) => return Some(unreadable(source, &error)),
                },
                State::Open(source, input) => {
                    let input = unpack(source.packed, input);
                    match source.format {
                        Format::Jsonl | Format::Csv => match records(source, input) {
                            Ok(state) => state,
                            Err(trouble) => return Some(trouble),
                        },
                        _ => return Some(whole(source, input)),
                    }
                }
                State::Lines(mut lines) => {
                    let next = lines.next()?;
                    self.0 = State::Lines(lines);
                    return Some(next);
                }
                State::Rows(mut rows) => {
                    let next = rows.next()?;
                    self.0 = State::Rows(rows);
                    return Some(next);
                }
            }
        }
    }
}

fn unreadable(source: Source, error: &io::Error) -> RawDocument {
    let advice = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::NotFound => advice(error),
        _ if source.packed != Packing::None => "the packed file may be cut short or damaged; pack it again",
        _ => "check the file",
    };
    RawDocument::trouble(source.display, source.format, Status::Error, format!("cannot be read: {error}; {advice}"))
}

fn whole(source: Source, input: Box<dyn Read + Send>) -> RawDocument {
    let mut bytes = Vec::new();
    match input.take(LARGEST + 1).read_to_end(&mut bytes) {
        Err(error) => unreadable(source, &error),
        Ok(n) if n as u64 > LARGEST => {
            let note = "larger than 1 GiB; split the file".to_owned();
            RawDocument::trouble(source.display, source.format, Status::Error, note)
        }
        Ok(_) => RawDocument::new(source.display, source.format, bytes),
    }
}

/// A stream of records; another encoding than UTF-8 is told by the beginning of the stream.
fn records(source: Source, input: Box<dyn Read + Send>) -> Result<State, RawDocument> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let beginning = match input.fill_buf() {
        Ok(beginning) => beginning,
        Err(error) => return Err(unreadable(source, &error)),
    };
    let other = decode::of_stream(beginning);
    let mark = if beginning.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    input.consume(mark);
    let encoding = other.map(encoding_rs::Encoding::name);
    let input: Box<dyn BufRead + Send> = match other {
        Some(other) => Box::new(BufReader::with_capacity(1 << 16, Transcode::new(input, other))),
        None => Box::new(input),
    };
    let path = source.display;
    Ok(match source.format {
        Format::Csv => State::Rows(csv_rows::Rows::new(input, path, encoding)),
        _ => State::Lines(jsonl::Lines { input, path, encoding, line: 0, given: false, done: false }),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Document, parse};
    use super::*;
    use std::path::Path;

    fn stream(name: &str, bytes: &[u8]) -> Vec<Document> {
        let source = Source::file(Path::new(name), None);
        open_reader(&source, Box::new(io::Cursor::new(bytes.to_vec()))).map(RawDocument::parse).collect()
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
                found.iter().map(|d| (d.path.as_str(), d.status, d.text.as_str(), d.encoding)).collect();
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
    }

    #[test]
    fn files_that_cannot_be_read_are_documents_that_say_so() {
        let source = Source::file(Path::new("no/such.txt"), None);
        let found: Vec<Document> = open(&source).map(RawDocument::parse).collect();
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
        assert_eq!(Source::file(Path::new("a.md.gz"), None).packed, Packing::Gz);
    }
}
