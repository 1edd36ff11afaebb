//! Groups of linked claims: the facts of one block.

use super::link::{LinkScore, THRESHOLDS, score};
use super::{Tally, Verdict};
use crate::claim::Claim;
use std::collections::HashMap;

/// A group of claims on its way to being a fact.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub claims: Vec<usize>,
    /// Least score of the links that made it.
    pub confidence: f32,
}

/// Groups the claims of one block: pairs are joined best first, a group only when its members fit on average and
/// next to no pair across speaks against it.
pub(super) fn cluster(claims: &[Claim], block: &[usize], tally: &Tally) -> Vec<Cluster> {
    let mut scores: HashMap<(usize, usize), LinkScore> = HashMap::new();
    let mut pairs: Vec<(bool, f32, usize, usize)> = Vec::new();
    for (x, y) in candidates(claims, block) {
        let s = score(&claims[x], &claims[y], tally);
        // inside one document only a repeated value is evidence
        let linked = s.links(&THRESHOLDS) && (claims[x].doc_id != claims[y].doc_id || s.verdict != Verdict::Conflict);
        if linked {
            pairs.push((s.verdict == Verdict::Conflict, s.total(), x, y));
        }
        scores.insert((x, y), s);
    }
    // agreements first: a source that agrees with another on one value does not contradict it with the next
    pairs.sort_by(|p, q| p.0.cmp(&q.0).then(q.1.total_cmp(&p.1)).then_with(|| (p.2, p.3).cmp(&(q.2, q.3))));
    let mut group: HashMap<usize, usize> = block.iter().map(|i| (*i, *i)).collect();
    let mut members: HashMap<usize, Cluster> =
        block.iter().map(|i| (*i, Cluster { claims: vec![*i], confidence: 1.0 })).collect();
    for (_, total, x, y) in pairs {
        let (gx, gy) = (group[&x], group[&y]);
        if gx == gy || !joinable(claims, &members[&gx].claims, &members[&gy].claims, &mut scores, tally) {
            continue;
        }
        let (keep, gone) = (gx.min(gy), gx.max(gy));
        if let Some(other) = members.remove(&gone)
            && let Some(cluster) = members.get_mut(&keep)
        {
            for c in &other.claims {
                group.insert(*c, keep);
            }
            cluster.claims.extend(other.claims);
            cluster.claims.sort_unstable();
            cluster.confidence = cluster.confidence.min(other.confidence).min(total);
        }
    }
    let mut out: Vec<Cluster> = members.into_values().collect();
    out.sort_by_key(|c| c.claims[0]);
    out
}

/// At most one pair in so many may speak against joining two groups.
const DISSENT: usize = 6;

fn joinable(
    claims: &[Claim],
    a: &[usize],
    b: &[usize],
    scores: &mut HashMap<(usize, usize), LinkScore>,
    tally: &Tally,
) -> bool {
    // a claim with few words of its own does not speak against the group: each counts with its best partner
    let mut best_of_b = vec![0.0f32; b.len()];
    let mut sum = 0.0;
    let mut against = 0;
    for x in a {
        let mut best = 0.0f32;
        for (k, y) in b.iter().enumerate() {
            let key = (*x.min(y), *x.max(y));
            let s = scores.entry(key).or_insert_with(|| score(&claims[key.0], &claims[key.1], tally));
            let same_document = claims[*x].doc_id == claims[*y].doc_id;
            // one source states two values: they are two facts, unless it says itself that one replaced the other
            let two_facts =
                same_document && s.verdict == Verdict::Conflict && !super::verdict::replaces(&claims[*x], &claims[*y]);
            // nor is a conflict inherited through a third claim: it must be earned by its own words, nearly
            let unearned =
                s.verdict == Verdict::Conflict && !s.moved && !same_document && s.total() < THRESHOLDS.inherited;
            if two_facts {
                return false;
            }
            against += usize::from(!s.excluded.is_empty() || unearned);
            best = best.max(s.total());
            best_of_b[k] = best_of_b[k].max(s.total());
        }
        sum += best;
    }
    // one odd claim does not keep two large groups apart
    if against * DISSENT > a.len() * b.len() {
        return false;
    }
    (sum + best_of_b.iter().sum::<f32>()) / (a.len() + b.len()) as f32 >= THRESHOLDS.group
}

/// Pairs worth scoring: those that share a word that stands close to both values. Words that occur in too many
/// claims of the block are skipped, so that cost grows with the claims and not with their square.
fn candidates(claims: &[Claim], block: &[usize]) -> Vec<(usize, usize)> {
    const CLOSE: u8 = 25;
    const CROWD: usize = 400;
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for i in block {
        for t in claims[*i].terms.iter().filter(|t| t.weight >= CLOSE) {
            index.entry(t.word.as_str()).or_default().push(*i);
        }
    }
    // so are equal values of three digits or more
    let telling = |c: &Claim| c.stated.value.trim_end_matches('0').bytes().filter(u8::is_ascii_digit).count() >= 3;
    for i in block.iter().filter(|i| telling(&claims[**i])) {
        index.entry(claims[*i].stated.value.as_str()).or_default().push(*i);
    }
    let mut out: Vec<(usize, usize)> = Vec::new();
    for list in index.values().filter(|l| l.len() <= CROWD) {
        for (k, x) in list.iter().enumerate() {
            out.extend(list[k + 1..].iter().map(|y| (*x, *y)));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}
