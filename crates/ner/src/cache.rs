//! Scores of words by themselves, computed when a word is first seen and cached.

use crate::features::{REACH, alone_at_border, visible};
use crate::hash::shift;
use crate::label::{LABELS, OUTSIDE};
use crate::model::Model;
use crate::names::Names;
use crate::table::ROOM;
use crate::word::{Lexeme, Role, Word, alone};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The scores of every label: one cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Scores([i16; ROOM]);

/// Most words in the cache; when it is full it is cleared, so that memory does not grow with the text.
const REMEMBERED: usize = 1 << 14;

/// The row of the border lexeme.
pub(crate) const BORDER: u32 = 0;

/// A cached word.
#[derive(Clone, Debug)]
struct Row {
    lexeme: Lexeme,
    /// What the word adds to the scores of a token, by its place in the window of that token.
    scores: [Scores; 2 * REACH + 1],
}

/// The part of a row that rules most words out as names; apart, so that it takes little memory.
#[derive(Clone, Copy, Debug)]
struct Gate {
    role: Role,
    /// The lead of each of its scores.
    leads: [i16; 2 * REACH + 1],
}

impl Row {
    /// The gate of the row.
    fn gate(&self) -> Gate {
        Gate { role: self.lexeme.role, leads: std::array::from_fn(|offset| lead(&self.scores[offset].0)) }
    }
}

/// Score of the best label of a name minus that of [`OUTSIDE`].
pub(crate) fn lead(scores: &[i16; ROOM]) -> i16 {
    scores[OUTSIDE + 1..LABELS].iter().fold(i16::MIN, |best, score| best.max(*score)) - scores[OUTSIDE]
}

/// The cache of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cache {
    rows: Vec<Row>,
    /// The gates of the rows.
    gates: Vec<Gate>,
    /// The row of each word, by [`key`].
    seen: HashMap<u64, u32, BuildHasherDefault<Mixed>>,
    keys: Vec<u32>,
    shifted: Vec<u32>,
}

/// A cheap hasher for keys that are hashes, or small numbers.
#[derive(Clone, Debug, Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }
}

/// Hash of all properties of a word that its row depends on.
fn key(word: &Word<'_>) -> u64 {
    let mut key = Mixed::default();
    // never 0, which mixing would not change
    let kind = 1 << 10 | u64::from(word.pos) << 2 | u64::from(word.known) << 1 | u64::from(word.nominal);
    if word.known {
        key.write_u64(u64::from(word.entry) << 32 | kind);
        return key.finish();
    }
    // mixed in before the text, so that the two cannot cancel out
    key.write_u64(kind);
    let (chunks, rest) = word.text.as_bytes().as_chunks::<8>();
    chunks.iter().for_each(|chunk| key.write_u64(u64::from_le_bytes(*chunk)));
    // byte by byte is faster than a call to copy them
    let rest = rest.iter().rev().fold(0, |rest, byte| rest << 8 | u64::from(*byte));
    key.write_u64(rest);
    key.finish()
}

impl Cache {
    /// An empty cache: only the row of the border.
    pub fn new(model: &Model) -> Self {
        let mut cache = Cache::default();
        cache.clear(model);
        cache
    }

    /// Removes all words.
    fn clear(&mut self, model: &Model) {
        self.rows.clear();
        self.gates.clear();
        self.seen.clear();
        alone_at_border(&mut self.keys);
        self.insert(Lexeme::border(), model);
    }

    /// Clears the cache if it has no room for so many more words, which makes all rows returned before invalid.
    pub fn make_room(&mut self, model: &Model, words: usize) {
        if self.rows.len() + words > REMEMBERED {
            self.clear(model);
        }
    }

    /// Number of the row of a word.
    pub fn row(&mut self, word: &Word<'_>, model: &Model, names: &Names) -> u32 {
        let key = key(word);
        if let Some(&row) = self.seen.get(&key) {
            return row;
        }
        let lexeme = Lexeme::new(word, names);
        alone(word, &lexeme, &mut self.keys);
        let row = self.insert(lexeme, model);
        self.seen.insert(key, row);
        row
    }

    /// Adds the row of a token whose features are `self.keys`.
    fn insert(&mut self, lexeme: Lexeme, model: &Model) -> u32 {
        let scores = std::array::from_fn(|offset| {
            self.shifted.clear();
            self.shifted.extend(visible(&self.keys, offset).iter().map(|key| shift(*key, offset)));
            let mut scores = Scores([0; ROOM]);
            model.table.add(&mut self.shifted, &mut scores.0);
            scores
        });
        let row = Row { lexeme, scores };
        self.gates.push(row.gate());
        self.rows.push(row);
        self.rows.len() as u32 - 1
    }

    /// The role of the word of a row.
    pub fn role(&self, row: u32) -> Role {
        self.gates[row as usize].role
    }

    /// The properties of the word of a row.
    pub fn lexeme(&self, row: u32) -> Lexeme {
        self.rows[row as usize].lexeme
    }

    /// Sum of the scores of a window: the rows of a token and its neighbours, beginning [`REACH`] tokens before it.
    pub fn sum(&self, around: &[u32]) -> [i16; ROOM] {
        let mut sums = [0; ROOM];
        for (row, offset) in around.iter().zip(0..=2 * REACH) {
            let scores = &self.rows[*row as usize].scores[offset].0;
            sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
        }
        sums
    }

    /// Upper bound of the lead of that sum.
    pub fn bound(&self, around: &[u32]) -> i32 {
        let leads = around.iter().zip(0..=2 * REACH);
        leads.map(|(row, offset)| i32::from(self.gates[*row as usize].leads[offset])).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn words_that_differ_in_anything_have_rows_of_their_own() {
        let texts: Vec<String> = (' '..='~').map(String::from).collect();
        let mut keys = HashSet::new();
        for (text, entry) in texts.iter().zip(0..) {
            for pos in 0..64 {
                for (known, nominal) in [(false, false), (false, true), (true, false), (true, true)] {
                    let word = Word { text, entry, pos, known, nominal, joined: false, hint: 0 };
                    assert!(keys.insert(key(&word)), "{word:?}");
                }
            }
        }
    }
}
