//! Groups of linked claims: the facts of one part.

use super::super::pair::item::Item;
use super::super::pair::link::{LinkScore, Linker};
use super::super::verdict::judge;
use super::super::{Tally, Verdict};
use super::part::Part;
use super::rivals::Rivals;
use crate::claim::Claim;
use std::collections::HashMap;

/// A group of claims on its way to being a fact.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    pub claims: Vec<usize>,
    /// Least probability of the links that made it.
    pub confidence: f32,
}

/// The claims of a part with the scores of those pairs that were looked at.
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
    fn new(claims: &'a [Claim], part: &Part, tally: &'a Tally, linker: &'a Linker) -> Self {
        let pairs = &part.pairs;
        let items = part.claims.iter().map(|i| (*i, Item::new(claims, *i, tally, &linker.concepts))).collect();
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

/// The groups of a part as they grow.
struct Groups {
    /// For each claim, the group it is in.
    of: HashMap<usize, usize>,
    members: HashMap<usize, Cluster>,
}

impl Groups {
    fn new(part: &[usize]) -> Self {
        let alone = |i: &usize| (*i, Cluster { claims: vec![*i], confidence: 1.0 });
        Groups { of: part.iter().map(|i| (*i, *i)).collect(), members: part.iter().map(alone).collect() }
    }

    /// Joins the groups of two claims if `may` says so of their claims.
    fn join(&mut self, x: usize, y: usize, probability: f32, may: impl FnOnce(&[usize], &[usize]) -> bool) {
        let (gx, gy) = (self.of[&x], self.of[&y]);
        if gx == gy || !may(&self.members[&gx].claims, &self.members[&gy].claims) {
            return;
        }
        let (keep, gone) = (gx.min(gy), gx.max(gy));
        if let Some(other) = self.members.remove(&gone)
            && let Some(cluster) = self.members.get_mut(&keep)
        {
            for c in &other.claims {
                self.of.insert(*c, keep);
            }
            cluster.claims.extend(other.claims);
            cluster.claims.sort_unstable();
            cluster.confidence = cluster.confidence.min(other.confidence).min(probability);
        }
    }
}

/// Groups the claims of one part. Agreements come first: a source that agrees with another on one value does not
/// contradict it with the next. Then what a source itself calls replaced, then differences; of each the best first. Two
/// groups are joined only when the pairs across speak for it on the whole and next to none speaks against it.
pub(crate) fn cluster(claims: &[Claim], part: &Part, tally: &Tally, linker: &Linker) -> Vec<Cluster> {
    let mut scores = Scores::new(claims, part, tally, linker);
    let (mut alike, mut different): (Vec<Pair>, Vec<Pair>) = (Vec::new(), Vec::new());
    for (x, y) in part.pairs.iter().copied() {
        let s = scores.of(x, y);
        let differ = s.verdict == Verdict::Conflict;
        // inside one document only a repeated value is evidence
        if linker.links(s) && (claims[x].doc_id != claims[y].doc_id || !differ) {
            if differ { &mut different } else { &mut alike }.push((s.evidence, x, y));
        }
    }
    let mut groups = Groups::new(&part.claims);
    let link = |groups: &mut Groups, pairs: &mut Vec<Pair>, scores: &mut Scores| {
        pairs.sort_by(|p, q| q.0.total_cmp(&p.0).then_with(|| (p.1, p.2).cmp(&(q.1, q.2))));
        for (_, x, y) in pairs {
            let probability = scores.of(*x, *y).probability();
            groups.join(*x, *y, probability, |a, b| scores.speak_for(a, b));
        }
    };
    link(&mut groups, &mut alike, &mut scores);
    for (x, y) in &part.revisions {
        groups.join(*x, *y, 1.0, |a, b| scores.allow_revision(a, b));
    }
    link(&mut groups, &mut different, &mut scores);
    let mut out: Vec<Cluster> = groups.members.into_values().collect();
    out.sort_by_key(|c| c.claims[0]);
    out
}

/// A pair of claims with the evidence that links it.
type Pair = (f32, usize, usize);

/// At most one pair in so many may be excluded between two groups that are joined.
const DISSENT: usize = 2;

/// The same where a source itself says that the value of one replaced that of the other.
const REVISED_DISSENT: usize = 3;

/// Of a group so many are asked before it is joined to another, and of a value what they say of another: with more, asking
/// would cost their square.
pub(crate) const SPOKESMEN: usize = 12;

/// One pair counts for and against a join at most so much, in log odds.
const AT_MOST: f32 = 4.0;

impl Scores<'_> {
    /// Whether two groups are one fact.
    fn speak_for(&mut self, a: &[usize], b: &[usize]) -> bool {
        let Vote { against, two_facts, sum, pairs } = self.vote(a, b);
        // one odd claim does not keep two large groups apart
        two_facts == 0 && against * DISSENT <= pairs && sum / pairs as f32 >= self.linker.thresholds.group
    }

    /// Whether nothing but a few odd claims contradicts a source that says so itself.
    fn allow_revision(&mut self, a: &[usize], b: &[usize]) -> bool {
        let Vote { against, two_facts, pairs, .. } = self.vote(a, b);
        (against + two_facts) * REVISED_DISSENT <= pairs
    }

    fn vote(&mut self, a: &[usize], b: &[usize]) -> Vote {
        let mut out = Vote::default();
        // those that came first speak for a large group
        let (a, b) = (&a[..a.len().min(SPOKESMEN)], &b[..b.len().min(SPOKESMEN)]);
        out.pairs = a.len() * b.len();
        for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))) {
            let (p, q) = (&self.claims[x], &self.claims[y]);
            if judge::is_revision(p, q) {
                out.sum += AT_MOST;
                continue;
            }
            let concepts = &self.linker.concepts;
            let s = self.of(x, y);
            // one source states two values: they are two facts, unless it says itself that one replaced the other
            if p.doc_id == q.doc_id && s.verdict == Verdict::Conflict && !judge::replaces(p, q, concepts) {
                out.two_facts += 1;
                out.sum -= AT_MOST;
                continue;
            }
            out.against += usize::from(!s.excluded.is_empty());
            out.sum += s.evidence.clamp(-AT_MOST, AT_MOST);
        }
        out
    }
}

/// What the pairs between two groups say.
#[derive(Default)]
struct Vote {
    pairs: usize,
    /// Pairs that are excluded.
    against: usize,
    /// Pairs of different values of one source.
    two_facts: usize,
    /// Sum of the evidence, in log odds.
    sum: f32,
}
