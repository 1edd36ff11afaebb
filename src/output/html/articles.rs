//! The articles, with their mentions marked.

use super::Page;
use super::select::Extent;
use super::untrusted::{Untrusted, anchor};
use crate::check::Place;
use crate::fact::Verdict;
use crate::output::article::{Article, Mark, MarkKind, Part, PartKind, Run};
use crate::output::fact_view::FactView;
use crate::review::Reviewed;
use maud::{Markup, PreEscaped, html};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn open(page: &Page, all: usize) -> Markup {
    let shown = &page.shown.articles;
    let condensed = shown.iter().filter(|(_, e)| *e == Extent::Condensed).count();
    html! {
        (PreEscaped("<section class=\"wide\" id=\"articles\" aria-labelledby=\"articles-title\">"))
        h2 #articles-title { (page.text("articles")) }
        p.lede { (page.text("about_articles")) }
        p.legend {
            @for kind in [MarkKind::Date, MarkKind::Amount, MarkKind::Entity] {
                mark class=(kind.as_str()) { (page.lang.label("mark", kind.as_str())) } " "
            }
            mark.amount.disputed { (page.lang.label("mark", "disputed")) } " "
            mark.place.flagged { (page.lang.label("mark", "flagged")) }
        }
        @if shown.len() < all || condensed > 0 {
            p.partial { (page.lang.fill("articles_partial", &[&all, &(shown.len() - condensed), &condensed])) }
        }
    }
}

pub(super) fn close() -> Markup {
    PreEscaped("</section>".to_owned())
}

pub(super) fn one(page: &Page, mut article: Article, extent: Extent) -> Markup {
    if extent == Extent::Condensed {
        let annotations = Annotations::new(page, &article);
        let parts =
            article.condensed(|m| fact(page, &article.id, m).is_some() || annotations.flags.contains_key(&m.start));
        article.parts = parts;
    }
    let annotations = Annotations::new(page, &article);
    let source = page.shown.source(&article.source).map(|i| i.to_string()).unwrap_or_default();
    let marks = article.parts.iter().flat_map(|p| &p.runs).filter_map(|r| r.mark.as_ref());
    let names: BTreeSet<&str> = marks.filter(|m| m.kind == MarkKind::Entity).map(|m| m.value.as_str()).collect();
    let entities = page.shown.entities.iter().enumerate().filter(|(_, name)| names.contains(*name));
    let entities: Vec<String> = entities.map(|(i, _)| i.to_string()).collect();
    html! {
        article.card.text id=(anchor("doc", &article.id)) data-sources=(source) data-entities=(entities.join(" ")) {
            header {
                h3 { @if article.title.is_empty() { (Untrusted(&article.path)) } @else { (Untrusted(&article.title)) } }
                p.meta {
                    b { (Untrusted(&article.source)) }
                    @if !article.published.is_empty() { " " time { (article.published) } }
                    " " span.path { (Untrusted(&article.path)) }
                    @if extent == Extent::Condensed { " " span.voice { (page.text("condensed")) } }
                }
            }
            div.body.lines[article.lines] { (body(page, &annotations)) }
        }
    }
}

/// The blocks of an article. Items in a row share a list, cells of a table a table.
fn body(page: &Page, annotations: &Annotations) -> Markup {
    let mut rest = annotations.article.parts.as_slice();
    let mut out = String::new();
    while let Some(first) = rest.first() {
        let together = match first.kind {
            PartKind::Item => rest.iter().take_while(|p| p.kind == PartKind::Item).count(),
            PartKind::Cell(table, ..) => {
                rest.iter().take_while(|p| matches!(p.kind, PartKind::Cell(t, ..) if t == table)).count()
            }
            _ => 1,
        };
        let (group, after) = rest.split_at(together);
        rest = after;
        let markup = match first.kind {
            PartKind::Heading => html! { h4 data-line=(first.line) { (runs(page, annotations, first)) } },
            PartKind::Paragraph => html! { p data-line=(first.line) { (runs(page, annotations, first)) } },
            PartKind::Item => {
                html! { ul { @for part in group { li data-line=(part.line) { (runs(page, annotations, part)) } } } }
            }
            PartKind::Cell(..) => table(page, annotations, group),
        };
        out += &markup.into_string();
    }
    PreEscaped(out)
}

fn table(page: &Page, annotations: &Annotations, cells: &[Part]) -> Markup {
    let row = |p: &Part| if let PartKind::Cell(_, row, _) = p.kind { row } else { 0 };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(page.text("table")) { table.list { tbody {
            @for cells in cells.chunk_by(|a, b| row(a) == row(b)) {
                tr { @for part in cells {
                    @if matches!(part.kind, PartKind::Cell(_, _, true)) { th { (runs(page, annotations, part)) } }
                    @else { td { (runs(page, annotations, part)) } }
                } }
            }
        } } }
    }
}

fn runs(page: &Page, annotations: &Annotations, part: &Part) -> Markup {
    html! {
        @for run in &part.runs {
            @if let Some(mark) = &run.mark { (marked(page, annotations, run, mark)) } @else { (Untrusted(&run.text)) }
        }
    }
}

/// A mention, with its value on hover and a link to its fact or finding when there is one.
fn marked(page: &Page, annotations: &Annotations, run: &Run, mark: &Mark) -> Markup {
    let fact = fact(page, &annotations.article.id, mark);
    let flags = annotations.flags.get(&mark.start);
    let mut class = mark.kind.as_str().to_owned();
    let mut says = vec![mark.value.as_str(), mark.note.as_str()];
    let mut link = None;
    if let Some(view) = fact {
        class += if view.fact.verdict == Verdict::Conflict { " disputed" } else { " linked" };
        says.push(page.lang.label("verdict", view.fact.verdict.as_str()));
        link = Some(anchor("fact", &view.fact.id));
    }
    if let Some(flag) = flags.and_then(|f| f.first()) {
        class += " flagged";
        says.push(&flag.reviewed.finding.message);
        // the fact says more, unless nobody else states it
        if fact.is_none_or(|v| v.fact.values.len() < 2) {
            link = Some(anchor("finding", &flag.reviewed.fingerprint));
        }
    }
    says.retain(|s| !s.is_empty());
    let says = says.join(" · ");
    let id = fact.map(|_| anchor("c", &claim_id(&annotations.article.id, mark)));
    html! {
        @for flag in flags.into_iter().flatten() { @if flag.first { span.anchor id=(place_id(flag.place)) {} } }
        @if let Some(link) = link {
            a class={ "mark " (class) } id=[id] href={ "#" (link) } title=(Untrusted(&says)) { (Untrusted(&run.text)) }
        } @else {
            mark class=(class) id=[id] title=(Untrusted(&says)) { (Untrusted(&run.text)) }
        }
    }
}

/// The anchor of a place that a finding points to.
pub(super) fn place_id(place: &Place) -> String {
    anchor("p", &format!("{}-{}", place.path, place.char_start))
}

/// The identifier of the claim that a mention makes.
fn claim_id(doc: &str, mark: &Mark) -> String {
    format!("c-{doc}-{}", mark.start)
}

/// The fact on the page of which a mention is evidence.
fn fact<'a>(page: &Page<'a>, doc: &str, mark: &Mark) -> Option<FactView<'a>> {
    let valued = matches!(mark.kind, MarkKind::Date | MarkKind::Amount);
    valued.then(|| page.shown.fact_of.get(claim_id(doc, mark).as_str()).copied()).flatten()
}

/// An article, and the findings on the page about its mentions.
struct Annotations<'t> {
    article: &'t Article,
    /// Flags by the first code point of the mention.
    flags: BTreeMap<u32, Vec<Flag<'t>>>,
}

/// A finding about a mention.
struct Flag<'t> {
    reviewed: &'t Reviewed,
    place: &'t Place,
    /// Whether this is the first mention of the place, to which links lead.
    first: bool,
}

impl<'t> Annotations<'t> {
    fn new(page: &'t Page, article: &'t Article) -> Self {
        let mut flags: BTreeMap<u32, Vec<Flag>> = BTreeMap::new();
        let mut led = BTreeSet::new();
        let marks: Vec<&Mark> = article.parts.iter().flat_map(|p| &p.runs).filter_map(|r| r.mark.as_ref()).collect();
        for reviewed in &page.shown.findings {
            let finding = &reviewed.finding;
            for place in std::iter::once(&finding.place).chain(&finding.related).filter(|p| p.path == article.path) {
                for mark in marks.iter().filter(|m| m.start < place.char_end && place.char_start < m.end) {
                    let first = led.insert(place.char_start);
                    flags.entry(mark.start).or_default().push(Flag { reviewed, place, first });
                }
            }
        }
        Annotations { article, flags }
    }
}
