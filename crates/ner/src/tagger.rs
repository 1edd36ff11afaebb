//! The tagger: Viterbi search for the best sequence of labels.

use crate::cache::{BORDER, Cache, lead};
use crate::features::{REACH, Sentence};
use crate::label::{CLOSED, KINDS, Kind, LABELS, OUTSIDE, Place, kind_of, label, place_of};
use crate::model::{Model, border};
use crate::names::Names;

use crate::table::ROOM;
use crate::word::Word;

/// A named entity: a range of tokens and a type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// First token.
    pub from: usize,
    /// Token after the last.
    pub to: usize,
    /// Its type.
    pub kind: Kind,
    /// Score of the sentence minus that with no name in this place, in nats.
    pub lead: f32,
    /// Probability that the name is right, from 0 to 1.
    pub confidence: f32,
}

/// Scores of the labels in one step of the search, padded to whole vector registers.
const LANES: usize = 24;

/// Lanes of the labels that may follow one after which no name is open.
const ENTER: usize = 16;

/// Least lead of a token, by the features of single words alone and in nats, for a region to be searched. Two thirds of
/// the words stay below it; a higher value would lose names.
const LEAST: f32 = 1.5;

/// Finds names; one for each thread, since it caches the scores of words.
#[derive(Clone, Debug)]
pub struct Tagger<'m> {
    model: &'m Model,
    names: &'m Names,
    cache: Cache,
    sentence: Sentence,
    keys: Vec<u32>,
    /// The row of each token in the cache, with [`REACH`] rows of the border on either side.
    rows: Vec<u32>,
    /// Score of every label of each token.
    nodes: Vec<[f32; LANES]>,
    /// Score of the best path that ends in each label, for the tokens of the region that is searched.
    best: Vec<[f32; LANES]>,
    /// Label of each token.
    path: Vec<usize>,
    /// Transitions from labels after which no name is open, padded: `[previous][next]`.
    enter: [[f32; ENTER]; CLOSED],
}

impl<'m> Tagger<'m> {
    /// A tagger with a model and the gazetteer that the model was trained with.
    pub fn new(model: &'m Model, names: &'m Names) -> Self {
        let mut enter = [[f32::NEG_INFINITY; ENTER]; CLOSED];
        for (row, from) in enter.iter_mut().zip(&model.transitions) {
            row.copy_from_slice(&from[..ENTER]);
        }
        Tagger {
            model,
            names,
            cache: Cache::new(model),
            sentence: Sentence::default(),
            keys: Vec::new(),
            rows: Vec::new(),
            nodes: Vec::new(),
            best: Vec::new(),
            path: Vec::new(),
            enter,
        }
    }

    /// Appends the names of a sentence to `out`, in order.
    pub fn tag(&mut self, words: &[Word<'_>], out: &mut Vec<Name>) {
        self.cache.make_room(self.model, words.len());
        self.rows.clear();
        self.rows.extend([BORDER; REACH]);
        for word in words {
            self.rows.push(self.cache.row(word, self.model, self.names));
        }
        self.rows.extend([BORDER; REACH]);
        let own = REACH..REACH + words.len();
        self.path.clear();
        self.path.resize(words.len(), OUTSIDE);
        self.sentence.begin(self.rows[own.clone()].iter().map(|row| self.cache.role(*row)));
        let mut at = 0;
        let mut prepared = false;
        while let Some((from, to)) = self.sentence.region(at) {
            at = to;
            if !(from..to).any(|i| self.may_name(i)) {
                continue;
            }
            if !prepared {
                self.sentence.prepare(words, self.rows[own.clone()].iter().map(|row| self.cache.lexeme(*row)));
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

    /// Returns true if token `i` may be part of a name by the features of single words alone.
    fn may_name(&self, i: usize) -> bool {
        let enough = |lead: i32| lead as f32 * self.model.unit > LEAST;
        let window = &self.rows[i..];
        // the bound is cheaper, and rules most tokens out
        enough(self.cache.bound(window)) && enough(lead(&self.cache.sum(window)).into())
    }

    /// Computes the score of every label of the tokens `from..to`.
    fn score(&mut self, from: usize, to: usize) {
        for i in from..to {
            let mut scores = self.cache.sum(&self.rows[i..]);
            self.sentence.among(i, &mut self.keys);
            self.model.table.add(&mut self.keys, &mut scores);
            self.nodes[i] = std::array::from_fn(|label| f32::from(scores[label]));
        }
    }

    /// Viterbi search over the tokens `from..to`, with [`OUTSIDE`] before and after them.
    fn search(&mut self, from: usize, to: usize) {
        let transitions = &self.model.transitions;
        self.best.clear();
        for (i, node) in self.nodes[from..to].iter().enumerate() {
            let mut best = [f32::NEG_INFINITY; LANES];
            match self.best.last() {
                None if from == 0 => best[..LABELS].iter_mut().enumerate().for_each(|(l, b)| *b = border(l, true)),
                None => best[..LABELS].copy_from_slice(&transitions[OUTSIDE]),
                Some(previous) => {
                    // labels that begin a name or none, from a padded table for speed
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

    /// Follows the best path back from its end, the token before `to`.
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

    /// Appends the names of the path.
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

    /// The name of the tokens `from..to` of the path, with its lead and confidence.
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
            // the cache changes nothing
            let mut again = Vec::new();
            Tagger::new(&model, &names).tag(&words, &mut again);
            assert_eq!(found, again);
        }
        assert!(all > 50, "{all}");
    }
}
