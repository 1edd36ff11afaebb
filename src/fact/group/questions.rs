//! Questions to a judge: pairs of values that may be of one fact and cannot both be true, and that the program does not
//! report.

use super::super::judgement::JudgedPair;
use super::super::weights::Feature;
use super::super::{Fact, Verdict, distinct};
use super::cluster::Scores;
use super::component::Component;
use crate::claim::Claim;
use std::collections::{BTreeMap, BTreeSet};

/// Least probability that two claims state one fact: below, hardly any of them do.
const LEAST: f32 = 0.05;

/// Two different values that may be of one fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The two claims that are likeliest to state one fact, as indices.
    pub claims: [usize; 2],
    /// The fact and the value of each, as indices of the facts and of the fact's values.
    pub places: [(usize, usize); 2],
    /// Probability that the two state one fact.
    pub probability: f32,
    /// What an answer is worth: the probability of a conflict, times the cube root of the number of pairs of documents that
    /// the answer settles.
    pub worth: f32,
}

/// Facts with the place of each claim in them, and what was judged already.
#[derive(Debug)]
pub struct Answered<'a> {
    facts: &'a [Fact],
    /// For each claim its fact and its value.
    places: Vec<(usize, usize)>,
    /// Facts that a judgement keeps apart.
    apart: BTreeSet<(usize, usize)>,
}

impl<'a> Answered<'a> {
    /// Facts with the places of all claims in them; these pairs were judged.
    pub(crate) fn new(facts: &'a [Fact], places: Vec<(usize, usize)>, judged: &[JudgedPair]) -> Self {
        let of = |p: &JudgedPair| in_order(places[p.a].0, places[p.b].0);
        let apart = judged.iter().filter(|p| !p.same).map(of).collect();
        Answered { facts, places, apart }
    }

    /// Returns true if a judge may be asked about two values: of two facts that nobody keeps apart, or of one fact as an
    /// update, or, with `reported`, as a conflict, that nobody judged.
    fn is_open(&self, x: (usize, usize), y: (usize, usize), reported: bool) -> bool {
        if x.0 != y.0 {
            return !self.apart.contains(&in_order(x.0, y.0));
        }
        let ends = in_order(x.1, y.1);
        let relation = self.facts[x.0].relations.iter().find(|r| (r.a, r.b) == ends);
        relation.is_some_and(|r| match r.verdict {
            Verdict::Updated => r.judgement.is_none(),
            Verdict::Conflict => reported && r.judgement.is_none(),
            _ => false,
        })
    }
}

fn in_order(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// The questions about the claims of a component, one for each pair of values, in the order of the values.
pub(crate) fn questions(
    claims: &[Claim],
    component: &Component,
    mut scores: Scores,
    answered: &Answered,
    reported: bool,
) -> Vec<Question> {
    let mut best: BTreeMap<[(usize, usize); 2], (f32, f32, [usize; 2])> = BTreeMap::new();
    for (x, y) in component.pairs.iter().copied().filter(|(x, y)| claims[*x].doc_id != claims[*y].doc_id) {
        let s = scores.of(x, y);
        let (probability, moved) = (s.probability(), s.features[Feature::Moved as usize]);
        let (p, q) = (answered.places[x], answered.places[y]);
        if s.verdict != Verdict::Conflict || probability < LEAST || !answered.is_open(p, q, reported) {
            continue;
        }
        let (values, pair) = if p <= q { ([p, q], [x, y]) } else { ([q, p], [y, x]) };
        let known = best.entry(values).or_insert((probability, moved, pair));
        if probability > known.0 {
            *known = (probability, moved, pair);
        }
    }
    let documents = |(fact, value): (usize, usize)| {
        let stating = &answered.facts[fact].values[value].claims;
        distinct(stating.iter().map(|i| claims[*i].doc_id.as_str())) as f32
    };
    let question = |(places, (probability, moved, claims)): ([(usize, usize); 2], (f32, f32, [usize; 2]))| {
        let settles = documents(places[0]) * documents(places[1]);
        Question { claims, places, probability, worth: probability * (1.0 - moved) * settles.cbrt() }
    };
    best.into_iter().map(question).collect()
}
