//! From a group of claims to a fact: its distinct values, their relations, and the verdict.

use super::super::group::cluster::Cluster;
use super::super::judgement::{JudgedPair, Judgement};
use super::super::pair::change::{is_dynamic, is_revision};
use super::super::values::cause::{Cause, suspect};
use super::super::values::compare::compare;
use super::super::values::difference::Difference;
use super::super::{Fact, Linker, Relation, Value, Verdict, distinct};
use super::history::{history_log_odds, is_ordered};
use crate::claim::Claim;
use crate::text::hex;
use std::cmp::Reverse;

/// The fact that a group of claims states. `judged` are the pairs of its component that were judged, with the judgements.
pub(crate) fn judge(
    claims: &[Claim],
    cluster: Cluster,
    linker: &Linker,
    (judged, judgements): (&[JudgedPair], &[Judgement]),
) -> Fact {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in &cluster.claims {
        let same = |g: &&mut Vec<usize>| compare(&claims[g[0]].stated, &claims[*i].stated) == Verdict::Agree;
        match groups.iter_mut().find(same) {
            Some(g) => g.push(*i),
            None => groups.push(vec![*i]),
        }
    }
    groups.sort_by_key(|g| (Reverse(sources(claims, g)), Reverse(documents(claims, g)), g[0]));
    let id = fact_id(claims, &cluster.claims);
    let values: Vec<Value> = groups
        .into_iter()
        .enumerate()
        .map(|(k, claims)| Value { id: format!("v{}-{}", &id[1..], k + 1), claims })
        .collect();
    let inside = |i: usize| cluster.claims.binary_search(&i).is_ok();
    let judged: Vec<&JudgedPair> = judged.iter().filter(|p| p.same && inside(p.a) && inside(p.b)).collect();
    let contradictions = Contradictions::new(claims, &values);
    let mut relations = Vec::new();
    for a in 0..values.len() {
        for b in a + 1..values.len() {
            let (p, q) = (&values[a].claims, &values[b].claims);
            let across = |x: &usize, y: &usize| p.contains(x) && q.contains(y) || p.contains(y) && q.contains(x);
            let own = judged.iter().filter(|pair| across(&pair.a, &pair.b)).map(|pair| &judgements[pair.judgement]);
            // the first that gives a relation, else the first
            let judgement = own.min_by_key(|j| (j.relation.is_none(), j.line));
            let links = cluster.differing.iter().filter(|(x, y, _)| across(x, y)).map(|(.., probability)| *probability);
            let confidence = links.max_by(f32::total_cmp).unwrap_or(cluster.confidence);
            relations.extend(relate(&contradictions, (a, b), confidence, judgement, linker));
        }
    }
    let verdict = match relations.iter().map(|r| r.verdict).max() {
        Some(v) => v,
        None if sources(claims, &cluster.claims) > 1 => Verdict::Agree,
        None => Verdict::Single,
    };
    let mut own: Vec<usize> = judged.iter().map(|p| p.judgement).collect();
    own.dedup(); // they are in the order of the file
    let judgements = own.into_iter().map(|j| judgements[j].clone()).collect();
    Fact { id, claims: cluster.claims, values, relations, verdict, confidence: cluster.confidence, judgements }
}

/// Number of sources of the claims with these indices: two articles of one paper are one source.
fn sources(claims: &[Claim], indices: &[usize]) -> usize {
    distinct(indices.iter().map(|i| claims[*i].source.as_str()))
}

/// Number of their documents.
fn documents(claims: &[Claim], indices: &[usize]) -> usize {
    distinct(indices.iter().map(|i| claims[*i].doc_id.as_str()))
}

/// Identifier of the fact of some claims, the same in any run.
fn fact_id(claims: &[Claim], group: &[usize]) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for i in group {
        hash.update(claims[*i].claim_id.as_bytes());
        hash.update([0x1f]);
    }
    format!("f{}", hex(&hash.finalize()[..5]))
}

/// Most values of a fact that are all compared with each other: more are never stated of one thing.
const MANY: usize = 32;

/// The values of a fact, and which of them contradict each other.
struct Contradictions<'a> {
    /// The claims of each value.
    values: Vec<Vec<&'a Claim>>,
    /// A matrix, row by row; empty for a single value and for more than [`MANY`].
    contradict: Vec<bool>,
}

impl<'a> Contradictions<'a> {
    /// Compares every two values.
    fn new(claims: &'a [Claim], values: &[Value]) -> Self {
        let values: Vec<Vec<&Claim>> = values.iter().map(|v| v.claims.iter().map(|i| &claims[*i]).collect()).collect();
        let compared = if (2..=MANY).contains(&values.len()) { &values[..] } else { &[] };
        let contradict = |a: &Vec<&Claim>, b: &Vec<&Claim>| compare(&a[0].stated, &b[0].stated) == Verdict::Conflict;
        let contradict = compared.iter().flat_map(|a| compared.iter().map(|b| contradict(a, b))).collect();
        Contradictions { values, contradict }
    }

    /// The claims that state `value`, rounded or not, and contradict `other`; of more than [`MANY`] values only the first claim.
    fn stating(&self, value: usize, other: usize) -> Vec<&'a Claim> {
        if self.contradict.is_empty() {
            return self.values[value][..1].to_vec();
        }
        let contradict = |a: usize, b: usize| self.contradict[a * self.values.len() + b];
        let states = |v: &usize| *v == value || !contradict(*v, value) && contradict(*v, other);
        (0..self.values.len()).filter(states).flat_map(|v| self.values[v].iter().copied()).collect()
    }
}

/// The relation of two values; none if only one document states both.
fn relate(
    fact: &Contradictions,
    (a, b): (usize, usize),
    confidence: f32,
    judgement: Option<&Judgement>,
    linker: &Linker,
) -> Option<Relation> {
    let pairs = || fact.values[a].iter().flat_map(|x| fact.values[b].iter().map(|y| (*x, *y)));
    let (x, y) = pairs().find(|(x, y)| x.doc_id != y.doc_id)?;
    let revised = || pairs().any(|(x, y)| is_revision(x, y));
    // a figure that moves from report to report does so whatever the order is
    let concepts = &linker.concepts;
    let moves = |c: &&Claim| c.stated.dimension.starts_with("age:") || is_dynamic(c, concepts);
    let may_change =
        || fact.values[a].iter().chain(&fact.values[b]).any(moves) || pairs().any(|(x, y)| is_ordered(x, y));
    let change = || history_log_odds(&fact.stating(a, b), &fact.stating(b, a), linker);
    let computed = || match compare(&x.stated, &y.stated) {
        Verdict::Conflict if revised() || may_change() && change() > 0.0 => Verdict::Updated,
        v => v,
    };
    let verdict = judgement.and_then(|j| j.relation).unwrap_or_else(computed);
    let cause = if verdict == Verdict::Conflict { suspect(x, y) } else { None };
    let Difference { by, percent } = Difference::of(&x.stated, &y.stated);
    Some(Relation {
        a,
        b,
        verdict,
        difference: by,
        difference_pct: percent,
        cause: cause.map_or("", Cause::as_str).to_owned(),
        confidence,
        judgement: judgement.cloned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Stated;

    /// The fact of claims, each given as document, source and value.
    fn fact(claims: &[(&str, &str, &str)]) -> Fact {
        let claim = |(doc, source, value): &(&str, &str, &str)| Claim {
            doc_id: (*doc).into(),
            source: (*source).to_owned(),
            stated: Stated { dimension: "unit:人".into(), value: (*value).into(), ..Stated::default() },
            ..Claim::default()
        };
        let claims: Vec<Claim> = claims.iter().map(claim).collect();
        let cluster = Cluster { claims: (0..claims.len()).collect(), confidence: 1.0, differing: Vec::new() };
        judge(&claims, cluster, Linker::embedded(), (&[], &[]))
    }

    #[test]
    fn two_articles_of_one_source_are_no_agreement() {
        let papers = [("a", "北辰日報", "305"), ("b", "北辰日報", "305"), ("c", "蒼海通信", "305")];
        assert_eq!(fact(&papers[..2]).verdict, Verdict::Single);
        assert_eq!(fact(&papers).verdict, Verdict::Agree);
    }

    #[test]
    fn the_value_of_more_sources_comes_first_then_that_of_more_documents() {
        let one = [("a", "北辰日報", "305"), ("b", "北辰日報", "305"), ("c", "北辰日報", "307")];
        let two = [("d", "蒼海通信", "307")];
        let first = |claims: &[(&str, &str, &str)]| fact(claims).values[0].claims.clone();
        assert_eq!(first(&one), [0, 1]);
        assert_eq!(first(&[&one[..], &two].concat()), [2, 3]);
    }
}
