//! What speaks for and against two claims being about the same thing. Each ingredient is a number, mostly 0 to 1;
//! what it is worth is a row of `weights.csv`.

use super::super::verdict::cause;
use super::super::verdict::compare::{days_between, is_told_as_loss, minutes};
use super::super::{Tally, Verdict};
use super::item::{Item, NAMING};
use crate::claim::{Claim, Stated, SubjectFrom};
use crate::lexicon::Modality;
use crate::value::Granularity;
use compact_str::CompactString;
use std::cmp::Ordering;

/// An enum whose variants have names.
macro_rules! named {
    ($($variant:ident = $name:literal,)+) => {
        /// The ingredients, in the order of `weights.csv`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Ingredient {
            $($variant,)+
        }

        impl Ingredient {
            /// Their names in `weights.csv`.
            pub const NAMES: [&str; INGREDIENTS] = [$($name),+];
        }

        /// How many ingredients there are.
        pub const INGREDIENTS: usize = [$($name),+].len();
    };
}

named! {
    Bias = "bias",
    Name = "name",
    Words = "words",
    Covered = "covered",
    Concept = "concept",
    QualifierDiffers = "qualifier_differs",
    Dimension = "dimension",
    Unusual = "unusual",
    Near = "near",
    Slip = "slip",
    SubjectDiffers = "subject_differs",
    PlaceDiffers = "place_differs",
    PeriodDiffers = "period_differs",
    YearsApart = "years_apart",
    PlanDiffers = "plan_differs",
    PartDiffers = "part_differs",
    Moved = "moved",
    Topic = "topic",
    SameDocument = "same_document",
    Company = "company",
}

/// The ingredients of a pair.
pub type Ingredients = [f32; INGREDIENTS];

/// Weighs the ingredients of a pair whose values stand to each other as `verdict` says; `moved` is the probability that a
/// change in the world explains it.
pub(crate) fn ingredients(a: &Item, b: &Item, verdict: Verdict, moved: f32, tally: &Tally) -> Ingredients {
    use Ingredient as I;
    let mut out = [0.0; INGREDIENTS];
    let mut set = |i: Ingredient, v: f32| out[i as usize] = v;
    let (x, y) = (a.claim, b.claim);
    set(I::Bias, 1.0);
    let shared = Shared::of(a, b);
    set(I::Name, shared.name);
    set(I::Words, shared.words);
    set(I::Covered, shared.covered);
    set(I::Concept, shared.concept);
    set(I::QualifierDiffers, truth(qualified(a, b) || qualified(b, a)));
    set(I::Dimension, tally.rarity_of_dimension(x));
    set(I::Unusual, unusual(x, y, verdict, tally));
    // what changed need not be near
    set(I::Near, if verdict == Verdict::Conflict { near(a, b).max(moved * 0.8) } else { 0.0 });
    set(I::Slip, if verdict == Verdict::Conflict { cause::slip(x, y) } else { 0.0 });
    let subjects = !x.subject.is_empty() && !y.subject.is_empty();
    let firm = |c: &Claim| c.subject_from >= SubjectFrom::Section;
    set(I::SubjectDiffers, truth(subjects && x.subject != y.subject && (firm(x) || firm(y))));
    let places = !x.places.is_empty() && x.places.iter().any(|p| y.places.contains(p));
    // a number for one place is no total
    set(I::PlaceDiffers, if places || x.places == y.places { 0.0 } else { 1.0 });
    set(I::PeriodDiffers, truth(x.scope.period != y.scope.period));
    set(I::YearsApart, truth(x.stated.dimension != "date" && super::exclude::background(x, y)));
    set(I::PlanDiffers, truth((x.modality == Modality::Planned) != (y.modality == Modality::Planned)));
    set(I::PartDiffers, truth(x.scope.part != y.scope.part));
    set(I::Moved, moved);
    set(I::Topic, topic(x, y, tally));
    set(I::SameDocument, truth(x.doc_id == y.doc_id));
    set(I::Company, company(a, b));
    out
}

/// 1 or 0.
pub(crate) fn truth(b: bool) -> f32 {
    f32::from(u8::from(b))
}

/// What two bags of words share.
#[derive(Default)]
struct Shared {
    /// The closest, rarest word both stand with.
    name: f32,
    /// Dice coefficient of all words, by closeness and rarity.
    words: f32,
    /// Share of its naming words that the other has anywhere, of the side that is covered more.
    covered: f32,
    /// The closest concept of the lexicon both stand with.
    concept: f32,
}

impl Shared {
    fn of(a: &Item, b: &Item) -> Self {
        let mass = |i: &Item| i.words.iter().map(|w| w.closeness * w.rarity).sum::<f32>();
        let named = |i: &Item| i.naming().map(|w| w.rarity).sum::<f32>();
        let mut all = 0.0;
        let mut out = Shared::default();
        for w in &a.words {
            let other = b.closeness(w.word);
            if other == 0.0 {
                continue;
            }
            let closeness = w.closeness.min(other);
            all += closeness * w.rarity;
            out.name = out.name.max(closeness * w.rarity);
            if w.concept {
                out.concept = out.concept.max(closeness);
            }
        }
        let ratio = |x: f32, y: f32| if y > 0.0 { x / y } else { 0.0 };
        out.words = ratio(2.0 * all, mass(a) + mass(b));
        let covered = |x: &Item, y: &Item| {
            let by = x.naming().map(|w| w.rarity * (y.closeness(w.word) / NAMING).min(1.0)).sum::<f32>();
            ratio(by, named(x))
        };
        out.covered = covered(a, b).max(covered(b, a));
        out
    }
}

/// Whether a word that makes a value another kind of value (上限, 平均, その他) stands at one value only.
fn qualified(a: &Item, b: &Item) -> bool {
    a.naming().any(|w| w.qualifier && b.closeness(w.word) == 0.0)
}

/// Equal values are evidence as far as they are unusual: many digits, minutes of a day, few occurrences.
fn unusual(a: &Claim, b: &Claim, verdict: Verdict, tally: &Tally) -> f32 {
    let own = |c: &Claim| unusual_value(c, tally);
    match verdict {
        Verdict::Agree => own(a).min(own(b)),
        // a day that contains an hour says nothing
        Verdict::Compatible if a.stated.dimension != "date" => own(a).min(own(b)) * 0.5,
        _ => 0.0,
    }
}

/// How unusual a value is, 0 to 1.
pub(crate) fn unusual_value(c: &Claim, tally: &Tally) -> f32 {
    if c.stated.dimension == "date" {
        let base = match c.stated.precision {
            p if p >= Granularity::Minute as i32 => 1.0,
            p if p >= Granularity::Hour as i32 => 0.7,
            p if p >= Granularity::Day as i32 => 0.3,
            _ => 0.1,
        };
        // the day a story turns on is the day of many things
        let crowd = tally.occurrences(c).max(6) as f32;
        base * (6.0 / crowd).sqrt()
    } else {
        [0.1, 0.1, 0.4, 0.7].get(c.stated.digits()).copied().unwrap_or(1.0)
    }
}

/// What values both are told with, 0 to 1.
fn company(a: &Item, b: &Item) -> f32 {
    let (mut apart, mut i, mut j) = (1.0, 0, 0);
    while let (Some(x), Some(y)) = (a.company.get(i), b.company.get(j)) {
        match x.value.cmp(&y.value) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                apart *= 1.0 - (x.weight * y.weight).sqrt();
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    1.0 - apart
}

/// How near two differing values are: the smaller by the greater, or days apart.
fn near(a: &Item, b: &Item) -> f32 {
    use bigdecimal::ToPrimitive;
    let (x, y) = (&a.claim.stated, &b.claim.stated);
    if x.dimension == "date" {
        return days_between(x, y).map_or(0.0, |days| 1.0 / (1.0 + days.abs() as f32));
    }
    let number = |i: &Item, other: &Stated| {
        let stated = &i.claim.stated;
        let number = i.number.as_ref().and_then(|n| n.to_f32());
        let number = number.map(|n| if is_told_as_loss(stated, other) { -n } else { n });
        number.or_else(|| minutes(stated).map(|m| m as f32))
    };
    match (number(a, y), number(b, x)) {
        // 8.4％増 and 8.4％減
        (Some(x), Some(y)) if x * y > 0.0 || x == -y => (x.abs().min(y.abs())) / (x.abs().max(y.abs())),
        _ => 0.0,
    }
}

/// How surely the two documents speak of one matter: the rarity of the words both repeat, squared, since one rare name
/// says more than many common words; 1 is approached by some four names.
fn topic(a: &Claim, b: &Claim, tally: &Tally) -> f32 {
    if a.doc_id == b.doc_id {
        return 1.0;
    }
    1.0 - (-shared_topics(&a.topics, &b.topics, tally) / 1.5).exp()
}

/// What the words two documents repeat weigh together: the squares of their rarity. Topics are in order.
fn shared_topics(a: &[CompactString], b: &[CompactString], tally: &Tally) -> f32 {
    let (mut sum, mut i, mut j) = (0.0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                sum += tally.rarity_of_topic(x).powi(2);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}
