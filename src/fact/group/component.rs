//! Connected components of the candidate pairs. They are linked independently: in parallel, with memory for the largest only.

use super::super::judgement::JudgedPair;
use std::collections::BTreeMap;

/// A connected component: claims of one dimension that candidate pairs and revisions connect.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Component {
    /// Indices of the claims, sorted.
    pub(crate) claims: Vec<usize>,
    /// The candidate pairs.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// Claims that were replaced, each with the one that replaced it.
    pub(crate) revisions: Vec<(usize, usize)>,
    /// The pairs that were judged.
    pub(crate) judged: Vec<JudgedPair>,
}

impl Component {
    /// The components of `claims`, which are sorted, under the edges `pairs`, `revisions`, and what was judged to be one fact.
    pub(crate) fn all(
        claims: &[usize],
        pairs: Vec<(usize, usize)>,
        revisions: Vec<(usize, usize)>,
        judged: Vec<JudgedPair>,
    ) -> Vec<Component> {
        let at = |claim: usize| claims.binary_search(&claim).unwrap_or_default();
        let mut sets = DisjointSets((0..claims.len()).collect());
        let one_fact = judged.iter().filter(|p| p.same).map(|p| (p.a, p.b));
        for (x, y) in pairs.iter().chain(&revisions).copied().chain(one_fact) {
            sets.join(at(x), at(y));
        }
        let mut out: BTreeMap<usize, Component> = BTreeMap::new();
        for (i, claim) in claims.iter().enumerate() {
            out.entry(sets.first(i)).or_default().claims.push(*claim);
        }
        for pair in pairs {
            out.entry(sets.first(at(pair.0))).or_default().pairs.push(pair);
        }
        for pair in revisions {
            out.entry(sets.first(at(pair.0))).or_default().revisions.push(pair);
        }
        for pair in judged {
            let (a, b) = (sets.first(at(pair.a)), sets.first(at(pair.b)));
            // what is in two components is apart already
            if a == b {
                out.entry(a).or_default().judged.push(pair);
            }
        }
        out.into_values().collect()
    }
}

/// Disjoint sets of positions: each position points to an earlier one of its set, the first to itself.
struct DisjointSets(Vec<usize>);

impl DisjointSets {
    /// The first position of a set.
    fn first(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            // path halving
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// Joins the sets of two positions.
    fn join(&mut self, x: usize, y: usize) {
        let (x, y) = (self.first(x), self.first(y));
        self.0[x.max(y)] = x.min(y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_that_no_edge_connects_are_apart() {
        let judged = |a, b, same| JudgedPair { a, b, judgement: 0, same };
        let all = [judged(5, 11, true), judged(2, 9, false), judged(3, 7, false)];
        let components = Component::all(&[2, 3, 5, 7, 9, 11], vec![(2, 7), (7, 9)], vec![(3, 5)], all.to_vec());
        let component = |claims: &[usize], pairs: &[(usize, usize)], revisions: &[(usize, usize)], judged| Component {
            claims: claims.to_vec(),
            pairs: pairs.to_vec(),
            revisions: revisions.to_vec(),
            judged: vec![judged],
        };
        let expected =
            [component(&[2, 7, 9], &[(2, 7), (7, 9)], &[], all[1]), component(&[3, 5, 11], &[], &[(3, 5)], all[0])];
        assert_eq!(components, expected);
    }
}
