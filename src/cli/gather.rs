//! What a run keeps of its documents, and what it concludes from all of them.

use super::against::Against;
use super::input::Input;
use super::session::Session;
use crate::check::Analysis;
use crate::claim::Claim;
use crate::corpus::{Document, Status};
use crate::crosscheck::{Crosscheck, Inside, crosscheck};
use crate::error::Error;
use crate::output::report::{Report, Sheet};
use crate::output::rows::EntityTally;
use crate::output::shelf::{Keep, Kept, Shelf, Slip};
use crate::output::summary::Totals;
use crate::output::words::Lang;
use crate::pipeline::{Engine, in_threads};

/// What is kept while documents come and go.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub claims: Vec<Claim>,
    pub totals: Totals,
    /// Where more of each document is kept, when a format asks for it.
    shelf: Option<Shelf>,
    documents: Vec<Sheet>,
    inside: Inside,
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
        engine: &Engine,
        (keep, lang): (Keep, Lang),
        session: &mut Session,
    ) -> Result<Self, Error> {
        let mut bar = input.bar.clone();
        let mut out = if keep.any() { Gathered::on(Shelf::new(None)?) } else { Gathered::default() };
        let encode = |analysis: Analysis| (Slip::new(&analysis, keep, lang), analysis);
        engine.for_each(input.records(session), encode, |batch| {
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

    pub fn add(&mut self, mut analysis: Analysis) {
        self.totals.add(&analysis);
        self.entities.add(&analysis);
        self.documents.push(Sheet::new(&analysis));
        self.inside.add(&mut analysis);
        self.claims.extend(analysis.claims);
    }

    /// Compares all claims with each other and with what is expected, and reviews what was found.
    pub fn conclude(mut self, against: &Against, jobs: usize) -> Result<Concluded, Error> {
        self.entities.join();
        let Gathered { claims, inside, totals, documents, entities, shelf } = self;
        let whole = in_threads(jobs, || crosscheck(claims, inside, &against.whole))?;
        let kept = shelf.map(Shelf::close).transpose()?;
        Ok(Concluded { whole, totals, documents, entities, kept, baseline: against.whole.docket.baseline.is_some() })
    }
}

/// The whole of a run.
#[derive(Debug)]
pub(super) struct Concluded {
    pub whole: Crosscheck,
    pub totals: Totals,
    documents: Vec<Sheet>,
    entities: EntityTally,
    kept: Option<Kept>,
    baseline: bool,
}

impl Concluded {
    pub fn report(&self) -> Report<'_> {
        let Crosscheck { claims, facts, findings, rules, .. } = &self.whole;
        let Concluded { totals, documents, entities, .. } = self;
        let (baseline, kept) = (self.baseline, self.kept.as_ref());
        Report { claims, facts, findings, rules, entities, totals, documents, baseline, kept }
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
