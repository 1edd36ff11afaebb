//! What the rules over one document report to.

use super::figures::change::Changes;
use super::finding::{Finding, Place};
use crate::extract::Record;
use crate::text::{LineIndex, Span};
use std::cell::OnceCell;

/// How often a rule compared something, for `checks.csv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Comparisons made.
    pub compared: u64,
    /// Comparisons that agreed.
    pub agreed: u64,
    /// Comparisons that did not.
    pub differed: u64,
    /// Candidates that lacked a term.
    pub skipped: u64,
}

impl Count {
    /// One more comparison.
    pub(super) fn add(&mut self, agreed: bool) {
        self.compared += 1;
        *(if agreed { &mut self.agreed } else { &mut self.differed }) += 1;
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.compared += other.compared;
        self.agreed += other.agreed;
        self.differed += other.differed;
        self.skipped += other.skipped;
    }
}

/// Findings, and how often something was compared.
pub type Found<C> = (Vec<Finding>, C);

/// A document under inspection, and what one rule found in it so far.
pub struct Report<'a> {
    /// The document, as it was read.
    pub record: &'a Record,
    lines: &'a LineIndex,
    changes: &'a OnceCell<Changes<'a>>,
    count: Count,
    findings: Vec<Finding>,
}

impl<'a> Report<'a> {
    /// An empty report. The cell keeps the changes of the document for the next rule that asks for them.
    pub(super) fn new(record: &'a Record, lines: &'a LineIndex, changes: &'a OnceCell<Changes<'a>>) -> Self {
        Report { record, lines, changes, count: Count::default(), findings: Vec::new() }
    }

    /// What was found, and how often something was compared.
    pub(super) fn close(self) -> Found<Count> {
        (self.findings, self.count)
    }

    /// The changes of the document.
    pub(super) fn changes(&self) -> &'a Changes<'a> {
        self.changes.get_or_init(|| Changes::read(self.record))
    }

    /// A place of the document, with a note to show beside it.
    pub fn place(&self, span: Span, label: impl Into<String>) -> Place {
        let doc = &self.record.document;
        let (start, end) = (self.lines.position(&doc.text, span.start), self.lines.position(&doc.text, span.end));
        Place {
            path: doc.path.clone(),
            source: doc.source.clone(),
            line: start.line,
            column: start.column,
            byte_column: start.byte_column,
            char_start: start.chars,
            char_end: end.chars,
            excerpt: doc.excerpt(span),
            label: label.into(),
        }
    }

    /// Records a comparison that held.
    pub fn holds(&mut self) {
        self.count.add(true);
    }

    /// Records a candidate that lacked a term.
    pub fn skips(&mut self) {
        self.count.skipped += 1;
    }

    /// Records a comparison that failed. The caller adds the difference and a suggestion where there are any.
    pub fn fails(&mut self, place: Place, related: Vec<Place>, message: String) -> &mut Finding {
        self.count.add(false);
        self.findings.push(Finding { message, place, related, ..Finding::default() });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}
