//! A fact beside its claims.

use crate::claim::{Claim, Stated};
use crate::fact::{Fact, Value, Verdict};
use crate::text::is_hiragana;
use crate::value::{Decimal, plain};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// For each word that names the value of a claim, the number of claims that it names.
fn naming_counts(c: &Claim, shared: &BTreeMap<&str, usize>) -> Vec<usize> {
    let naming = c.terms.iter().filter(|t| t.is_naming());
    naming.filter_map(|t| shared.get(t.word.as_str()).copied()).collect()
}

/// Returns true if a label has a word of two characters that are no kana of endings and particles.
fn has_noun(label: &str) -> bool {
    let chars: Vec<bool> = label.chars().map(|c| c.is_alphanumeric() && !is_hiragana(c)).collect();
    chars.windows(2).any(|pair| pair[0] && pair[1])
}

/// A fact with the claims it indexes.
#[derive(Clone, Copy, Debug)]
pub struct FactView<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// All claims of the run.
    claims: &'a [Claim],
}

impl<'a> FactView<'a> {
    /// A view of `fact`, which indexes `claims`.
    pub fn new(fact: &'a Fact, claims: &'a [Claim]) -> Self {
        FactView { fact, claims }
    }

    /// All claims of the run.
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

    /// The subject, as the first claim says that has one; empty when none has.
    pub fn subject(self) -> &'a str {
        self.claims().map(|c| c.subject.as_str()).find(|s| !s.is_empty()).unwrap_or("")
    }

    /// The attribute, as the first claim says that has one.
    pub fn attribute(self) -> &'a str {
        self.claims().map(|c| c.attribute.as_str()).find(|s| !s.is_empty()).unwrap_or("")
    }

    /// The scope, as the first claim says that has one.
    pub fn scope(self) -> String {
        self.claims().map(|c| c.scope.label()).find(|s| !s.is_empty()).unwrap_or_default()
    }

    /// What is stated, in the words of a claim that says it as most of the others do; the attribute where none has words.
    pub fn phrase(self) -> &'a str {
        let naming = |c: &'a Claim| c.terms.iter().filter(|t| t.is_naming()).map(|t| t.word.as_str());
        let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
        self.claims().flat_map(naming).for_each(|word| *shared.entry(word).or_default() += 1);
        let support = |c: &Claim| {
            let own: Vec<usize> = naming_counts(c, &shared);
            // a noun says more than 全部で, and of equally shared words the more
            (has_noun(&c.label), own.iter().sum::<usize>() * 100 / own.len().max(1), own.len())
        };
        let mut best: Option<((bool, usize, usize), &'a str)> = None;
        for c in self.claims().filter(|c| !c.label.is_empty()) {
            let own = support(c);
            if best.is_none_or(|(known, _)| own > known) {
                best = Some((own, c.label.as_str()));
            }
        }
        best.map_or(self.attribute(), |(_, label)| label)
    }

    /// Subject, phrase and scope in one line; empty when nothing is known.
    pub fn label(self) -> String {
        let parts = [self.subject().to_owned(), self.phrase().to_owned(), self.scope()];
        let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        known.join(" · ")
    }

    /// The unit, empty for dates.
    pub fn unit(self) -> &'a str {
        self.claims().next().map_or("", |c| c.stated.unit.as_str())
    }

    /// The first claim of a value, which is the one to quote.
    pub fn first(self, value: &'a Value) -> Option<&'a Claim> {
        self.claims_of(value).next()
    }

    /// Names of the sources that state the fact, each once, sorted. Two articles of one paper are one source.
    pub fn sources(self) -> BTreeSet<&'a str> {
        self.claims().map(|c| c.source.as_str()).collect()
    }

    /// Names of the sources that state a value, each once, sorted.
    pub fn sources_of(self, value: &'a Value) -> BTreeSet<&'a str> {
        self.claims_of(value).map(|c| c.source.as_str()).collect()
    }

    /// The values that are in conflict with another one; all values of a fact that is no conflict.
    pub fn disputed(self) -> Vec<&'a Value> {
        let at_odds = |i| self.fact.relations.iter().any(|r| r.verdict == self.fact.verdict && (r.a == i || r.b == i));
        let all = self.fact.values.iter().enumerate();
        let disputed = all.filter(|(i, _)| self.fact.verdict != Verdict::Conflict || at_odds(*i));
        disputed.map(|(_, v)| v).collect()
    }

    /// The first claims of two values that the verdict of the fact is about; `None` for a fact of one value.
    pub fn disputed_pair(self) -> Option<(&'a Claim, &'a Claim)> {
        let related = self.fact.relations.iter().find(|r| r.verdict == self.fact.verdict)?;
        let first = |i: usize| self.fact.values.get(i).and_then(|v| self.first(v));
        first(related.a).zip(first(related.b))
    }

    /// The distance of its values: greatest less least, or first and last moment with `/` between. Empty for one value.
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

    /// Number of documents that state the fact.
    pub fn documents(self) -> usize {
        self.claims().map(|c| c.doc_id.as_str()).collect::<BTreeSet<_>>().len()
    }
}

/// A stated value in one cell: the value, else its bounds as an ISO 8601 interval, with `..` for an open end.
pub fn claim_value(stated: &Stated) -> Cow<'_, str> {
    let open = |s: &str| if s.is_empty() { "..".to_owned() } else { s.to_owned() };
    match (stated.value.is_empty(), stated.lower.is_empty() && stated.upper.is_empty()) {
        (true, false) => Cow::Owned(format!("{}/{}", open(&stated.lower), open(&stated.upper))),
        _ => Cow::Borrowed(&stated.value),
    }
}
