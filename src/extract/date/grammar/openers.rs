//! Words that a temporal expression can begin with, in one look-up: readers ask at every character.

use super::marks::{MarkUse, marks};
use super::named_day::day_names;
use super::time_words::time_words;
use crate::lexicon::{Prefixes, era_names, hedge_words_before, whole_lengths};
use std::sync::LazyLock;

static OPENERS: LazyLock<Prefixes<()>> = LazyLock::new(|| {
    let words = time_words().chain(era_names()).chain(day_names()).chain(whole_lengths());
    let words = words.chain(marks(MarkUse::Before)).chain(hedge_words_before());
    Prefixes::new(words.map(|w| (w.to_owned(), ())))
});

/// Returns true if `text` begins with a word of time, an era, a named day, a whole length, or a word that softens one.
pub(crate) fn begins_with_opener(text: &str) -> bool {
    OPENERS.longest(text).is_some()
}

/// First characters of these words, some more than once.
pub(crate) fn opener_starts() -> impl Iterator<Item = char> {
    OPENERS.starts()
}
