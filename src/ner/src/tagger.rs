//! Finds the names of a sentence: the best path of labels through its tokens.

use crate::features::{REACH, Sentence, alone_at_border, visible};
use crate::hash::shift;
use crate::label::{CLOSED, KINDS, Kind, LABELS, OUTSIDE, Place, kind_of, label, place_of};
use crate::model::{Model, border};
use crate::names::Names;
use crate::word::{Lexeme, Role, Word, alone};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A name found: a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// First token.
    pub from: usize,
    /// Token after the last.
    pub to: usize,
    /// What it names.
    pub kind: Kind,
    /// By how much the score of the sentence leads that with nothing in the name's place, in natural logarithms.
    pub lead: f32,
    /// How probable it is that the name is there, from 0 to 1.
    pub confidence: f32,
}

/// Scores of the labels, with room to work on whole vector registers.
const LANES: usize = 24;
type Scores = [i16; LANES];

/// Labels a closed one may lead to lie within this many lanes.
const ENTER: usize = 16;

/// Words remembered at most; beyond, all are forgotten, so that memory does not grow with the text.
const REMEMBERED: usize = 1 << 14;

/// What a token contributes to the scores of itself and its neighbours, by where it stands from them.
#[derive(Clone, Debug)]
struct Row {
    lexeme: Lexeme,
    scores: [Scores; 2 * REACH + 1],
}

/// Tags for one thread: a model, a list of names, and what was computed of words seen before.
#[derive(Clone, Debug)]
pub struct Tagger<'m> {
    model: &'m Model,
    names: &'m Names,
    rows: Vec<Row>,
    seen: HashMap<u64, u32, BuildHasherDefault<Mixed>>,
    sentence: Sentence,
    keys: Vec<u32>,
    at: Vec<u32>,
    nodes: Vec<[f32; LANES]>,
    best: Vec<[f32; LANES]>,
    path: Vec<usize>,
    /// `[closed label][next]`, padded.
    enter: [[f32; ENTER]; CLOSED],
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

impl<'m> Tagger<'m> {
    /// A tagger that uses a model and the list of names it was trained with.
    pub fn new(model: &'m Model, names: &'m Names) -> Self {
        let mut enter = [[f32::NEG_INFINITY; ENTER]; CLOSED];
        for (row, from) in enter.iter_mut().zip(&model.transitions) {
            row.copy_from_slice(&from[..ENTER]);
        }
        let mut tagger = Tagger {
            model,
            names,
            rows: Vec::new(),
            seen: HashMap::default(),
            sentence: Sentence::default(),
            keys: Vec::new(),
            at: Vec::new(),
            nodes: Vec::new(),
            best: Vec::new(),
            path: Vec::new(),
            enter,
        };
        tagger.forget();
        tagger
    }

    /// Leaves only the border among the rows.
    fn forget(&mut self) {
        self.rows.clear();
        self.seen.clear();
        alone_at_border(&mut self.keys);
        let scores = self.scores();
        self.rows.push(Row { lexeme: Lexeme::border(), scores });
    }

    fn scores(&self) -> [Scores; 2 * REACH + 1] {
        let mut out = [[0; LANES]; 2 * REACH + 1];
        for (offset, scores) in out.iter_mut().enumerate() {
            for key in visible(&self.keys, offset) {
                self.model.add(shift(*key, offset), scores);
            }
        }
        out
    }

    /// The row of a word, computed when it is seen for the first time.
    fn row(&mut self, word: &Word<'_>) -> u32 {
        let unknown = || {
            let bytes = word.text.as_bytes().iter();
            let text = bytes.fold(u64::from(word.pos), |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
            text | 1 << 63
        };
        let key = if word.known { u64::from(word.id) } else { unknown() };
        if let Some(&row) = self.seen.get(&key) {
            return row;
        }
        let lexeme = Lexeme::new(word);
        alone(word, &lexeme, &mut self.keys);
        let scores = self.scores();
        let row = self.rows.len() as u32;
        self.rows.push(Row { lexeme, scores });
        self.seen.insert(key, row);
        row
    }

    /// The names of a sentence, in order, appended to `out`.
    pub fn tag(&mut self, words: &[Word<'_>], out: &mut Vec<Name>) {
        if self.rows.len() + words.len() > REMEMBERED {
            self.forget();
        }
        self.at.clear();
        self.at.extend([0; REACH]);
        for word in words {
            let row = self.row(word);
            self.at.push(row);
        }
        self.at.extend([0; REACH]);
        let own = &self.at[REACH..REACH + words.len()];
        // without a noun there is no name
        if own.iter().all(|row| self.rows[*row as usize].lexeme.role != Role::Nominal) {
            return;
        }
        self.sentence.prepare(words, own.iter().map(|row| self.rows[*row as usize].lexeme), self.names);
        self.score(words.len());
        self.search();
        self.collect(out);
    }

    /// Scores every label of every token.
    fn score(&mut self, len: usize) {
        self.nodes.clear();
        for i in 0..len {
            let mut scores: Scores = [0; LANES];
            for offset in 0..=2 * REACH {
                let row = &self.rows[self.at[i + offset] as usize].scores[offset];
                scores.iter_mut().zip(row).for_each(|(sum, score)| *sum += score);
            }
            self.sentence.among(i, &mut self.keys);
            self.keys.iter().for_each(|key| self.model.add(*key, &mut scores));
            self.nodes.push(scores.map(f32::from));
        }
    }

    /// The best path of labels.
    fn search(&mut self) {
        let transitions = &self.model.transitions;
        self.best.clear();
        for (i, node) in self.nodes.iter().enumerate() {
            let mut best = [f32::NEG_INFINITY; LANES];
            match self.best.last() {
                None => {
                    for (label, best) in best.iter_mut().enumerate().take(LABELS) {
                        *best = border(label, true);
                    }
                }
                Some(previous) => {
                    // labels that begin a name or none, after those that end one: a table of its own, for speed
                    for (row, score) in self.enter.iter().zip(previous) {
                        for (best, step) in best.iter_mut().zip(row) {
                            *best = best.max(score + step);
                        }
                    }
                    for kind in Kind::ALL {
                        let [begin, inside, end] = [Place::Begin, Place::Inside, Place::End].map(|p| label(p, kind));
                        for next in [inside, end] {
                            let first = previous[begin] + transitions[begin][next];
                            best[next] = first.max(previous[inside] + transitions[inside][next]);
                        }
                    }
                }
            }
            best.iter_mut().zip(node).for_each(|(best, score)| *best += score);
            if i + 1 == self.nodes.len() {
                for (label, best) in best.iter_mut().enumerate().take(LABELS) {
                    *best += border(label, false);
                }
            }
            self.best.push(best);
        }
        self.trace();
    }

    /// Follows the best path back from its end.
    fn trace(&mut self) {
        self.path.clear();
        let mut next = None;
        for best in self.best.iter().rev() {
            let score = |label: usize| match next {
                None => best[label],
                Some(next) => best[label] + self.model.transitions[label][next],
            };
            let mut top = OUTSIDE;
            for label in 1..LABELS {
                if score(label) > score(top) {
                    top = label;
                }
            }
            self.path.push(top);
            next = Some(top);
        }
        self.path.reverse();
    }

    fn collect(&self, out: &mut Vec<Name>) {
        let mut from = 0;
        for (i, &at) in self.path.iter().enumerate() {
            match (place_of(at), kind_of(at)) {
                (Some(Place::Begin), _) => from = i,
                (Some(Place::Single), Some(kind)) => out.push(self.name(i, i + 1, kind)),
                (Some(Place::End), Some(kind)) => out.push(self.name(from, i + 1, kind)),
                _ => {}
            }
        }
    }

    /// A name of the path; how sure it is goes by its lead over the path with nothing in its place.
    fn name(&self, from: usize, to: usize, kind: Kind) -> Name {
        let step = |a: usize, b: usize| self.model.transitions[a][b];
        let mut lead = 0.0;
        for i in from..to {
            lead += self.nodes[i][self.path[i]] - self.nodes[i][OUTSIDE];
            if i > from {
                lead += step(self.path[i - 1], self.path[i]) - step(OUTSIDE, OUTSIDE);
            }
        }
        if let Some(&before) = from.checked_sub(1).and_then(|i| self.path.get(i)) {
            lead += step(before, self.path[from]) - step(before, OUTSIDE);
        }
        if let Some(&after) = self.path.get(to) {
            lead += step(self.path[to - 1], after) - step(OUTSIDE, after);
        }
        let [slope, intercept] = self.model.confidence;
        let lead = lead * self.model.unit;
        Name { from, to, kind, lead, confidence: 1.0 / (1.0 + (-slope * lead - intercept).exp()) }
    }
}

const _: () = assert!(LABELS <= LANES && CLOSED + KINDS <= ENTER);
