//! Mentions: the dates, amounts and entities of a document.
//!
//! All readers work on the [`View`], sentence by sentence, in one pass each. Dates come first, then amounts in what is left,
//! then entities: the order settles overlaps.

pub mod amount;
pub(crate) mod cursor;
pub mod date;
pub mod entity;
pub mod number;
mod reader;
mod scan;
mod web_address;

pub use reader::{Kit, Reader, read, read_all};

use crate::corpus::Document;
use crate::morph::{MorphError, Token, Worker};
use crate::text::{Span, View};
use std::ops::Range;

/// A value and where the text states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention<T> {
    /// Span in the original text.
    pub span: Span,
    /// Span in the view.
    pub view: Span,
    /// Index of the sentence of the view.
    pub sentence: u32,
    /// The value.
    pub value: T,
}

/// A document made ready for reading: its folded view and the tokens of every sentence.
#[derive(Debug, Default)]
pub struct Reading {
    /// The folded text.
    pub view: View,
    /// Tokens of all sentences, in view offsets.
    pub tokens: Vec<Token>,
    ranges: Vec<Range<u32>>,
}

impl Reading {
    /// Folds and tokenises a document.
    pub fn new(document: &Document, worker: &mut Worker) -> Result<Self, MorphError> {
        let mut reading = Reading { view: View::new(&document.text, &document.blocks), ..Reading::default() };
        // the usual word has six bytes, and signs have three
        reading.tokens.reserve(reading.view.text.len() / 4);
        reading.ranges.reserve(reading.view.sentences.len());
        for sentence in &reading.view.sentences {
            let from = reading.tokens.len() as u32;
            worker.tokenize(sentence.span.of(&reading.view.text), sentence.span.start as u32, &mut reading.tokens)?;
            reading.ranges.push(from..reading.tokens.len() as u32);
        }
        Ok(reading)
    }

    /// The tokens of a sentence.
    pub fn sentence_tokens(&self, sentence: usize) -> &[Token] {
        &self.tokens[self.sentence_range(sentence)]
    }

    /// Indexes of the tokens of a sentence.
    pub fn sentence_range(&self, sentence: usize) -> Range<usize> {
        self.ranges.get(sentence).map_or(0..0, |r| r.start as usize..r.end as usize)
    }

    /// The token that covers byte `at` of a sentence.
    pub fn token_at(&self, sentence: usize, at: usize) -> Option<&Token> {
        let at = (at + self.view.sentences.get(sentence)?.span.start) as u32;
        let tokens = self.sentence_tokens(sentence);
        let i = tokens.partition_point(|t| t.start <= at).checked_sub(1)?;
        tokens.get(i).filter(|t| t.end > at)
    }

    /// Returns true if a token ends at byte `at` of a sentence.
    pub fn ends_token(&self, sentence: usize, at: usize) -> bool {
        at > 0
            && self
                .token_at(sentence, at - 1)
                .is_some_and(|t| t.end as usize == at + self.view.sentences[sentence].span.start)
    }

    /// The text of a token.
    pub fn text(&self, token: &Token) -> &str {
        self.view.text.get(token.start as usize..token.end as usize).unwrap_or("")
    }
}

/// A document and everything that was read from it.
#[derive(Debug, Default)]
pub struct Record {
    /// The document; its publication date may now come from the text.
    pub document: Document,
    /// Its folded text and tokens.
    pub reading: Reading,
    /// Temporal expressions.
    pub dates: Vec<Mention<date::Dated>>,
    /// Quantities.
    pub amounts: Vec<Mention<amount::Quantity>>,
    /// Named entities.
    pub entities: Vec<Mention<entity::Entity>>,
    /// Anaphors of an entity (同社, 当社), which are no mentions of it.
    pub references: Vec<Mention<entity::Entity>>,
}
