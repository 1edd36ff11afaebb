//! The results of a run: what formats, tables and the summary render.

use super::plural;
use super::rows::EntityIndex;
use super::spill::SpillFile;
use super::totals::Totals;
use crate::check::{Analysis, Severity};
use crate::claim::Claim;
use crate::corpus;
use crate::crosscheck::Ran;
use crate::fact::Fact;
use crate::review::{Reviewed, Status};
use std::collections::{BTreeMap, BTreeSet};

/// The results of a run.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// All claims, in order; `facts` index them.
    pub claims: &'a [Claim],
    /// All facts.
    pub facts: &'a [Fact],
    /// All findings in order, open and closed: see [`Report::open`].
    pub findings: &'a [Reviewed],
    /// The rules that ran, in the order of the table.
    pub rules: &'a [Ran],
    /// The entities of all documents.
    pub entities: &'a EntityIndex,
    /// Numbers of documents and mentions.
    pub totals: &'a Totals,
    /// Whether the findings were reviewed against a baseline.
    pub baseline: bool,
    /// The documents, in the order they were read; empty when only claims are known.
    pub documents: &'a [DocumentSummary],
    /// What formats need of each document beyond that; `None` when none needs anything.
    pub spill: Option<&'a SpillFile>,
}

impl<'a> Report<'a> {
    /// The open findings, in order.
    pub fn open(&self) -> impl Iterator<Item = &'a Reviewed> + use<'a> {
        self.findings.iter().filter(|r| r.status.is_open())
    }

    /// The open findings, gravest first, otherwise in order.
    pub fn gravest(&self) -> Vec<&'a Reviewed> {
        let mut out: Vec<&Reviewed> = self.open().collect();
        out.sort_by_key(|r| std::cmp::Reverse(r.finding.severity)); // stable
        out
    }

    /// Number of findings of each status that occurs.
    pub fn by_status(&self) -> BTreeMap<&'static str, usize> {
        let mut out = BTreeMap::new();
        self.findings.iter().for_each(|r| *out.entry(r.status.as_str()).or_default() += 1);
        out
    }

    /// Number of sources of the documents that were read; of the claims when only those are known.
    pub fn sources(&self) -> usize {
        let read = self.documents.iter().filter(|d| d.status != corpus::Status::Error).map(|d| d.source.as_str());
        let stated = self.claims.iter().map(|c| c.source.as_str());
        read.chain(stated).collect::<BTreeSet<_>>().len()
    }

    /// One line with the number of open findings of each severity, and of the others by status.
    pub fn counts(&self) -> String {
        let count = |(severity, what)| plural(self.count(severity), what);
        let levels = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")].map(count);
        let documents = plural(self.totals.documents, "document");
        let mut out = format!("{} in {documents}", levels.join(", "));
        if self.totals.unreadable > 0 {
            out += &format!(", {} not read", self.totals.unreadable);
        }
        let of = |s: Status| (self.findings.iter().filter(|r| r.status == s).count(), s.as_str());
        let others = Status::ALL.into_iter().filter(|s| *s != Status::Open).map(of).filter(|(n, _)| *n > 0);
        let others: Vec<String> = others.map(|(n, what)| format!("{n} {what}")).collect();
        if !others.is_empty() {
            out += &format!("; {}", others.join(", "));
        }
        out
    }

    /// Number of open findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.open().filter(|r| r.finding.severity == severity).count()
    }
}

/// What is kept of a document in memory until the end of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentSummary {
    /// Identifier.
    pub id: String,
    /// Path as given.
    pub path: String,
    /// Who published it.
    pub source: String,
    /// Title, empty when unknown.
    pub title: String,
    /// URL, empty when unknown.
    pub url: String,
    /// Publication date, ISO 8601, empty when unknown.
    pub published: String,
    /// How the reading ended.
    pub status: corpus::Status,
    /// What a person should know about the reading.
    pub note: String,
    /// Number of its claims.
    pub claims: usize,
}

impl DocumentSummary {
    /// The summary of a document.
    pub fn new(analysis: &Analysis) -> Self {
        let d = &analysis.record.document;
        DocumentSummary {
            id: d.id.clone(),
            path: d.path.clone(),
            source: d.source.clone(),
            title: d.title.clone(),
            url: d.url.clone(),
            published: d.published.map(|p| p.to_string()).unwrap_or_default(),
            status: d.status,
            note: d.note.clone(),
            claims: analysis.claims.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::{claim, with_report};

    #[test]
    fn two_articles_of_one_paper_are_one_source() {
        let document =
            |source: &str, status| DocumentSummary { source: source.to_owned(), status, ..Default::default() };
        let documents = [
            document("甲新聞", corpus::Status::Ok),
            document("甲新聞", corpus::Status::Warning),
            document("broken", corpus::Status::Error),
            document("乙新聞", corpus::Status::Ok),
        ];
        with_report(|empty| {
            assert_eq!(Report { documents: &documents, ..empty }.sources(), 2);
            let claims = ["a", "b"].map(|doc| claim(doc, "甲新聞", "580", "580円"));
            assert_eq!(Report { claims: &claims, ..empty }.sources(), 1);
        });
    }
}
