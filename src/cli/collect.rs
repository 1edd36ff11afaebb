//! Collecting the results of documents, and the results of a whole run.

use super::input::Input;
use super::review_inputs::ReviewInputs;
use super::session::Session;
use crate::check::Analysis;
use crate::claim::Claim;
use crate::corpus::Status;
use crate::crosscheck::{Crosscheck, Inside, crosscheck};
use crate::error::Error;
use crate::output::report::{DocumentSummary, Report};
use crate::output::rows::EntityIndex;
use crate::output::spill::{DocumentNeeds, SpillFile, SpillRecord, SpillWriter};
use crate::output::totals::Totals;
use crate::output::translations::Lang;
use crate::pipeline::{Engine, in_threads};

/// What a run keeps of one document. It is made in a worker thread, where a panic stays with the document.
#[derive(Debug)]
pub(super) struct DocumentResult {
    pub summary: DocumentSummary,
    totals: Totals,
    entities: EntityIndex,
    inside: Inside,
    claims: Vec<Claim>,
    spill: Option<SpillRecord>,
}

impl DocumentResult {
    /// The result of a document, with what formats need of it.
    pub fn new(mut analysis: Analysis, needs: DocumentNeeds, lang: Lang) -> Self {
        DocumentResult {
            spill: SpillRecord::new(&analysis, needs, lang),
            summary: DocumentSummary::new(&analysis),
            totals: Totals::of(&analysis),
            entities: EntityIndex::of(&analysis),
            inside: Inside::of(&mut analysis),
            claims: analysis.claims,
        }
    }
}

/// Collects the results of documents while they come.
#[derive(Debug, Default)]
pub(super) struct Collector {
    pub claims: Vec<Claim>,
    totals: Totals,
    spill: Option<SpillWriter>,
    /// With the place of each in the input.
    documents: Vec<(usize, DocumentSummary)>,
    inside: Inside,
    entities: EntityIndex,
}

impl Collector {
    /// An empty collector with a spill file.
    pub fn with_spill(spill: SpillWriter) -> Self {
        Collector { spill: Some(spill), ..Collector::default() }
    }

    /// Reads and collects all documents.
    pub fn read(
        input: Input,
        engine: &Engine,
        (needs, lang): (DocumentNeeds, Lang),
        session: &mut Session,
    ) -> Result<Self, Error> {
        let mut bar = input.bar.clone();
        let mut out = if needs.any() { Collector::with_spill(SpillWriter::new(None)?) } else { Collector::default() };
        let result = |analysis: Analysis| DocumentResult::new(analysis, needs, lang);
        engine.for_each_dated(input.records(session), result, |batch| {
            bar.done(batch.len());
            for (place, result) in batch {
                note(&result.summary, session);
                out.add(place, result)?;
            }
            Ok(())
        })?;
        bar.clear();
        Ok(out)
    }

    /// Adds the result of a document that has that place in the input.
    ///
    /// # Errors
    /// [`Error::Io`] when the spill file cannot be written.
    pub fn add(&mut self, place: usize, result: DocumentResult) -> Result<(), Error> {
        let DocumentResult { summary, totals, entities, inside, claims, spill } = result;
        self.totals.join(totals);
        self.entities.join(entities);
        self.documents.push((place, summary));
        self.inside.join(inside);
        self.claims.extend(claims);
        match (&mut self.spill, spill) {
            (Some(writer), Some(record)) => writer.append(place, record),
            _ => Ok(()),
        }
    }

    /// Compares all claims with each other and with the expected facts, and reviews the findings.
    pub fn finish(mut self, inputs: &ReviewInputs, jobs: usize) -> Result<Results, Error> {
        self.entities.join_names();
        self.documents.sort_by_key(|(place, _)| *place);
        let Collector { claims, inside, totals, documents, entities, spill } = self;
        let documents = documents.into_iter().map(|(_, summary)| summary).collect();
        let crosscheck = in_threads(jobs, || crosscheck(claims, inside, &inputs.against))?;
        let spill = spill.map(SpillWriter::finish).transpose()?;
        let baseline = inputs.against.policy.baseline.as_ref().is_some_and(|b| !b.carried);
        Ok(Results { crosscheck, totals, documents, entities, spill, baseline })
    }
}

/// The results of a run.
#[derive(Debug)]
pub(super) struct Results {
    pub crosscheck: Crosscheck,
    pub totals: Totals,
    documents: Vec<DocumentSummary>,
    entities: EntityIndex,
    spill: Option<SpillFile>,
    baseline: bool,
}

impl Results {
    pub fn report(&self) -> Report<'_> {
        let Crosscheck { claims, facts, findings, rules, .. } = &self.crosscheck;
        let Results { totals, documents, entities, .. } = self;
        let (baseline, spill) = (self.baseline, self.spill.as_ref());
        Report { claims, facts, findings, rules, entities, totals, documents, baseline, spill }
    }
}

/// Prints the note of a document that could not be read; with `-v`, any note.
pub(super) fn note(document: &DocumentSummary, session: &mut Session) {
    match document.status {
        Status::Error => session.trouble(&document.note),
        _ if !document.note.is_empty() => session.detail(&document.note),
        _ => {}
    }
}
