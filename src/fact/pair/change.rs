//! Whether two different values of one fact were each true at their time, or one of them is wrong: the features of
//! `weights/change.csv`, and what a document itself says of its revisions.

use super::super::Verdict;
use super::super::values::cause::{Cause, suspect};
use super::super::values::compare::number;
use super::super::weights::{CHANGE_FEATURES, Setting, Weight, indicator, log_odds};
use crate::claim::Claim;
use crate::lexicon::{Concept, Concepts, Modality, Table, Uses, table};
use crate::value::day;
use serde::Deserialize;

/// What a concept of `change.csv` says of the figure it stands with.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// The figure was revised or replaced.
    Revised,
    /// It has become greater.
    Risen,
    /// It has become smaller.
    Fallen,
}

static WORDS: Table<Uses<Use>> = table!("change.csv", Uses::new);

/// The features of a change between two claims, in the order of [`CHANGE_FEATURES`].
pub fn change_features(x: &Claim, y: &Claim, concepts: &Concepts) -> [f32; CHANGE_FEATURES.len()] {
    // of claims published on one day, the one that holds for the later moment is the later one
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
        (Some(a), Some(b)) => indicator(a < b),
        _ => 0.0,
    };
    let counted = x.stated.dimension.starts_with("unit:") || x.stated.dimension.starts_with("count:");
    let dynamic = f32::from(u8::from(is_dynamic(x, concepts)) + u8::from(is_dynamic(y, concepts))) / 2.0;
    [
        1.0,
        indicator(known && days > 0),
        (1.0 + days as f32).ln() / 6.0,
        dynamic,
        indicator(!is_date && (held(x) || held(y)) && x.as_of_upper.get(..10) != y.as_of_upper.get(..10)),
        indicator(!is_date && !x.as_of_upper.is_empty() && x.as_of_upper.get(..10) == y.as_of_upper.get(..10)),
        indicator(open(early)),
        indicator(open(early) && open(late)),
        indicator(x.scope.former != y.scope.former || is_revised(late)),
        indicator(suspect(x, y).is_some_and(|cause| cause != Cause::PlanForResult)),
        grows,
        indicator(counted && has_risen(late) == Some(grows > 0.0)),
        indicator(counted),
        indicator(!early.stated.modifier.is_empty()),
    ]
}

/// Log odds that two different values of one fact were each true at their time.
pub(crate) fn change_log_odds(weights: &[Weight], x: &Claim, y: &Claim, concepts: &Concepts) -> f32 {
    log_odds(weights, &change_features(x, y, concepts), Setting::of(x, Verdict::Conflict))
}

/// Returns true if one document says itself that one of the two values took the place of the other.
pub(crate) fn is_revision(x: &Claim, y: &Claim) -> bool {
    x.doc_id == y.doc_id && (x.replaced_by == Some(y.char_start) || y.replaced_by == Some(x.char_start))
}

/// Returns true if two values of one document may be an earlier and a later one: numbers that hold for different moments, or
/// values of which one is called revised or former.
pub(crate) fn may_be_revision(x: &Claim, y: &Claim) -> bool {
    let number = x.stated.dimension != "date";
    number && (x.precedes(y) || y.precedes(x)) || is_revised(x) || is_revised(y)
}

/// Least closeness of a word that says how a figure moves.
const NEARBY: u8 = 40;

/// Least closeness of a word that says that a figure was revised.
const REVISED: u8 = 25;

/// Returns true if a word near the value is a concept whose figures move from report to report.
pub(crate) fn is_dynamic(c: &Claim, concepts: &Concepts) -> bool {
    let moves = |word: &str| concepts.get(word).is_some_and(Concept::is_dynamic);
    c.terms.iter().any(|t| t.closeness >= NEARBY && moves(&t.word))
}

/// Whether the text says that a figure has become greater (true) or smaller (false).
fn has_risen(c: &Claim) -> Option<bool> {
    c.terms.iter().filter(|t| t.closeness >= NEARBY).find_map(|t| match t.word.as_str() {
        word if WORDS.is(word, Use::Risen) => Some(true),
        word if WORDS.is(word, Use::Fallen) => Some(false),
        _ => None,
    })
}

/// Returns true if the text calls a figure former, or says that it was revised or replaced.
fn is_revised(c: &Claim) -> bool {
    c.scope.former || c.terms.iter().any(|t| t.closeness >= REVISED && WORDS.is(&t.word, Use::Revised))
}
