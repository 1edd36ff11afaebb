//! How two values of one fact were told: in what order, and by how many sources. A figure that moves is told by nobody any
//! more once the newer one is out; a mistake stands alone among sources that go on telling the other. What speaks for a
//! change is weighed by logistic regression over pairs a person judged: `history.csv`.

use super::compare::day;
use super::ingredient::truth;
use super::{Linker, Verdict, compare};
use crate::claim::Claim;

/// How many signs there are.
pub const TRACES: usize = 7;

/// A value as it was told.
struct Told<'a> {
    first: &'a str,
    last: &'a str,
    documents: usize,
}

impl<'a> Told<'a> {
    fn new(value: &[&'a Claim]) -> Self {
        let mut documents: Vec<&str> = value.iter().map(|c| &*c.doc_id).collect();
        documents.sort_unstable();
        documents.dedup();
        // what a source calls former it tells after its time
        let days = value.iter().filter(|c| !c.scope.former).map(|c| &*c.published);
        let days: Vec<&str> = days.filter(|d| day(d).is_some()).collect();
        Told {
            first: days.iter().min().copied().unwrap_or_default(),
            last: days.iter().max().copied().unwrap_or_default(),
            documents: documents.len(),
        }
    }
}

/// The signs of a change between the values of two claims, in the order of `history.csv`. `fact` has all claims of their
/// fact: one that rounds a value tells it too.
pub fn traces(fact: &[&Claim], x: &Claim, y: &Claim, linker: &Linker) -> [f32; TRACES] {
    let fits = |c: &Claim, value: &Claim| compare(&c.stated, &value.stated).verdict != Verdict::Conflict;
    let side = |value: &Claim, other: &Claim| -> Vec<&Claim> {
        fact.iter().copied().filter(|c| fits(c, value) && !fits(c, other)).collect()
    };
    let (a, b) = (side(x, y), side(y, x));
    let across: Vec<f32> = (a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))))
        .filter(|(x, y)| x.doc_id != y.doc_id)
        // a headline that repeats a moving figure without its time goes with the text: the pairs are judged together
        .map(|(x, y)| linker.change(x, y))
        .collect();
    let pairs = across.iter().sum::<f32>() / across.len().max(1) as f32;
    let (a, b) = (Told::new(&a), Told::new(&b));
    let (early, late) = if (a.first, a.last) <= (b.first, b.last) { (a, b) } else { (b, a) };
    let known = !early.first.is_empty();
    [
        1.0,
        pairs,
        truth(known && early.last > late.first),
        truth(known && early.last < late.first),
        truth(known && early.last < late.first && late.documents > 1),
        truth(late.documents == 1 && early.documents > 1),
        truth(early.documents == 1 && late.documents > 1),
    ]
}

/// Log odds of a change in the world against a mistake.
pub(super) fn evidence(fact: &[&Claim], x: &Claim, y: &Claim, linker: &Linker) -> f32 {
    let setting = super::change::setting(x);
    linker.history.iter().zip(traces(fact, x, y, linker)).map(|(w, s)| w.of(setting) * s).sum()
}
