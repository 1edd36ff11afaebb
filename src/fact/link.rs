//! Which claims speak of the same thing.
//!
//! Agreement may be claimed cheaply; a conflict must be earned: equal unusual values are evidence of sameness,
//! different values are not.

use super::exclude::excluded;
use super::{Tally, Verdict, compare};
use crate::claim::{Claim, SubjectFrom, Term};
use crate::lexicon::Modality;
use crate::value::Granularity;

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
    /// Least evidence of equal values that needs no shared word.
    pub telling: f32,
    /// Least score of two differing claims that a third joins.
    pub inherited: f32,
    /// Least mean score of the best partners between two groups that are joined.
    pub group: f32,
}

/// Calibrated on development articles for few false conflicts.
pub const THRESHOLDS: Thresholds =
    Thresholds { agree: 0.23, updated: 0.30, conflict: 0.50, core: 0.45, telling: 0.20, inherited: 0.15, group: 0.22 };

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
            // a figure of many digits that few others share needs no word: 5億2300万XEM
            _ if self.value >= t.telling => self.total() >= t.telling,
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
    LinkScore {
        words: words(a, b, tally),
        core,
        value: value(a, b, verdict, tally),
        slip: slip(a, b, verdict),
        everyday: everyday(a) && everyday(b),
        moved: verdict == Verdict::Conflict && super::verdict::updated(a, b),
        frame: frame(a, b),
        excluded,
        verdict,
    }
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
    let near = |c: &Claim| c.terms.iter().filter(|t| t.weight >= NAMING).map(|t| tally.rarity(&t.word)).sum::<f32>();
    let both = |t: &&Term| t.weight >= NAMING && b.terms.iter().any(|u| u.weight >= NAMING && u.word == t.word);
    let shared = a.terms.iter().filter(both).map(|t| tally.rarity(&t.word)).sum::<f32>();
    let all = near(a) + near(b);
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
    } else if a.subject_from >= SubjectFrom::Section && b.subject_from >= SubjectFrom::Section && a.subject != b.subject
    {
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
