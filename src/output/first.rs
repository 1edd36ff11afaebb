//! What a person should look at first.

use super::folder::Whole;
use super::rows::{FactView, in_order};
use crate::check::{Finding, Severity};
use crate::fact::Verdict;
use std::collections::BTreeMap;

/// Something worth looking at.
#[derive(Clone, Copy, Debug)]
pub enum Look<'a> {
    /// Sources that contradict each other.
    Fact(FactView<'a>),
    /// A finding inside a document.
    Finding(&'a Finding),
}

/// Up to `n` things: the surest conflicts between sources, and the gravest finding inside a document among them, since
/// the two go wrong in different ways. Where there is too little of one kind, the other fills up.
pub fn first<'a>(whole: &Whole<'a>, n: usize) -> Vec<Look<'a>> {
    let conflicts = conflicts(whole);
    let inside = inside(whole);
    let mut facts = conflicts.iter().map(|(_, v)| Look::Fact(*v));
    let mut findings = inside.iter().map(|f| Look::Finding(f));
    let mut out: Vec<Look> = facts.by_ref().take(n.saturating_sub(1)).collect();
    out.extend(findings.by_ref().take(1));
    out.extend(facts.chain(findings).take(n - out.len().min(n)));
    out
}

/// The conflicts with the severity of their findings, the gravest and surest first.
pub fn conflicts<'a>(whole: &Whole<'a>) -> Vec<(Option<Severity>, FactView<'a>)> {
    let found = severities(whole);
    let mut views: Vec<(Option<Severity>, FactView)> = whole
        .facts
        .iter()
        .filter(|f| f.verdict == Verdict::Conflict)
        .map(|f| FactView::new(f, whole.claims))
        .map(|v| (v.claims().filter_map(|c| found.get(&(c.path.as_str(), c.char_start)).copied()).max(), v))
        .collect();
    // stable: equal ones stay in order of their first claim
    views.sort_by(|(s, a), (t, b)| t.cmp(s).then(b.fact.confidence.total_cmp(&a.fact.confidence)));
    views
}

/// The findings inside documents, the gravest first.
pub fn inside<'a>(whole: &Whole<'a>) -> Vec<&'a Finding> {
    let mut found: Vec<&Finding> = in_order(whole.findings).into_iter().filter(|f| !between_sources(f)).collect();
    found.sort_by_key(|f| std::cmp::Reverse(f.severity));
    found
}

/// How grave the finding about a fact is, by where its claims stand.
fn severities<'a>(whole: &Whole<'a>) -> BTreeMap<(&'a str, u32), Severity> {
    let mut out = BTreeMap::new();
    for f in whole.findings.iter().filter(|f| between_sources(f)) {
        let at = out.entry((f.place.path.as_str(), f.place.char_start)).or_insert(f.severity);
        *at = f.severity.max(*at);
    }
    out
}

fn between_sources(f: &Finding) -> bool {
    f.rule.starts_with("fact-") || f.related.iter().any(|r| r.path != f.place.path)
}
