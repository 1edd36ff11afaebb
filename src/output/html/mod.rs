//! The report: one HTML file that needs nothing else, no network, no server, no script to be read.
//!
//! [`select`] decides what fits on the page, one file per section says how it looks, `page.css` and `page.js` are
//! put in as they are. Every text goes through maud, which escapes it; text that others wrote goes through
//! [`show::T`] as well. The policy in the page's head allows exactly this style and this script and nothing else.
//! Anchors (`fact-…`, `finding-…`, `doc-…`, `c-…`) are the identifiers of the tables, so links stay good.

mod article;
mod articles;
mod facts;
mod findings;
mod head;
mod matrix;
mod overview;
mod select;
mod shelf;
mod show;
#[cfg(test)]
mod tests;
mod timeline;

pub use shelf::{Shelf, Slip};

use super::folder::Whole;
use super::rows::FactView;
use super::summary::Totals;
use super::words::Lang;
use crate::fact::Verdict;
use maud::{Markup, html};
use select::Selection;
use show::{T, anchor};
use std::io::{self, Write};

/// The name of the report in an output folder.
pub const FILE: &str = "report.html";

/// What a report is about.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Facts, claims and findings.
    pub whole: Whole<'a>,
    /// What was counted document by document.
    pub totals: &'a Totals,
    /// Language of labels and explanations.
    pub lang: Lang,
    /// Whether the tables lie beside the report, so that it can link to them.
    pub tables: bool,
}

/// Everything a section needs.
struct Site<'a> {
    page: Page<'a>,
    lang: Lang,
    shown: Selection<'a>,
}

/// Writes the report. Without a shelf it has no articles: whoever has only claims has no texts.
///
/// # Errors
/// Whatever `out` says, or what happened when an article was fetched from the shelf.
pub fn write(out: &mut dyn Write, page: Page, mut shelf: Option<&mut Shelf>) -> io::Result<()> {
    let shown = Selection::new(&page, shelf.as_deref());
    let site = Site { page, lang: page.lang, shown };
    let mut put = |markup: Markup| out.write_all(markup.into_string().as_bytes());
    put(head::head(&site))?;
    put(overview::section(&site))?;
    put(head::filter(&site))?;
    put(matrix::section(&site))?;
    put(timeline::section(&site))?;
    put(facts::open(&site))?;
    for view in &site.shown.compared {
        put(facts::card(&site, *view))?;
    }
    put(facts::close(&site))?;
    put(findings::section(&site))?;
    if let Some(shelf) = shelf.as_deref_mut() {
        put(articles::open(&site, shelf.len()))?;
        for (doc, extent) in &site.shown.articles {
            if let Some(article) = shelf.get(doc)? {
                put(articles::one(&site, article, *extent))?;
            }
        }
        put(articles::close())?;
    }
    put(head::foot(&site))
}

impl<'a> Site<'a> {
    fn word(&self, key: &str) -> &'static str {
        self.lang.word(key)
    }

    /// A verdict as sign and word, for people who see no colours.
    fn badge(&self, verdict: Verdict) -> Markup {
        html! {
            span class={ "badge " (verdict.as_str()) } {
                span.sign aria-hidden="true" { (sign(verdict)) } (self.lang.name("verdict", verdict.as_str()))
            }
        }
    }

    /// What a fact is about.
    fn title(&self, view: FactView<'a>) -> Markup {
        let scope = view.scope();
        html! {
            @if view.subject().is_empty() && view.attribute().is_empty() { (self.word("no_subject")) }
            span.subject { (T(view.subject())) }
            @if !view.subject().is_empty() && !view.attribute().is_empty() { span.dot { " · " } }
            span.attribute { (T(view.attribute())) }
            @if !scope.is_empty() { " " span.scope { (T(&self.scope(&scope))) } }
        }
    }

    /// The restrictions of a fact in words.
    fn scope(&self, scope: &str) -> String {
        let one = |part: &str| match part.split_once(' ') {
            Some(("per", unit)) => format!("{}{unit}", self.lang.name("of", "per")),
            _ => self.lang.name("scope", part).replace('/', " 〜 "),
        };
        scope.split("; ").map(one).collect::<Vec<_>>().join(" · ")
    }

    /// Where to read on about what does not fit: a table beside the report, or nothing.
    fn table(&self, file: &'static str) -> Markup {
        html! { @if self.page.tables { a href=(file) { (file) } } @else { code { (file) } } }
    }

    /// "300 of 1,234 shown", when not all are.
    fn partial(&self, shown: usize, all: usize, file: &'static str) -> Markup {
        html! {
            @if shown < all {
                p.partial { (self.lang.fill("partial", &[&show::separated(&all.to_string()), &shown])) " " (self.table(file)) }
            }
        }
    }

    /// The link to a claim in its article, when the article is on the page.
    fn claim_link(&self, claim: &crate::claim::Claim) -> Option<String> {
        let here = self.shown.fact_of.contains_key(claim.claim_id.as_str());
        (here && self.shown.has_article(&claim.doc_id)).then(|| format!("#{}", anchor("c", &claim.claim_id)))
    }

    /// The link to a place that a finding points to, when its article is on the page.
    fn place_link(&self, place: &crate::check::Place) -> Option<String> {
        self.shown.paths.contains(&place.path).then(|| format!("#{}", articles::place_id(place)))
    }
}

/// The sign that stands for a verdict beside its colour.
fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agree => "＝",
        Verdict::Compatible => "≒",
        Verdict::Updated => "→",
        Verdict::Conflict => "≠",
        Verdict::Single => "・",
    }
}
