//! See `expected_fact.md`.

use super::super::{Compared, Count, Finding, Told};
use super::fact_conflict::place;
use crate::claim::{Claim, Term};
use crate::expect::Expected;
use crate::fact::{Difference, Item, Linker, Tally, Verdict, compare};
use std::collections::BTreeMap;

/// Least closeness of a word that names the value a row states.
const NAMING: u8 = 80;
/// Least closeness of the same word to the value of a document: that of a heading above it.
const NEAR: u8 = 20;
/// Least closeness of one of them: it has to name the value.
const NAMED: u8 = 70;

/// The claims that contradict a row.
pub(crate) fn check(compared: &Compared) -> Told {
    let (findings, stated) = unexpected(compared.claims, compared.expected, compared.linker);
    let mut count = Count::default();
    stated.iter().for_each(|own| count += *own);
    let silent = compared.expected.iter().zip(&stated).filter(|(_, own)| own.compared == 0);
    Told { findings, count, unstated: silent.map(|(e, _)| e.row.line).collect() }
}

/// The claims that contradict a row, and for each row how many claims were held to it; a row that no claim is about
/// counts as skipped.
pub fn unexpected(claims: &[Claim], expected: &[Expected], linker: &Linker) -> (Vec<Finding>, Vec<Count>) {
    if expected.is_empty() {
        return Default::default();
    }
    let tally = Tally::new(claims);
    let mut blocks: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        blocks.entry(claim.block.as_str()).or_default().push(claim);
    }
    let mut findings = Vec::new();
    let mut compare_all = |e: &Expected| {
        let mut count = Count::default();
        let row = Item::new(std::slice::from_ref(&e.claim), 0, &tally, &linker.concepts);
        let own = blocks.get(e.claim.block.as_str()).into_iter().flatten();
        for claim in own.filter(|c| is_about(c, &row, &tally, linker)) {
            count.compared += 1;
            if compare(&e.claim.stated, &claim.stated) != Verdict::Conflict {
                count.agreed += 1;
                continue;
            }
            let Difference { by, percent } = Difference::of(&e.claim.stated, &claim.stated);
            let tolerance = e.row.tolerance.as_ref().filter(|t| t.fits(&claim.stated.dimension));
            if tolerance.is_some_and(|t| t.allows(&by, &percent)) {
                count.agreed += 1;
            } else {
                count.differed += 1;
                findings.push(finding(claim, e, by));
            }
        }
        count.skipped = u64::from(count.compared == 0);
        count
    };
    let counts = expected.iter().map(&mut compare_all).collect();
    (findings, counts)
}

/// Whether a claim states the row's value: the same kind of value, subject and scope, and every word that names it.
fn is_about(claim: &Claim, item: &Item, tally: &Tally, linker: &Linker) -> bool {
    let row = item.claim;
    let other = || Item::new(std::slice::from_ref(claim), 0, tally, &linker.concepts);
    let subject = row.subject.is_empty()
        || claim.subject == row.subject
        || claim.entities.iter().any(|name| *name == row.subject)
        || closeness(claim, &row.subject) >= NEAR;
    let naming = row.terms.iter().filter(|t| t.weight >= NAMING && t.word != row.subject);
    let words: Vec<u8> = naming.map(|t: &Term| closeness(claim, &t.word)).collect();
    subject
        && words.iter().all(|w| *w >= NEAR)
        && words.iter().any(|w| *w >= NAMED)
        && linker.score(item, &other(), tally).excluded.is_empty()
}

fn closeness(claim: &Claim, word: &str) -> u8 {
    claim.terms.iter().find(|t| t.word == word).map_or(0, |t| t.weight)
}

fn finding(claim: &Claim, e: &Expected, difference: String) -> Finding {
    let mut row = place(&e.claim);
    row.label = if e.row.source.is_empty() { "期待値".to_owned() } else { format!("期待値({})", e.row.source) };
    let owner = if e.row.subject.is_empty() { String::new() } else { format!("{}の", e.row.subject) };
    Finding {
        rule: "expected-fact".to_owned(),
        message: format!(
            "{owner}{}は「{}」のはずですが、「{}」とあります",
            e.row.attribute, e.row.value, claim.excerpt.surface
        ),
        place: place(claim),
        related: vec![row],
        difference,
        suggestion: format!("「{}」にするか、期待値を改める", e.row.value),
        subject: claim.subject.clone(),
        attribute: claim.attribute.clone(),
        ..Finding::default()
    }
}
