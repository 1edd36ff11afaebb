//! Parts of a block: claims that no pair worth scoring connects are linked without each other, so that memory is that of
//! the largest part, and parts can be linked side by side.

use std::collections::BTreeMap;

/// Claims of one block that pairs connect.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Indices of the claims, in order.
    pub(crate) claims: Vec<usize>,
    /// The pairs worth scoring.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// Claims that were replaced, each with the one that took its place.
    pub(crate) revisions: Vec<(usize, usize)>,
}

impl Part {
    /// Divides the claims of a block, given in order, into those that `pairs` or `revisions` connect.
    pub(crate) fn divide(block: &[usize], pairs: Vec<(usize, usize)>, revisions: Vec<(usize, usize)>) -> Vec<Part> {
        let at = |claim: usize| block.binary_search(&claim).unwrap_or_default();
        let mut joined = Joined((0..block.len()).collect());
        for (x, y) in pairs.iter().chain(&revisions) {
            joined.join(at(*x), at(*y));
        }
        let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
        for (i, claim) in block.iter().enumerate() {
            parts.entry(joined.first(i)).or_default().claims.push(*claim);
        }
        for pair in pairs {
            parts.entry(joined.first(at(pair.0))).or_default().pairs.push(pair);
        }
        for pair in revisions {
            parts.entry(joined.first(at(pair.0))).or_default().revisions.push(pair);
        }
        parts.into_values().collect()
    }
}

/// A forest of joined positions, in which each knows one before it, or itself.
struct Joined(Vec<usize>);

impl Joined {
    /// The first of those joined with a position.
    fn first(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            // halving the way keeps it short
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, x: usize, y: usize) {
        let (x, y) = (self.first(x), self.first(y));
        self.0[x.max(y)] = x.min(y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_connects_is_apart() {
        let parts = Part::divide(&[2, 3, 5, 7, 9], vec![(2, 7), (7, 9)], vec![(3, 5)]);
        let part = |claims: &[usize], pairs: &[(usize, usize)], revisions: &[(usize, usize)]| Part {
            claims: claims.to_vec(),
            pairs: pairs.to_vec(),
            revisions: revisions.to_vec(),
        };
        assert_eq!(parts, [part(&[2, 7, 9], &[(2, 7), (7, 9)], &[]), part(&[3, 5], &[], &[(3, 5)])]);
    }
}
