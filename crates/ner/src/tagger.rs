//! Finds the names of a sentence: the best path of labels through its tokens.

use crate::features::{REACH, Sentence};
use crate::label::{CLOSED, KINDS, Kind, LABELS, OUTSIDE, Place, kind_of, label, place_of};
use crate::model::{Model, border};
use crate::names::Names;
use crate::rows::{BORDER, Rows, lead};
use crate::table::ROOM;
use crate::word::Word;

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

/// Labels a closed one may lead to lie within this many lanes.
const ENTER: usize = 16;

/// What the words of a stretch and those around them must say for a name, each by itself, for what they say together to be
/// looked at, in natural logarithms. It is set so that the names stay the same while two thirds of the words are passed over.
const LEAST: f32 = 1.5;

/// Tags for one thread: a model, a list of names, and what was computed of words seen before.
#[derive(Clone, Debug)]
pub struct Tagger<'m> {
    model: &'m Model,
    names: &'m Names,
    rows: Rows,
    sentence: Sentence,
    keys: Vec<u32>,
    /// The row of each token, with those of the border around them.
    at: Vec<u32>,
    nodes: Vec<[f32; LANES]>,
    best: Vec<[f32; LANES]>,
    path: Vec<usize>,
    /// `[closed label][next]`, padded.
    enter: [[f32; ENTER]; CLOSED],
}

impl<'m> Tagger<'m> {
    /// A tagger that uses a model and the list of names it was trained with.
    pub fn new(model: &'m Model, names: &'m Names) -> Self {
        let mut enter = [[f32::NEG_INFINITY; ENTER]; CLOSED];
        for (row, from) in enter.iter_mut().zip(&model.transitions) {
            row.copy_from_slice(&from[..ENTER]);
        }
        Tagger {
            model,
            names,
            rows: Rows::new(model),
            sentence: Sentence::default(),
            keys: Vec::new(),
            at: Vec::new(),
            nodes: Vec::new(),
            best: Vec::new(),
            path: Vec::new(),
            enter,
        }
    }

    /// The names of a sentence, in order, appended to `out`.
    pub fn tag(&mut self, words: &[Word<'_>], out: &mut Vec<Name>) {
        self.rows.make_room(self.model, words.len());
        self.at.clear();
        self.at.extend([BORDER; REACH]);
        for word in words {
            self.at.push(self.rows.of(word, self.model, self.names));
        }
        self.at.extend([BORDER; REACH]);
        let own = REACH..REACH + words.len();
        self.path.clear();
        self.path.resize(words.len(), OUTSIDE);
        self.sentence.begin(self.at[own.clone()].iter().map(|row| self.rows.role(*row)));
        let mut at = 0;
        let mut prepared = false;
        while let Some((from, to)) = self.sentence.stretch(at) {
            at = to;
            if !(from..to).any(|i| self.may_name(i)) {
                continue;
            }
            if !prepared {
                self.sentence.prepare(words, self.at[own.clone()].iter().map(|row| self.rows.lexeme(*row)));
                self.nodes.resize(words.len().max(self.nodes.len()), [0.0; LANES]);
                prepared = true;
            }
            self.sentence.find_runs(words, from, to);
            self.sentence.find_listed(words, self.names, from, to);
            self.score(from, to);
            self.search(from, to);
        }
        self.collect(out);
    }

    /// Whether what the word of token `i` and those around it say, each by itself, may make it part of a name.
    fn may_name(&self, i: usize) -> bool {
        let speaks = |lead: i32| lead as f32 * self.model.unit > LEAST;
        let at = &self.at[i..];
        // together they lead by no more than each by itself; that alone turns most down
        speaks(self.rows.most(at)) && speaks(lead(&self.rows.sum(at)).into())
    }

    /// Scores every label of the tokens `from..to`: what their words say each by itself, and together.
    fn score(&mut self, from: usize, to: usize) {
        for i in from..to {
            let mut scores = self.rows.sum(&self.at[i..]);
            self.sentence.among(i, &mut self.keys);
            self.model.table.add(&mut self.keys, &mut scores);
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
            Word { text, entry: id as u32, pos: id as u8, known: id != 7, nominal, joined: next(4) > 0, hint: 0 }
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
