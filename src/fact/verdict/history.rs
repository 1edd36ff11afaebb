//! How two values of one fact were told: in what order, and by how many sources. A figure that moves is told by nobody any
//! more once the newer one is out; a mistake stands alone among sources that go on telling the other. What speaks for a
//! change is weighed by logistic regression over pairs a person judged: `history.csv`.

use super::super::group::cluster::SPOKESMEN;
use super::super::pair::ingredient::truth;
use super::super::pair::weight::weigh;
use super::super::{Linker, Setting, Verdict};
use super::compare::day;
use crate::claim::Claim;

/// The signs of a change in how two values were told, as `history.csv` names them.
pub const TRACES: [&str; 7] = ["ordered", "pairs", "again", "followed", "taken_up", "late_alone", "early_alone"];

/// A value as it was told.
struct Told<'a> {
    first: &'a str,
    last: &'a str,
    documents: usize,
}

impl<'a> Told<'a> {
    fn new(value: &[&'a Claim]) -> Self {
        // what a source calls former it tells after its time
        let days = value.iter().filter(|c| !c.scope.former).map(|c| &*c.published);
        let days: Vec<&str> = days.filter(|d| day(d).is_some()).collect();
        Told {
            first: days.iter().min().copied().unwrap_or_default(),
            last: days.iter().max().copied().unwrap_or_default(),
            documents: documents(value.iter().copied()),
        }
    }
}

/// How many documents state claims.
pub(crate) fn documents<'a>(claims: impl Iterator<Item = &'a Claim>) -> usize {
    let mut all: Vec<&str> = claims.map(|c| c.doc_id.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// The signs of a change between two values, in the order of [`TRACES`], from the claims that tell one and not the other:
/// one that rounds a value tells it too.
pub fn traces(a: &[&Claim], b: &[&Claim], linker: &Linker) -> [f32; TRACES.len()] {
    let pairs = a.iter().take(SPOKESMEN).flat_map(|x| b.iter().take(SPOKESMEN).map(move |y| (*x, *y)));
    // a headline that repeats a moving figure without its time goes with the text: the pairs are judged together
    let changes: Vec<f32> = pairs.filter(|(x, y)| x.doc_id != y.doc_id).map(|(x, y)| linker.change(x, y)).collect();
    let pairs = changes.iter().sum::<f32>() / changes.len().max(1) as f32;
    let (a, b) = (Told::new(a), Told::new(b));
    let (early, late) = if (a.first, a.last) <= (b.first, b.last) { (a, b) } else { (b, a) };
    // of values first told on one day, or on days unknown, only what the pairs say counts
    let ordered = !early.first.is_empty() && early.first < late.first;
    let followed = ordered && early.last < late.first;
    [
        truth(ordered),
        pairs,
        truth(ordered && early.last > late.first),
        truth(followed),
        truth(followed && late.documents > 1),
        truth(ordered && late.documents == 1 && early.documents > 1),
        truth(ordered && early.documents == 1 && late.documents > 1),
    ]
}

/// Log odds of a change in the world against a mistake; each side has a claim.
pub(crate) fn evidence(a: &[&Claim], b: &[&Claim], linker: &Linker) -> f32 {
    weigh(&linker.history, &traces(a, b, linker), Setting::of(a[0], Verdict::Conflict))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Claims of one value, one for each document and day.
    fn told(documents: &[(&str, &str)]) -> Vec<Claim> {
        let claim =
            |(doc, day): &(&str, &str)| Claim { doc_id: (*doc).into(), published: (*day).into(), ..Claim::default() };
        documents.iter().map(claim).collect()
    }

    #[test]
    fn who_tells_which_value_when() {
        let names: Vec<&str> = Linker::embedded().history.iter().map(|w| w.ingredient.as_str()).collect();
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
            let (a, b) = (told(&a), told(&b));
            let (a, b): (Vec<&Claim>, Vec<&Claim>) = (a.iter().collect(), b.iter().collect());
            let found = traces(&a, &b, Linker::embedded());
            let signs: Vec<&str> = names
                .iter()
                .zip(found)
                .filter(|(name, _)| !matches!(**name, "ordered" | "pairs"))
                .filter(|(_, s)| *s > 0.0)
                .map(|(n, _)| *n)
                .collect();
            assert_eq!(signs, expected);
        }
    }
}
