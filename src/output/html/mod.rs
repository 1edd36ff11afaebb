//! The report: one HTML file that needs no network, no server, and no script to be read.
//!
//! `select` decides what is on the page, and each section is a file; `page.css` and `page.js` are put in as they are.
//! maud escapes every text; text that others wrote goes through `Untrusted` as well. The content security policy in the
//! head allows exactly this style and this script.
//! Anchors (`fact-…`, `finding-…`, `doc-…`, `c-…`) are the identifiers of the tables, so links stay good.

mod articles;
mod facts;
mod findings;
mod head;
mod matrix;
mod overview;
mod select;
#[cfg(test)]
mod tests;
mod timeline;
mod untrusted;

use super::display::separated;
use super::fact_view::FactView;
use super::render::RenderOptions;
use super::report::Report;
use super::translations::Lang;
use crate::error::Error;
use crate::fact::Verdict;
use maud::{Markup, html};
use select::Selection;
use untrusted::{Untrusted, anchor};

/// The name of the report in an output folder.
pub const FILE: &str = "report.html";

/// The page being written.
struct Page<'a> {
    report: Report<'a>,
    lang: Lang,
    tables: bool,
    shown: Selection<'a>,
}

/// The report as one page. Without texts it has no articles: whoever has only claims has none.
///
/// # Errors
/// [`Error::Io`] when an article cannot be fetched.
pub fn write(report: &Report, options: &RenderOptions) -> Result<Vec<u8>, Error> {
    let page = Page { report: *report, lang: options.lang, tables: options.tables, shown: Selection::new(report) };
    let mut out = String::new();
    let mut put = |markup: Markup| out.push_str(&markup.into_string());
    put(head::head(&page));
    put(overview::section(&page));
    put(head::filter(&page));
    put(matrix::section(&page));
    put(timeline::section(&page));
    put(facts::open(&page));
    for view in &page.shown.compared {
        put(facts::card(&page, *view));
    }
    put(facts::close(&page));
    put(findings::section(&page));
    if let Some(spill) = report.spill {
        put(articles::open(&page, spill.articles().count()));
        for (doc, extent) in &page.shown.articles {
            if let Some(article) = spill.article(doc)? {
                put(articles::one(&page, article, *extent));
            }
        }
        put(articles::close());
    }
    put(head::foot(&page));
    Ok(out.into_bytes())
}

impl<'a> Page<'a> {
    /// The text for a key, in the language of the page.
    fn text(&self, key: &str) -> &'static str {
        self.lang.text(key)
    }

    /// A verdict as sign and word, for people who see no colours.
    fn badge(&self, verdict: Verdict) -> Markup {
        html! {
            span class={ "badge " (verdict.as_str()) } {
                span.sign aria-hidden="true" { (sign(verdict)) } (self.lang.label("verdict", verdict.as_str()))
            }
        }
    }

    /// Subject, phrase and scope of a fact.
    fn title(&self, view: FactView<'a>) -> Markup {
        let (scope, phrase) = (view.scope(), view.phrase());
        html! {
            @if view.subject().is_empty() && phrase.is_empty() { (self.text("no_subject")) }
            span.subject { (Untrusted(view.subject())) }
            @if !view.subject().is_empty() && !phrase.is_empty() { span.dot { " · " } }
            span.attribute { (Untrusted(phrase)) }
            @if !scope.is_empty() { " " span.scope { (Untrusted(&self.scope(&scope))) } }
        }
    }

    /// The restrictions of a fact in words.
    fn scope(&self, scope: &str) -> String {
        let one = |part: &str| match part.split_once(' ') {
            Some(("per", unit)) => format!("{}{unit}", self.lang.label("of", "per")),
            _ => self.lang.label("scope", part).replace('/', " 〜 "),
        };
        scope.split("; ").map(one).collect::<Vec<_>>().join(" · ")
    }

    /// The name of a table, as a link where the tables lie beside the report.
    fn table(&self, file: &'static str) -> Markup {
        html! { @if self.tables { a href=(file) { (file) } } @else { code { (file) } } }
    }

    /// How many of `all` are shown, when not all are.
    fn partial(&self, shown: usize, all: usize, file: &'static str) -> Markup {
        html! {
            @if shown < all {
                p.partial { (self.lang.fill("partial", &[&separated(&all.to_string()), &shown])) " " (self.table(file)) }
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
