//! Training of a linear-chain CRF: stochastic gradient ascent of the likelihood with AdaGrad, an L1 penalty, dropout of
//! features, and averaging over the later epochs.

use crate::data::Example;
use ner::label::{LABELS, may_begin, may_end, may_follow};
use std::collections::HashMap;

/// Hyperparameters.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Number of trainings, each with another order of the data; the model is their average.
    pub rounds: usize,
    /// Passes over the data in each.
    pub epochs: usize,
    /// Initial learning rate.
    pub rate: f32,
    /// Strength of the L1 penalty.
    pub penalty: f32,
    /// Probability with which a feature is left out of a step.
    pub dropout: f32,
    /// Least number of occurrences of a feature.
    pub least: u32,
    /// Weights with a smaller absolute value are left out of the model.
    pub prune: f32,
    /// Quantum of the weights of the model, in nats.
    pub unit: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { rounds: 3, epochs: 20, rate: 0.03, penalty: 1.5e-3, dropout: 0.4, least: 2, prune: 0.1, unit: 0.025 }
    }
}

/// The set of all labels, one bit each.
const ANY: u32 = (1 << LABELS) - 1;

/// A number for each label.
type Row = [f32; LABELS];

/// A model in training. It has a row for each label, the transitions from it, and then for each feature.
pub struct Crf {
    /// Row of each feature, in the order of first occurrence.
    index: HashMap<u64, u32>,
    weights: Vec<Row>,
    /// Sums of squared gradients, for AdaGrad.
    squares: Vec<Row>,
    /// Sums of weights, for averaging.
    sums: Vec<Row>,
    /// The labels each row occurs with, one bit each; only these get weights.
    seen: Vec<u32>,
}

/// Number of the rows of transitions: the first row of a feature.
const FIRST: usize = LABELS;

/// An xorshift generator with a fixed seed, so that training is deterministic.
struct Random(u64);

impl Random {
    /// The next number.
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 to 1, uniformly distributed.
    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// An example with the rows of its features.
pub struct Prepared {
    /// Rows of the features of each token.
    features: Vec<Vec<u32>>,
    /// Labels each token may have, one bit each.
    allowed: Vec<u32>,
}

impl Crf {
    /// An untrained model of the features that occur at least `least` times, and the examples prepared for it.
    pub fn new(examples: Vec<Example>, least: u32) -> (Self, Vec<Prepared>) {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for key in examples.iter().flat_map(|e| &e.features).flatten() {
            *counts.entry(*key).or_default() += 1;
        }
        let mut index = HashMap::new();
        let prepared = examples.into_iter().map(|e| {
            let mut row = |key: &u64| {
                let next = (FIRST + index.len()) as u32;
                (counts.get(key) >= Some(&least)).then(|| *index.entry(*key).or_insert(next))
            };
            let features = e.features.iter().map(|keys| keys.iter().filter_map(&mut row).collect()).collect();
            Prepared { features, allowed: e.allowed }
        });
        let prepared: Vec<Prepared> = prepared.collect();
        let rows = FIRST + index.len();
        let mut seen = vec![0; rows];
        seen[..FIRST].fill(ANY);
        for (rows, allowed) in prepared.iter().flat_map(|p| p.features.iter().zip(&p.allowed)) {
            rows.iter().for_each(|row| seen[*row as usize] |= allowed);
        }

        let zero = || vec![[0.0; LABELS]; rows];
        (Crf { index, weights: zero(), squares: zero(), sums: zero(), seen }, prepared)
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Returns true if there are no features.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Trains the model; `report` is called with the round, the epoch, and the mean loss of a sentence.
    pub fn train(&mut self, examples: &[Prepared], settings: &Settings, mut report: impl FnMut(usize, usize, f64)) {
        let mut random = Random(0x2545_f491_4f6c_dd1d);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut averaged = 0;
        for round in 0..settings.rounds {
            self.weights.iter_mut().chain(&mut self.squares).for_each(|row| row.fill(0.0));
            for epoch in 0..settings.epochs {
                for i in (1..order.len()).rev() {
                    order.swap(i, (random.next() % (i as u64 + 1)) as usize);
                }
                let loss: f64 = order.iter().map(|i| f64::from(self.step(&examples[*i], settings, &mut random))).sum();
                if epoch * 2 >= settings.epochs {
                    averaged += 1;
                    let weights = self.weights.iter().flatten();
                    self.sums.iter_mut().flatten().zip(weights).for_each(|(sum, weight)| *sum += weight);
                }
                report(round + 1, epoch + 1, loss / examples.len().max(1) as f64);
            }
        }
        let n = averaged.max(1) as f32;
        for (weight, sum) in self.weights.iter_mut().flatten().zip(self.sums.iter().flatten()) {
            *weight = sum / n;
        }
    }

    /// A gradient step on one sentence; returns its loss.
    fn step(&mut self, example: &Prepared, settings: &Settings, random: &mut Random) -> f32 {
        let len = example.features.len();
        if len == 0 {
            return 0.0;
        }
        let kept: Vec<Vec<u32>> = example
            .features
            .iter()
            .map(|rows| rows.iter().copied().filter(|_| random.share() >= settings.dropout).collect())
            .collect();
        let nodes: Vec<Row> = kept
            .iter()
            .map(|rows| {
                let mut sum = [0.0; LABELS];
                for row in rows {
                    sum.iter_mut().zip(&self.weights[*row as usize]).for_each(|(s, w)| *s += w);
                }
                sum
            })
            .collect();
        let steps: Vec<Row> = self.weights[..FIRST].to_vec();
        let free = vec![ANY; len];
        let all = marginals(&nodes, &steps, &free);
        let right = marginals(&nodes, &steps, &example.allowed);
        let update = |row: usize, gradient: &Row, this: &mut Self| {
            let (weights, squares) = (&mut this.weights[row], &mut this.squares[row]);
            let seen = this.seen[row];
            for (l, ((w, q), g)) in weights.iter_mut().zip(squares).zip(gradient).enumerate() {
                if *g != 0.0 && seen >> l & 1 == 1 {
                    *q += g * g;
                    let rate = settings.rate / (q.sqrt() + 1e-6);
                    let moved = *w - rate * g;
                    let shrink = rate * settings.penalty;
                    *w = if moved > shrink {
                        moved - shrink
                    } else if moved < -shrink {
                        moved + shrink
                    } else {
                        0.0
                    };
                }
            }
        };
        for ((rows, p), q) in kept.iter().zip(&all.nodes).zip(&right.nodes) {
            let mut gradient = [0.0; LABELS];
            for (g, (p, q)) in gradient.iter_mut().zip(p.iter().zip(q)) {
                let d = p - q;
                *g = if d.abs() < 1e-4 { 0.0 } else { d };
            }
            if gradient.iter().all(|g| *g == 0.0) {
                continue;
            }
            for row in rows {
                update(*row as usize, &gradient, self);
            }
        }
        for row in 0..FIRST {
            let mut gradient = [0.0; LABELS];
            for (g, (p, q)) in gradient.iter_mut().zip(all.steps[row].iter().zip(&right.steps[row])) {
                *g = p - q;
            }
            update(row, &gradient, self);
        }
        all.log_sum - right.log_sum
    }

    /// The quantised weights of the model's own features, for a tokeniser and a gazetteer. Features of corpora are left out.
    pub fn weights(&self, settings: &Settings, tokenizer: &str, list: u32) -> ner::Weights {
        let Settings { prune, unit, .. } = *settings;
        let quantised = |w: f32| (w / unit).round().clamp(-127.0, 127.0) as i8;
        let row = |row: usize| {
            let kept = self.weights[row].iter().enumerate().filter(|(_, w)| w.abs() >= prune);
            kept.map(|(label, w)| (label as u8, quantised(*w))).filter(|p| p.1 != 0).collect::<Vec<_>>()
        };
        ner::Weights {
            tokenizer: tokenizer.to_owned(),
            list,
            unit,
            confidence: [1.0, 0.0],
            transitions: self.weights[..FIRST].iter().map(|r| r.map(|w| w / unit)).collect(),
            features: self
                .index
                .iter()
                .filter_map(|(key, at)| Some((u32::try_from(*key).ok()?, row(*at as usize))))
                .collect(),
        }
    }
}

/// Marginal probabilities of a sentence.
struct Marginals {
    /// Of the labels of each token.
    nodes: Vec<Row>,
    /// Of the transitions, summed over the sentence.
    steps: [Row; LABELS],
    /// Logarithm of the partition function.
    log_sum: f32,
}

/// The forward-backward algorithm over the paths that `allowed` permits, with probabilities scaled at each token.
fn marginals(nodes: &[Row], steps: &[Row], allowed: &[u32]) -> Marginals {
    let len = nodes.len();
    let mut factors = [[0.0f32; LABELS]; LABELS];
    for (a, row) in factors.iter_mut().enumerate() {
        for (b, factor) in row.iter_mut().enumerate() {
            *factor = if may_follow(a, b) { steps[a][b].exp() } else { 0.0 };
        }
    }
    let mut log_sum = 0.0f64;
    let end = (0..LABELS).filter(|l| may_end(*l)).fold(0, |mask, l| mask | 1 << l);
    // exponentials of the scores, scaled so that the greatest is 1
    let local: Vec<Row> = nodes
        .iter()
        .enumerate()
        .map(|(i, node)| {
            let mut open = allowed[i];
            if i + 1 == len && open & end != 0 {
                open &= end;
            }
            let usable = |l: usize| open >> l & 1 == 1 && (i > 0 || may_begin(l));
            let top = (0..LABELS).filter(|l| usable(*l)).map(|l| node[l]).fold(f32::NEG_INFINITY, f32::max);
            log_sum += f64::from(top);
            std::array::from_fn(|l| if usable(l) { (node[l] - top).exp() } else { 0.0 })
        })
        .collect();
    let mut forward: Vec<Row> = Vec::with_capacity(len);
    for (i, own) in local.iter().enumerate() {
        let mut row = [0.0; LABELS];
        match forward.last() {
            None => row = *own,
            Some(previous) => {
                for (a, p) in previous.iter().enumerate().filter(|(_, p)| **p > 0.0) {
                    row.iter_mut().zip(&factors[a]).for_each(|(r, f)| *r += p * f);
                }
                row.iter_mut().zip(own).for_each(|(r, o)| *r *= o);
            }
        }
        let sum: f32 = row.iter().sum();
        debug_assert!(sum > 0.0, "no path at {i}");
        row.iter_mut().for_each(|r| *r /= sum);
        log_sum += f64::from(sum.ln());
        forward.push(row);
    }
    let mut out = vec![[0.0; LABELS]; len];
    let mut pairs = [[0.0; LABELS]; LABELS];
    let mut backward = [1.0f32; LABELS];
    for i in (0..len).rev() {
        let mut row: Row = std::array::from_fn(|l| forward[i][l] * backward[l]);
        let sum: f32 = row.iter().sum();
        row.iter_mut().for_each(|r| *r /= sum);
        out[i] = row;
        if i == 0 {
            break;
        }
        let ahead: Row = std::array::from_fn(|l| local[i][l] * backward[l]);
        let mut next = [0.0; LABELS];
        let mut total = 0.0;
        for a in 0..LABELS {
            next[a] = factors[a].iter().zip(&ahead).map(|(f, h)| f * h).sum();
            total += forward[i - 1][a] * next[a];
        }
        for a in (0..LABELS).filter(|a| forward[i - 1][*a] > 0.0) {
            let share = forward[i - 1][a] / total;
            pairs[a].iter_mut().zip(factors[a].iter().zip(&ahead)).for_each(|(p, (f, h))| *p += share * f * h);
        }
        let top = next.iter().copied().fold(0.0, f32::max);
        backward = next.map(|n| n / top);
    }
    Marginals { nodes: out, steps: pairs, log_sum: log_sum as f32 }
}
