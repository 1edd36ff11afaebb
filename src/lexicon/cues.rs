//! Words that say how the numbers around them belong together: a total, a base of comparison, a share.

use crate::text::{Words, begins, ends};
use serde::Deserialize;
use std::sync::LazyLock;

/// What a cue says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueUse {
    /// A total of what stands before follows.
    Total,
    /// What stands before is added up.
    Added,
    /// All that stands between the last term and a total of the terms.
    Joined,
    /// All parts of a whole follow.
    Breakdown,
    /// What a number of things at a price come to.
    Proceeds,
    /// The difference of two numbers follows.
    Difference,
    /// A product follows.
    Product,
    /// A rate of exchange is applied.
    Rate,
    /// A list is not complete.
    Open,
    /// A counter of things that a list names one by one.
    Counter,
    /// An earlier figure or plan.
    Base,
    /// The present one.
    Now,
    /// After a figure that something is compared with.
    Compare,
    /// The name of a rate or of the size of a change.
    RateName,
    /// The last part of a list that then is complete.
    Closing,
    /// Only some of the days between two days are meant.
    Partial,
    /// An application for something to come.
    Application,
    /// The last day for something.
    Deadline,
    /// Something takes place.
    Event,
    /// What takes place only prepares for something else.
    Preparation,
    /// After a length: something was moved by it.
    Moved,
    /// After a number of clauses that follow, each told as こと.
    Clauses,
    /// Who speaks, where no name or title says so: 事務局, 会員A.
    Speaker,
}

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

/// Rows by use, then longer words first, so that に比べて is found before に比べ.
static CUES: LazyLock<Vec<CueRow>> = LazyLock::new(|| {
    let mut rows: Vec<CueRow> = super::rows(include_str!("cues.csv"));
    rows.sort_by_key(|r| (r.place, std::cmp::Reverse(r.surface.len())));
    rows
});
static PAIRS: LazyLock<Vec<PairRow>> = LazyLock::new(|| super::rows(include_str!("pairs.csv")));
static QUOTIENTS: LazyLock<Vec<Quotient>> = LazyLock::new(|| super::rows(include_str!("quotients.csv")));

/// Those of each use, to be looked for all at once.
static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let uses = CUES.last().map_or(0, |last| last.place as usize + 1);
    let of = |place: usize| CUES.iter().filter(move |r| r.place as usize == place).map(|r| r.surface.as_str());
    (0..uses).map(|place| Words::new(of(place))).collect()
});

fn cues(place: CueUse) -> impl Iterator<Item = &'static str> {
    let from = CUES.partition_point(|r| r.place < place);
    CUES[from..].iter().take_while(move |r| r.place == place).map(|r| r.surface.as_str())
}

/// Whether a cue of that use stands anywhere in the text.
pub fn has_cue(text: &str, place: CueUse) -> bool {
    WORDS[place as usize].any_in(text)
}

/// The text after the longest cue of that use at its start.
pub fn after_cue(text: &str, place: CueUse) -> Option<&str> {
    cues(place).find(|w| begins(text, w)).map(|w| &text[w.len()..])
}

/// The text before the longest cue of that use at its end.
pub fn before_cue(text: &str, place: CueUse) -> Option<&str> {
    cues(place).find(|w| ends(text, w)).map(|w| &text[..text.len() - w.len()])
}

/// Where the first cue of that use begins in the text.
pub fn find_cue(text: &str, place: CueUse) -> Option<usize> {
    WORDS[place as usize].find(text)
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
        assert_eq!(CUES.len(), lines(include_str!("cues.csv")));
        assert!(CUES.iter().all(|r| r.example.contains(&r.surface)));
        assert_eq!(PAIRS.len(), lines(include_str!("pairs.csv")));
        assert!(PAIRS.iter().all(|r| r.example.contains(&r.first) && r.example.contains(&r.second)));
        assert_eq!(QUOTIENTS.len(), lines(include_str!("quotients.csv")));
        assert!(QUOTIENTS.iter().all(|r| [&r.rate, &r.part, &r.whole].iter().all(|w| r.example.contains(*w))));
    }

    #[test]
    fn the_longest_cue_is_cut_off() {
        assert_eq!(after_cue("に比べて3割", CueUse::Compare), Some("3割"));
        assert_eq!(before_cue("4人の合計", CueUse::Total), Some("4人の"));
    }
}
