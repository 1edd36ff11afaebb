//! Stated changes and their two ends: 前年の80億円から25%増の100億円.

use super::ends::Candidate;
use super::passage::{Figure, Passage, value};
use crate::extract::Record;
use crate::lexicon::{Phrases, Table, change_at, table};
use crate::value::{Decimal, Direction};

/// Between a change and the word that says which way it goes: 25%ほど増えた.
static WORDS: Table<Phrases> = table!("change.csv", Phrases::new);

/// A stated change with its two ends.
#[derive(Clone, Copy)]
pub(crate) struct Change<'a> {
    pub from: Figure<'a>,
    pub to: Figure<'a>,
    pub by: Figure<'a>,
    /// Which way, where a word says so; 2倍 needs none.
    pub direction: Option<Direction>,
}

/// The changes of a document.
pub(crate) struct Changes<'a> {
    /// Those whose two ends are in the text.
    pub whole: Vec<Change<'a>>,
    /// Number of those that lack an end.
    pub lacking: u64,
}

impl<'a> Changes<'a> {
    /// Reads the changes of a document.
    pub fn read(record: &'a Record) -> Self {
        let mut out = Changes { whole: Vec::new(), lacking: 0 };
        let passage = Passage::new(record);
        for (index, by) in passage.figures().iter().enumerate() {
            let direction = direction(passage, by);
            let candidate = Candidate::new(passage, index);
            if direction.is_none() && candidate.name().is_none() && by.value.amount.unit != "倍" {
                continue;
            }
            match candidate.ends().filter(|(from, to)| comparable(from, to)) {
                Some((from, to)) => out.whole.push(Change { from, to, by, direction }),
                None => out.lacking += 1,
            }
        }
        out
    }
}

/// How many times a thing grows between two reports at most.
const FOLD: i64 = 50;

/// Returns true if two figures can be of one thing: 453億円 is no later price of 2216円.
fn comparable(a: Figure, b: Figure) -> bool {
    let (Some(a), Some(b)) = (value(a), value(b)) else { return false };
    let (a, b) = (a.abs(), b.abs());
    &a * Decimal::from(FOLD) >= b && &b * Decimal::from(FOLD) >= a
}

/// The way a change goes: its own sign, or the word after it.
fn direction(passage: Passage, by: Figure) -> Option<Direction> {
    let word = || WORDS.words().fold(passage.rest(by), |rest, w| rest.strip_prefix(w).unwrap_or(rest));
    by.value.amount.direction.or_else(|| change_at(word()).map(|(direction, ..)| direction))
}
