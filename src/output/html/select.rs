//! Selection of what is on the page. A report is for reading, so its size has a limit for any corpus; the tables have
//! all.

use crate::check::Severity;
use crate::fact::Verdict;
use crate::output::fact_view::FactView;
use crate::output::report::Report;
use crate::output::rows::compared;
use crate::output::spill::{SpillEntry, SpillFile};
use crate::review::Reviewed;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Most facts compared, conflicts first.
const COMPARED: usize = 500;
/// Most facts of one source, and most findings.
const LISTED: usize = 300;
/// Most columns of the comparison; of more sources, those with the most facts.
pub(super) const COLUMNS: usize = 24;
/// Most choices of the entity filter.
const ENTITIES: usize = 150;
/// Most articles shown whole, and most condensed ones.
const ARTICLES: usize = 300;
/// Most bytes, as encoded in the spill file, of all articles shown whole and of one of them.
const WHOLE: usize = 6_000_000;
const LONGEST: usize = 200_000;

/// How much of an article is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    Whole,
    /// The blocks with a value of a fact on the page or with a finding.
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
    /// The names by which facts can be filtered.
    pub entities: Vec<&'a str>,
    /// Open findings that belong to no fact on the page, the gravest first.
    pub findings: Vec<&'a Reviewed>,
    pub all_findings: usize,
    pub all_errors: usize,
    /// The findings about each fact.
    pub of_fact: HashMap<&'a str, Vec<&'a Reviewed>>,
    /// The articles by id of their documents, in order of publication.
    pub articles: Vec<(&'a str, Extent)>,
    /// Paths of the articles.
    pub paths: HashSet<&'a str>,
    /// Ids of the articles.
    documents: HashSet<&'a str>,
    /// The fact on the page to which a claim belongs, by id of the claim.
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
        let chosen = report.spill.map(|spill| articles(spill, &shared, &findings)).unwrap_or_default();
        Selection {
            sources: often(shared.iter().chain(&singles).map(|view| view.sources())),
            entities: often(shared.iter().map(names_of)).into_iter().take(ENTITIES).collect(),
            compared: shared,
            all_compared,
            singles,
            all_singles,
            findings,
            all_findings,
            all_errors,
            of_fact,
            paths: chosen.iter().map(|(entry, _)| entry.path.as_str()).collect(),
            documents: chosen.iter().map(|(entry, _)| entry.doc_id.as_str()).collect(),
            articles: chosen.into_iter().map(|(entry, extent)| (entry.doc_id.as_str(), extent)).collect(),
            fact_of,
        }
    }

    /// The columns of the comparison.
    pub fn columns(&self) -> &[&'a str] {
        &self.sources[..self.sources.len().min(COLUMNS)]
    }

    /// Returns true if a document is among the articles.
    pub fn has_article(&self, doc_id: &str) -> bool {
        self.documents.contains(doc_id)
    }

    /// Index of a source in `sources`.
    pub fn source(&self, name: &str) -> Option<usize> {
        self.sources.iter().position(|s| *s == name)
    }
}

/// The names in the sentences of a fact, and its subjects.
pub(super) fn names_of<'a>(view: &FactView<'a>) -> BTreeSet<&'a str> {
    let mut names: BTreeSet<&str> = view.claims().flat_map(|c| c.entities.iter().map(|e| e.as_str())).collect();
    names.extend(view.claims().map(|c| c.subject.as_str()).filter(|s| !s.is_empty()));
    names
}

/// All names, the most frequent first, each once.
fn often<'a>(sets: impl Iterator<Item = BTreeSet<&'a str>>) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    sets.flatten().for_each(|name| *counts.entry(name).or_default() += 1);
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(_, n)| Reverse(*n)); // stable: equal ones by name
    names.into_iter().map(|(name, _)| name).collect()
}

/// Findings by id of their fact, and findings about no fact on the page.
type Found<'a> = (HashMap<&'a str, Vec<&'a Reviewed>>, Vec<&'a Reviewed>);

/// The findings by id of the fact they are about, closed ones too, and the open ones about none.
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

/// The documents with the most conflicts, findings and compared facts, up to the limits, in order of publication.
fn articles<'s>(spill: &'s SpillFile, facts: &[FactView], findings: &[&Reviewed]) -> Vec<(&'s SpillEntry, Extent)> {
    let mut weight: HashMap<&str, usize> = HashMap::new();
    for view in facts {
        let own = if view.fact.verdict == Verdict::Conflict { 8 } else { 1 };
        view.claims().for_each(|c| *weight.entry(&c.path).or_default() += own);
    }
    findings.iter().for_each(|r| *weight.entry(&r.finding.place.path).or_default() += 6);
    let heavy = |entry: &SpillEntry| weight.get(entry.path.as_str()).copied().unwrap_or(0);
    let key = |entry: &'s SpillEntry| (&entry.published, &entry.path, &entry.doc_id);
    let mut all: Vec<&SpillEntry> = spill.articles().collect();
    all.sort_by_key(|entry| (Reverse(heavy(entry)), key(entry)));
    let (mut whole, mut condensed, mut bytes) = (0, 0, 0);
    let mut out = Vec::new();
    for entry in all {
        if whole < ARTICLES && bytes + entry.article_len <= WHOLE && entry.article_len <= LONGEST {
            (whole, bytes) = (whole + 1, bytes + entry.article_len);
            out.push((entry, Extent::Whole));
        } else if condensed < ARTICLES && heavy(entry) > 0 {
            condensed += 1;
            out.push((entry, Extent::Condensed));
        }
    }
    out.sort_by_key(|(entry, _)| key(entry));
    out
}
