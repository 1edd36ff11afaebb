//! Agglomerative clustering of the claims of a component: each group becomes a fact.

use super::super::Verdict;
use super::super::frequencies::Frequencies;
use super::super::pair::change::{is_revision, may_be_revision};
use super::super::pair::link::{LinkScore, Linker};
use super::super::pair::profile::Profile;
use super::alternatives::Alternatives;
use super::component::Component;
use crate::claim::Claim;
use std::collections::HashMap;

/// A group of claims that state one fact.
#[derive(Clone, Debug)]
pub(crate) struct Cluster {
    /// Indices of the claims, sorted.
    pub claims: Vec<usize>,
    /// Least probability of the links that formed the group; 1 for a single claim.
    pub confidence: f32,
    /// The links between claims of different values, with their probabilities.
    pub differing: Vec<(usize, usize, f32)>,
}

/// The claims of a component with the scores of their pairs, computed when first asked for.
pub(crate) struct Scores<'a> {
    claims: &'a [Claim],
    profiles: HashMap<usize, Profile<'a>>,
    frequencies: &'a Frequencies,
    linker: &'a Linker,
    alternatives: Alternatives<'a>,
    known: HashMap<(usize, usize), LinkScore>,
}

impl<'a> Scores<'a> {
    /// Scores the candidate pairs, first each alone, then in view of their alternatives.
    pub fn new(claims: &'a [Claim], component: &Component, frequencies: &'a Frequencies, linker: &'a Linker) -> Self {
        let pairs = &component.pairs;
        let profile = |i: &usize| (*i, Profile::new(claims, *i, frequencies, &linker.concepts));
        let profiles = component.claims.iter().map(profile).collect();
        let (alternatives, known) = (Alternatives::default(), HashMap::new());
        let mut out = Scores { claims, profiles, frequencies, linker, alternatives, known };
        let first: Vec<LinkScore> = pairs.iter().map(|(x, y)| out.first(*x, *y)).collect();
        for ((x, y), s) in pairs.iter().zip(&first) {
            out.alternatives.note(claims, *x, *y, s);
        }
        for (pair, s) in pairs.iter().zip(first) {
            let s = out.again(pair.0, pair.1, s);
            out.known.insert(*pair, s);
        }
        out
    }

    /// The score of a pair alone.
    fn first(&self, x: usize, y: usize) -> LinkScore {
        self.linker.score(&self.profiles[&x], &self.profiles[&y], self.frequencies)
    }

    /// The score of a pair in view of its alternatives.
    fn again(&self, x: usize, y: usize, mut s: LinkScore) -> LinkScore {
        let look = self.alternatives.look(self.claims, x, y, &s);
        s.evidence = self.linker.look_again(&s, &look);
        s
    }

    /// The final score of a pair.
    pub fn of(&mut self, x: usize, y: usize) -> &LinkScore {
        let key = (x.min(y), x.max(y));
        if !self.known.contains_key(&key) {
            let s = self.again(key.0, key.1, self.first(key.0, key.1));
            self.known.insert(key, s);
        }
        &self.known[&key]
    }
}

/// The groups of a component as they grow.
struct Groups {
    /// The group of each claim, named by its first claim.
    of: HashMap<usize, usize>,
    /// The claims of each group.
    members: HashMap<usize, Cluster>,
    /// Claims that were judged to state two facts.
    apart: Vec<(usize, usize)>,
}

impl Groups {
    /// A group for each claim of a component.
    fn new(component: &Component) -> Self {
        let claims = &component.claims;
        let alone = |i: &usize| (*i, Cluster { claims: vec![*i], confidence: 1.0, differing: Vec::new() });
        let apart = component.judged.iter().filter(|p| !p.same).map(|p| (p.a, p.b)).collect();
        Groups { of: claims.iter().map(|i| (*i, *i)).collect(), members: claims.iter().map(alone).collect(), apart }
    }

    /// Returns true if claims of two groups were judged to state two facts.
    fn are_apart(&self, gx: usize, gy: usize) -> bool {
        let ends = |(x, y): &(usize, usize)| [self.of[x], self.of[y]];
        self.apart.iter().map(ends).any(|ends| ends == [gx, gy] || ends == [gy, gx])
    }

    /// Joins the groups of two claims that are linked with a probability, if `may_join` holds for the claims of both and nobody
    /// judged them to be apart.
    fn join(&mut self, x: usize, y: usize, probability: f32, may_join: impl FnOnce(&[usize], &[usize]) -> bool) {
        let (gx, gy) = (self.of[&x], self.of[&y]);
        if gx == gy || self.are_apart(gx, gy) || !may_join(&self.members[&gx].claims, &self.members[&gy].claims) {
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

/// Groups the claims of a component, in four passes: links of equal or compatible values, then revisions that a document
/// states itself, then what was judged to be one fact, then links of different values; of links the strongest first. A
/// document that agrees with another by one value does not contradict it by the next, so agreements come first. Two groups
/// are joined by a link only if the pairs across support it on average and few are excluded.
pub(crate) fn cluster(
    claims: &[Claim],
    component: &Component,
    frequencies: &Frequencies,
    linker: &Linker,
) -> Vec<Cluster> {
    let mut scores = Scores::new(claims, component, frequencies, linker);
    let (mut alike, mut different): (Vec<Pair>, Vec<Pair>) = (Vec::new(), Vec::new());
    for (x, y) in component.pairs.iter().copied() {
        let s = scores.of(x, y);
        let differ = s.verdict == Verdict::Conflict;
        // inside one document only an equal value is a link
        if linker.links(s) && (claims[x].doc_id != claims[y].doc_id || !differ) {
            if differ { &mut different } else { &mut alike }.push((s.evidence, x, y));
        }
    }
    let mut groups = Groups::new(component);
    let link = |groups: &mut Groups, pairs: &mut Vec<Pair>, scores: &mut Scores, least: f32| {
        pairs.sort_by(|p, q| q.0.total_cmp(&p.0).then_with(|| (p.1, p.2).cmp(&(q.1, q.2))));
        for (_, x, y) in pairs {
            let probability = scores.of(*x, *y).probability();
            groups.join(*x, *y, probability, |a, b| scores.may_join(a, b, least));
        }
    };
    link(&mut groups, &mut alike, &mut scores, linker.thresholds.group);
    for (x, y) in &component.revisions {
        groups.join(*x, *y, 1.0, |a, b| scores.may_join_revision(a, b));
    }
    for pair in component.judged.iter().filter(|p| p.same) {
        groups.join(pair.a, pair.b, 1.0, |_, _| true);
    }
    link(&mut groups, &mut different, &mut scores, linker.thresholds.groups_differ);
    for (_, x, y) in different {
        let group = groups.of[&x];
        if let Some(cluster) = groups.members.get_mut(&group).filter(|_| groups.of[&y] == group) {
            cluster.differing.push((x, y, scores.of(x, y).probability()));
        }
    }
    let mut out: Vec<Cluster> = groups.members.into_values().collect();
    out.sort_by_key(|c| c.claims[0]);
    out
}

/// A link: its evidence in log odds, and the two claims.
type Pair = (f32, usize, usize);

/// At most one pair in so many between two groups may be excluded if they are joined.
const DISSENT: usize = 2;

/// The same if a document states itself that the value of one group replaced that of the other.
const REVISED_DISSENT: usize = 3;

/// Most claims of a group, or of a value, that are compared with those of another: all pairs would be quadratic.
pub(crate) const REPRESENTATIVES: usize = 12;

/// Bound of the evidence of one pair for or against a join, in log odds.
const AT_MOST: f32 = 4.0;

impl Scores<'_> {
    /// Returns true if two groups state one fact; `least` is the mean evidence that is asked for.
    fn may_join(&mut self, a: &[usize], b: &[usize], least: f32) -> bool {
        let Vote { excluded, contradictions, sum, pairs } = self.vote(a, b);
        // one odd claim does not keep two large groups apart
        contradictions == 0 && excluded * DISSENT <= pairs && sum / pairs.max(1) as f32 >= least
    }

    /// Returns true if few pairs speak against joining two groups of which a document says that one revises the other.
    fn may_join_revision(&mut self, a: &[usize], b: &[usize]) -> bool {
        let Vote { excluded, contradictions, pairs, .. } = self.vote(a, b);
        (excluded + contradictions) * REVISED_DISSENT <= pairs
    }

    /// Counts the pairs between two groups.
    fn vote(&mut self, a: &[usize], b: &[usize]) -> Vote {
        let mut out = Vote::default();
        let (a, b) = (&a[..a.len().min(REPRESENTATIVES)], &b[..b.len().min(REPRESENTATIVES)]);
        out.pairs = a.len() * b.len();
        for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))) {
            let (p, q) = (&self.claims[x], &self.claims[y]);
            if is_revision(p, q) {
                out.sum += AT_MOST;
                continue;
            }
            let s = self.of(x, y);
            // one document states both values: they are two facts, unless one may be the earlier of the other
            if p.doc_id == q.doc_id && s.verdict == Verdict::Conflict {
                if may_be_revision(p, q) {
                    out.pairs -= 1;
                } else {
                    out.contradictions += 1;
                    out.sum -= AT_MOST;
                }
                continue;
            }
            out.excluded += usize::from(!s.excluded.is_empty());
            out.sum += s.evidence.clamp(-AT_MOST, AT_MOST);
        }
        out
    }
}

/// The pairs between two groups, counted.
#[derive(Default)]
struct Vote {
    /// All pairs.
    pairs: usize,
    /// Pairs that are excluded.
    excluded: usize,
    /// Pairs of different values of one document.
    contradictions: usize,
    /// Sum of the evidence, in log odds.
    sum: f32,
}
