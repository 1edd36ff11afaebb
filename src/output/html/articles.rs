//! The articles with everything that was read marked in them.

use super::Site;
use super::article::{Article, Mark, MarkKind, Part, PartKind, Run};
use super::select::Extent;
use super::show::{T, anchor};
use crate::check::Place;
use crate::fact::Verdict;
use crate::output::rows::FactView;
use crate::review::Reviewed;
use maud::{Markup, PreEscaped, html};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn open(site: &Site, all: usize) -> Markup {
    let shown = &site.shown.articles;
    let condensed = shown.iter().filter(|(_, e)| *e == Extent::Condensed).count();
    html! {
        (PreEscaped("<section class=\"wide\" id=\"articles\" aria-labelledby=\"articles-title\">"))
        h2 #articles-title { (site.word("articles")) }
        p.lede { (site.word("about_articles")) }
        p.legend {
            @for kind in [MarkKind::Date, MarkKind::Amount, MarkKind::Entity] {
                mark class=(kind.as_str()) { (site.lang.name("mark", kind.as_str())) } " "
            }
            mark.amount.disputed { (site.lang.name("mark", "disputed")) } " "
            mark.place.flagged { (site.lang.name("mark", "flagged")) }
        }
        @if shown.len() < all || condensed > 0 {
            p.partial { (site.lang.fill("articles_partial", &[&all, &(shown.len() - condensed), &condensed])) }
        }
    }
}

pub(super) fn close() -> Markup {
    PreEscaped("</section>".to_owned())
}

pub(super) fn one(site: &Site, mut article: Article, extent: Extent) -> Markup {
    if extent == Extent::Condensed {
        let told = Told::new(site, &article);
        let parts = article.condensed(|m| fact(site, &article.id, m).is_some() || told.flags.contains_key(&m.start));
        article.parts = parts;
    }
    let told = Told::new(site, &article);
    let source = site.shown.source(&article.source).map(|i| i.to_string()).unwrap_or_default();
    let marks = article.parts.iter().flat_map(|p| &p.runs).filter_map(|r| r.mark.as_ref());
    let names: BTreeSet<&str> = marks.filter(|m| m.kind == MarkKind::Entity).map(|m| m.value.as_str()).collect();
    let entities = site.shown.entities.iter().enumerate().filter(|(_, name)| names.contains(*name));
    let entities: Vec<String> = entities.map(|(i, _)| i.to_string()).collect();
    html! {
        article.card.text id=(anchor("doc", &article.id)) data-sources=(source) data-entities=(entities.join(" ")) {
            header {
                h3 { @if article.title.is_empty() { (T(&article.path)) } @else { (T(&article.title)) } }
                p.meta {
                    b { (T(&article.source)) }
                    @if !article.published.is_empty() { " " time { (article.published) } }
                    " " span.path { (T(&article.path)) }
                    @if extent == Extent::Condensed { " " span.voice { (site.word("condensed")) } }
                }
            }
            div.body.lines[article.lines] { (body(site, &told)) }
        }
    }
}

/// The blocks; items and cells that belong together share a list or a table.
fn body(site: &Site, told: &Told) -> Markup {
    let mut rest = told.article.parts.as_slice();
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
            PartKind::Heading => html! { h4 data-line=(first.line) { (runs(site, told, first)) } },
            PartKind::Paragraph => html! { p data-line=(first.line) { (runs(site, told, first)) } },
            PartKind::Item => {
                html! { ul { @for part in group { li data-line=(part.line) { (runs(site, told, part)) } } } }
            }
            PartKind::Cell(..) => table(site, told, group),
        };
        out += &markup.into_string();
    }
    PreEscaped(out)
}

fn table(site: &Site, told: &Told, cells: &[Part]) -> Markup {
    let row = |p: &Part| if let PartKind::Cell(_, row, _) = p.kind { row } else { 0 };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(site.word("table")) { table.list { tbody {
            @for cells in cells.chunk_by(|a, b| row(a) == row(b)) {
                tr { @for part in cells {
                    @if matches!(part.kind, PartKind::Cell(_, _, true)) { th { (runs(site, told, part)) } }
                    @else { td { (runs(site, told, part)) } }
                } }
            }
        } } }
    }
}

fn runs(site: &Site, told: &Told, part: &Part) -> Markup {
    html! {
        @for run in &part.runs {
            @if let Some(mark) = &run.mark { (marked(site, told, run, mark)) } @else { (T(&run.text)) }
        }
    }
}

/// A mention: its value on hover, a link to its fact or finding when there is one.
fn marked(site: &Site, told: &Told, run: &Run, mark: &Mark) -> Markup {
    let fact = fact(site, &told.article.id, mark);
    let flags = told.flags.get(&mark.start);
    let mut class = mark.kind.as_str().to_owned();
    let mut says = vec![mark.value.as_str(), mark.note.as_str()];
    let mut link = None;
    if let Some(view) = fact {
        class += if view.fact.verdict == Verdict::Conflict { " disputed" } else { " linked" };
        says.push(site.lang.name("verdict", view.fact.verdict.as_str()));
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
    let id = fact.map(|_| anchor("c", &claim_id(&told.article.id, mark)));
    html! {
        @for flag in flags.into_iter().flatten() { @if flag.first { span.anchor id=(place_id(flag.place)) {} } }
        @if let Some(link) = link {
            a class={ "mark " (class) } id=[id] href={ "#" (link) } title=(T(&says)) { (T(&run.text)) }
        } @else {
            mark class=(class) id=[id] title=(T(&says)) { (T(&run.text)) }
        }
    }
}

/// The anchor of a place that a finding points to.
pub(super) fn place_id(place: &Place) -> String {
    anchor("p", &format!("{}-{}", place.path, place.char_start))
}

/// As claims are named: by document and place.
fn claim_id(doc: &str, mark: &Mark) -> String {
    format!("c-{doc}-{}", mark.start)
}

/// The fact on the page that a mention is evidence of.
fn fact<'a>(site: &Site<'a>, doc: &str, mark: &Mark) -> Option<FactView<'a>> {
    let valued = matches!(mark.kind, MarkKind::Date | MarkKind::Amount);
    valued.then(|| site.shown.fact_of.get(claim_id(doc, mark).as_str()).copied()).flatten()
}

/// An article with what the findings on the page say about its mentions.
struct Told<'t> {
    article: &'t Article,
    /// By the first code point of the mention.
    flags: BTreeMap<u32, Vec<Flag<'t>>>,
}

/// One finding about one mention.
struct Flag<'t> {
    reviewed: &'t Reviewed,
    place: &'t Place,
    /// Whether this is the first mention of the place, where a link to it leads.
    first: bool,
}

impl<'t> Told<'t> {
    fn new(site: &'t Site, article: &'t Article) -> Self {
        let mut flags: BTreeMap<u32, Vec<Flag>> = BTreeMap::new();
        let mut led = BTreeSet::new();
        let marks: Vec<&Mark> = article.parts.iter().flat_map(|p| &p.runs).filter_map(|r| r.mark.as_ref()).collect();
        for reviewed in &site.shown.findings {
            let finding = &reviewed.finding;
            for place in std::iter::once(&finding.place).chain(&finding.related).filter(|p| p.path == article.path) {
                for mark in marks.iter().filter(|m| m.start < place.char_end && place.char_start < m.end) {
                    let first = led.insert(place.char_start);
                    flags.entry(mark.start).or_default().push(Flag { reviewed, place, first });
                }
            }
        }
        Told { article, flags }
    }
}
