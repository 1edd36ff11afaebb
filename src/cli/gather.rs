//! What a run keeps of its documents, and what it concludes from all of them.

use super::session::Session;
use crate::check::{self, Analysis, Count, Finding, Rule, Severity};
use crate::claim::Claim;
use crate::corpus::{Document, Status};
use crate::error::Error;
use crate::fact::Fact;
use crate::output::report::{Report, Sheet};
use crate::output::rows::EntityTally;
use crate::output::shelf::{Kept, Shelf, Slip};
use crate::output::summary::Totals;
use crate::pipeline::crosscheck;
use crate::review::{Reviewed, review};

/// The rule that reads facts and not documents.
const BETWEEN: &str = "fact-conflict";

/// What is kept while documents come and go.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub claims: Vec<Claim>,
    pub totals: Totals,
    /// Where more of each document is kept, when a format asks for it.
    shelf: Option<Shelf>,
    documents: Vec<Sheet>,
    findings: Vec<Finding>,
    counts: Vec<Count>,
    entities: EntityTally,
}

impl Gathered {
    /// Nothing yet, with a place to keep more of each document.
    pub fn on(shelf: Option<Shelf>) -> Self {
        Gathered { shelf, ..Gathered::default() }
    }

    pub fn add(&mut self, analysis: Analysis) {
        self.totals.add(&analysis);
        self.entities.add(&analysis);
        self.documents.push(Sheet::new(&analysis));
        self.counts.resize(analysis.counts.len(), Count::default());
        self.counts.iter_mut().zip(&analysis.counts).for_each(|(all, own)| *all += *own);
        self.claims.extend(analysis.claims);
        self.findings.extend(analysis.findings);
    }

    /// Keeps more of a document.
    pub fn keep(&mut self, slip: Option<Slip>) -> Result<(), Error> {
        match (&mut self.shelf, slip) {
            (Some(shelf), Some(slip)) => shelf.put(slip),
            _ => Ok(()),
        }
    }

    /// Compares all claims with each other.
    pub fn conclude(mut self) -> Result<Concluded, Error> {
        let (facts, between, count) = crosscheck(&mut self.claims);
        self.findings.extend(between);
        let inside = !self.counts.is_empty(); // else only claims are known, and the rules for documents never ran
        self.counts.resize(check::all().len(), Count::default());
        let ran = |rule: &Rule| inside || rule.name == BETWEEN;
        let counts = check::all().iter().zip(self.counts).filter(|(rule, _)| ran(rule));
        let checks = counts.map(|(rule, own)| (rule.name, if rule.name == BETWEEN { count } else { own })).collect();
        let rules = check::all().iter().filter(|r| ran(r)).map(|r| (r, r.severity)).collect();
        let findings = review(self.findings);
        let Gathered { claims, totals, documents, entities, shelf, .. } = self;
        let kept = shelf.map(Shelf::close).transpose()?;
        Ok(Concluded { claims, facts, findings, checks, rules, totals, documents, entities, kept })
    }
}

/// The whole of a run.
#[derive(Debug)]
pub(super) struct Concluded {
    pub claims: Vec<Claim>,
    pub totals: Totals,
    facts: Vec<Fact>,
    findings: Vec<Reviewed>,
    checks: Vec<(&'static str, Count)>,
    rules: Vec<(&'static Rule, Severity)>,
    documents: Vec<Sheet>,
    entities: EntityTally,
    kept: Option<Kept>,
}

impl Concluded {
    pub fn report(&self) -> Report<'_> {
        let Concluded { claims, totals, facts, findings, checks, rules, documents, entities, kept } = self;
        let kept = kept.as_ref();
        Report { claims, facts, findings, checks, rules, entities, totals, documents, kept }
    }
}

/// The note of a document, if a person has to know it; with `-v`, any note.
pub(super) fn note(document: &Document, session: &mut Session) {
    match document.status {
        Status::Error => session.trouble(&document.note),
        _ if !document.note.is_empty() => session.detail(&document.note),
        _ => {}
    }
}
