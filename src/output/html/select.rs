//! What fits on the page. A report is for reading, so its size has a limit whatever the corpus; the tables have all.

use crate::check::Severity;
use crate::fact::Verdict;
use crate::output::report::Report;
use crate::output::rows::{FactView, compared};
use crate::output::shelf::{Kept, Place};
use crate::review::Reviewed;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Facts that are compared, conflicts first.
const COMPARED: usize = 500;
/// Facts of one source, and findings.
const LISTED: usize = 300;
/// Columns of the comparison; of more sources, those that state the most.
pub(super) const COLUMNS: usize = 24;
/// Choices of the entity filter.
const ENTITIES: usize = 150;
/// Articles shown whole, and as many again by the paragraphs that matter.
const ARTICLES: usize = 300;
/// Bytes of the articles shown whole, as the shelf counts them, and of one of them.
const WHOLE: usize = 6_000_000;
const LONGEST: usize = 200_000;

/// How an article is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    /// The paragraphs with a value of a fact on the page or with a finding.
    Condensed,
}

/// What is on the page.
#[derive(Debug)]
pub(super) struct Selection<'a> {
    /// The facts compared between sources, in the order of the comparison.
    pub compared: Vec<FactView<'a>>,
    pub all_compared: usize,
    /// Facts of one source.
    pub singles: Vec<FactView<'a>>,
    pub all_singles: usize,
    /// Every source with a claim in a fact on the page, the one with the most facts first.
    pub sources: Vec<&'a str>,
    /// The names facts can be filtered by.
    pub entities: Vec<&'a str>,
    /// Open findings that belong to no fact on the page, the gravest first.
    pub findings: Vec<&'a Reviewed>,
    pub all_findings: usize,
    pub all_errors: usize,
    /// The findings about each fact.
    pub of_fact: HashMap<&'a str, Vec<&'a Reviewed>>,
    /// The articles, in order of their dates, and their paths.
    pub articles: Vec<(&'a str, Extent)>,
    pub paths: HashSet<&'a str>,
    documents: HashSet<&'a str>,
    /// The fact on the page that each claim belongs to, by the claim's id.
    pub fact_of: HashMap<&'a str, FactView<'a>>,
}

impl<'a> Selection<'a> {
    pub fn new(report: &Report<'a>) -> Self {
        let mut shared = compared(report.claims, report.facts);
        let all_compared = shared.len();
        shared.truncate(COMPARED);
        let single = report.facts.iter().filter(|f| f.verdict != Verdict::Conflict && f.sources(report.claims) < 2);
        let mut singles: Vec<FactView> = single.map(|f| FactView::new(f, report.claims)).collect();
        let all_singles = singles.len();
        singles.truncate(LISTED);
        let fact_of: HashMap<&str, FactView> =
            shared.iter().chain(&singles).flat_map(|v| v.claims().map(|c| (c.claim_id.as_str(), *v))).collect();
        let (of_fact, mut findings) = findings(report, &shared);
        let all_findings = findings.len();
        let all_errors = findings.iter().filter(|r| r.finding.severity == Severity::Error).count();
        findings.truncate(LISTED);
        let chosen = report.kept.map(|kept| articles(kept, &shared, &findings)).unwrap_or_default();
        Selection {
            sources: often(shared.iter().chain(&singles).map(sources_of)),
            entities: often(shared.iter().map(names_of)).into_iter().take(ENTITIES).collect(),
            compared: shared,
            all_compared,
            singles,
            all_singles,
            findings,
            all_findings,
            all_errors,
            of_fact,
            paths: chosen.iter().map(|(place, _)| place.path.as_str()).collect(),
            documents: chosen.iter().map(|(place, _)| place.doc_id.as_str()).collect(),
            articles: chosen.into_iter().map(|(place, extent)| (place.doc_id.as_str(), extent)).collect(),
            fact_of,
        }
    }

    /// The columns of the comparison.
    pub fn columns(&self) -> &[&'a str] {
        &self.sources[..self.sources.len().min(COLUMNS)]
    }

    /// Whether a document is among the articles.
    pub fn has_article(&self, doc_id: &str) -> bool {
        self.documents.contains(doc_id)
    }

    pub fn source(&self, name: &str) -> Option<usize> {
        self.sources.iter().position(|s| *s == name)
    }
}

/// The sources of a fact.
pub(super) fn sources_of<'a>(view: &FactView<'a>) -> BTreeSet<&'a str> {
    view.claims().map(|c| c.source.as_str()).collect()
}

/// The names in the sentences of a fact, its subject among them.
pub(super) fn names_of<'a>(view: &FactView<'a>) -> BTreeSet<&'a str> {
    let mut names: BTreeSet<&str> = view.claims().flat_map(|c| c.entities.iter().map(|e| e.as_str())).collect();
    names.extend(view.claims().map(|c| c.subject.as_str()).filter(|s| !s.is_empty()));
    names
}

/// All names, the most frequent first.
fn often<'a>(sets: impl Iterator<Item = BTreeSet<&'a str>>) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    sets.flatten().for_each(|name| *counts.entry(name).or_default() += 1);
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(_, n)| Reverse(*n)); // stable: equal ones by name
    names.into_iter().map(|(name, _)| name).collect()
}

type Found<'a> = (HashMap<&'a str, Vec<&'a Reviewed>>, Vec<&'a Reviewed>);

/// The findings by the fact they are about, closed ones too, and the open ones about none.
fn findings<'a>(report: &Report<'a>, facts: &[FactView<'a>]) -> Found<'a> {
    let disputed = facts.iter().filter(|v| v.fact.verdict == Verdict::Conflict);
    let at: HashMap<(&str, u32), &str> =
        disputed.flat_map(|v| v.claims().map(|c| ((c.path.as_str(), c.char_start), v.fact.id.as_str()))).collect();
    let (mut of_fact, mut others) = (HashMap::<&str, Vec<&Reviewed>>::new(), Vec::new());
    for reviewed in report.findings {
        let place = &reviewed.finding.place;
        match at.get(&(place.path.as_str(), place.char_start)).filter(|_| !reviewed.finding.fact_id.is_empty()) {
            Some(fact) => of_fact.entry(fact).or_default().push(reviewed),
            None if reviewed.status.is_open() => others.push(reviewed),
            None => {}
        }
    }
    others.sort_by_key(|r| Reverse(r.finding.severity)); // stable
    (of_fact, others)
}

/// The documents with the most conflicts, findings and shared facts, up to the limits; in order of their dates.
fn articles<'k>(kept: &'k Kept, facts: &[FactView], findings: &[&Reviewed]) -> Vec<(&'k Place, Extent)> {
    let mut weight: HashMap<&str, usize> = HashMap::new();
    for view in facts {
        let own = if view.fact.verdict == Verdict::Conflict { 8 } else { 1 };
        view.claims().for_each(|c| *weight.entry(&c.path).or_default() += own);
    }
    findings.iter().for_each(|r| *weight.entry(&r.finding.place.path).or_default() += 6);
    let heavy = |place: &Place| weight.get(place.path.as_str()).copied().unwrap_or(0);
    let key = |place: &'k Place| (&place.published, &place.path, &place.doc_id);
    let mut all: Vec<&Place> = kept.articles().collect();
    all.sort_by_key(|place| (Reverse(heavy(place)), key(place)));
    let (mut whole, mut condensed, mut bytes) = (0, 0, 0);
    let mut out = Vec::new();
    for place in all {
        if whole < ARTICLES && bytes + place.length <= WHOLE && place.length <= LONGEST {
            (whole, bytes) = (whole + 1, bytes + place.length);
            out.push((place, Extent::Whole));
        } else if condensed < ARTICLES && heavy(place) > 0 {
            condensed += 1;
            out.push((place, Extent::Condensed));
        }
    }
    out.sort_by_key(|(place, _)| key(place));
    out
}
