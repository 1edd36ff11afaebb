//! Everything a report can show, in one place. Formats, tables and the summary all read this.

use super::csv::Dialect;
use super::plural;
use super::rows::EntityTally;
use super::shelf::Kept;
use super::summary::Totals;
use super::text::Color;
use super::words::Lang;
use crate::check::{Analysis, Severity};
use crate::claim::Claim;
use crate::corpus;
use crate::crosscheck::Ran;
use crate::fact::Fact;
use crate::review::{Reviewed, Status};
use std::collections::BTreeMap;

/// A whole run.
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
    pub entities: &'a EntityTally,
    /// What was counted.
    pub totals: &'a Totals,
    /// Whether the findings were reviewed against a baseline.
    pub baseline: bool,
    /// The documents, in the order they were read; empty when only claims are known.
    pub documents: &'a [Sheet],
    /// What was kept of the documents beyond that, when a format asked for it.
    pub kept: Option<&'a Kept>,
}

impl<'a> Report<'a> {
    /// The findings somebody has to look at.
    pub fn open(&self) -> impl Iterator<Item = &'a Reviewed> + use<'a> {
        self.findings.iter().filter(|r| r.status.is_open())
    }

    /// Open findings, gravest first, otherwise in order.
    pub fn gravest(&self) -> Vec<&'a Reviewed> {
        let mut out: Vec<&Reviewed> = self.open().collect();
        out.sort_by_key(|r| std::cmp::Reverse(r.finding.severity)); // stable
        out
    }

    /// Number of findings of each status, of those that occur.
    pub fn by_status(&self) -> BTreeMap<&'static str, usize> {
        let mut out = BTreeMap::new();
        self.findings.iter().for_each(|r| *out.entry(r.status.as_str()).or_default() += 1);
        out
    }

    /// How many findings there are of each level, and how many are closed, in one line.
    pub fn counts(&self) -> String {
        let count = |(severity, what)| plural(self.count(severity), what);
        let levels = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")].map(count);
        let documents = plural(self.totals.documents, "document");
        let mut out = format!("{} in {documents}", levels.join(", "));
        if self.totals.unreadable > 0 {
            out += &format!(", {} not read", self.totals.unreadable);
        }
        let of = |s: Status| (self.findings.iter().filter(|r| r.status == s).count(), s.as_str());
        let standing = Status::ALL.into_iter().filter(|s| *s != Status::Open).map(of).filter(|(n, _)| *n > 0);
        let standing: Vec<String> = standing.map(|(n, what)| format!("{n} {what}")).collect();
        if !standing.is_empty() {
            out += &format!("; {}", standing.join(", "));
        }
        out
    }

    /// Number of open findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.open().filter(|r| r.finding.severity == severity).count()
    }
}

/// What is kept of a document when its text is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Identifier.
    pub id: String,
    /// Path as given.
    pub path: String,
    /// Who published it.
    pub source: String,
    /// Title, empty when unknown.
    pub title: String,
    /// Address, empty when unknown.
    pub url: String,
    /// Publication date, ISO, empty when unknown.
    pub published: String,
    /// Whether it could be read.
    pub status: corpus::Status,
    /// What to know about the reading.
    pub note: String,
    /// Number of its claims.
    pub claims: usize,
}

impl Sheet {
    /// What is kept of `analysis`.
    pub fn new(analysis: &Analysis) -> Self {
        let d = &analysis.record.document;
        Sheet {
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

/// How a report is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Colours, for a terminal.
    pub color: Color,
    /// Width in terminal columns.
    pub columns: usize,
    /// How CSV is written.
    pub dialect: Dialect,
    /// Language of headings and labels.
    pub lang: Lang,
    /// Whether the tables lie beside it, so that it can link to them.
    pub tables: bool,
}
