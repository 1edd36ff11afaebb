//! One JSON object a line, each an article.

use super::meta::{Meta, canonical};
use super::raw::RawDocument;
use super::records::LARGEST;
use super::{Document, Format, Status};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use std::io::{BufRead, Read};

/// Hands out the lines of a stream; only one is in memory.
pub(super) struct Lines {
    pub input: Box<dyn BufRead + Send>,
    pub path: String,
    pub encoding: Option<&'static str>,
    pub line: usize,
    pub given: bool,
    pub done: bool,
}

impl Iterator for Lines {
    type Item = RawDocument;

    fn next(&mut self) -> Option<RawDocument> {
        while !self.done {
            let mut line = Vec::new();
            let read = (&mut self.input).take(LARGEST).read_until(b'\n', &mut line);
            self.line += 1;
            let path = format!("{}#{}", self.path, self.line);
            let trouble = |note: String| RawDocument::trouble(path.clone(), Format::Jsonl, Status::Error, note);
            let found = match read {
                Err(error) => {
                    self.done = true;
                    Some(trouble(format!("reading stopped here: {error}; the lines before were read")))
                }
                Ok(0) => {
                    self.done = true;
                    let note = "empty: holds no record".to_owned();
                    (!self.given).then(|| RawDocument::trouble(self.path.clone(), Format::Jsonl, Status::Warning, note))
                }
                Ok(n) if n as u64 == LARGEST && line.last() != Some(&b'\n') => {
                    self.done = self.input.skip_until(b'\n').is_err();
                    Some(trouble("the line is longer than 1 GiB; split the text".to_owned()))
                }
                Ok(_) => {
                    line.truncate(line.trim_ascii_end().len());
                    (!line.trim_ascii().is_empty())
                        .then(|| RawDocument::new(path, Format::Jsonl, line).encoded(self.encoding))
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

/// Reads one line into `document`; its text is the record's.
pub(super) fn record(line: &str, document: &mut Document) {
    let record = match serde_json::from_str::<Record>(line) {
        Ok(record) => record,
        Err(error) => {
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or(&why);
            let note =
                format!("column {}: not a JSON object on one line ({why}); correct or remove the line", error.column());
            return document.note(Status::Error, &note);
        }
    };
    match record.text {
        Some(Value::String(text)) => document.text = text,
        Some(_) => document.note(Status::Error, "`text` is not a string; write the article as one string"),
        None => {
            document.note(Status::Error, "no field `text` (nor `body`, `content`); name the field of the article so")
        }
    }
    record.meta.give(document);
}

/// The known fields; the others are skipped without being built.
#[derive(Default)]
struct Record {
    text: Option<Value>,
    meta: Meta,
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Record;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
                let mut record = Record::default();
                while let Some(name) = map.next_key::<std::borrow::Cow<'_, str>>()? {
                    match canonical(&name) {
                        // `text` itself before `body`, whatever their order
                        Some("text") => {
                            let value = map.next_value::<Value>()?;
                            if name == "text" || record.text.is_none() {
                                record.text = Some(value).filter(|v| !v.is_null()).or(record.text);
                            }
                        }
                        Some(known) => record.meta.set_value(known, &map.next_value()?),
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(record)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}
