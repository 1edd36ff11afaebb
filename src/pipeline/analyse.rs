//! The stages of one document: reading, claims, rules.

use crate::check::{self, Analysis, Count};
use crate::claim;
use crate::corpus::{self, Document, Format, Status};
use crate::extract::{self, Reader, Record};
use crate::lexicon::Concepts;
use crate::morph::MorphError;
use crate::text::LineIndex;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The analysis of a document: what is read in it, its claims and findings. The analysis of a document that could not be
/// read is empty; so is that of a document that cannot be tokenised, whose status becomes an error.
pub fn analyse(document: Document, reader: &mut Reader<'_>) -> Analysis {
    let shell = shell(&document);
    let mut analysis = begun(shell, extract::read(document, reader));
    build_claims(&mut analysis, reader.concepts());
    inspect(&mut analysis);
    analysis
}

/// The analyses of several documents, side by side, which takes less time than one after the other: see
/// [`extract::read_all`].
pub fn analyse_all(documents: Vec<Document>, reader: &mut Reader<'_>) -> Vec<Analysis> {
    let shells: Vec<Document> = documents.iter().map(shell).collect();
    let records = extract::read_all(documents, reader);
    let mut all: Vec<Analysis> = shells.into_iter().zip(records).map(|(shell, record)| begun(shell, record)).collect();
    all.iter_mut().for_each(|analysis| build_claims(analysis, reader.concepts()));
    all.iter_mut().for_each(inspect);
    all
}

/// An analysis without claims and findings yet, out of a document without its text and what was read in it.
fn begun(shell: Document, read: Result<Record, MorphError>) -> Analysis {
    match read {
        _ if shell.status == Status::Error => unread(shell),
        Ok(record) => Analysis {
            lines: LineIndex::new(&record.document.text),
            record,
            claims: Vec::new(),
            findings: Vec::new(),
            counts: Vec::new(),
        },
        Err(why) => {
            let start = if shell.note.is_empty() { format!("{}: ", shell.path) } else { format!("{}; ", shell.note) };
            unread(Document { status: Status::Error, note: format!("{start}{why}"), ..shell })
        }
    }
}

fn build_claims(analysis: &mut Analysis, concepts: &Concepts) {
    analysis.claims = claim::build(&analysis.record, &analysis.lines, concepts);
}

fn inspect(analysis: &mut Analysis) {
    (analysis.findings, analysis.counts) = check::inspect(&analysis.record, &analysis.lines);
}

/// A document without its text and blocks.
fn shell(d: &Document) -> Document {
    Document {
        id: d.id.clone(),
        path: d.path.clone(),
        source: d.source.clone(),
        title: d.title.clone(),
        url: d.url.clone(),
        published: d.published,
        published_lower: d.published_lower,
        published_upper: d.published_upper,
        published_from: d.published_from,
        reference: d.reference.clone(),
        format: d.format,
        encoding: d.encoding.clone(),
        sha256: d.sha256.clone(),
        status: d.status,
        note: d.note.clone(),
        text: String::new(),
        blocks: Vec::new(),
    }
}

/// The empty analysis of a document that could not be read.
fn unread(document: Document) -> Analysis {
    let record = Record { document, ..Record::default() };
    let counts = vec![Count::default(); check::all().len()];
    Analysis { lines: LineIndex::new(""), record, claims: Vec::new(), findings: Vec::new(), counts }
}

/// What stands for a document on which the program panicked, with the message of that.
pub(super) fn broken(path: &str, panic: &str) -> Document {
    let mut document = corpus::parse("", Format::Txt, path);
    document.status = Status::Error;
    document.note = format!("{path}: internal error, please report it with the document: {panic}");
    document
}

/// The empty analysis of a document on which the program panicked, with the message of that.
pub(super) fn broken_analysis(path: &str, id: String, panic: &str) -> Analysis {
    unread(Document { id, ..broken(path, panic) })
}

/// Runs `work`.
///
/// # Errors
/// The message of a panic.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown".to_owned())
    })
}
