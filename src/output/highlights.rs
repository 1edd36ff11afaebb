//! Highlights: the conflicts and findings to look at first.

use super::fact_view::FactView;
use super::report::Report;
use crate::check::{Finding, Severity};
use crate::fact::Verdict;
use crate::review::Reviewed;
use std::collections::BTreeMap;

/// A conflict or a finding to look at.
#[derive(Clone, Copy, Debug)]
pub enum Highlight<'a> {
    /// A conflict between sources.
    Fact(FactView<'a>),
    /// A finding inside a document.
    Finding(&'a Reviewed),
}

/// At most `n` highlights: the surest conflicts between sources, and the gravest finding inside a document, since the two
/// go wrong in different ways. Where there are too few of one kind, the other fills up.
pub fn highlights<'a>(report: &Report<'a>, n: usize) -> Vec<Highlight<'a>> {
    let conflicts = conflicts(report);
    let inside = inside(report);
    // not one whose findings are all closed or off
    let mut facts = conflicts.iter().filter(|(open, _)| open.is_some()).map(|(_, v)| Highlight::Fact(*v));
    let mut findings = inside.iter().map(|f| Highlight::Finding(f));
    let mut out: Vec<Highlight> = facts.by_ref().take(n.saturating_sub(1)).collect();
    out.extend(findings.by_ref().take(1));
    out.extend(facts.chain(findings).take(n - out.len().min(n)));
    out
}

/// The conflicts with the severity of their gravest open finding, the gravest and surest first.
pub fn conflicts<'a>(report: &Report<'a>) -> Vec<(Option<Severity>, FactView<'a>)> {
    let found = severities(report);
    let mut views: Vec<(Option<Severity>, FactView)> = report
        .facts
        .iter()
        .filter(|f| f.verdict == Verdict::Conflict)
        .map(|f| FactView::new(f, report.claims))
        .map(|v| (v.claims().filter_map(|c| found.get(&(c.path.as_str(), c.char_start)).copied()).max(), v))
        .collect();
    // stable: equal ones stay in order of their first claim
    views.sort_by(|(s, a), (t, b)| t.cmp(s).then(b.fact.confidence.total_cmp(&a.fact.confidence)));
    views
}

/// The open findings inside documents, gravest first.
pub fn inside<'a>(report: &Report<'a>) -> Vec<&'a Reviewed> {
    report.gravest().into_iter().filter(|r| !between_sources(&r.finding)).collect()
}

/// Severity of the open findings between sources, by path and first code point of their place.
fn severities<'a>(report: &Report<'a>) -> BTreeMap<(&'a str, u32), Severity> {
    let mut out = BTreeMap::new();
    for f in report.open().map(|r| &r.finding).filter(|f| between_sources(f)) {
        let at = out.entry((f.place.path.as_str(), f.place.char_start)).or_insert(f.severity);
        *at = f.severity.max(*at);
    }
    out
}

/// Returns true for a finding about more than one document.
fn between_sources(f: &Finding) -> bool {
    !f.fact_id.is_empty() || f.related.iter().any(|r| r.path != f.place.path)
}
