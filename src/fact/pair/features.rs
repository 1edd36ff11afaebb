//! The feature vector of a pair of claims. What each feature measures is said in `weights/link.csv`, and what it is worth.

use super::super::Verdict;
use super::super::frequencies::Frequencies;
use super::super::values::cause::slip;
use super::super::values::compare::{days_between, is_told_as_loss, minutes};
use super::super::weights::{Feature, LINK_FEATURES, LinkFeatures, indicator};
use super::exclude::years_apart;
use super::profile::{NAMING, Profile, unusual_value};
use crate::claim::{Claim, Stated, SubjectFrom};
use crate::lexicon::Modality;
use compact_str::CompactString;
use std::cmp::Ordering;

/// The concept of announcing something.
const ANNOUNCED: &str = "発表";

/// The features of a pair whose values compare as `verdict`; `moved` is the probability that both were true at their time.
pub(crate) fn features(
    a: &Profile,
    b: &Profile,
    verdict: Verdict,
    moved: f32,
    frequencies: &Frequencies,
) -> LinkFeatures {
    use Feature as F;
    let mut out = [0.0; LINK_FEATURES];
    let mut set = |feature: Feature, value: f32| out[feature as usize] = value;
    let (x, y) = (a.claim, b.claim);
    let differ = verdict == Verdict::Conflict;
    set(F::Bias, 1.0);
    let shared = SharedWords::of(a, b);
    set(F::Name, shared.name);
    set(F::Words, shared.dice);
    set(F::Covered, shared.covered);
    set(F::Concept, shared.concept);
    set(F::QualifierDiffers, indicator(has_other_qualifier(a, b) || has_other_qualifier(b, a)));
    set(F::Dimension, frequencies.rarity_of_dimension(x));
    set(F::Unusual, unusual(x, y, verdict, frequencies));
    // what changed need not be near
    set(F::Near, if differ { near(a, b).max(moved * 0.8) } else { 0.0 });
    set(F::Slip, if differ { slip(x, y) } else { 0.0 });
    let known = |c: &Claim| c.subject_from >= SubjectFrom::Section;
    let subjects = !x.subject.is_empty() && !y.subject.is_empty();
    set(F::SubjectDiffers, indicator(subjects && x.subject != y.subject && (known(x) || known(y))));
    // a number for one place is no total
    let shared_place = x.places.iter().any(|p| y.places.contains(p));
    set(F::PlaceDiffers, indicator(!shared_place && x.places != y.places));
    set(F::PeriodDiffers, indicator(x.scope.period != y.scope.period));
    set(F::YearsApart, indicator(x.stated.dimension != "date" && years_apart(x, y)));
    set(F::PlanDiffers, indicator((x.modality == Modality::Planned) != (y.modality == Modality::Planned)));
    let announced = |p: &Profile| p.claim.stated.dimension == "date" && p.closeness(ANNOUNCED) >= NAMING;
    set(F::AnnouncedDiffers, indicator(announced(a) != announced(b)));
    set(F::PartDiffers, indicator(x.scope.part != y.scope.part));
    set(F::Moved, moved);
    set(F::Topic, topic(x, y, frequencies));
    set(F::SameDocument, indicator(x.doc_id == y.doc_id));
    set(F::Company, shared_nearby(a, b));
    out
}

/// What the words of two claims have in common.
#[derive(Default)]
struct SharedWords {
    /// Greatest product of closeness (of the farther side) and rarity of a shared word.
    name: f32,
    /// Dice coefficient of the words, weighted by closeness and rarity.
    dice: f32,
    /// Share of the words naming one value that the other claim has, weighted by rarity; the greater of both directions.
    covered: f32,
    /// Greatest closeness (of the farther side) of a shared concept.
    concept: f32,
}

impl SharedWords {
    fn of(a: &Profile, b: &Profile) -> Self {
        let mass = |p: &Profile| p.words.iter().map(|w| w.closeness * w.rarity).sum::<f32>();
        let named = |p: &Profile| p.naming().map(|w| w.rarity).sum::<f32>();
        let mut common = 0.0;
        let mut out = SharedWords::default();
        for w in &a.words {
            let other = b.closeness(w.word);
            if other == 0.0 {
                continue;
            }
            let closeness = w.closeness.min(other);
            common += closeness * w.rarity;
            out.name = out.name.max(closeness * w.rarity);
            if w.concept {
                out.concept = out.concept.max(closeness);
            }
        }
        let ratio = |x: f32, y: f32| if y > 0.0 { x / y } else { 0.0 };
        out.dice = ratio(2.0 * common, mass(a) + mass(b));
        let covered = |x: &Profile, y: &Profile| {
            let by = x.naming().map(|w| w.rarity * (y.closeness(w.word) / NAMING).min(1.0)).sum::<f32>();
            ratio(by, named(x))
        };
        out.covered = covered(a, b).max(covered(b, a));
        out
    }
}

/// Returns true if a qualifier (上限, 平均, その他) names the value of `a` and is no word of `b`.
fn has_other_qualifier(a: &Profile, b: &Profile) -> bool {
    a.naming().any(|w| w.qualifier && b.closeness(w.word) == 0.0)
}

/// How unusual a shared value is, 0 to 1: less if the two are only compatible, 0 if they differ.
fn unusual(a: &Claim, b: &Claim, verdict: Verdict, frequencies: &Frequencies) -> f32 {
    let lesser = || unusual_value(a, frequencies).min(unusual_value(b, frequencies));
    match verdict {
        Verdict::Agree => lesser(),
        // that a day contains an hour is no evidence
        Verdict::Compatible if a.stated.dimension != "date" => lesser() * 0.5,
        _ => 0.0,
    }
}

/// Noisy-or over the values that stand near both claims, 0 to 1.
fn shared_nearby(a: &Profile, b: &Profile) -> f32 {
    let (mut none, mut i, mut j) = (1.0, 0, 0);
    while let (Some(x), Some(y)) = (a.nearby.get(i), b.nearby.get(j)) {
        match x.value.cmp(&y.value) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                none *= 1.0 - (x.weight * y.weight).sqrt();
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    1.0 - none
}

/// Similarity of two different values, 0 to 1: the smaller number by the greater, or one by one plus the days between dates.
fn near(a: &Profile, b: &Profile) -> f32 {
    use bigdecimal::ToPrimitive;
    let (x, y) = (&a.claim.stated, &b.claim.stated);
    if x.dimension == "date" {
        return days_between(x, y).map_or(0.0, |days| 1.0 / (1.0 + days.abs() as f32));
    }
    let number = |p: &Profile, other: &Stated| {
        let stated = &p.claim.stated;
        let number = p.number.as_ref().and_then(|n| n.to_f32());
        let number = number.map(|n| if is_told_as_loss(stated, other) { -n } else { n });
        number.or_else(|| minutes(stated).map(|m| m as f32))
    };
    match (number(a, y), number(b, x)) {
        // 8.4％増 and 8.4％減
        (Some(x), Some(y)) if x * y > 0.0 || x == -y => (x.abs().min(y.abs())) / (x.abs().max(y.abs())),
        _ => 0.0,
    }
}

/// How surely two documents are about one matter, 0 to 1: it saturates at some four rare shared keywords, and one rare
/// keyword counts more than many common ones.
fn topic(a: &Claim, b: &Claim, frequencies: &Frequencies) -> f32 {
    if a.doc_id == b.doc_id {
        return 1.0;
    }
    1.0 - (-shared_keywords(&a.keywords, &b.keywords, frequencies) / 1.5).exp()
}

/// Sum of the squared rarity of the keywords in both sorted lists.
fn shared_keywords(a: &[CompactString], b: &[CompactString], frequencies: &Frequencies) -> f32 {
    let (mut sum, mut i, mut j) = (0.0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                sum += frequencies.rarity_of_keyword(x).powi(2);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}
