//! The alternatives of a pair: the other claims of one document that its claim in the other document could be linked with.

use super::super::Verdict;
use super::super::pair::link::{LinkScore, SecondLook};
use crate::claim::Claim;
use std::collections::HashMap;

/// Bound of the features of the second look, in log odds.
const AT_MOST: f32 = 6.0;

/// Log odds assumed if there is no alternative.
const NONE: f32 = -8.0;

/// For each claim and each other document, the best partners there.
#[derive(Debug, Default)]
pub struct Alternatives<'a> {
    best: HashMap<(usize, &'a str), Best>,
}

/// The best partners of a claim in one document, with their log odds.
#[derive(Debug, Default)]
struct Best {
    /// The two best of any value, best first.
    any: [Option<(f32, usize)>; 2],
    /// The two best whose values do not differ, best first.
    equal: [Option<(f32, usize)>; 2],
}

impl<'a> Alternatives<'a> {
    /// Adds a pair of claims, given by their indices, with its first score.
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

    /// What the alternatives say of a pair, once all pairs are noted.
    pub fn look(&self, claims: &'a [Claim], x: usize, y: usize, s: &LinkScore) -> SecondLook {
        if claims[x].doc_id == claims[y].doc_id {
            return SecondLook::default();
        }
        let alternative = |me: usize, other: usize| {
            let best = self.best.get(&(me, claims[other].doc_id.as_str()));
            let of =
                |b: &[Option<(f32, usize)>; 2]| b.iter().flatten().find(|(_, k)| *k != other).map_or(NONE, |(e, _)| *e);
            best.map_or((NONE, NONE), |b| (of(&b.any), of(&b.equal)))
        };
        let ((p, p_equal), (q, q_equal)) = (alternative(x, y), alternative(y, x));
        SecondLook {
            margin: (s.first - p.max(q)).clamp(-AT_MOST, AT_MOST),
            explained: p_equal.max(q_equal).clamp(0.0, AT_MOST),
        }
    }
}

/// Puts a claim among the two best; of equally good ones the first stays.
fn keep(best: &mut [Option<(f32, usize)>; 2], evidence: f32, claim: usize) {
    let better = |slot: &Option<(f32, usize)>| slot.is_none_or(|(e, k)| evidence > e || evidence == e && claim < k);
    if better(&best[0]) {
        best[1] = best[0].replace((evidence, claim));
    } else if better(&best[1]) {
        best[1] = Some((evidence, claim));
    }
}
