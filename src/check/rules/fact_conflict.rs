//! See `fact_conflict.md`.

use crate::check::{Count, Finding, Found, Place};
use crate::claim::{Claim, Stated};
use crate::fact::{Fact, Relation, Verdict};

/// Least confidence of a conflict that is sure. On clusters whose weights were fitted without them, of the conflicts above it 95
/// in 100 were of one fact, of those below it 81; above it are three of four.
const SURE: f32 = 0.8;

/// A finding for each pair of values that cannot both be true. Facts of one source count as skipped.
pub(super) fn check(claims: &[Claim], facts: &[Fact]) -> Found<Count> {
    let mut count = Count::default();
    let mut out = Vec::new();
    for fact in facts {
        match fact.verdict {
            Verdict::Single => count.skipped += 1,
            verdict => count.add(verdict != Verdict::Conflict),
        }
        out.extend(fact.relations.iter().filter(|r| r.verdict == Verdict::Conflict).map(|r| finding(claims, fact, r)));
    }
    out.sort_by(|a: &Finding, b| a.place.cmp(&b.place).then_with(|| a.message.cmp(&b.message)));
    (out, count)
}

fn finding(claims: &[Claim], fact: &Fact, relation: &Relation) -> Finding {
    let (a, b) = (&fact.values[relation.a].claims, &fact.values[relation.b].claims);
    // the less supported value is the one to look at first
    let place = Place::of(&claims[b[0]]);
    let related = a.iter().chain(&b[1..]).map(|c| Place::of(&claims[*c])).collect();
    let subject = &claims[fact.claims[0]].subject;
    let attribute = &claims[a[0]].attribute;
    let (x, y) = (&claims[b[0]].excerpt.surface, &claims[a[0]].excerpt.surface);
    let label = claims[a[0]].phrase();
    let message = format!(
        "{}「{x}」と「{y}」が一致しません",
        if subject.is_empty() { format!("{label}: ") } else { format!("{subject}・{label}: ") }
    );
    Finding {
        message,
        place,
        related,
        difference: relation.difference.clone(),
        suspected_cause: relation.cause.clone(),
        subject: subject.clone(),
        attribute: attribute.clone(),
        fact_id: fact.id.clone(),
        unsure: relation.confidence < SURE && relation.judgement.is_none(),
        judged_by: relation.judgement.as_ref().map(|j| j.judged_by.clone()).unwrap_or_default(),
        identity: identity(&claims[a[0]].stated, &claims[b[0]].stated),
        ..Finding::default()
    }
}

/// The two values, whoever states them: a source more that repeats one makes no other finding, another value does.
fn identity(a: &Stated, b: &Stated) -> String {
    let value = |s: &Stated| match s.value.is_empty() || s.dimension == "date" && !s.lower.is_empty() {
        true => format!("{}/{}", s.lower, s.upper),
        false => s.value.to_string(),
    };
    let mut values = [value(a), value(b)];
    values.sort_unstable();
    format!("{} {}", a.dimension, values.join(" "))
}
