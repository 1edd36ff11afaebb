//! The first reading of a corpus: what is done with it, and what waits until the corpus is known.

use super::Engine;
use crate::check::Analysis;
use crate::corpus::{Document, HeldDocuments, Status};
use crate::dating::{Page, place};
use crate::error::Error;

/// A document that was read once.
pub(super) struct Once<T> {
    page: Page,
    result: Result<T, Vec<u8>>,
}

impl<T> Once<T> {
    /// The result of `map`, or the document, where the page leaves days open.
    pub fn new(analysis: Analysis, map: impl Fn(Analysis) -> T) -> Self {
        let page = Page::new(&analysis.record);
        let closed = analysis.record.document.status == Status::Error || !page.is_open();
        let result = if closed { Ok(map(analysis)) } else { Err(HeldDocuments::encode(&analysis.record.document)) };
        Once { page, result }
    }
}

/// The pages of a corpus, and the documents that are read again.
#[derive(Default)]
pub(super) struct FirstReading {
    pages: Vec<Page>,
    held: HeldDocuments,
}

impl FirstReading {
    /// Takes in documents in order; returns the results of those that need no second reading, with their places.
    ///
    /// # Errors
    /// [`Error::Io`] when a document cannot be kept.
    pub fn take<T>(&mut self, batch: Vec<Once<T>>) -> Result<Vec<(usize, T)>, Error> {
        let mut done = Vec::new();
        for Once { page, result } in batch {
            match result {
                Ok(result) => done.push((self.pages.len(), result)),
                Err(document) => self.held.append(self.pages.len(), &document)?,
            }
            self.pages.push(page);
        }
        Ok(done)
    }

    /// Reads the documents that wait once more, where the corpus places them; `sink` gets the results of `map`.
    ///
    /// # Errors
    /// [`Error::Io`] when a document cannot be read again; whatever `sink` returns.
    pub fn read_again<T: Send>(
        self,
        engine: &Engine,
        map: &(impl Fn(Analysis) -> T + Sync),
        mut sink: impl FnMut(Vec<(usize, T)>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let placed = place(&self.pages);
        let workers = engine.workers()?;
        self.held.read(engine.batch(), |some| {
            let (places, mut documents): (Vec<usize>, Vec<Document>) = some.into_iter().unzip();
            for (n, document) in places.iter().zip(&mut documents) {
                document.reference = placed[*n].clone();
            }
            sink(places.into_iter().zip(workers.analyse(documents, map)).collect())
        })
    }
}
