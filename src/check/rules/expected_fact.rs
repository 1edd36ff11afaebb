//! See `expected_fact.md`.

use crate::check::{Count, Finding, Found, Place};
use crate::claim::Claim;
use crate::expect::ExpectedClaim;
use crate::fact::{Difference, Frequencies, Linker, Profile, Verdict, compare};
use std::collections::BTreeMap;

/// Least closeness of a term that names the value of a row.
const NAMING: u8 = 80;
/// Least closeness of the same term in a claim about that value: that of a heading above it.
const NEAR: u8 = 20;
/// Least closeness of one of those terms in the claim: it has to name the value.
const NAMED: u8 = 70;

/// The claims that contradict an expected fact, and for each expected fact how many claims were held to it; one that no
/// claim is about counts as skipped.
pub(super) fn check(claims: &[Claim], expected: &[ExpectedClaim], linker: &Linker) -> Found<Vec<Count>> {
    if expected.is_empty() {
        return Default::default();
    }
    let frequencies = Frequencies::new(claims);
    let mut dimensions: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        dimensions.entry(claim.stated.dimension.as_str()).or_default().push(claim);
    }
    let mut findings = Vec::new();
    let mut hold = |e: &ExpectedClaim| {
        let mut count = Count::default();
        let row = Profile::new(std::slice::from_ref(&e.claim), 0, &frequencies, &linker.concepts);
        let alike = dimensions.get(e.claim.stated.dimension.as_str()).into_iter().flatten();
        for claim in alike.filter(|c| is_about(c, &row, &frequencies, linker)) {
            let difference = contradiction(claim, e);
            count.add(difference.is_none());
            findings.extend(difference.map(|by| finding(claim, e, by)));
        }
        count.skipped = u64::from(count.compared == 0);
        count
    };
    let counts = expected.iter().map(&mut hold).collect();
    (findings, counts)
}

/// Returns true if a claim states the value of a row: the same kind of value, subject and scope, and every term that
/// names it.
fn is_about(claim: &Claim, profile: &Profile, frequencies: &Frequencies, linker: &Linker) -> bool {
    let row = profile.claim;
    let own = || Profile::new(std::slice::from_ref(claim), 0, frequencies, &linker.concepts);
    let subject = row.subject.is_empty()
        || claim.subject == row.subject
        || claim.entities.iter().any(|name| *name == row.subject)
        || closeness(claim, &row.subject) >= NEAR;
    let naming = row.terms.iter().filter(|t| t.closeness >= NAMING && t.word != row.subject);
    let all: Vec<u8> = naming.map(|t| closeness(claim, &t.word)).collect();
    subject
        && all.iter().all(|c| *c >= NEAR)
        && all.iter().any(|c| *c >= NAMED)
        && linker.score(profile, &own(), frequencies).excluded.is_empty()
}

/// Closeness of a term in a claim; 0 where the claim lacks it.
fn closeness(claim: &Claim, word: &str) -> u8 {
    claim.terms.iter().find(|t| t.word == word).map_or(0, |t| t.closeness)
}

/// By how much the value of a claim differs from the expected one, if both cannot be true and no tolerance allows it.
fn contradiction(claim: &Claim, e: &ExpectedClaim) -> Option<String> {
    if compare(&e.claim.stated, &claim.stated) != Verdict::Conflict {
        return None;
    }
    let Difference { by, percent } = Difference::of(&e.claim.stated, &claim.stated);
    let tolerance = e.row.tolerance.as_ref().filter(|t| t.fits(&claim.stated.dimension));
    (!tolerance.is_some_and(|t| t.allows(&by, &percent))).then_some(by)
}

fn finding(claim: &Claim, e: &ExpectedClaim, difference: String) -> Finding {
    let mut row = Place::of(&e.claim);
    row.label = if e.row.source.is_empty() { "期待値".to_owned() } else { format!("期待値({})", e.row.source) };
    let owner = if e.row.subject.is_empty() { String::new() } else { format!("{}の", e.row.subject) };
    Finding {
        message: format!(
            "{owner}{}は「{}」のはずですが、「{}」とあります",
            e.row.attribute, e.row.value, claim.excerpt.surface
        ),
        place: Place::of(claim),
        related: vec![row],
        difference,
        suggestion: format!("「{}」にするか、期待値を改める", e.row.value),
        subject: claim.subject.clone(),
        attribute: claim.attribute.clone(),
        ..Finding::default()
    }
}
