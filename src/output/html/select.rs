//! What fits on the page. A report is for reading, so its size has a limit whatever the corpus; the tables have all.

use super::Page;
use super::shelf::{Place, Shelf};
use crate::check::Finding;
use crate::fact::Verdict;
use crate::output::rows::{FactView, compared, fingerprints, in_order};
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
    /// Findings that belong to no fact on the page, with their fingerprints.
    pub findings: Vec<(&'a Finding, String)>,
    pub all_findings: usize,
    /// Fingerprints of the findings about each fact.
    pub of_fact: HashMap<&'a str, Vec<String>>,
    /// The articles, in order of their dates, and their paths.
    pub articles: Vec<(String, Extent)>,
    pub paths: HashSet<String>,
    documents: HashSet<String>,
    /// The fact on the page that each claim belongs to, by the claim's id.
    pub fact_of: HashMap<&'a str, FactView<'a>>,
}

impl<'a> Selection<'a> {
    pub fn new(page: &Page<'a>, shelf: Option<&Shelf>) -> Self {
        let whole = &page.whole;
        let mut shared = compared(whole.claims, whole.facts);
        let all_compared = shared.len();
        shared.truncate(COMPARED);
        let single = whole.facts.iter().filter(|f| f.verdict != Verdict::Conflict && f.sources(whole.claims) < 2);
        let mut singles: Vec<FactView> = single.map(|f| FactView::new(f, whole.claims)).collect();
        let all_singles = singles.len();
        singles.truncate(LISTED);
        let fact_of: HashMap<&str, FactView> =
            shared.iter().chain(&singles).flat_map(|v| v.claims().map(|c| (c.claim_id.as_str(), *v))).collect();
        let (of_fact, mut findings) = findings(page, &shared);
        let all_findings = findings.len();
        findings.sort_by_key(|(f, _)| Reverse(f.severity));
        findings.truncate(LISTED);
        let chosen = shelf.map(|shelf| articles(shelf, &shared, &findings)).unwrap_or_default();
        Selection {
            sources: often(shared.iter().chain(&singles).map(sources_of)),
            entities: often(shared.iter().map(names_of)).into_iter().take(ENTITIES).collect(),
            compared: shared,
            all_compared,
            singles,
            all_singles,
            findings,
            all_findings,
            of_fact,
            paths: chosen.iter().map(|(_, place, _)| place.path.clone()).collect(),
            documents: chosen.iter().map(|(doc, ..)| (*doc).to_owned()).collect(),
            articles: chosen.into_iter().map(|(doc, _, extent)| (doc.to_owned(), extent)).collect(),
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

type Found<'a> = (HashMap<&'a str, Vec<String>>, Vec<(&'a Finding, String)>);

/// The fingerprints of findings by the fact they are about, and the findings about none.
fn findings<'a>(page: &Page<'a>, facts: &[FactView<'a>]) -> Found<'a> {
    let claims = facts.iter().filter(|v| v.fact.verdict == Verdict::Conflict);
    let at: HashMap<(&str, u32), &str> =
        claims.flat_map(|v| v.claims().map(|c| ((c.path.as_str(), c.char_start), v.fact.id.as_str()))).collect();
    let ordered = in_order(page.whole.findings);
    let prints = fingerprints(&ordered);
    let (mut of_fact, mut others) = (HashMap::<&str, Vec<String>>::new(), Vec::new());
    for (f, print) in ordered.into_iter().zip(prints) {
        match at.get(&(f.place.path.as_str(), f.place.char_start)).filter(|_| f.rule == "fact-conflict") {
            Some(fact) => of_fact.entry(fact).or_default().push(print),
            None => others.push((f, print)),
        }
    }
    (of_fact, others)
}

/// The documents with the most conflicts, findings and shared facts, up to the limits; in order of their dates.
fn articles<'s>(
    shelf: &'s Shelf,
    facts: &[FactView],
    findings: &[(&Finding, String)],
) -> Vec<(&'s str, &'s Place, Extent)> {
    let mut weight: HashMap<&str, usize> = HashMap::new();
    for view in facts {
        let own = if view.fact.verdict == Verdict::Conflict { 8 } else { 1 };
        view.claims().for_each(|c| *weight.entry(&c.path).or_default() += own);
    }
    findings.iter().for_each(|(f, _)| *weight.entry(&f.place.path).or_default() += 6);
    let heavy = |place: &Place| weight.get(place.path.as_str()).copied().unwrap_or(0);
    let mut all: Vec<(&str, &Place)> = shelf.documents().collect();
    all.sort_by_key(|(doc, place)| (Reverse(heavy(place)), &place.published, &place.path, *doc));
    let (mut whole, mut condensed, mut bytes) = (0, 0, 0);
    let mut out = Vec::new();
    for (doc, place) in all {
        let fits = whole < ARTICLES && bytes + place.length <= WHOLE && place.length <= LONGEST;
        if fits {
            (whole, bytes) = (whole + 1, bytes + place.length);
            out.push((doc, place, Extent::Whole));
        } else if condensed < ARTICLES && heavy(place) > 0 {
            condensed += 1;
            out.push((doc, place, Extent::Condensed));
        }
    }
    out.sort_by_key(|(doc, place, _)| (&place.published, &place.path, *doc));
    out
}
