//! What words say of labels, each by itself: computed when a word is seen for the first time, and remembered.

use crate::features::{REACH, alone_at_border, visible};
use crate::hash::shift;
use crate::label::{LABELS, OUTSIDE};
use crate::model::Model;
use crate::names::Names;
use crate::table::ROOM;
use crate::word::{Lexeme, Role, Word, alone};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What a word says of every label: one line of memory.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Scores([i16; ROOM]);

/// Words remembered at most; beyond, all are forgotten, so that memory does not grow with the text.
const REMEMBERED: usize = 1 << 14;

/// The row of what stands before and after a sentence.
pub(crate) const BORDER: u32 = 0;

/// What a token contributes to the scores of itself and its neighbours, by where it stands from them.
#[derive(Clone, Debug)]
struct Row {
    lexeme: Lexeme,
    scores: [Scores; 2 * REACH + 1],
}

/// What of a row tells that there is no name. Most words are passed over by it, so it takes little memory.
#[derive(Clone, Copy, Debug)]
struct Gate {
    role: Role,
    /// By how much the best name leads no name, by where the token stands.
    leads: [i16; 2 * REACH + 1],
}

impl Row {
    fn gate(&self) -> Gate {
        Gate { role: self.lexeme.role, leads: std::array::from_fn(|offset| lead(&self.scores[offset].0)) }
    }
}

/// By how much the best name leads no name.
pub(crate) fn lead(scores: &[i16; ROOM]) -> i16 {
    scores[OUTSIDE + 1..LABELS].iter().fold(i16::MIN, |best, score| best.max(*score)) - scores[OUTSIDE]
}

/// The rows of words seen before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    rows: Vec<Row>,
    /// Those of the rows.
    gates: Vec<Gate>,
    seen: HashMap<u64, u32, BuildHasherDefault<Mixed>>,
    keys: Vec<u32>,
    shifted: Vec<u32>,
}

/// Keys are hashes already, or small numbers that differ in their low bits.
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

/// A word by what its row depends on.
fn key(word: &Word<'_>) -> u64 {
    let mut key = Mixed::default();
    // never 0, which mixing leaves as it is
    let kind = 1 << 10 | u64::from(word.pos) << 2 | u64::from(word.known) << 1 | u64::from(word.nominal);
    if word.known {
        key.write_u64(u64::from(word.entry) << 32 | kind);
        return key.finish();
    }
    // mixed before the text is: side by side, the bits of one make up for those of the other
    key.write_u64(kind);
    let (chunks, rest) = word.text.as_bytes().as_chunks::<8>();
    chunks.iter().for_each(|chunk| key.write_u64(u64::from_le_bytes(*chunk)));
    // byte by byte: a call to copy so few costs more
    let rest = rest.iter().rev().fold(0, |rest, byte| rest << 8 | u64::from(*byte));
    key.write_u64(rest);
    key.finish()
}

impl Rows {
    /// Only the border.
    pub fn new(model: &Model) -> Self {
        let mut rows = Rows::default();
        rows.forget(model);
        rows
    }

    fn forget(&mut self, model: &Model) {
        self.rows.clear();
        self.gates.clear();
        self.seen.clear();
        alone_at_border(&mut self.keys);
        self.remember(Lexeme::border(), model);
    }

    /// Forgets all words where there is no room for so many more; the rows given out before are others then.
    pub fn make_room(&mut self, model: &Model, words: usize) {
        if self.rows.len() + words > REMEMBERED {
            self.forget(model);
        }
    }

    /// The row of a word.
    pub fn of(&mut self, word: &Word<'_>, model: &Model, names: &Names) -> u32 {
        let key = key(word);
        if let Some(&row) = self.seen.get(&key) {
            return row;
        }
        let lexeme = Lexeme::new(word, names);
        alone(word, &lexeme, &mut self.keys);
        let row = self.remember(lexeme, model);
        self.seen.insert(key, row);
        row
    }

    /// Makes a row of a token with the features `keys`.
    fn remember(&mut self, lexeme: Lexeme, model: &Model) -> u32 {
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

    pub fn role(&self, row: u32) -> Role {
        self.gates[row as usize].role
    }

    pub fn lexeme(&self, row: u32) -> Lexeme {
        self.rows[row as usize].lexeme
    }

    /// What the words of a token and those around it say together, which begin [`REACH`] tokens before it.
    pub fn sum(&self, around: &[u32]) -> [i16; ROOM] {
        let mut sums = [0; ROOM];
        for (row, offset) in around.iter().zip(0..=2 * REACH) {
            let scores = &self.rows[*row as usize].scores[offset].0;
            sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
        }
        sums
    }

    /// What the lead of that sum is at most.
    pub fn most(&self, around: &[u32]) -> i32 {
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
