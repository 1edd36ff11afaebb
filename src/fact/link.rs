//! Which claims speak of the same thing.
//!
//! Agreement may be claimed cheaply; a conflict must be earned: equal unusual values are evidence of sameness,
//! different values are not.

use super::{Tally, Verdict, compare};
use crate::claim::{Claim, SubjectFrom};
use crate::lexicon::{Modality, concepts};
use crate::value::Granularity;
use std::collections::HashMap;

/// The numbers linking turns on, in one place.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Least score to link claims whose values agree or are compatible.
    pub agree: f32,
    /// Least score to link claims whose values differ.
    pub conflict: f32,
    /// Least mean score between two groups that are joined.
    pub group: f32,
}

/// Calibrated on development articles for few false conflicts.
pub const THRESHOLDS: Thresholds = Thresholds { agree: 0.30, conflict: 0.50, group: 0.25 };

/// How alike two claims are, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkScore {
    /// Shared words by closeness and rarity, 0 to 1.
    pub words: f32,
    /// Evidence of the values themselves, 0 when they differ.
    pub value: f32,
    /// Agreement or penalty of subject, period and time.
    pub frame: f32,
    /// Why the two can never be one fact; empty when they can.
    pub excluded: &'static str,
    /// What comparing the values says.
    pub verdict: Verdict,
}

impl LinkScore {
    /// The score that meets the thresholds.
    pub fn total(&self) -> f32 {
        if self.excluded.is_empty() { (self.words + self.value + self.frame).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Whether the two are linked on their own.
    pub fn links(&self, t: &Thresholds) -> bool {
        let least = if self.verdict == Verdict::Conflict { t.conflict } else { t.agree };
        self.excluded.is_empty() && self.words > 0.08 && self.total() >= least
    }
}

/// Scores a pair of claims of one block.
pub fn score(a: &Claim, b: &Claim, tally: &Tally) -> LinkScore {
    let verdict = compare(&a.stated, &b.stated).verdict;
    let excluded = excluded(a, b);
    if !excluded.is_empty() {
        return LinkScore { excluded, verdict, ..LinkScore::default() };
    }
    LinkScore { words: words(a, b, tally), value: value(a, b, verdict, tally), frame: frame(a, b), excluded, verdict }
}

/// Dice coefficient of the two bags of words, each word weighted by closeness and rarity.
fn words(a: &Claim, b: &Claim, tally: &Tally) -> f32 {
    let mass = |c: &Claim| c.terms.iter().map(|t| f32::from(t.weight) / 100.0 * tally.rarity(&t.word)).sum::<f32>();
    let mut shared = 0.0;
    for t in &a.terms {
        if let Some(u) = b.terms.iter().find(|u| u.word == t.word) {
            shared += f32::from(t.weight.min(u.weight)) / 100.0 * tally.rarity(&t.word);
        }
    }
    let total = mass(a) + mass(b);
    if total > 0.0 { 2.0 * shared / total } else { 0.0 }
}

/// Equal values are evidence as far as they are unusual: many digits, minutes of a day, few occurrences.
fn value(a: &Claim, b: &Claim, verdict: Verdict, tally: &Tally) -> f32 {
    let digits = |c: &Claim| c.stated.value.trim_end_matches('0').bytes().filter(u8::is_ascii_digit).count();
    let unusual = |c: &Claim| {
        let base = if c.stated.dimension == "date" {
            match c.stated.precision {
                p if p >= Granularity::Minute as i32 => 0.30,
                p if p >= Granularity::Hour as i32 => 0.22,
                p if p >= Granularity::Day as i32 => 0.08,
                _ => 0.02,
            }
        } else {
            match digits(c) {
                0 | 1 => 0.04,
                2 => 0.12,
                3 => 0.24,
                _ => 0.34,
            }
        };
        let crowd = tally.occurrences(c).max(1) as f32;
        base * (6.0 / crowd.max(6.0)).sqrt()
    };
    match verdict {
        Verdict::Agree => unusual(a).min(unusual(b)),
        Verdict::Compatible => unusual(a).min(unusual(b)) * 0.5,
        _ => 0.0,
    }
}

/// Subjects and times that agree or do not.
fn frame(a: &Claim, b: &Claim) -> f32 {
    let mut score = 0.0;
    if !a.subject.is_empty() && a.subject == b.subject {
        score += 0.06;
    } else if a.subject_from >= SubjectFrom::Section && b.subject_from >= SubjectFrom::Section && a.subject != b.subject {
        score -= 0.08;
    }
    if a.scope.period.is_some() && a.scope.period == b.scope.period {
        score += 0.05;
    }
    if (a.modality == Modality::Planned) != (b.modality == Modality::Planned) {
        score -= 0.03;
    }
    score
}

/// What two claims of one fact never differ in.
fn excluded(a: &Claim, b: &Claim) -> &'static str {
    if a.scope.change != b.scope.change {
        return "one is a change, the other a level";
    }
    if a.scope.part != b.scope.part && !a.subject.is_empty() && a.scope.part {
        return "part and total";
    }
    if a.scope.per_unit != b.scope.per_unit && !a.scope.per_unit.is_empty() && !b.scope.per_unit.is_empty() {
        return "prices of different units";
    }
    let amount = a.stated.dimension != "date";
    let firm = |c: &Claim| c.subject_from == SubjectFrom::Sentence || c.subject_from == SubjectFrom::Section;
    if amount && firm(a) && firm(b) && a.subject_type == b.subject_type && a.subject_type == "ORG" && a.subject != b.subject {
        return "different subjects";
    }
    if amount && let (Some(p), Some(q)) = (&a.scope.period, &b.scope.period) {
        let apart = p.1 < q.0 || q.1 < p.0;
        let differ = p != q && a.scope.period_explicit && b.scope.period_explicit;
        if apart || differ && !(p.0 <= q.0 && q.1 <= p.1) && !(q.0 <= p.0 && p.1 <= q.1) {
            return "different periods";
        }
    }
    contrast(a, b)
}

/// Each contrast group's closest member must be the same: 死者 against 負傷者, 連結 against 単体.
fn contrast(a: &Claim, b: &Claim) -> &'static str {
    const CLOSE: u8 = 20;
    let members = |c: &Claim| {
        let mut best: HashMap<&'static str, (u8, Vec<String>)> = HashMap::new();
        for t in c.terms.iter().filter(|t| t.weight >= CLOSE) {
            let Some(row) = concepts().get(&t.word).filter(|r| !r.contrast.is_empty()) else { continue };
            let entry = best.entry(row.contrast.as_str()).or_insert((t.weight, Vec::new()));
            if t.weight > entry.0 {
                *entry = (t.weight, Vec::new());
            }
            if t.weight == entry.0 {
                entry.1.push(t.word.clone());
            }
        }
        best
    };
    let (x, y) = (members(a), members(b));
    let apart = x.iter().any(|(group, (_, words))| y.get(group).is_some_and(|(_, others)| !words.iter().any(|w| others.contains(w))));
    if apart { "words that exclude each other" } else { "" }
}

/// A group of claims on its way to being a fact.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub claims: Vec<usize>,
    /// Least score of the links that made it.
    pub confidence: f32,
}

/// Groups the claims of one block: pairs are joined best first, a group only when its members fit on average and
/// no pair across is excluded.
pub(super) fn cluster(claims: &[Claim], block: &[usize], tally: &Tally) -> Vec<Cluster> {
    let mut scores: HashMap<(usize, usize), LinkScore> = HashMap::new();
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (x, y) in candidates(claims, block) {
        let s = score(&claims[x], &claims[y], tally);
        // inside one document only a repeated value is evidence
        let linked = s.links(&THRESHOLDS) && (claims[x].doc_id != claims[y].doc_id || s.verdict != Verdict::Conflict);
        if linked {
            pairs.push((s.total(), x, y));
        }
        scores.insert((x, y), s);
    }
    pairs.sort_by(|p, q| q.0.total_cmp(&p.0).then_with(|| (p.1, p.2).cmp(&(q.1, q.2))));
    let mut group: HashMap<usize, usize> = block.iter().map(|i| (*i, *i)).collect();
    let mut members: HashMap<usize, Cluster> = block.iter().map(|i| (*i, Cluster { claims: vec![*i], confidence: 1.0 })).collect();
    for (total, x, y) in pairs {
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

fn joinable(claims: &[Claim], a: &[usize], b: &[usize], scores: &mut HashMap<(usize, usize), LinkScore>, tally: &Tally) -> bool {
    let (mut sum, mut n) = (0.0, 0.0);
    for x in a {
        for y in b {
            let key = (*x.min(y), *x.max(y));
            let s = scores.entry(key).or_insert_with(|| score(&claims[key.0], &claims[key.1], tally));
            if !s.excluded.is_empty() {
                return false;
            }
            sum += s.total();
            n += 1.0;
        }
    }
    sum / n >= THRESHOLDS.group
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
