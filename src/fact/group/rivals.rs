//! The rivals of a pair: what else the document of one side says that fits the other.

use super::super::Verdict;
use super::super::pair::link::{LinkScore, SecondLook};
use crate::claim::Claim;
use std::collections::HashMap;

/// A margin or explanation counts at most so much, in log odds.
const AT_MOST: f32 = 6.0;

/// Evidence taken where there is no rival at all.
const NONE: f32 = -8.0;

/// For each claim and each other document, the best partners there.
#[derive(Debug, Default)]
pub struct Rivals<'a> {
    best: HashMap<(usize, &'a str), Best>,
}

#[derive(Debug, Default)]
struct Best {
    /// The two best partners of any value, best first.
    any: [Option<(f32, usize)>; 2],
    /// The two best of equal value.
    equal: [Option<(f32, usize)>; 2],
}

impl<'a> Rivals<'a> {
    /// Notes a pair of claims, given by their indices, with its first score.
    pub fn note(&mut self, claims: &'a [Claim], x: usize, y: usize, s: &LinkScore) {
        if !s.excluded.is_empty() || claims[x].doc_id == claims[y].doc_id {
            return;
        }
        for (me, other) in [(x, y), (y, x)] {
            let best = self.best.entry((me, claims[other].doc_id.as_str())).or_default();
            keep(&mut best.any, s.first, other);
            if s.verdict != Verdict::Conflict {
                keep(&mut best.equal, s.first, other);
            }
        }
    }

    /// What the rivals of a pair say; all pairs have been noted.
    pub fn look(&self, claims: &'a [Claim], x: usize, y: usize, s: &LinkScore) -> SecondLook {
        if claims[x].doc_id == claims[y].doc_id {
            return SecondLook::default();
        }
        let rival = |me: usize, other: usize| {
            let best = self.best.get(&(me, claims[other].doc_id.as_str()));
            let of =
                |b: &[Option<(f32, usize)>; 2]| b.iter().flatten().find(|(_, k)| *k != other).map_or(NONE, |(e, _)| *e);
            best.map_or((NONE, NONE), |b| (of(&b.any), of(&b.equal)))
        };
        let ((p, p_equal), (q, q_equal)) = (rival(x, y), rival(y, x));
        SecondLook {
            margin: (s.first - p.max(q)).clamp(-AT_MOST, AT_MOST),
            explained: p_equal.max(q_equal).clamp(0.0, AT_MOST),
        }
    }
}

/// Keeps the two best; of equals the first.
fn keep(best: &mut [Option<(f32, usize)>; 2], evidence: f32, claim: usize) {
    let better = |slot: &Option<(f32, usize)>| slot.is_none_or(|(e, k)| evidence > e || evidence == e && claim < k);
    if better(&best[0]) {
        best[1] = best[0].replace((evidence, claim));
    } else if better(&best[1]) {
        best[1] = Some((evidence, claim));
    }
}
