//! The figures of a document, and the words between them.

use crate::claim::slice;
use crate::extract::amount::Quantity;
use crate::extract::{Mention, Record};
use crate::value::Decimal;

/// A figure: a quantity of the text.
pub(crate) type Figure<'a> = &'a Mention<Quantity>;

/// The value of a figure, if it is a single number.
pub(crate) fn value(m: &Mention<Quantity>) -> Option<&Decimal> {
    m.value.amount.value.as_ref()
}

/// The only one of some figures; none of several.
pub(crate) fn only<'a>(mut figures: impl Iterator<Item = Figure<'a>>) -> Option<Figure<'a>> {
    figures.next().filter(|_| figures.next().is_none())
}

/// Returns true if no topic or object of another clause stands between two figures.
pub(crate) fn one_clause(gap: &str) -> bool {
    !gap.contains(['は', 'が', 'も', 'を', '。']) && !gap.contains("うち")
}

/// Returns true if `text` has at most so many characters.
pub(crate) fn short(text: &str, most: usize) -> bool {
    text.chars().count() <= most
}

/// A document as its figures and the text around them. Offsets are bytes of the view.
#[derive(Clone, Copy)]
pub(crate) struct Passage<'a> {
    record: &'a Record,
}

impl<'a> Passage<'a> {
    /// The document of a record.
    pub fn new(record: &'a Record) -> Self {
        Passage { record }
    }

    /// The record.
    pub fn record(self) -> &'a Record {
        self.record
    }

    /// Every figure, in order.
    pub fn figures(self) -> &'a [Mention<Quantity>] {
        &self.record.amounts
    }

    /// The figures of a sentence.
    pub fn in_sentence(self, sentence: u32) -> &'a [Mention<Quantity>] {
        slice(&self.record.amounts, sentence as usize)
    }

    /// The figures of the sentence before.
    pub fn in_sentence_before(self, sentence: u32) -> Option<&'a [Mention<Quantity>]> {
        Some(self.in_sentence(sentence.checked_sub(1)?))
    }

    /// The text of a figure.
    pub fn surface(self, m: Figure) -> &'a str {
        m.view.of(&self.record.reading.view.text)
    }

    /// The text between two figures, empty where the second does not follow the first.
    pub fn between(self, first: Figure, second: Figure) -> &'a str {
        self.record.reading.view.text.get(first.view.end..second.view.start).unwrap_or("")
    }

    /// The sentence of a figure up to it.
    pub fn before(self, m: Figure) -> &'a str {
        let view = &self.record.reading.view;
        &view.text[view.sentences[m.sentence as usize].span.start..m.view.start]
    }

    /// Returns true if the clause before a figure says that it is a part: 12人で、うち4人.
    pub fn is_part(self, m: Figure) -> bool {
        self.before(m).rsplit('、').next().is_some_and(|clause| clause.contains("うち"))
    }

    /// The sentence of a figure from its end on.
    pub fn after(self, m: Figure) -> &'a str {
        let view = &self.record.reading.view;
        view.text.get(m.view.end..view.sentences[m.sentence as usize].span.end).unwrap_or("")
    }

    /// The document from the end of a figure on.
    pub fn rest(self, m: Figure) -> &'a str {
        &self.record.reading.view.text[m.view.end..]
    }
}
