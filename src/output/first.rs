//! What a person should look at first.

use super::report::Report;
use super::rows::FactView;
use crate::check::{Finding, Severity};
use crate::fact::Verdict;
use crate::review::Reviewed;
use std::collections::BTreeMap;

/// Something worth looking at.
#[derive(Clone, Copy, Debug)]
pub enum Thing<'a> {
    /// Sources that contradict each other.
    Fact(FactView<'a>),
    /// A finding inside a document.
    Finding(&'a Reviewed),
}

/// Up to `n` things: the surest conflicts between sources, and the gravest finding inside a document among them, since
/// the two go wrong in different ways. Where there is too little of one kind, the other fills up.
pub fn first<'a>(report: &Report<'a>, n: usize) -> Vec<Thing<'a>> {
    let conflicts = conflicts(report);
    let inside = inside(report);
    // one whose findings are closed or off is nobody's business any more
    let mut facts = conflicts.iter().filter(|(open, _)| open.is_some()).map(|(_, v)| Thing::Fact(*v));
    let mut findings = inside.iter().map(|f| Thing::Finding(f));
    let mut out: Vec<Thing> = facts.by_ref().take(n.saturating_sub(1)).collect();
    out.extend(findings.by_ref().take(1));
    out.extend(facts.chain(findings).take(n - out.len().min(n)));
    out
}

/// The conflicts with the severity of their open findings, the gravest and surest first.
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

/// The open findings inside documents, the gravest first.
pub fn inside<'a>(report: &Report<'a>) -> Vec<&'a Reviewed> {
    report.gravest().into_iter().filter(|r| !between_sources(&r.finding)).collect()
}

/// How grave the finding about a fact is, by where its claims stand.
fn severities<'a>(report: &Report<'a>) -> BTreeMap<(&'a str, u32), Severity> {
    let mut out = BTreeMap::new();
    for f in report.open().map(|r| &r.finding).filter(|f| between_sources(f)) {
        let at = out.entry((f.place.path.as_str(), f.place.char_start)).or_insert(f.severity);
        *at = f.severity.max(*at);
    }
    out
}

fn between_sources(f: &Finding) -> bool {
    !f.fact_id.is_empty() || f.related.iter().any(|r| r.path != f.place.path)
}
