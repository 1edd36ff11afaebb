//! JSON Lines: one JSON object a line, each a document.

use crate::corpus::raw::{Syntax, too_large};
use crate::corpus::{Format, RawDocument, Status};
use std::io::{BufRead, Read};

/// The lines of a stream, of which only one is in memory.
pub(super) struct JsonLines {
    input: Box<dyn BufRead + Send>,
    path: String,
    transcoded_from: Option<&'static str>,
    /// Largest line in MiB.
    limit: u16,
    /// 1-based number of the line read last.
    line: usize,
    /// Whether a document was returned.
    given: bool,
    done: bool,
}

impl JsonLines {
    /// Reads `input`, which is UTF-8 by now.
    pub(super) fn new(
        input: Box<dyn BufRead + Send>,
        path: String,
        transcoded_from: Option<&'static str>,
        limit: u16,
    ) -> Self {
        JsonLines { input, path, transcoded_from, limit, line: 0, given: false, done: false }
    }
}

impl Iterator for JsonLines {
    type Item = RawDocument;

    fn next(&mut self) -> Option<RawDocument> {
        while !self.done {
            let (mut line, most) = (Vec::new(), u64::from(self.limit) << 20);
            let read = (&mut self.input).take(most).read_until(b'\n', &mut line);
            self.line += 1;
            let path = format!("{}#{}", self.path, self.line);
            let trouble = |note: String| RawDocument::unreadable(path.clone(), Format::Jsonl, Status::Error, note);
            let found = match read {
                Err(error) => {
                    self.done = true;
                    Some(trouble(format!("reading stopped here: {error}; the lines before were read")))
                }
                Ok(0) => {
                    self.done = true;
                    let note = "empty: holds no record".to_owned();
                    let empty = || RawDocument::unreadable(self.path.clone(), Format::Jsonl, Status::Warning, note);
                    (!self.given).then(empty)
                }
                Ok(n) if n as u64 == most && line.last() != Some(&b'\n') => {
                    self.done = self.input.skip_until(b'\n').is_err();
                    Some(trouble(too_large("line", self.limit)))
                }
                Ok(_) => {
                    line.truncate(line.trim_ascii_end().len());
                    let blank = line.trim_ascii().is_empty();
                    let object = (Syntax::JsonObject, line);
                    (!blank).then(|| RawDocument::record(path, Format::Jsonl, object, self.transcoded_from))
                }
            };
            if found.is_some() {
                self.given = true;
                return found;
            }
        }
        None
    }
}
