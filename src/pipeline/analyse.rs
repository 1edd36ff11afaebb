//! One document through the stages that need no other.

use crate::check::{self, Analysis, Count};
use crate::claim;
use crate::corpus::{self, Document, Format, Status};
use crate::extract::{self, Reader, Record};
use crate::text::LineIndex;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a document, builds its claims and runs the rules over it. One that could not be read passes through with
/// nothing in it; one that cannot be tokenised becomes such a one.
pub fn analyse(document: Document, reader: &mut Reader<'_>) -> Analysis {
    let shell = shell(&document);
    if document.status == Status::Error {
        return unread(shell);
    }
    match extract::read(document, reader) {
        Ok(record) => {
            let lines = LineIndex::new(&record.document.text);
            let claims = claim::build(&record, &lines);
            let (findings, counts) = check::inspect(&record, &lines);
            Analysis { record, lines, claims, findings, counts }
        }
        Err(why) => {
            let start = if shell.note.is_empty() { format!("{}: ", shell.path) } else { format!("{}; ", shell.note) };
            unread(Document { status: Status::Error, note: format!("{start}{why}"), ..shell })
        }
    }
}

/// All of a document but its text.
fn shell(d: &Document) -> Document {
    Document {
        id: d.id.clone(),
        path: d.path.clone(),
        source: d.source.clone(),
        title: d.title.clone(),
        url: d.url.clone(),
        published: d.published,
        published_from: d.published_from,
        format: d.format,
        encoding: d.encoding,
        sha256: d.sha256.clone(),
        status: d.status,
        note: d.note.clone(),
        text: String::new(),
        blocks: Vec::new(),
    }
}

fn unread(document: Document) -> Analysis {
    let record = Record { document, ..Record::default() };
    let counts = vec![Count::default(); check::all().len()];
    Analysis { lines: LineIndex::new(""), record, claims: Vec::new(), findings: Vec::new(), counts }
}

/// What stands for a document in which the program itself failed.
pub(super) fn broken(path: &str, why: &str) -> Analysis {
    let mut document = corpus::parse("", Format::Txt, path);
    document.status = Status::Error;
    document.note = format!("{path}: internal error, please report it with the document: {why}");
    unread(document)
}

/// Runs `work`; a panic becomes its message.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown".to_owned())
    })
}
