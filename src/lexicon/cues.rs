//! Words that decide a reading: `cues.csv` says how numbers and statements belong together (a total, a base of comparison, a
//! share), `beside.csv` what a date, a number or a name is by the word beside it.

use super::{CueUse, ShortHasher};
use crate::text::{Words, begins, ends};
use serde::Deserialize;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct CueRow {
    surface: String,
    #[serde(rename = "use")]
    place: CueUse,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
}

/// What two words of a pair say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairUse {
    /// They make up a whole between them.
    Parts,
    /// The first comes before the second.
    Order,
}

#[derive(Deserialize)]
struct PairRow {
    first: String,
    second: String,
    #[serde(rename = "use")]
    place: PairUse,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
}

/// A rate by name, and the names of what it is the quotient of.
#[derive(Clone, Debug, Deserialize)]
pub struct Quotient {
    /// 投票率.
    pub rate: String,
    /// 投票者数.
    pub part: String,
    /// 有権者数.
    pub whole: String,
    /// The three in use.
    pub example: String,
}

/// The words of one use.
#[derive(Default)]
struct Cues {
    /// Longer ones first, so that に比べて is found before に比べ.
    words: Vec<&'static str>,
    /// To be looked for all at once.
    anywhere: Option<Words>,
    /// To be asked whether a word is one.
    exact: HashSet<&'static str, BuildHasherDefault<ShortHasher>>,
}

static ROWS: LazyLock<Vec<CueRow>> = LazyLock::new(|| {
    [include_str!("cues.csv"), include_str!("beside.csv")].into_iter().flat_map(super::rows).collect()
});
/// By use.
static CUES: LazyLock<Vec<Cues>> = LazyLock::new(|| {
    let mut out: Vec<Cues> = Vec::new();
    for row in ROWS.iter() {
        let place = row.place as usize;
        out.resize_with(out.len().max(place + 1), Cues::default);
        out[place].words.push(&row.surface);
    }
    for cues in &mut out {
        cues.words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        cues.anywhere = Some(Words::new(cues.words.iter().copied()));
        cues.exact = cues.words.iter().copied().collect();
    }
    out
});
static PAIRS: LazyLock<Vec<PairRow>> = LazyLock::new(|| super::rows(include_str!("pairs.csv")));
static QUOTIENTS: LazyLock<Vec<Quotient>> = LazyLock::new(|| super::rows(include_str!("quotients.csv")));

fn cues(place: CueUse) -> Option<&'static Cues> {
    CUES.get(place as usize)
}

fn words(place: CueUse) -> impl Iterator<Item = &'static str> {
    cues(place).into_iter().flat_map(|cues| cues.words.iter().copied())
}

/// Whether a word is a cue of that use.
pub fn is_cue(word: &str, place: CueUse) -> bool {
    cues(place).is_some_and(|cues| cues.exact.contains(word))
}

/// Whether a cue of that use stands anywhere in the text.
pub fn has_cue(text: &str, place: CueUse) -> bool {
    find_cue(text, place).is_some()
}

/// The text after the longest cue of that use at its start.
pub fn after_cue(text: &str, place: CueUse) -> Option<&str> {
    words(place).find(|w| begins(text, w)).map(|w| &text[w.len()..])
}

/// The text before the longest cue of that use at its end.
pub fn before_cue(text: &str, place: CueUse) -> Option<&str> {
    words(place).find(|w| ends(text, w)).map(|w| &text[..text.len() - w.len()])
}

/// Where the first cue of that use begins in the text.
pub fn find_cue(text: &str, place: CueUse) -> Option<usize> {
    cues(place).and_then(|cues| cues.anywhere.as_ref()).and_then(|words| words.find(text))
}

/// Pairs of words of that use.
pub fn pairs(place: PairUse) -> impl Iterator<Item = (&'static str, &'static str)> {
    PAIRS.iter().filter(move |r| r.place == place).map(|r| (r.first.as_str(), r.second.as_str()))
}

/// Rates with a name.
pub fn quotients() -> &'static [Quotient] {
    &QUOTIENTS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(csv: &str) -> usize {
        csv.lines().count() - 1
    }

    #[test]
    fn every_row_is_read_and_found_in_its_example() {
        assert_eq!(ROWS.len(), lines(include_str!("cues.csv")) + lines(include_str!("beside.csv")));
        assert!(ROWS.iter().all(|r| r.example.contains(&r.surface)));
        let all: HashSet<(CueUse, &str)> = ROWS.iter().map(|r| (r.place, r.surface.as_str())).collect();
        assert_eq!(all.len(), ROWS.len(), "a cue twice");
        assert_eq!(PAIRS.len(), lines(include_str!("pairs.csv")));
        assert!(PAIRS.iter().all(|r| r.example.contains(&r.first) && r.example.contains(&r.second)));
        assert_eq!(QUOTIENTS.len(), lines(include_str!("quotients.csv")));
        assert!(QUOTIENTS.iter().all(|r| [&r.rate, &r.part, &r.whole].iter().all(|w| r.example.contains(*w))));
    }

    #[test]
    fn a_form_that_is_cut_off_is_an_affix_too() {
        use crate::lexicon::{AffixRole, names};
        use crate::text::fold_str;
        assert!(words(CueUse::LegalForm).all(|form| names().roles(&fold_str(form)).has(AffixRole::Legal)));
    }

    #[test]
    fn the_longest_cue_is_cut_off() {
        assert_eq!(after_cue("に比べて3割", CueUse::Compare), Some("3割"));
        assert_eq!(before_cue("4人の合計", CueUse::Total), Some("4人の"));
        assert!(is_cue("に比べて", CueUse::Compare) && !is_cue("に比べて3割", CueUse::Compare));
    }
}
