//! The sentence that is read, as the readers of quantities ask for it.

use crate::extract::Reading;
use crate::morph::Token;
use crate::text::BlockKind;

/// A sentence of a document. Offsets are bytes of its folded text.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub reading: &'a Reading,
    /// Which of the document's sentences.
    pub index: usize,
    /// Its folded text, or the part before the next date.
    pub text: &'a str,
}

impl<'a> Sentence<'a> {
    /// The sentence of that index.
    pub fn new(reading: &'a Reading, index: usize) -> Self {
        Sentence { reading, index, text: reading.view.sentences[index].span.of(&reading.view.text) }
    }

    /// Offset of the sentence in the view.
    pub fn start(self) -> usize {
        self.reading.view.sentences[self.index].span.start
    }

    /// The token that covers `at`.
    pub fn token_at(self, at: usize) -> Option<&'a Token> {
        self.reading.token_at(self.index, at)
    }

    /// The token that begins at `at`.
    pub fn token_from(self, at: usize) -> Option<&'a Token> {
        self.token_at(at).filter(|token| token.start as usize == self.start() + at)
    }

    /// Returns true if a token ends at `at`.
    pub fn ends_token(self, at: usize) -> bool {
        self.reading.ends_token(self.index, at)
    }

    /// The tokens that begin at `at` or after it.
    pub fn tokens_from(self, at: usize) -> &'a [Token] {
        let tokens = self.reading.sentence_tokens(self.index);
        &tokens[tokens.partition_point(|token| (token.start as usize) < self.start() + at)..]
    }

    /// The tokens that end at `at` or before it.
    pub fn tokens_before(self, at: usize) -> &'a [Token] {
        let tokens = self.reading.sentence_tokens(self.index);
        &tokens[..tokens.partition_point(|token| token.end as usize <= self.start() + at)]
    }

    /// The kind of the block that holds the sentence.
    pub fn block(self) -> BlockKind {
        self.reading.view.blocks[self.reading.view.sentences[self.index].block as usize].1
    }
}
