//! Groups of linked claims: the facts of one block.

use super::item::Item;
use super::link::{LinkScore, Linker};
use super::neighbours::Neighbours;
use super::rivals::Rivals;
use super::{Tally, Verdict, verdict};
use crate::claim::Claim;
use std::collections::HashMap;

/// A group of claims on its way to being a fact.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub claims: Vec<usize>,
    /// Least probability of the links that made it.
    pub confidence: f32,
}

/// The claims of a block with the scores of those pairs that were looked at.
struct Scores<'a> {
    claims: &'a [Claim],
    items: HashMap<usize, Item<'a>>,
    tally: &'a Tally,
    linker: &'a Linker,
    rivals: Rivals<'a>,
    known: HashMap<(usize, usize), LinkScore>,
}

impl<'a> Scores<'a> {
    /// Scores the candidates, first each alone, then in view of the others.
    fn new(
        claims: &'a [Claim],
        block: &[usize],
        tally: &'a Tally,
        linker: &'a Linker,
        pairs: &[(usize, usize)],
    ) -> Self {
        let items = block.iter().map(|i| (*i, Item::new(&claims[*i], tally))).collect();
        let mut out = Scores { claims, items, tally, linker, rivals: Rivals::default(), known: HashMap::new() };
        let first: Vec<LinkScore> = pairs.iter().map(|(x, y)| out.first(*x, *y)).collect();
        for ((x, y), s) in pairs.iter().zip(&first) {
            out.rivals.note(claims, *x, *y, s);
        }
        for (pair, s) in pairs.iter().zip(first) {
            let s = out.again(pair.0, pair.1, s);
            out.known.insert(*pair, s);
        }
        out
    }

    fn first(&self, x: usize, y: usize) -> LinkScore {
        self.linker.score(&self.items[&x], &self.items[&y], self.tally)
    }

    fn again(&self, x: usize, y: usize, mut s: LinkScore) -> LinkScore {
        let look = self.rivals.look(self.claims, x, y, &s);
        s.evidence = self.linker.look_again(&s, &look);
        s
    }

    fn of(&mut self, x: usize, y: usize) -> &LinkScore {
        let key = (x.min(y), x.max(y));
        if !self.known.contains_key(&key) {
            let s = self.again(key.0, key.1, self.first(key.0, key.1));
            self.known.insert(key, s);
        }
        &self.known[&key]
    }
}

/// Groups the claims of one block: pairs are joined best first, two groups only when the pairs across speak for it
/// on the whole and next to none speaks against it.
pub(super) fn cluster(
    claims: &[Claim],
    block: &[usize],
    tally: &Tally,
    neighbours: &Neighbours,
    linker: &Linker,
) -> Vec<Cluster> {
    let candidates = candidates(claims, block, neighbours);
    let mut scores = Scores::new(claims, block, tally, linker, &candidates);
    let mut pairs: Vec<(bool, f32, usize, usize)> = Vec::new();
    for (x, y) in candidates {
        let s = scores.of(x, y);
        let differ = s.verdict == Verdict::Conflict;
        // inside one document only a repeated value is evidence
        if linker.links(s) && (claims[x].doc_id != claims[y].doc_id || !differ) {
            pairs.push((differ, s.evidence, x, y));
        }
    }
    // agreements first: a source that agrees with another on one value does not contradict it with the next
    pairs.sort_by(|p, q| p.0.cmp(&q.0).then(q.1.total_cmp(&p.1)).then_with(|| (p.2, p.3).cmp(&(q.2, q.3))));
    let mut group: HashMap<usize, usize> = block.iter().map(|i| (*i, *i)).collect();
    let mut members: HashMap<usize, Cluster> =
        block.iter().map(|i| (*i, Cluster { claims: vec![*i], confidence: 1.0 })).collect();
    for (_, _, x, y) in pairs {
        let (gx, gy) = (group[&x], group[&y]);
        if gx == gy || !joinable(claims, &members[&gx].claims, &members[&gy].claims, &mut scores) {
            continue;
        }
        let (keep, gone) = (gx.min(gy), gx.max(gy));
        let probability = scores.of(x, y).probability();
        if let Some(other) = members.remove(&gone)
            && let Some(cluster) = members.get_mut(&keep)
        {
            for c in &other.claims {
                group.insert(*c, keep);
            }
            cluster.claims.extend(other.claims);
            cluster.claims.sort_unstable();
            cluster.confidence = cluster.confidence.min(other.confidence).min(probability);
        }
    }
    let mut out: Vec<Cluster> = members.into_values().collect();
    out.sort_by_key(|c| c.claims[0]);
    out
}

/// At most one pair in so many may be excluded between two groups that are joined.
const DISSENT: usize = 6;

/// Of a group so many are asked before it is joined to another: with more, joining would cost their square.
const SPOKESMEN: usize = 12;

/// One pair counts for and against a join at most so much, in log odds.
const AT_MOST: f32 = 4.0;

fn joinable(claims: &[Claim], a: &[usize], b: &[usize], scores: &mut Scores) -> bool {
    let (mut against, mut sum) = (0, 0.0);
    // those that came first speak for a large group
    let (a, b) = (&a[..a.len().min(SPOKESMEN)], &b[..b.len().min(SPOKESMEN)]);
    for x in a {
        for y in b {
            let s = scores.of(*x, *y);
            // one source states two values: they are two facts, unless it says itself that one replaced the other
            let two_facts = claims[*x].doc_id == claims[*y].doc_id
                && s.verdict == Verdict::Conflict
                && !verdict::replaces(&claims[*x], &claims[*y]);
            if two_facts {
                return false;
            }
            against += usize::from(!s.excluded.is_empty());
            sum += s.evidence.clamp(-AT_MOST, AT_MOST);
        }
    }
    // one odd claim does not keep two large groups apart
    against * DISSENT <= a.len() * b.len() && sum / (a.len() * b.len()) as f32 >= scores.linker.thresholds.group
}

/// Blocks up to this size are compared claim by claim.
const SMALL: usize = 60;

/// A value that more claims than this share is no reason to compare two of them.
const CROWD: usize = 60;

/// A claim is compared with at most so many of one document, those that share its value or its closest words first.
const AT_ONCE: usize = 48;

/// Pairs worth scoring: equal values of one document, anything of two neighbours, and unusual values told anywhere.
fn candidates(claims: &[Claim], block: &[usize], neighbours: &Neighbours) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    if block.len() <= SMALL {
        for (k, x) in block.iter().enumerate() {
            out.extend(block[k + 1..].iter().map(|y| (*x, *y)));
        }
        return out;
    }
    let mut of_document: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut of_value: HashMap<&str, Vec<usize>> = HashMap::new();
    for i in block {
        let claim = &claims[*i];
        of_document.entry(neighbours.of(&claim.doc_id).0).or_default().push(*i);
        of_value.entry(claim.stated.value.as_str()).or_default().push(*i);
    }
    for list in of_value.values() {
        let telling = claims[list[0]].stated.digits() >= 3;
        for (k, x) in list.iter().enumerate() {
            if telling && list.len() <= CROWD {
                out.extend(list[k + 1..].iter().map(|y| (*x, *y)));
            }
            // a source that repeats itself is a chain: each repetition goes with the next ones
            let own = list[k + 1..].iter().take_while(|y| claims[**y].doc_id == claims[*x].doc_id);
            out.extend(own.take(4).map(|y| (*x, *y)));
        }
    }
    for own in of_document.values() {
        let (d, near) = neighbours.of(&claims[own[0]].doc_id);
        for other in near.iter().filter_map(|n| of_document.get(n).filter(|_| *n > d || !neighbours.mutual(*n, d))) {
            for x in own {
                out.extend(likeliest(claims, *x, other).into_iter().map(|y| ((*x).min(y), (*x).max(y))));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The claims of one document to compare a claim with.
fn likeliest(claims: &[Claim], x: usize, others: &[usize]) -> Vec<usize> {
    if others.len() <= AT_ONCE {
        return others.to_vec();
    }
    let closest = |i: usize| claims[i].terms.iter().take(3).map(|t| t.word.as_str());
    let alike = |y: &&usize| {
        claims[**y].stated.value == claims[x].stated.value || closest(**y).any(|w| closest(x).any(|v| v == w))
    };
    others.iter().filter(alike).take(AT_ONCE).copied().collect()
}
