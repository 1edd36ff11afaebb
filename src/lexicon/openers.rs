//! Every word a temporal expression can open with, in one table: readers ask at every character.

use super::{Prefixes, days, marks, temporal, units};
use std::sync::LazyLock;

static OPENERS: LazyLock<Prefixes<()>> = LazyLock::new(|| {
    let words = temporal::surfaces().chain(days::surfaces()).chain(marks::surfaces()).chain(units::hedges_that_open());
    Prefixes::new(words.map(|w| (w.to_owned(), ())))
});

/// Whether `text` begins with a word of time, an era, a named day, a length, or a word that softens one.
pub fn opens_temporal(text: &str) -> bool {
    OPENERS.longest(text).is_some()
}

/// First characters of these words.
pub fn temporal_openers() -> impl Iterator<Item = char> {
    OPENERS.starts()
}
