//! What reading needs besides the document: shared by all threads, and for one.

use super::entity::{self, Aliases, NameModel};
use super::{MorphError, Reading, Record, amount, date};
use crate::corpus::{Document, PublishedFrom};
use crate::morph::{Tokenizer, Worker};

/// Dictionary, model of names and the user's own names, shared by all threads; each takes a [`Reader`].
pub struct Kit {
    tokenizer: Tokenizer,
    model: Option<NameModel>,
    aliases: Aliases,
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
        Kit { tokenizer, model, aliases: Aliases::default() }
    }

    /// The same with another model of names, or with none.
    pub fn with_model(self, model: Option<NameModel>) -> Self {
        Kit { model, ..self }
    }

    /// The same with names of the user's own.
    pub fn with_aliases(self, aliases: Aliases) -> Self {
        Kit { aliases, ..self }
    }

    /// The dictionary.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// Whether names are found by a model, too.
    pub fn has_model(&self) -> bool {
        self.model.is_some()
    }

    /// A reader for one thread. It has its own buffers.
    pub fn reader(&self) -> Reader<'_> {
        let tagger = self.model.as_ref().map(NameModel::tagger);
        Reader { worker: self.tokenizer.worker(), names: entity::Names { tagger, aliases: &self.aliases } }
    }
}

/// Reads documents in one thread.
pub struct Reader<'k> {
    worker: Worker<'k>,
    names: entity::Names<'k>,
}

impl<'k> Reader<'k> {
    /// The tokenizer worker.
    pub fn worker(&mut self) -> &mut Worker<'k> {
        &mut self.worker
    }

    /// What recognises names.
    pub fn names(&mut self) -> &mut entity::Names<'k> {
        &mut self.names
    }
}

/// Reads one document.
///
/// # Errors
/// When it cannot be tokenised.
pub fn read(mut document: Document, reader: &mut Reader<'_>) -> Result<Record, MorphError> {
    let reading = Reading::new(&document, &mut reader.worker)?;
    if document.published.is_none() {
        (document.published, document.published_from) = date::publication(&reading);
    } else {
        document.published_from = PublishedFrom::Metadata;
    }
    let dates = date::read(&reading, document.published, document.published_from);
    let amounts = amount::read(&reading, &dates);
    let entities = entity::read(&reading, &dates, &amounts, &mut reader.names);
    let references = entity::references(&reading, &entities, &document.source);
    Ok(Record { document, reading, dates, amounts, entities, references })
}
