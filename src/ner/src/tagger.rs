//! Finds the names of a sentence: the best path of labels through its tokens.

use crate::features::{REACH, Sentence, alone_at_border, visible};
use crate::hash::shift;
use crate::label::{CLOSED, KINDS, Kind, LABELS, OUTSIDE, Place, kind_of, label, place_of};
use crate::model::{Model, border};
use crate::names::Names;
use crate::table::ROOM;
use crate::word::{Lexeme, Word, alone};
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

/// Scores of the labels in one step of the search, with room to work on whole vector registers.
const LANES: usize = 24;

/// What a word says of every label: one line of memory.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Scores([i16; ROOM]);

/// Labels a closed one may lead to lie within this many lanes.
const ENTER: usize = 16;

/// What the words of a stretch and those around them must say for a name, each by itself, for what they say together to be
/// looked at, in natural logarithms. It is set so that the names stay the same while two thirds of the words are passed over.
const LEAST: f32 = 1.5;

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
    shifted: Vec<u32>,
    at: Vec<u32>,
    sums: Vec<[i16; ROOM]>,
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

/// A word by what its row depends on.
fn key(word: &Word<'_>) -> u64 {
    let seed = u64::from(word.pos) << 2 | u64::from(word.known) << 1 | u64::from(word.nominal);
    let mut key = Mixed(seed);
    for chunk in word.text.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        key.write_u64(u64::from_le_bytes(bytes));
    }
    key.finish()
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
            shifted: Vec::new(),
            at: Vec::new(),
            sums: Vec::new(),
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

    fn scores(&mut self) -> [Scores; 2 * REACH + 1] {
        std::array::from_fn(|offset| {
            self.shifted.clear();
            self.shifted.extend(visible(&self.keys, offset).iter().map(|key| shift(*key, offset)));
            let mut scores = Scores([0; ROOM]);
            self.model.table.add(&mut self.shifted, &mut scores.0);
            scores
        })
    }

    /// The row of a word, computed when it is seen for the first time.
    fn row(&mut self, word: &Word<'_>) -> u32 {
        let key = key(word);
        if let Some(&row) = self.seen.get(&key) {
            return row;
        }
        let lexeme = Lexeme::new(word, self.names);
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
        self.path.clear();
        self.path.resize(words.len(), OUTSIDE);
        self.sentence.prepare(words, own.iter().map(|row| self.rows[*row as usize].lexeme));
        self.nodes.resize(words.len().max(self.nodes.len()), [0.0; LANES]);
        let mut at = 0;
        while let Some((from, to)) = self.sentence.stretch(at) {
            if self.sum(from, to) > LEAST {
                self.sentence.find_listed(words, self.names, from, to);
                self.score(from, to);
                self.search(from, to);
            }
            at = to;
        }
        self.collect(out);
    }

    /// Sums what the words of the tokens `from..to` and those around them say, each by itself; gives by how much the best
    /// name leads no name, in natural logarithms.
    fn sum(&mut self, from: usize, to: usize) -> f32 {
        let mut lead = i16::MIN;
        self.sums.clear();
        for i in from..to {
            let mut scores = [0; ROOM];
            for offset in 0..=2 * REACH {
                let row = &self.rows[self.at[i + offset] as usize].scores[offset].0;
                scores.iter_mut().zip(row).for_each(|(sum, score)| *sum += score);
            }
            let best = scores[OUTSIDE + 1..LABELS].iter().max().map_or(0, |best| *best);
            lead = lead.max(best - scores[OUTSIDE]);
            self.sums.push(scores);
        }
        f32::from(lead) * self.model.unit
    }

    /// Scores every label of the tokens `from..to`: the sums, and what their words say together.
    fn score(&mut self, from: usize, to: usize) {
        for (i, scores) in (from..to).zip(&mut self.sums) {
            self.sentence.among(i, &mut self.keys);
            self.model.table.add(&mut self.keys, scores);
            self.nodes[i] = std::array::from_fn(|label| f32::from(scores[label]));
        }
    }

    /// The best path of labels through the tokens `from..to`, with no name before and after.
    fn search(&mut self, from: usize, to: usize) {
        let transitions = &self.model.transitions;
        self.best.clear();
        for (i, node) in self.nodes[from..to].iter().enumerate() {
            let mut best = [f32::NEG_INFINITY; LANES];
            match self.best.last() {
                None if from == 0 => best[..LABELS].iter_mut().enumerate().for_each(|(l, b)| *b = border(l, true)),
                None => best[..LABELS].copy_from_slice(&transitions[OUTSIDE]),
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
            if from + i + 1 == to {
                let last = to == self.path.len();
                for (label, best) in best[..LABELS].iter_mut().enumerate() {
                    *best += if last { border(label, false) } else { transitions[label][OUTSIDE] };
                }
            }
            self.best.push(best);
        }
        self.trace(to);
    }

    /// Follows the best path back from its end, before token `to`.
    fn trace(&mut self, to: usize) {
        let mut next = None;
        for (at, best) in self.path[..to].iter_mut().rev().zip(self.best.iter().rev()) {
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
            *at = top;
            next = Some(top);
        }
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

const _: () = assert!(LABELS <= LANES && LANES <= ROOM && CLOSED + KINDS <= ENTER);

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::{Weights, features};

    const TEXTS: [&str; 12] = ["磯見", "町", "の", "「", "」", "は", "若宮", "ABC", "・", "（", "発表", "た"];

    /// Sentences of up to twelve words, the same every time.
    fn sentences() -> Vec<Vec<Word<'static>>> {
        let mut state = 7u64;
        let mut next = move |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % n
        };
        let mut word = move || {
            let id = next(TEXTS.len() as u64);
            let (text, nominal) = (TEXTS[id as usize], matches!(id, 0 | 1 | 6 | 7 | 10));
            Word { text, pos: id as u8, known: id != 7, nominal, joined: next(4) > 0, hint: 0 }
        };
        (0..200).map(|i| (0..i % 13).map(|_| word()).collect()).collect()
    }

    /// A model that gives every feature of the sentences some weight.
    fn model(names: &Names) -> Model {
        let keys: std::collections::BTreeSet<u32> =
            sentences().iter().flat_map(|s| features(s, names)).flatten().collect();
        let weight = |key: u32| vec![((key % LABELS as u32) as u8, (key >> 8) as i8 / 4)];
        let weights = Weights {
            unit: 0.1,
            confidence: [0.2, 0.0],
            transitions: vec![[0.0; LABELS]; LABELS],
            features: keys.into_iter().map(|key| (key, weight(key))).collect(),
            ..Weights::default()
        };
        Model::from_bytes(&weights.to_bytes()).unwrap()
    }

    #[test]
    fn names_are_in_order_apart_and_within_the_sentence() {
        let names = Names::new([("磯見町", 2)], [("若宮", 1)]);
        let model = model(&names);
        let mut tagger = Tagger::new(&model, &names);
        let mut all = 0;
        for words in sentences() {
            let mut found = Vec::new();
            tagger.tag(&words, &mut found);
            let mut end = 0;
            for name in &found {
                assert!(end <= name.from && name.from < name.to && name.to <= words.len(), "{found:?}");
                assert!((0.0..=1.0).contains(&name.confidence));
                end = name.to;
            }
            all += found.len();
            // what was remembered of words seen before changes nothing
            let mut again = Vec::new();
            Tagger::new(&model, &names).tag(&words, &mut again);
            assert_eq!(found, again);
        }
        assert!(all > 50, "{all}");
    }
}
