//! Rows of findings, and of the comparisons of each rule.

use super::{Cell, EMPTY, Row, show};
use crate::crosscheck::Ran;
use crate::review::{Decision, Reviewed};
use std::borrow::Cow;

/// The rows of `findings`, in their order.
pub fn findings(findings: &[Reviewed]) -> Vec<Row<'_>> {
    findings.iter().map(finding_row).collect()
}

fn finding_row(reviewed: &Reviewed) -> Row<'_> {
    let f = &reviewed.finding;
    let other = f.related.first();
    let decision = reviewed.decision.as_ref();
    let decided = |cell: fn(&Decision) -> Cell<'_>| decision.map_or(EMPTY, cell);
    vec![
        Cow::Borrowed(f.severity.as_str()),
        Cow::Borrowed(&f.rule),
        Cow::Borrowed(&f.message),
        Cow::Borrowed(&f.place.path),
        show(f.place.line),
        show(f.place.char_start),
        show(f.place.char_end),
        Cow::Borrowed(&f.place.excerpt.surface),
        other.map_or(EMPTY, |o| Cow::Borrowed(o.path.as_str())),
        other.map_or(EMPTY, |o| show(o.line)),
        other.map_or(EMPTY, |o| Cow::Borrowed(o.excerpt.surface.as_str())),
        Cow::Borrowed(&f.difference),
        Cow::Borrowed(&f.suspected_cause),
        Cow::Borrowed(&f.suggestion),
        Cow::Borrowed(reviewed.status.as_str()),
        decided(|d| d.ruling.map_or(EMPTY, |r| Cow::Borrowed(r.as_str()))),
        decided(|d| Cow::Borrowed(&d.reason)),
        decided(|d| Cow::Borrowed(&d.decided_by)),
        decided(|d| Cow::Borrowed(&d.decided_on)),
        decided(|d| d.expires.map_or(EMPTY, show)),
        Cow::Borrowed(&reviewed.fingerprint),
        Cow::Borrowed(&f.subject),
        Cow::Borrowed(&f.attribute),
        Cow::Borrowed(&f.judged_by),
    ]
}

/// The rows of `checks`, in the order of the rules.
pub fn checks(rules: &[Ran]) -> Vec<Row<'static>> {
    let row = |Ran { rule, count: n, .. }: &Ran| {
        vec![Cow::Borrowed(rule.name), show(n.compared), show(n.agreed), show(n.differed), show(n.skipped)]
    };
    rules.iter().map(row).collect()
}
