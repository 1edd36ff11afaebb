//! Reading documents: what it needs, shared by all threads and for one, and its stages.

use super::entity::{self, Aliases, NameModel};
use super::{MorphError, Reading, Record, amount, date};
use crate::corpus::{Document, PublishedFrom};
use crate::lexicon::Concepts;
use crate::morph::{Tokenizer, Worker};
use std::sync::Arc;

/// Dictionary, model of names, synonyms and the names that the user adds, shared by all threads; each takes a [`Reader`].
pub struct Kit {
    tokenizer: Tokenizer,
    model: Option<NameModel>,
    aliases: Aliases,
    concepts: Arc<Concepts>,
}

impl Kit {
    /// The embedded dictionary and, if the program was built with it, the embedded model.
    ///
    /// # Errors
    /// When the program was built wrongly.
    pub fn embedded() -> Result<Self, MorphError> {
        Ok(Kit::new(Tokenizer::embedded()?))
    }

    /// A dictionary, and the embedded model if there is one for it.
    pub fn new(tokenizer: Tokenizer) -> Self {
        let model = NameModel::embedded().filter(|m| m.tokenizer() == tokenizer.name());
        Kit { tokenizer, model, aliases: Aliases::default(), concepts: Concepts::embedded().clone() }
    }

    /// The same with another model of names, or with none.
    pub fn with_model(self, model: Option<NameModel>) -> Self {
        Kit { model, ..self }
    }

    /// The same with names that the user adds.
    pub fn with_aliases(self, aliases: Aliases) -> Self {
        Kit { aliases, ..self }
    }

    /// The same with other synonyms.
    pub fn with_concepts(self, concepts: Arc<Concepts>) -> Self {
        Kit { concepts, ..self }
    }

    /// The synonyms.
    pub fn concepts(&self) -> &Arc<Concepts> {
        &self.concepts
    }

    /// The dictionary.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// Returns true if names are found by a model, too.
    pub fn has_model(&self) -> bool {
        self.model.is_some()
    }

    /// A reader for one thread. It has its own buffers.
    pub fn reader(&self) -> Reader<'_> {
        let tagger = self.model.as_ref().map(NameModel::tagger);
        let names = entity::Names { tagger, aliases: &self.aliases };
        Reader { worker: self.tokenizer.worker(), names, concepts: &self.concepts }
    }
}

/// Reads documents in one thread.
pub struct Reader<'k> {
    worker: Worker<'k>,
    names: entity::Names<'k>,
    concepts: &'k Concepts,
}

impl<'k> Reader<'k> {
    /// The tokenizer worker.
    pub fn worker(&mut self) -> &mut Worker<'k> {
        &mut self.worker
    }

    /// The synonyms.
    pub fn concepts(&self) -> &'k Concepts {
        self.concepts
    }

    /// The part that recognises names.
    pub fn names(&mut self) -> &mut entity::Names<'k> {
        &mut self.names
    }
}

/// Reads one document.
///
/// # Errors
/// When it cannot be tokenised.
pub fn read(document: Document, reader: &mut Reader<'_>) -> Result<Record, MorphError> {
    let mut record = tokens(document, reader)?;
    dates(&mut record);
    amounts(&mut record);
    entities(&mut record, reader);
    Ok(record)
}

/// Reads documents stage by stage, each over all of them before the next begins: what a stage looks up is in the processor's
/// cache by the second document. A document that cannot be tokenised is an error of its own.
pub fn read_all(
    documents: impl IntoIterator<Item = Document>,
    reader: &mut Reader<'_>,
) -> Vec<Result<Record, MorphError>> {
    let mut all: Vec<_> = documents.into_iter().map(|document| tokens(document, reader)).collect();
    all.iter_mut().flatten().for_each(dates);
    all.iter_mut().flatten().for_each(amounts);
    all.iter_mut().flatten().for_each(|record| entities(record, reader));
    all
}

fn tokens(document: Document, reader: &mut Reader<'_>) -> Result<Record, MorphError> {
    let reading = Reading::new(&document, &mut reader.worker)?;
    Ok(Record { document, reading, ..Record::default() })
}

fn dates(record: &mut Record) {
    let Record { document, reading, .. } = record;
    if document.published.is_none() {
        (document.published, document.published_from) = date::publication(reading);
    } else if document.published_from == PublishedFrom::None {
        document.published_from = PublishedFrom::Metadata;
    }
    record.dates = date::read(reading, document.published, document.reference.as_ref());
    (document.published_lower, document.published_upper) = (document.published, document.published);
    if document.published.is_none() {
        let placed = document.reference.as_ref().and_then(|r| r.day);
        document.published_lower = date::last_past(&record.dates, placed.is_some());
        document.published_from = match (placed, document.published_lower) {
            (Some(_), _) => PublishedFrom::Corpus,
            (None, Some(_)) => PublishedFrom::Events,
            (None, None) => PublishedFrom::None,
        };
    }
}

fn amounts(record: &mut Record) {
    record.amounts = amount::read(&record.reading, &record.dates);
}

fn entities(record: &mut Record, reader: &mut Reader<'_>) {
    let Record { document, reading, dates, amounts, .. } = &*record;
    record.entities = entity::read(document, reading, dates, amounts, &mut reader.names);
    record.references = entity::references(&record.reading, &record.entities, &record.document.source);
}
