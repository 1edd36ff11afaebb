//! Questions to a judge: pairs of values that may be of one fact and cannot both be true, and that the program does not
//! report.

use super::super::judgement::JudgedPair;
use super::super::weights::Feature;
use super::super::{Fact, Verdict};
use super::cluster::Scores;
use super::component::Component;
use crate::claim::Claim;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// What an answer is worth: the probability of a conflict, times the cube root of the number of pairs of documents that state
    /// the two values, times the share of the pairs of claims that are not excluded; less for facts that share a document.
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

/// What is known of two facts, or of two values of one fact, that a question is about.
#[derive(Default)]
struct Evidence {
    best: Option<Question>,
    /// Pairs of their claims.
    pairs: f32,
    /// Pairs that are excluded.
    excluded: f32,
}

/// Factor on the worth of a question about two facts that one document states: it tells one thing once.
const ONE_DOCUMENT: f32 = 0.7;

/// The questions about the claims of a component: one for each two facts, and one for each two values of a fact.
pub(crate) fn questions(
    claims: &[Claim],
    component: &Component,
    mut scores: Scores,
    answered: &Answered,
    reported: bool,
) -> Vec<Question> {
    let documents = |stating: &[usize]| -> BTreeSet<&str> { stating.iter().map(|i| &*claims[*i].doc_id).collect() };
    let mut stating: HashMap<(usize, usize), f32> = HashMap::new();
    let mut all: BTreeMap<[(usize, usize); 2], Evidence> = BTreeMap::new();
    for (x, y) in component.pairs.iter().copied() {
        let (p, q) = (answered.places[x], answered.places[y]);
        let (places, pair) = if p <= q { ([p, q], [x, y]) } else { ([q, p], [y, x]) };
        let about = if p.0 == q.0 { places } else { places.map(|(fact, _)| (fact, 0)) };
        let s = scores.of(x, y);
        let (probability, moved) = (s.probability(), s.features[Feature::Moved as usize]);
        let known = all.entry(about).or_default();
        known.pairs += 1.0;
        known.excluded += if s.excluded.is_empty() { 0.0 } else { 1.0 };
        let apart = s.verdict == Verdict::Conflict && claims[x].doc_id != claims[y].doc_id;
        if !apart || probability < LEAST || !answered.is_open(places[0], places[1], reported) {
            continue;
        }
        let mut count = |at: (usize, usize)| {
            let value = || documents(&answered.facts[at.0].values[at.1].claims).len() as f32;
            *stating.entry(at).or_insert_with(value)
        };
        let worth = probability * (1.0 - moved) * (count(p) * count(q)).cbrt();
        if known.best.as_ref().is_none_or(|best| worth > best.worth) {
            known.best = Some(Question { claims: pair, places, probability, worth });
        }
    }
    let question = |Evidence { best, pairs, excluded }: Evidence| {
        let mut question = best?;
        let [a, b] = question.places.map(|(fact, _)| fact);
        let [in_a, in_b] = [a, b].map(|fact| documents(&answered.facts[fact].claims));
        let shared = a != b && !in_a.is_disjoint(&in_b);
        question.worth *= (1.0 - excluded / pairs) * if shared { ONE_DOCUMENT } else { 1.0 };
        Some(question)
    };
    all.into_values().filter_map(question).collect()
}
