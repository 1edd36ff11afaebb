//! What documents say together.

use crate::check::Finding;
use crate::claim::Claim;
use crate::crosscheck::Crosscheck;
use crate::error::Error;
use crate::fact::{Value, Verdict};
use crate::output::fact_view::{FactView, claim_value};
use crate::output::jsonl::fact_json;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// What documents say together: claims, the facts they are about, and what is wrong.
///
/// ```
/// use totsugo::{Document, Pipeline, Verdict};
///
/// let result = Pipeline::embedded()?.crosscheck([
///     Document::from_text("notice", "市立病院は2018年2月2日(木)に開く。病床は120床である。"),
///     Document::from_text("paper", "市立病院の病床は約120床という。"),
/// ])?;
/// let beds = result.facts().find(|fact| fact.verdict() != Verdict::Single).expect("one");
/// let value = beds.values().next().expect("at least one");
/// assert_eq!((value.surface(), value.sources()), ("120床", vec!["notice", "paper"]));
///
/// let wrong = result.findings().next().expect("one");
/// assert_eq!((wrong.rule.as_str(), wrong.place.excerpt.surface.as_str()), ("date-weekday", "2018年2月2日(木)"));
/// # Ok::<(), totsugo::Error>(())
/// ```
pub struct CorpusResult {
    pub(super) found: Crosscheck,
    pub(super) unread: Vec<Error>,
}

impl CorpusResult {
    /// Everything that is claimed, in the order of documents and places.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef<'_>> {
        self.found.claims.iter().map(ClaimRef)
    }

    /// What claims are about, those of one source included, in the order of their first claims.
    pub fn facts(&self) -> impl Iterator<Item = FactRef<'_>> {
        self.found.facts.iter().map(|fact| FactRef(FactView::new(fact, &self.found.claims)))
    }

    /// The facts about which sources contradict each other, the surest first.
    pub fn conflicts(&self) -> impl Iterator<Item = FactRef<'_>> {
        let mut out: Vec<FactRef> = self.facts().filter(|fact| fact.verdict() == Verdict::Conflict).collect();
        out.sort_by(|a, b| b.confidence().total_cmp(&a.confidence()));
        out.into_iter()
    }

    /// What is wrong, inside documents and between them, in the order of their places. Comments in the articles close
    /// findings; those are left out.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.found.findings.iter().filter(|r| r.status.is_open()).map(|r| &r.finding)
    }

    /// Where a document could not be read, and why. The others were read and compared.
    pub fn unread(&self) -> &[Error] {
        &self.unread
    }
}

impl fmt::Debug for CorpusResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.facts()).finish()
    }
}

/// Claims about the same thing, and how they stand to each other.
#[derive(Clone, Copy)]
pub struct FactRef<'a>(FactView<'a>);

impl<'a> FactRef<'a> {
    /// What it is about, 若宮商会; empty when unknown.
    pub fn subject(self) -> &'a str {
        self.0.subject()
    }

    /// Subject, attribute and scope in one line, as the summary shows them: 若宮商会 · 売上高.
    pub fn label(self) -> String {
        self.0.label()
    }

    /// How its values stand to each other: the gravest of all pairs.
    pub fn verdict(self) -> Verdict {
        self.0.fact.verdict
    }

    /// The distinct values, the best supported first.
    pub fn values(self) -> impl Iterator<Item = ValueRef<'a>> {
        self.0.fact.values.iter().map(move |value| ValueRef { fact: self.0, value })
    }

    /// How probable it is that its claims are about one thing, 0 to 1: the least probability of its links, 1 for a single
    /// claim.
    pub fn confidence(self) -> f32 {
        self.0.fact.confidence
    }

    /// All of it as one line of JSON.
    pub fn to_json(self) -> String {
        fact_json(self.0.fact, self.0.all())
    }
}

impl fmt::Debug for FactRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.verdict().as_str(), self.label())?;
        f.debug_list().entries(self.values()).finish()
    }
}

/// A distinct value of a fact, with the claims that state it.
#[derive(Clone, Copy)]
pub struct ValueRef<'a> {
    fact: FactView<'a>,
    value: &'a Value,
}

impl<'a> ValueRef<'a> {
    /// The value as its first claim writes it: 約463億円.
    pub fn surface(self) -> &'a str {
        self.fact.first(self.value).map_or("", |c| c.excerpt.surface.as_str())
    }

    /// The value as an exact decimal or in TIMEX3, else its bounds with `/` between: `46300000000`, `2018-01-26`, `2000/9900`.
    pub fn value(self) -> Cow<'a, str> {
        self.fact.first(self.value).map_or(Cow::Borrowed(""), |c| claim_value(&c.stated))
    }

    /// The unit, `JPY`; empty for dates.
    pub fn unit(self) -> &'a str {
        self.fact.first(self.value).map_or("", |c| c.stated.unit.as_str())
    }

    /// Who states it, sorted.
    pub fn sources(self) -> Vec<&'a str> {
        self.fact.sources_of(self.value).into_iter().collect()
    }

    /// The claims that state it, in the order of documents and places.
    pub fn claims(self) -> impl Iterator<Item = ClaimRef<'a>> {
        self.fact.claims_of(self.value).map(ClaimRef)
    }
}

impl fmt::Debug for ValueRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} by {:?}", self.surface(), self.sources())
    }
}

/// A value that one source states, with what it is about.
#[derive(Clone, Copy)]
pub struct ClaimRef<'a>(pub(super) &'a Claim);

impl<'a> ClaimRef<'a> {
    /// Who says it.
    pub fn source(self) -> &'a str {
        &self.0.source
    }

    /// The document's path.
    pub fn path(self) -> &'a str {
        &self.0.path
    }

    /// The 1-based line of the value.
    pub fn line(self) -> u32 {
        self.0.line
    }

    /// The place of the value in the document's text, in Unicode code points.
    pub fn chars(self) -> Range<u32> {
        self.0.char_start..self.0.char_end
    }

    /// What the value is about; empty when unknown.
    pub fn subject(self) -> &'a str {
        &self.0.subject
    }

    /// What of the subject the value gives, in words: 売上高, 流出 総額.
    pub fn attribute(self) -> &'a str {
        &self.0.attribute
    }

    /// The value as written.
    pub fn surface(self) -> &'a str {
        &self.0.excerpt.surface
    }

    /// The value as an exact decimal or in TIMEX3, else its bounds with `/` between.
    pub fn value(self) -> Cow<'a, str> {
        claim_value(&self.0.stated)
    }

    /// The unit, `JPY`; empty for dates.
    pub fn unit(self) -> &'a str {
        &self.0.stated.unit
    }

    /// The value in 【】 with the words around it.
    pub fn quote(self) -> String {
        self.0.excerpt.quote()
    }
}

impl fmt::Debug for ClaimRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {} {}: {}", self.path(), self.line(), self.subject(), self.attribute(), self.surface())
    }
}
