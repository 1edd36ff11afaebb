//! Words and phrases that decide a reading, looked for in a text.

use super::ShortHasher;
use super::table::rows;
use crate::text::{Words, begins, ends};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;

/// The words of a table with the columns `surface` and `example`.
pub(crate) struct Phrases {
    /// Longer ones first, so that に比べて is found before に比べ.
    words: Vec<String>,
    /// To be looked for all at once.
    anywhere: Words,
    /// To be asked whether a word is one.
    exact: HashSet<String, BuildHasherDefault<ShortHasher>>,
}

#[derive(Deserialize)]
struct Row {
    surface: String,
}

impl Phrases {
    /// The words of a CSV.
    pub fn new(csv: &str) -> Self {
        Phrases::of(rows::<Row>(csv).into_iter().map(|row| row.surface).collect())
    }

    fn of(mut words: Vec<String>) -> Self {
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Phrases { anywhere: Words::new(&words), exact: words.iter().cloned().collect(), words }
    }

    /// The words, longer ones first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Returns true if `word` is one of the words.
    pub fn is(&self, word: &str) -> bool {
        self.exact.contains(word)
    }

    /// Returns true if one of the words stands anywhere in `text`.
    pub fn any_in(&self, text: &str) -> bool {
        self.anywhere.any_in(text)
    }

    /// Byte offset of the first of the words in `text`.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.anywhere.find(text)
    }

    /// Returns true if `text` begins with one of the words.
    pub fn begins(&self, text: &str) -> bool {
        self.after(text).is_some()
    }

    /// Returns true if `text` ends with one of the words.
    pub fn ends(&self, text: &str) -> bool {
        self.before(text).is_some()
    }

    /// The rest of `text` after the longest of the words at its start.
    pub fn after<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.words().find(|w| begins(text, w)).map(|w| &text[w.len()..])
    }

    /// The rest of `text` before the longest of the words at its end.
    pub fn before<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.words().find(|w| ends(text, w)).map(|w| &text[..text.len() - w.len()])
    }
}

/// The words of a table with the columns `surface`, `use` and `example`, by use.
///
/// 「合計」 in 「3人と4人の合計7人」 has the use `total`. `U` is a small enum that names the uses, kept beside the code
/// that asks for them. The methods are those of [`Phrases`], for the words of one use.
pub(crate) struct Uses<U>(Vec<(U, Phrases)>);

#[derive(Deserialize)]
#[serde(bound = "U: DeserializeOwned")]
struct UseRow<U> {
    surface: String,
    #[serde(rename = "use")]
    usage: U,
}

impl<U: Copy + PartialEq + DeserializeOwned> Uses<U> {
    /// The words of a CSV.
    pub fn new(csv: &str) -> Self {
        let mut by_use: Vec<(U, Vec<String>)> = Vec::new();
        for row in rows::<UseRow<U>>(csv) {
            match by_use.iter_mut().find(|(usage, _)| *usage == row.usage) {
                Some((_, words)) => words.push(row.surface),
                None => by_use.push((row.usage, vec![row.surface])),
            }
        }
        Uses(by_use.into_iter().map(|(usage, words)| (usage, Phrases::of(words))).collect())
    }

    /// The words of a use.
    pub fn of(&self, usage: U) -> Option<&Phrases> {
        self.0.iter().find(|(own, _)| *own == usage).map(|(_, words)| words)
    }

    /// The words of a use, longer ones first.
    pub fn words(&self, usage: U) -> impl Iterator<Item = &str> {
        self.of(usage).into_iter().flat_map(Phrases::words)
    }

    /// See [`Phrases::is`].
    pub fn is(&self, word: &str, usage: U) -> bool {
        self.of(usage).is_some_and(|own| own.is(word))
    }

    /// See [`Phrases::any_in`].
    pub fn any_in(&self, text: &str, usage: U) -> bool {
        self.of(usage).is_some_and(|own| own.any_in(text))
    }

    /// See [`Phrases::find`].
    pub fn find(&self, text: &str, usage: U) -> Option<usize> {
        self.of(usage).and_then(|own| own.find(text))
    }

    /// See [`Phrases::begins`].
    pub fn begins(&self, text: &str, usage: U) -> bool {
        self.of(usage).is_some_and(|own| own.begins(text))
    }

    /// See [`Phrases::ends`].
    pub fn ends(&self, text: &str, usage: U) -> bool {
        self.of(usage).is_some_and(|own| own.ends(text))
    }

    /// See [`Phrases::after`].
    pub fn after<'t>(&self, text: &'t str, usage: U) -> Option<&'t str> {
        self.of(usage).and_then(|own| own.after(text))
    }

    /// See [`Phrases::before`].
    pub fn before<'t>(&self, text: &'t str, usage: U) -> Option<&'t str> {
        self.of(usage).and_then(|own| own.before(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Use {
        Total,
        Compare,
        None,
    }

    #[test]
    fn the_longest_word_is_cut_off() {
        let uses = Uses::new("surface,use\nに比べ,compare\nに比べて,compare\n合計,total\n");
        assert_eq!(uses.after("に比べて3割", Use::Compare), Some("3割"));
        assert_eq!(uses.before("4人の合計", Use::Total), Some("4人の"));
        assert!(uses.is("に比べて", Use::Compare) && !uses.is("に比べて3割", Use::Compare));
        assert_eq!((uses.find("4人の合計", Use::Total), uses.find("合計", Use::None)), (Some("4人の".len()), None));
    }
}
