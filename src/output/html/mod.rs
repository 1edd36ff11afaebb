//! The report: one HTML file that needs nothing else, no network, no server, no script to be read.
//!
//! `select` decides what fits on the page, one file per section says how it looks, `page.css` and `page.js` are
//! put in as they are. Every text goes through maud, which escapes it; text that others wrote goes through
//! `show::T` as well. The policy in the page's head allows exactly this style and this script and nothing else.
//! Anchors (`fact-…`, `finding-…`, `doc-…`, `c-…`) are the identifiers of the tables, so links stay good.

mod article;
mod articles;
mod facts;
mod findings;
mod head;
mod matrix;
mod overview;
mod select;
mod show;
#[cfg(test)]
mod tests;
mod timeline;

pub(super) use article::Article;

use super::report::{Look, Report};
use super::rows::FactView;
use super::words::Lang;
use crate::error::Error;
use crate::fact::Verdict;
use maud::{Markup, html};
use select::Selection;
use show::{T, anchor};

/// The name of the report in an output folder.
pub const FILE: &str = "report.html";

/// Everything a section needs.
struct Site<'a> {
    report: Report<'a>,
    lang: Lang,
    tables: bool,
    shown: Selection<'a>,
}

/// The report as one page. Without texts it has no articles: whoever has only claims has none.
///
/// # Errors
/// [`Error::Io`] when an article cannot be fetched.
pub fn write(report: &Report, look: &Look) -> Result<Vec<u8>, Error> {
    let site = Site { report: *report, lang: look.lang, tables: look.tables, shown: Selection::new(report) };
    let mut out = String::new();
    let mut put = |markup: Markup| out.push_str(&markup.into_string());
    put(head::head(&site));
    put(overview::section(&site));
    put(head::filter(&site));
    put(matrix::section(&site));
    put(timeline::section(&site));
    put(facts::open(&site));
    for view in &site.shown.compared {
        put(facts::card(&site, *view));
    }
    put(facts::close(&site));
    put(findings::section(&site));
    if let Some(kept) = report.kept {
        put(articles::open(&site, kept.articles().count()));
        for (doc, extent) in &site.shown.articles {
            if let Some(article) = kept.article(doc)? {
                put(articles::one(&site, article, *extent));
            }
        }
        put(articles::close());
    }
    put(head::foot(&site));
    Ok(out.into_bytes())
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
        html! { @if self.tables { a href=(file) { (file) } } @else { code { (file) } } }
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
        self.shown.paths.contains(place.path.as_str()).then(|| format!("#{}", articles::place_id(place)))
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
