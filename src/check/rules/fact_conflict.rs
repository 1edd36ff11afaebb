//! See `fact_conflict.md`.

use super::super::{Compared, Count, Finding, Place, Severity, Told};
use crate::claim::{Claim, Stated};
use crate::fact::{Fact, Relation, Verdict};

/// One finding for each pair of values that cannot both be true, and how many facts were compared.
pub(crate) fn check(compared: &Compared) -> Told {
    let Compared { claims, facts, .. } = *compared;
    let mut count = Count::default();
    let mut out = Vec::new();
    for fact in facts {
        match fact.verdict {
            Verdict::Single => count.skipped += 1,
            Verdict::Conflict => (count.compared, count.differed) = (count.compared + 1, count.differed + 1),
            _ => (count.compared, count.agreed) = (count.compared + 1, count.agreed + 1),
        }
        out.extend(fact.relations.iter().filter(|r| r.verdict == Verdict::Conflict).map(|r| finding(claims, fact, r)));
    }
    out.sort_by(|a: &Finding, b| a.place.cmp(&b.place).then_with(|| a.message.cmp(&b.message)));
    Told { findings: out, count, unstated: Vec::new() }
}

fn finding(claims: &[Claim], fact: &Fact, relation: &Relation) -> Finding {
    let (a, b) = (&fact.values[relation.a].claims, &fact.values[relation.b].claims);
    // the less supported value is the one to look at first
    let primary = place(&claims[b[0]]);
    let related = a.iter().map(|c| place(&claims[*c])).chain(b[1..].iter().map(|c| place(&claims[*c]))).collect();
    let subject = &claims[fact.claims[0]].subject;
    let attribute = &claims[a[0]].attribute;
    let (x, y) = (&claims[b[0]].excerpt.surface, &claims[a[0]].excerpt.surface);
    let message = format!(
        "{}「{x}」と「{y}」が一致しません",
        if subject.is_empty() { format!("{attribute}: ") } else { format!("{subject}の{attribute}: ") }
    );
    Finding {
        rule: "fact-conflict".to_owned(),
        severity: Severity::Error,
        message,
        place: primary,
        related,
        difference: relation.difference.clone(),
        suspected_cause: relation.cause.clone(),
        suggestion: String::new(),
        subject: subject.clone(),
        attribute: attribute.clone(),
        fact_id: fact.id.clone(),
        identity: identity(&claims[a[0]].stated, &claims[b[0]].stated),
    }
}

/// The two values at odds, whoever states them: a source that repeats one changes nothing, another value does.
fn identity(a: &Stated, b: &Stated) -> String {
    let value = |s: &Stated| match s.value.is_empty() || s.dimension == "date" && !s.lower.is_empty() {
        true => format!("{}/{}", s.lower, s.upper),
        false => s.value.to_string(),
    };
    let mut values = [value(a), value(b)];
    values.sort_unstable();
    format!("{} {}", a.dimension, values.join(" "))
}

pub(crate) fn place(claim: &Claim) -> Place {
    Place {
        path: claim.path.clone(),
        source: claim.source.clone(),
        line: claim.line,
        column: claim.column,
        byte_column: claim.byte_column,
        char_start: claim.char_start,
        char_end: claim.char_end,
        excerpt: claim.excerpt.clone(),
        label: claim.source.clone(),
    }
}
