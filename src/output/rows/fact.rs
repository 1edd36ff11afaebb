//! Facts, their evidence and their relations.

use super::{EMPTY, show};
use crate::claim::{Claim, Stated};
use crate::fact::{Fact, Value, Verdict};
use crate::output::csv::{Cell, Row};
use crate::value::{Decimal, plain};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A fact beside its claims, with what a reader asks of it.
#[derive(Clone, Copy, Debug)]
pub struct FactView<'a> {
    /// The fact.
    pub fact: &'a Fact,
    claims: &'a [Claim],
}

impl<'a> FactView<'a> {
    /// Looks at `fact`, whose indices are into `claims`.
    pub fn new(fact: &'a Fact, claims: &'a [Claim]) -> Self {
        FactView { fact, claims }
    }

    /// All claims that its indices are into.
    pub fn all(self) -> &'a [Claim] {
        self.claims
    }

    /// The claims of a value, in order.
    pub fn claims_of(self, value: &'a Value) -> impl Iterator<Item = &'a Claim> {
        value.claims.iter().map(move |i| &self.claims[*i])
    }

    /// All its claims, those of the best supported value first.
    pub fn claims(self) -> impl Iterator<Item = &'a Claim> {
        self.fact.values.iter().flat_map(move |v| self.claims_of(v))
    }

    /// What it is about, as the best supported value's first claim that knows it says.
    pub fn subject(self) -> &'a str {
        self.claims().map(|c| c.subject.as_str()).find(|s| !s.is_empty()).unwrap_or("")
    }

    /// What of the subject its values give.
    pub fn attribute(self) -> &'a str {
        self.claims().map(|c| c.attribute.as_str()).find(|s| !s.is_empty()).unwrap_or("")
    }

    /// What restricts its values.
    pub fn scope(self) -> String {
        self.claims().map(|c| c.scope.label()).find(|s| !s.is_empty()).unwrap_or_default()
    }

    /// Subject, attribute and scope in one line; empty when nothing is known.
    pub fn label(self) -> String {
        let parts = [self.subject().to_owned(), self.attribute().to_owned(), self.scope()];
        let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        known.join(" · ")
    }

    /// The unit of its values.
    pub fn unit(self) -> &'a str {
        self.claims().next().map_or("", |c| c.stated.unit.as_str())
    }

    /// The first claim of a value, which is the one to quote.
    pub fn first(self, value: &'a Value) -> Option<&'a Claim> {
        self.claims_of(value).next()
    }

    /// Names of the sources that state a value, sorted.
    pub fn sources_of(self, value: &'a Value) -> BTreeSet<&'a str> {
        self.claims_of(value).map(|c| c.source.as_str()).collect()
    }

    /// The values that a conflict is about; without one, all.
    pub fn disputed(self) -> Vec<&'a Value> {
        let at_odds = |i| self.fact.relations.iter().any(|r| r.verdict == self.fact.verdict && (r.a == i || r.b == i));
        let all = self.fact.values.iter().enumerate();
        let disputed = all.filter(|(i, _)| self.fact.verdict != Verdict::Conflict || at_odds(*i));
        disputed.map(|(_, v)| v).collect()
    }

    /// How far its values are apart: greatest less least, or the first and last moment. Empty for one value.
    pub fn spread(self) -> String {
        if self.fact.values.len() < 2 {
            return String::new();
        }
        let stated: Vec<&Stated> = self.claims().map(|c| &c.stated).collect();
        let numbers: Vec<Decimal> =
            stated.iter().filter(|s| s.dimension != "date").filter_map(|s| s.value.parse().ok()).collect();
        if let (Some(least), Some(greatest)) = (numbers.iter().min(), numbers.iter().max()) {
            return plain(&(greatest - least));
        }
        let lower = stated.iter().map(|s| s.lower.as_str()).filter(|s| !s.is_empty()).min();
        let upper = stated.iter().map(|s| s.upper.as_str()).filter(|s| !s.is_empty()).max();
        lower.zip(upper).map(|(l, u)| format!("{l}/{u}")).unwrap_or_default()
    }

    fn documents(self) -> usize {
        self.claims().map(|c| c.doc_id.as_str()).collect::<BTreeSet<_>>().len()
    }
}

/// The value of a claim in one cell: the value, or its bounds with `/` between as ISO 8601 has it, `..` for none.
pub fn claim_value(stated: &Stated) -> Cell<'_> {
    let open = |s: &str| if s.is_empty() { "..".to_owned() } else { s.to_owned() };
    match (stated.value.is_empty(), stated.lower.is_empty() && stated.upper.is_empty()) {
        (true, false) => Cow::Owned(format!("{}/{}", open(&stated.lower), open(&stated.upper))),
        _ => Cow::Borrowed(&stated.value),
    }
}

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
        Cow::Owned(view.scope()),
        Cow::Borrowed(fact.verdict.as_str()),
        values.first().cloned().unwrap_or(EMPTY),
        Cow::Borrowed(view.unit()),
        Cow::Owned(values.join("; ")),
        Cow::Owned(view.spread()),
        show(fact.sources(view.claims)),
        show(fact.claims.len()),
        Cow::Owned(format!("{:.2}", fact.confidence)),
        show(fact.values.first().map_or(0, |v| view.sources_of(v).len())),
        show(view.documents()),
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
        vec![
            Cow::Borrowed(fact.id.as_str()),
            id(r.a),
            id(r.b),
            Cow::Borrowed(r.verdict.as_str()),
            Cow::Owned(r.difference.clone()),
            Cow::Owned(r.difference_pct.clone()),
            Cow::Owned(r.cause.clone()),
        ]
    };
    fact.relations.iter().map(row).collect()
}
