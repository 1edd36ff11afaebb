//! Findings, and how often each rule compared something.

use super::{EMPTY, show};
use crate::check::{Count, Finding};
use crate::output::csv::Row;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Findings in the order of the tables: by document, place, rule.
pub fn in_order(findings: &[Finding]) -> Vec<&Finding> {
    let mut out: Vec<&Finding> = findings.iter().collect();
    out.sort_by(|a, b| {
        let key = |f: &Finding| (f.place.char_start, f.place.char_end);
        (a.place.path.cmp(&b.place.path))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| (&a.rule, &a.message, &a.related).cmp(&(&b.rule, &b.message, &b.related)))
    });
    out
}

/// The fingerprint of each of `findings`; the second of equal ones gets `-2`, the third `-3`. Every format prints
/// these, for findings in the order of [`in_order`].
pub fn fingerprints(findings: &[&Finding]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut distinct = |finding: &&Finding| {
        let print = finding.fingerprint();
        let n = seen.entry(print.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *n == 1 { print } else { format!("{print}-{n}") }
    };
    findings.iter().map(&mut distinct).collect()
}

/// The rows of `findings`, all open and undecided.
pub fn findings(findings: &[Finding]) -> Vec<Row<'_>> {
    let findings = in_order(findings);
    let prints = fingerprints(&findings);
    findings.into_iter().zip(prints).map(|(f, print)| finding_row(f, print)).collect()
}

fn finding_row(f: &Finding, fingerprint: String) -> Row<'_> {
    let other = f.related.first();
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
        Cow::Borrowed("open"),
        EMPTY,
        EMPTY,
        EMPTY,
        EMPTY,
        EMPTY,
        Cow::Owned(fingerprint),
    ]
}

/// The rows of `checks`, as the rules are given.
pub fn checks<'a>(counts: &[(&'a str, Count)]) -> Vec<Row<'a>> {
    let row = |(rule, n): &(&'a str, Count)| {
        vec![Cow::Borrowed(*rule), show(n.compared), show(n.agreed), show(n.differed), show(n.skipped)]
    };
    counts.iter().map(row).collect()
}
