//! Rows of the comparison (facts × sources) and of the timeline.

use super::{Row, show};
use crate::claim::Claim;
use crate::fact::{Fact, Verdict};
use crate::output::fact_view::FactView;
use crate::output::schema::{Field, Table};
use crate::value::Granularity;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The comparison table; its columns depend on the sources.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// Its columns: those of the schema, then one for each source, sorted by name.
    pub fields: Vec<Field>,
    /// Its rows: conflicts first.
    pub rows: Vec<Row<'a>>,
}

impl<'a> Comparison<'a> {
    /// The table of the facts of [`compared`].
    pub fn new(claims: &'a [Claim], facts: &'a [Fact]) -> Self {
        let views = compared(claims, facts);
        let sources: BTreeSet<&str> = views.iter().flat_map(|v| v.claims()).map(|c| c.source.as_str()).collect();
        let mut fields = Table::Comparison.fields().to_vec();
        fields.extend(sources.iter().map(|s| Field::of_source(s)));
        let rows = views.into_iter().map(|v| row(v, &sources)).collect();
        Comparison { fields, rows }
    }
}

/// Every fact that more than one source states, and every conflict: conflicts first, then updated and compatible facts,
/// then by subject and attribute.
pub fn compared<'a>(claims: &'a [Claim], facts: &'a [Fact]) -> Vec<FactView<'a>> {
    let shared = facts.iter().filter(|f| f.verdict == Verdict::Conflict || f.sources(claims) > 1);
    let mut views: Vec<FactView> = shared.map(|f| FactView::new(f, claims)).collect();
    let rank = |v: Verdict| [Verdict::Conflict, Verdict::Updated, Verdict::Compatible].iter().position(|w| *w == v);
    views.sort_by(|a, b| {
        let key = |v: &FactView<'a>| (rank(v.fact.verdict).unwrap_or(3), v.subject(), v.attribute());
        key(a).cmp(&key(b)).then_with(|| a.fact.claims.cmp(&b.fact.claims))
    });
    views
}

/// A row of the comparison.
fn row<'a>(view: FactView<'a>, sources: &BTreeSet<&str>) -> Row<'a> {
    let mut row: Row = vec![
        Cow::Borrowed(&view.fact.id),
        Cow::Borrowed(view.subject()),
        Cow::Borrowed(view.attribute()),
        Cow::Borrowed(view.phrase()),
        Cow::Owned(view.scope()),
        Cow::Borrowed(view.fact.verdict.as_str()),
        Cow::Owned(view.spread()),
    ];
    for source in sources {
        let mut surfaces: Vec<&str> = Vec::new();
        for claim in view.claims().filter(|c| c.source == *source) {
            if !surfaces.contains(&claim.excerpt.surface.as_str()) {
                surfaces.push(&claim.excerpt.surface);
            }
        }
        row.push(Cow::Owned(surfaces.join(" / ")));
    }
    row
}

/// The rows of `timeline`, in order of time: every fact whose value is a month or finer. A conflict has a row for each of
/// its dates.
pub fn timeline<'a>(claims: &'a [Claim], facts: &'a [Fact]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for fact in facts {
        let view = FactView::new(fact, claims);
        let disputed = fact.verdict == Verdict::Conflict;
        let values = if disputed { view.disputed() } else { fact.values.iter().take(1).collect() };
        for value in values {
            let Some(claim) = view.first(value) else { continue };
            let Some(precision) = dated(claim) else { continue };
            let sources = if disputed { view.sources_of(value) } else { view.sources() };
            rows.push(vec![
                Cow::Borrowed(claim.stated.lower.as_str()),
                Cow::Borrowed(claim.stated.upper.as_str()),
                Cow::Borrowed(precision.as_str()),
                Cow::Borrowed(view.subject()),
                Cow::Borrowed(view.phrase()),
                show(sources.len()),
                Cow::Borrowed(if disputed { "true" } else { "false" }),
                Cow::Owned(claim.excerpt.quote()),
                Cow::Borrowed(fact.id.as_str()),
            ]);
        }
    }
    rows.sort_by(|a, b| a[..2].cmp(&b[..2])); // stable: facts come in order of their first claim
    rows
}

/// The granularity of a claim whose value is a month or finer.
pub fn dated(claim: &Claim) -> Option<Granularity> {
    use Granularity::*;
    let fine = [Month, TenDays, Week, Day, PartOfDay, Hour, Minute, Second];
    let stated = claim.stated.dimension == "date" && !claim.stated.lower.is_empty();
    fine.into_iter().find(|g| stated && *g as i32 == claim.stated.precision)
}
