//! Rows of facts, evidence and relations.

use super::{Cell, EMPTY, Row, show};
use crate::claim::Claim;
use crate::fact::{Fact, Judgement};
use crate::output::fact_view::{FactView, claim_value};
use std::borrow::Cow;

/// The rows of `facts`.
pub fn facts<'a>(claims: &'a [Claim], facts: &'a [Fact]) -> Vec<Row<'a>> {
    facts.iter().map(|f| fact_row(FactView::new(f, claims))).collect()
}

/// The row of one fact.
pub fn fact_row(view: FactView<'_>) -> Row<'_> {
    let fact = view.fact;
    let values: Vec<Cell> = fact.values.iter().filter_map(|v| view.first(v)).map(|c| claim_value(&c.stated)).collect();
    vec![
        Cow::Borrowed(&fact.id),
        Cow::Borrowed(view.subject()),
        Cow::Borrowed(view.attribute()),
        Cow::Borrowed(view.phrase()),
        Cow::Owned(view.scope()),
        Cow::Borrowed(fact.verdict.as_str()),
        values.first().cloned().unwrap_or(EMPTY),
        Cow::Borrowed(view.unit()),
        Cow::Owned(values.join("; ")),
        Cow::Owned(view.spread()),
        show(view.sources().len()),
        show(fact.claims.len()),
        Cow::Owned(format!("{:.2}", fact.confidence)),
        show(fact.values.first().map_or(0, |v| view.sources_of(v).len())),
        show(view.documents()),
        Cow::Owned(fact.judged_by()),
    ]
}

/// The rows of `evidence`: the claims of every fact, in the order of the facts, then of the claims.
pub fn evidence<'a>(claims: &'a [Claim], facts: &'a [Fact]) -> Vec<Row<'a>> {
    let mut out = Vec::new();
    for fact in facts {
        let mut held: Vec<(usize, &str)> =
            fact.values.iter().flat_map(|v| v.claims.iter().map(|c| (*c, v.id.as_str()))).collect();
        held.sort_unstable();
        out.extend(held.into_iter().map(|(i, value_id)| evidence_row(fact, &claims[i], value_id)));
    }
    out
}

fn evidence_row<'a>(fact: &'a Fact, c: &'a Claim, value_id: &'a str) -> Row<'a> {
    vec![
        Cow::Borrowed(&fact.id),
        Cow::Borrowed(&c.claim_id),
        Cow::Borrowed(&c.doc_id),
        Cow::Borrowed(&c.source),
        Cow::Borrowed(&c.path),
        Cow::Borrowed(&c.stated.value),
        Cow::Borrowed(&c.stated.lower),
        Cow::Borrowed(&c.stated.upper),
        Cow::Borrowed(&c.stated.unit),
        Cow::Borrowed(value_id),
        Cow::Owned(c.excerpt.quote()),
        show(c.line),
        show(c.char_start),
        show(c.char_end),
    ]
}

/// The rows of `relations`.
pub fn relations(facts: &[Fact]) -> Vec<Row<'_>> {
    facts.iter().flat_map(relation_rows).collect()
}

/// The rows of one fact's relations.
pub fn relation_rows(fact: &Fact) -> Vec<Row<'_>> {
    let id = |i: usize| fact.values.get(i).map_or(EMPTY, |v| Cow::Borrowed(v.id.as_str()));
    let row = |r: &crate::fact::Relation| {
        let judged =
            |cell: fn(&Judgement) -> &String| r.judgement.as_ref().map_or(EMPTY, |j| Cow::Owned(cell(j).clone()));
        vec![
            Cow::Borrowed(fact.id.as_str()),
            id(r.a),
            id(r.b),
            Cow::Borrowed(r.verdict.as_str()),
            Cow::Owned(r.difference.clone()),
            Cow::Owned(r.difference_pct.clone()),
            Cow::Owned(r.cause.clone()),
            judged(|j| &j.judged_by),
            judged(|j| &j.reason),
        ]
    };
    fact.relations.iter().map(row).collect()
}
