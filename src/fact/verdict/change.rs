//! Whether two different values of one fact were each true at their time, or one of them is wrong. As with links, what
//! speaks for a change is weighed by logistic regression over pairs a person judged: `change.csv`.

use super::super::pair::ingredient::truth;
use super::super::pair::weight::weigh;
use super::super::{Setting, Verdict, Weight};
use super::cause;
use super::cause::Cause;
use super::compare::{day, number};
use crate::claim::Claim;
use crate::lexicon::{Concept, Concepts, Modality, Table, Uses, table};
use serde::Deserialize;

/// What a word of `change.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// A concept by which a figure was revised or replaced.
    Revised,
    /// A concept by which a figure has become greater.
    Risen,
    /// A concept by which a figure has become smaller.
    Fallen,
}

static WORDS: Table<Uses<Use>> = table!("change.csv", Uses::new);

/// The signs of a change, as `change.csv` names them.
pub const SIGNS: [&str; 14] = [
    "bias",
    "later",
    "days",
    "dynamic",
    "held",
    "same_moment",
    "open",
    "both_open",
    "revised",
    "slip",
    "grows",
    "risen",
    "count",
    "hedged",
];

/// The signs of a change between two claims, in the order of [`SIGNS`].
pub fn signs(x: &Claim, y: &Claim, concepts: &Concepts) -> [f32; SIGNS.len()] {
    // a revision is told by the later source; of one day, the one that says so
    let (early, late) = if (&x.published, x.as_of_upper.get(..10)) <= (&y.published, y.as_of_upper.get(..10)) {
        (x, y)
    } else {
        (y, x)
    };
    let known = !x.published.is_empty() && !y.published.is_empty();
    let days = match (day(&early.published), day(&late.published)) {
        (Some(a), Some(b)) => a.until(b).map_or(0, |s| s.get_days().abs()),
        _ => 0,
    };
    let is_date = x.stated.dimension == "date";
    let open = |c: &Claim| matches!(c.modality, Modality::Planned | Modality::Speculative);
    let held = |c: &Claim| !c.as_of_upper.is_empty() && c.as_of_explicit;
    let grows = match (number(&early.stated, &early.stated.value), number(&late.stated, &late.stated.value)) {
        (Some(a), Some(b)) => truth(a < b),
        _ => 0.0,
    };
    let counted = x.stated.dimension.starts_with("unit:") || x.stated.dimension.starts_with("count:");
    let dynamic = f32::from(u8::from(is_dynamic(x, concepts)) + u8::from(is_dynamic(y, concepts))) / 2.0;
    [
        1.0,
        truth(known && days > 0),
        (1.0 + days as f32).ln() / 6.0,
        dynamic,
        truth(!is_date && (held(x) || held(y)) && x.as_of_upper.get(..10) != y.as_of_upper.get(..10)),
        truth(!is_date && !x.as_of_upper.is_empty() && x.as_of_upper.get(..10) == y.as_of_upper.get(..10)),
        truth(open(early)),
        truth(open(early) && open(late)),
        truth(x.scope.former != y.scope.former || revised(late)),
        truth(cause::suspect(x, y).is_some_and(|cause| cause != Cause::PlanForResult)),
        grows,
        truth(counted && risen(late) == Some(grows > 0.0)),
        truth(counted),
        truth(!early.stated.modifier.is_empty()),
    ]
}

/// Log odds of a change in the world against a mistake.
pub(crate) fn evidence(weights: &[Weight], x: &Claim, y: &Claim, concepts: &Concepts) -> f32 {
    weigh(weights, &signs(x, y, concepts), Setting::of(x, Verdict::Conflict))
}

/// Closeness from which a word says what kind of value it is.
const NEARBY: u8 = 40;

/// Whether a word near a value says that it moves from report to report.
pub(crate) fn is_dynamic(c: &Claim, concepts: &Concepts) -> bool {
    dynamic(c, concepts) >= NEARBY
}

/// Closeness of the closest word that says so, 0 where there is none.
pub(crate) fn dynamic(c: &Claim, concepts: &Concepts) -> u8 {
    let moves = |word: &str| concepts.get(word).is_some_and(Concept::is_dynamic);
    c.terms.iter().filter(|t| moves(&t.word)).map(|t| t.weight).max().unwrap_or(0)
}

/// Whether the text says that a figure has become greater, or smaller.
fn risen(c: &Claim) -> Option<bool> {
    c.terms.iter().filter(|t| t.weight >= NEARBY).find_map(|t| match t.word.as_str() {
        word if WORDS.is(word, Use::Risen) => Some(true),
        word if WORDS.is(word, Use::Fallen) => Some(false),
        _ => None,
    })
}

/// Whether the text says that a figure was revised or replaced.
pub(crate) fn revised(c: &Claim) -> bool {
    c.scope.former || c.terms.iter().any(|t| t.weight >= 25 && WORDS.is(&t.word, Use::Revised))
}
