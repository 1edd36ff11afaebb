//! What a run keeps of its documents, and what it concludes from all of them.

use super::against::Against;
use super::input::Input;
use super::session::Session;
use crate::check::{self, Analysis, Count, Finding, Rule, Severity};
use crate::claim::Claim;
use crate::corpus::{Document, Status};
use crate::error::Error;
use crate::fact::Fact;
use crate::output::report::{Report, Sheet};
use crate::output::rows::EntityTally;
use crate::output::shelf::{Keep, Kept, Shelf, Slip};
use crate::output::summary::Totals;
use crate::output::words::Lang;
use crate::pipeline::{Pipeline, crosscheck};
use crate::review::{Docket, Ignore, Reviewed, review};

/// What is kept while documents come and go.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub claims: Vec<Claim>,
    pub totals: Totals,
    /// Where more of each document is kept, when a format asks for it.
    shelf: Option<Shelf>,
    documents: Vec<Sheet>,
    findings: Vec<Finding>,
    ignores: Vec<Ignore>,
    counts: Vec<Count>,
    entities: EntityTally,
}

impl Gathered {
    /// Nothing yet, with a place to keep more of each document.
    pub fn on(shelf: Shelf) -> Self {
        Gathered { shelf: Some(shelf), ..Gathered::default() }
    }

    /// Reads all documents, keeping more of each when asked to.
    pub fn read(
        input: Input,
        pipeline: &Pipeline,
        (keep, lang): (Keep, Lang),
        session: &mut Session,
    ) -> Result<Self, Error> {
        let mut bar = input.bar.clone();
        let mut out = if keep.any() { Gathered::on(Shelf::new(None)?) } else { Gathered::default() };
        let encode = |analysis: Analysis| (Slip::new(&analysis, keep, lang), analysis);
        pipeline.for_each(input.records(session), encode, |batch| {
            bar.done(batch.len());
            for (slip, analysis) in batch {
                note(&analysis.record.document, session);
                out.keep(slip)?;
                out.add(analysis);
            }
            Ok(())
        })?;
        bar.clear();
        Ok(out)
    }

    /// Keeps more of a document.
    pub fn keep(&mut self, slip: Option<Slip>) -> Result<(), Error> {
        match (&mut self.shelf, slip) {
            (Some(shelf), Some(slip)) => shelf.put(slip),
            _ => Ok(()),
        }
    }

    pub fn add(&mut self, analysis: Analysis) {
        self.totals.add(&analysis);
        self.entities.add(&analysis);
        self.documents.push(Sheet::new(&analysis));
        self.counts.resize(analysis.counts.len(), Count::default());
        self.counts.iter_mut().zip(&analysis.counts).for_each(|(all, own)| *all += *own);
        self.ignores.extend(Ignore::all(&analysis));
        self.claims.extend(analysis.claims);
        self.findings.extend(analysis.findings);
    }

    /// Compares all claims with each other and with what is expected, and reviews what was found.
    pub fn conclude(mut self, against: &Against, jobs: usize) -> Result<Concluded, Error> {
        self.entities.join();
        let (facts, between, conflicts) = crosscheck(&mut self.claims, &against.tolerances, jobs)?;
        let (unexpected, stated) = check::unexpected(&self.claims, &against.expected);
        let mut expected = Count::default();
        stated.iter().for_each(|own| expected += *own);
        self.findings.extend(between.into_iter().chain(unexpected));
        let docket = Docket { ignores: self.ignores, ..against.docket.clone() };
        let outcome = review(self.findings, &docket);
        let inside = !self.counts.is_empty(); // else only claims are known, and the rules for documents never ran
        self.counts.resize(check::all().len(), Count::default());
        let (mut checks, mut rules) = (Vec::new(), Vec::new());
        for (rule, own) in check::all().iter().zip(self.counts) {
            let Some(severity) = docket.levels.of(rule.name, rule.severity) else { continue };
            let count = match rule.name {
                "fact-conflict" => conflicts,
                "expected-fact" => expected,
                "stale-decision" => outcome.decisions,
                "unused-ignore" => outcome.ignores,
                _ if inside => own,
                _ => continue,
            };
            checks.push((rule.name, count));
            rules.push((rule, severity));
        }
        let rows = against.expected.iter().zip(stated).filter(|(_, own)| own.compared == 0);
        let unstated = rows.map(|(e, _)| e.row.line).collect();
        let Gathered { claims, totals, documents, entities, shelf, .. } = self;
        let kept = shelf.map(Shelf::close).transpose()?;
        let (findings, baseline) = (outcome.findings, docket.baseline.is_some());
        Ok(Concluded { claims, facts, findings, checks, rules, totals, documents, entities, kept, baseline, unstated })
    }
}

/// The whole of a run.
#[derive(Debug)]
pub(super) struct Concluded {
    pub claims: Vec<Claim>,
    pub totals: Totals,
    pub findings: Vec<Reviewed>,
    /// Lines of expected facts that no document states.
    pub unstated: Vec<u32>,
    facts: Vec<Fact>,
    checks: Vec<(&'static str, Count)>,
    rules: Vec<(&'static Rule, Severity)>,
    documents: Vec<Sheet>,
    entities: EntityTally,
    kept: Option<Kept>,
    baseline: bool,
}

impl Concluded {
    pub fn report(&self) -> Report<'_> {
        let Concluded { claims, totals, facts, findings, checks, rules, documents, entities, .. } = self;
        let (baseline, kept) = (self.baseline, self.kept.as_ref());
        Report { claims, facts, findings, checks, rules, entities, totals, documents, baseline, kept }
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
