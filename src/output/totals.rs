//! Numbers of documents and mentions, which are counted while documents come and go.

use crate::check::Analysis;
use crate::corpus::{PublishedFrom, Status};

/// Unreadable documents that the totals name.
const NAMED: usize = 5;

/// Numbers of documents and mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Documents, unreadable ones included.
    pub documents: usize,
    /// Documents read with a warning.
    pub warnings: usize,
    /// Documents not read.
    pub unreadable: usize,
    /// Documents whose publication date is unknown.
    pub undated: usize,
    /// Those of them that the other documents place.
    pub placed: usize,
    /// Temporal mentions.
    pub dates: usize,
    /// Quantity mentions.
    pub amounts: usize,
    /// Entity mentions.
    pub entities: usize,
    /// Path and note of the first documents that could not be read.
    pub(super) notes: Vec<(String, String)>,
}

impl Totals {
    /// The totals of one document.
    pub fn of(analysis: &Analysis) -> Self {
        let record = &analysis.record;
        let document = &record.document;
        let unreadable = document.status == Status::Error;
        Totals {
            documents: 1,
            warnings: usize::from(document.status == Status::Warning),
            unreadable: usize::from(unreadable),
            undated: usize::from(!unreadable && document.published.is_none()),
            placed: usize::from(document.published_from == PublishedFrom::Corpus),
            dates: record.dates.len(),
            amounts: record.amounts.len(),
            entities: record.entities.len(),
            notes: if unreadable { vec![(document.path.clone(), document.note.clone())] } else { Vec::new() },
        }
    }

    /// Adds the totals of further documents.
    pub fn join(&mut self, other: Totals) {
        self.documents += other.documents;
        self.warnings += other.warnings;
        self.unreadable += other.unreadable;
        self.undated += other.undated;
        self.placed += other.placed;
        self.dates += other.dates;
        self.amounts += other.amounts;
        self.entities += other.entities;
        self.notes.extend(other.notes);
        self.notes.truncate(NAMED);
    }
}
