//! Which claims speak of the same thing.
//!
//! Agreement may be claimed cheaply; a conflict must be earned: equal unusual values are evidence of sameness,
//! different values are not.

use super::{Tally, Verdict, compare};
use crate::claim::{Claim, SubjectFrom};
use crate::lexicon::{Modality, concepts};
use crate::value::{Decimal, Granularity};
use jiff::civil::Date;
use std::collections::HashMap;

/// The numbers linking turns on, in one place.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Least score to link claims whose values agree or are compatible.
    pub agree: f32,
    /// Least score to link claims whose values differ.
    pub conflict: f32,
    /// Least score and share of the naming words for claims of which one updates the other.
    pub updated: f32,
    /// Least share of the naming words for claims whose values differ.
    pub core: f32,
    /// Least score of two differing claims that a third joins.
    pub inherited: f32,
    /// Least mean score of the best partners between two groups that are joined.
    pub group: f32,
}

/// Calibrated on development articles for few false conflicts.
pub const THRESHOLDS: Thresholds = Thresholds { agree: 0.25, updated: 0.30, conflict: 0.50, core: 0.45, inherited: 0.15, group: 0.25 };

/// How alike two claims are, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkScore {
    /// Shared words by closeness and rarity, 0 to 1.
    pub words: f32,
    /// Shared among the words that name the values, 0 to 1.
    pub core: f32,
    /// Evidence of the values themselves, 0 when they differ.
    pub value: f32,
    /// Whether a change in the world or a revision explains the difference.
    pub moved: bool,
    /// Whether the values are numbers anybody counts to, so that their being equal says nothing.
    pub everyday: bool,
    /// Evidence that a known slip (digits swapped, 万 for 億) turned one value into the other.
    pub slip: f32,
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
        if self.excluded.is_empty() { (self.words + self.value + self.slip + self.frame).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Whether the two are linked on their own.
    pub fn links(&self, t: &Thresholds) -> bool {
        let earned = match self.verdict {
            Verdict::Conflict if self.moved => self.total() >= t.updated && self.core >= t.updated + 0.1,
            Verdict::Conflict => {
                let extra = if self.everyday { 0.15 } else { 0.0 };
                self.total() >= t.conflict + extra && self.core + self.slip >= t.core + extra
            }
            // everybody counts to nine: a small number needs more words
            _ => self.total() >= t.agree + if self.everyday { 0.1 } else { 0.0 } && self.words > 0.04,
        };
        self.excluded.is_empty() && earned
    }
}

/// Scores a pair of claims of one block.
pub fn score(a: &Claim, b: &Claim, tally: &Tally) -> LinkScore {
    let verdict = compare(&a.stated, &b.stated).verdict;
    let excluded = excluded(a, b, verdict);
    if !excluded.is_empty() {
        return LinkScore { excluded, verdict, ..LinkScore::default() };
    }
    let core = core(a, b, tally);
    // このうち国の補助は is a part with a name of its own; without one the part is no match for the total
    if a.scope.part != b.scope.part && verdict == Verdict::Conflict && core < 0.7 {
        return LinkScore { excluded: "part and total", verdict, ..LinkScore::default() };
    }
    LinkScore { words: words(a, b, tally), core, value: value(a, b, verdict, tally), slip: slip(a, b, verdict), everyday: everyday(a) && everyday(b), moved: super::verdict::updated(a, b), frame: frame(a, b), excluded, verdict }
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

/// Dice coefficient of the words that stand closest to the values, by rarity.
fn core(a: &Claim, b: &Claim, tally: &Tally) -> f32 {
    const NAMING: u8 = 70;
    let near = |c: &'_ Claim| c.terms.iter().filter(|t| t.weight >= NAMING).map(|t| t.word.clone()).collect::<Vec<_>>();
    let (x, y) = (near(a), near(b));
    let sum = |words: &mut dyn Iterator<Item = &String>| words.map(|w| tally.rarity(w)).sum::<f32>();
    let shared = sum(&mut x.iter().filter(|w| y.contains(w)));
    let all = sum(&mut x.iter()) + sum(&mut y.iter());
    if all > 0.0 { 2.0 * shared / all } else { 0.0 }
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
        // a day that contains an hour says nothing
        Verdict::Compatible if a.stated.dimension != "date" => unusual(a).min(unusual(b)) * 0.5,
        _ => 0.0,
    }
}

fn everyday(c: &Claim) -> bool {
    c.stated.dimension != "date" && c.stated.value.trim_end_matches('0').len() <= 1
}

/// Two values that differ by a slip of the pen are more likely to be meant for one.
fn slip(a: &Claim, b: &Claim, verdict: Verdict) -> f32 {
    let telling = ["digits swapped", "万 for 億", "increase for decrease", "one day off", "one digit differs"];
    if verdict == Verdict::Conflict && telling.contains(&super::cause::suspect(a, b)) { 0.15 } else { 0.0 }
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
fn excluded(a: &Claim, b: &Claim, verdict: Verdict) -> &'static str {
    if a.scope.change != b.scope.change {
        return "one is a change, the other a level";
    }
    let differ = verdict == Verdict::Conflict;
    if a.scope.per_unit != b.scope.per_unit && (differ || !a.scope.per_unit.is_empty() && !b.scope.per_unit.is_empty()) {
        return "prices of different units";
    }
    let amount = a.stated.dimension != "date";
    let firm = |c: &Claim| c.subject_from >= SubjectFrom::Section;
    if amount && (firm(a) || firm(b)) && a.subject_type == b.subject_type && a.subject_type == "ORG" && a.subject != b.subject && !parties(a, b) {
        return "different subjects";
    }
    if amount && let (Some(p), Some(q)) = (&a.scope.period, &b.scope.period) {
        let apart = p.1 < q.0 || q.1 < p.0;
        if p != q && (differ || apart && a.scope.period_explicit && b.scope.period_explicit) {
            return "different periods";
        }
    }
    if amount && background(a, b) {
        return "years apart";
    }
    if differ && amount && a.scope.former != b.scope.former {
        return "a former figure and a current one";
    }
    let dynamic = |c: &Claim| c.terms.iter().any(|t| t.weight >= 70 && concepts().get(&t.word).is_some_and(|r| r.is_dynamic()));
    if differ && amount && a.as_of_explicit && b.as_of_explicit && apart_in_time(a, b) && !(dynamic(a) && dynamic(b)) {
        return "different times";
    }
    if differ && a.stated.dimension == "duration" && super::compare::lengths_apart(&a.stated, &b.stated) {
        return "different lengths of time";
    }
    if differ && !amount && far(a, b) {
        return "dates far apart";
    }
    if differ && amount && unlike(a, b) {
        return "orders of magnitude apart";
    }
    // a number for one place is no total, even where small numbers happen to be equal
    let disjoint = !a.places.is_empty() && !b.places.is_empty() && !a.places.iter().any(|p| b.places.contains(p));
    let small = a.stated.value.len() <= 2;
    if amount && a.places != b.places && (differ || disjoint || small) {
        return "different places";
    }
    let whole = |c: &Claim| c.terms.iter().any(|t| t.word == "全体" && t.weight >= 70);
    if differ && whole(a) != whole(b) {
        return "part and whole";
    }
    contrast(a, b)
}

/// Whether each names the other's subject: the two sides of one deal or suit.
fn parties(a: &Claim, b: &Claim) -> bool {
    a.entities.contains(&b.subject) || b.entities.contains(&a.subject)
}

fn apart_in_time(a: &Claim, b: &Claim) -> bool {
    let day = |s: &str| s.get(..10).unwrap_or("").to_owned();
    day(&a.as_of_upper) < day(&b.as_of_lower) || day(&b.as_of_upper) < day(&a.as_of_lower)
}

/// Whether one number is told of another time, such as an earlier earthquake: most of a year lies between the moments
/// they hold for, the publication date standing for a moment not stated.
fn background(a: &Claim, b: &Claim) -> bool {
    let at = |c: &Claim| [&c.as_of_upper, &c.published].into_iter().find_map(|s| s.get(..10).and_then(|s| s.parse::<Date>().ok()));
    let stated = !a.as_of_upper.is_empty() || !b.as_of_upper.is_empty();
    matches!((at(a), at(b)), (Some(x), Some(y)) if stated && x.until(y).map_or(0, |s| s.get_days().abs()) > 300)
}

/// Whether two dates are too far apart to be one event misdated: more than a month, unless only the month or only the
/// year differs.
fn far(a: &Claim, b: &Claim) -> bool {
    let day = |c: &Claim| c.stated.lower.get(..10).and_then(|s| s.parse::<Date>().ok());
    let (Some(x), Some(y)) = (day(a), day(b)) else { return false };
    let days = x.until(y).map_or(0, |s| s.get_days().abs());
    let one_field = x.day() == y.day() && (x.month() == y.month()) != (x.year() == y.year());
    days > 31 && !one_field
}

/// Whether two numbers are too far apart to be the same thing misreported, unless the digits are the same and only
/// the scale was lost (5億2300万 and 5万2300).
fn unlike(a: &Claim, b: &Claim) -> bool {
    let parse = |c: &Claim| c.stated.value.parse::<Decimal>().ok().map(|d| d.abs().normalized());
    let (Some(x), Some(y)) = (parse(a), parse(b)) else { return false };
    let same_digits = x.clone().into_bigint_and_exponent().0 == y.clone().into_bigint_and_exponent().0;
    let (small, large) = if x < y { (x, y) } else { (y, x) };
    !same_digits && small * Decimal::from(10) < large
}

/// Each contrast group's closest member must be the same: 死者 against 負傷者, 連結 against 単体.
fn contrast(a: &Claim, b: &Claim) -> &'static str {
    const NAMED: u8 = 70;
    const INHERITED: u8 = 20;
    let members = |c: &Claim| {
        let mut best: HashMap<&'static str, (u8, Vec<String>)> = HashMap::new();
        for t in c.terms.iter().filter(|t| t.weight >= INHERITED) {
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
    // one side names it right at the value; the other may have it from its heading
    let named = |p: u8, q: u8| p.max(q) >= NAMED;
    let apart = x.iter().any(|(group, (p, words))| y.get(group).is_some_and(|(q, others)| named(*p, *q) && !words.iter().any(|w| others.contains(w))));
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
    let mut members: HashMap<usize, Cluster> = block.iter().map(|i| (*i, Cluster { claims: vec![*i], confidence: 1.0 })).collect();
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

fn joinable(claims: &[Claim], a: &[usize], b: &[usize], scores: &mut HashMap<(usize, usize), LinkScore>, tally: &Tally) -> bool {
    // a claim with few words of its own does not speak against the group: each counts with its best partner
    let mut best_of_b = vec![0.0f32; b.len()];
    let mut sum = 0.0;
    for x in a {
        let mut best = 0.0f32;
        for (k, y) in b.iter().enumerate() {
            let key = (*x.min(y), *x.max(y));
            let s = scores.entry(key).or_insert_with(|| score(&claims[key.0], &claims[key.1], tally));
            let same_document = claims[*x].doc_id == claims[*y].doc_id;
            // one source states two values: they are two facts, unless it says itself that one replaced the other
            let two_facts = same_document && s.verdict == Verdict::Conflict && !super::verdict::replaces(&claims[*x], &claims[*y]);
            // nor is a conflict inherited through a third claim: it must be earned by its own words, nearly
            let unearned = s.verdict == Verdict::Conflict && !s.moved && !same_document && s.total() < THRESHOLDS.inherited;
            if !s.excluded.is_empty() || two_facts || unearned {
                return false;
            }
            best = best.max(s.total());
            best_of_b[k] = best_of_b[k].max(s.total());
        }
        sum += best;
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
