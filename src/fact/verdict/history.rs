//! Whether two values of one fact were each true at their time, by the order in which documents stated them: the features of
//! `weights/history.csv`.
//!
//! Once a newer figure is out, nobody states the older one any more; a mistake stands alone among documents that go on
//! stating the other value.

use super::super::group::cluster::REPRESENTATIVES;
use super::super::pair::link::Linker;
use super::super::weights::{HISTORY_FEATURES, Setting, indicator, log_odds};
use super::super::{Verdict, distinct};
use crate::claim::Claim;
use crate::lexicon::Modality;
use crate::value::day;

/// When a value was stated, and by how many documents.
struct Publications<'a> {
    /// First publication date, ISO 8601; empty if none is known.
    first: &'a str,
    /// Last publication date.
    last: &'a str,
    documents: usize,
}

impl<'a> Publications<'a> {
    fn of(value: &[&'a Claim]) -> Self {
        // a value called former is stated after its time
        let days = value.iter().filter(|c| !c.scope.former).map(|c| &*c.published);
        let days: Vec<&str> = days.filter(|d| day(d).is_some()).collect();
        Publications {
            first: days.iter().min().copied().unwrap_or_default(),
            last: days.iter().max().copied().unwrap_or_default(),
            documents: distinct(value.iter().map(|c| c.doc_id.as_str())),
        }
    }
}

/// Returns true if dates or words say in which order two values were true: known days of publication, moments that the
/// clauses name, a plan beside what came of it, a value called former. The order of documents without a date says nothing.
pub(crate) fn is_ordered(x: &Claim, y: &Claim) -> bool {
    let planned = |c: &Claim| c.modality == Modality::Planned;
    let published = !x.published.is_empty() && !y.published.is_empty() && x.published != y.published;
    let held = x.as_of_explicit && y.as_of_explicit && x.as_of_upper.get(..10) != y.as_of_upper.get(..10);
    published || held || planned(x) != planned(y) || x.scope.former != y.scope.former
}

/// The features of a change between two values, in the order of [`HISTORY_FEATURES`]. Each value is given by the claims that
/// state it, rounded or not, and contradict the other.
pub fn history_features(a: &[&Claim], b: &[&Claim], linker: &Linker) -> [f32; HISTORY_FEATURES.len()] {
    let pairs = a.iter().take(REPRESENTATIVES).flat_map(|x| b.iter().take(REPRESENTATIVES).map(move |y| (*x, *y)));
    // the mean, since a headline repeats a moving figure without its time, which the text below gives
    let changes: Vec<f32> = pairs.filter(|(x, y)| x.doc_id != y.doc_id).map(|(x, y)| linker.change(x, y)).collect();
    let pairs = changes.iter().sum::<f32>() / changes.len().max(1) as f32;
    let (a, b) = (Publications::of(a), Publications::of(b));
    let (early, late) = if (a.first, a.last) <= (b.first, b.last) { (a, b) } else { (b, a) };
    // values first stated on one day, or on unknown days, are in no order
    let ordered = !early.first.is_empty() && early.first < late.first;
    let followed = ordered && early.last < late.first;
    [
        indicator(ordered),
        pairs,
        indicator(ordered && early.last > late.first),
        indicator(followed),
        indicator(followed && late.documents > 1),
        indicator(ordered && late.documents == 1 && early.documents > 1),
        indicator(ordered && early.documents == 1 && late.documents > 1),
    ]
}

/// Log odds that two different values of one fact were each true at their time. Each has at least one claim.
pub(crate) fn history_log_odds(a: &[&Claim], b: &[&Claim], linker: &Linker) -> f32 {
    let features = history_features(a, b, linker);
    log_odds(&linker.weights.history, &features, Setting::of(a[0], Verdict::Conflict))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Claims of one value, one for each document and day.
    fn stated(documents: &[(&str, &str)]) -> Vec<Claim> {
        let claim =
            |(doc, day): &(&str, &str)| Claim { doc_id: (*doc).into(), published: (*day).into(), ..Claim::default() };
        documents.iter().map(claim).collect()
    }

    #[test]
    fn the_order_of_publications_gives_the_features() {
        for (a, b, expected) in [
            (vec![("x", "2018-02-01")], vec![("y", "2018-02-03")], vec!["followed"]),
            (vec![("y", "2018-02-03")], vec![("x", "2018-02-01")], vec!["followed"]),
            (vec![("x", "2018-02-01")], vec![("y", "2018-02-01")], vec![]),
            (vec![("x", "")], vec![("y", "2018-02-03")], vec![]),
            (vec![("x", "2018-02-01"), ("z", "2018-02-05")], vec![("y", "2018-02-03")], vec!["again", "late_alone"]),
            (
                vec![("x", "2018-02-01")],
                vec![("y", "2018-02-03"), ("z", "2018-02-05")],
                vec!["followed", "taken_up", "early_alone"],
            ),
        ] {
            let (a, b) = (stated(&a), stated(&b));
            let (a, b): (Vec<&Claim>, Vec<&Claim>) = (a.iter().collect(), b.iter().collect());
            let found = history_features(&a, &b, Linker::embedded());
            let features: Vec<&str> = HISTORY_FEATURES
                .iter()
                .zip(found)
                .filter(|(name, _)| !matches!(**name, "ordered" | "pairs"))
                .filter(|(_, s)| *s > 0.0)
                .map(|(n, _)| *n)
                .collect();
            assert_eq!(features, expected);
        }
    }
}
