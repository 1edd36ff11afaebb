//! Every fact with its evidence, and the facts that only one source states.

use super::show::{T, anchor, difference, normal};
use super::{Site, select, sign};
use crate::claim::Claim;
use crate::fact::{Relation, Value, Verdict};
use crate::lexicon::Modality;
use crate::output::rows::{FactView, Standing};
use crate::output::words::Lang;
use crate::review::Reviewed;
use maud::{Markup, PreEscaped, html};

/// Places shown for one value; the table has all.
const PLACES: usize = 12;
/// Relations shown for one fact.
const RELATIONS: usize = 6;

pub(super) fn open(site: &Site) -> Markup {
    html! {
        (PreEscaped("<section class=\"wide\" id=\"facts\" aria-labelledby=\"facts-title\">"))
        h2 #facts-title { (site.word("facts")) }
        p.lede { (site.word("about_facts")) }
    }
}

/// One fact, its values and who states them.
pub(super) fn card<'a>(site: &Site<'a>, view: FactView<'a>) -> Markup {
    let fact = view.fact;
    let indices = |found: Vec<usize>| found.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
    let sources: Vec<usize> = select::sources_of(&view).iter().filter_map(|s| site.shown.source(s)).collect();
    let names = select::names_of(&view);
    let entities: Vec<usize> =
        (0..site.shown.entities.len()).filter(|i| names.contains(site.shown.entities[*i])).collect();
    let found = site.shown.of_fact.get(fact.id.as_str()).into_iter().flatten();
    html! {
        article class={ "card fact " (fact.verdict.as_str()) } id=(anchor("fact", &fact.id))
            data-verdict=(fact.verdict.as_str()) data-sources=(indices(sources)) data-entities=(indices(entities)) {
            @for reviewed in found.clone() {
                span.anchor id=(anchor("finding", &reviewed.fingerprint)) {}
            }
            header {
                (site.badge(fact.verdict))
                h3 { (site.title(view)) }
                p.meta {
                    (site.lang.fill("n_sources", &[&fact.sources(site.report.claims)])) " · "
                    (site.lang.fill("n_claims", &[&fact.claims.len()])) " · "
                    (site.lang.fill("confidence", &[&format!("{:.2}", fact.confidence)]))
                }
            }
            div.values { @for (i, v) in fact.values.iter().enumerate() { (value(site, view, i, v)) } }
            (relations(site, view))
            @for reviewed in found.filter(|r| !r.status.is_open()) { (decision(site, reviewed)) }
        }
    }
}

/// Why a finding about the fact is closed.
fn decision(site: &Site, reviewed: &Reviewed) -> Markup {
    let decided = reviewed.decision.as_ref();
    let ruling = decided.and_then(|d| d.ruling).map_or("", |r| match site.lang {
        Lang::Ja => r.as_ja(),
        Lang::En => r.as_str(),
    });
    html! {
        p.help {
            b { (site.word("decision")) } " " (site.lang.name("status", reviewed.status.as_str()))
            @if !ruling.is_empty() { " · " (ruling) }
            @if let Some(d) = decided { @if !d.reason.is_empty() { " — " (T(&d.reason)) } }
        }
    }
}

fn value<'a>(site: &Site<'a>, view: FactView<'a>, i: usize, value: &'a Value) -> Markup {
    let standing = Standing::of(view, i);
    let claims: Vec<&Claim> = view.claims_of(value).collect();
    let Some(claim) = claims.first() else { return html! {} };
    html! {
        div class={ "stated " (standing.class) } {
            h4 {
                @if !standing.letter.is_empty() { b.letter { (standing.letter) } " " }
                span.surface { (T(&claim.excerpt.surface)) } " "
                span.normal { (T(unlike(&normal(&claim.stated, site.lang), &claim.excerpt.surface))) } " "
                span.by { (site.lang.fill("n_sources", &[&view.sources_of(value).len()])) }
                @if let Some(verdict) = standing.verdict {
                    " " span class={ "to-best " (verdict.as_str()) } { (sign(verdict)) " A" }
                }
            }
            ul.evidence { @for c in claims.iter().take(PLACES) { (evidence(site, c)) } }
            @if claims.len() > PLACES {
                p.partial { (site.lang.fill("and_more", &[&(claims.len() - PLACES)])) " " (site.table("evidence.csv")) }
            }
        }
    }
}

/// The value without the beginning that only repeats what is written: 463億円 = 46,300,000,000円.
fn unlike<'n>(normal: &'n str, surface: &str) -> &'n str {
    match normal.split_once(" = ") {
        Some((oku, rest)) if surface.ends_with(oku) => rest,
        _ => normal,
    }
}

fn evidence<'a>(site: &Site<'a>, c: &'a Claim) -> Markup {
    let e = &c.excerpt;
    let link = site.claim_link(c);
    html! {
        li {
            p.who {
                b { (T(&c.source)) }
                @if !c.published.is_empty() { " " time { (c.published) } }
                @if c.modality != Modality::Asserted { " " span.voice { (site.lang.name("voice", c.modality.as_str())) } }
                @if !c.attribution.is_empty() { " " span.voice { (T(&c.attribution)) } }
            }
            blockquote { (T(&e.before)) mark { (T(&e.surface)) } (T(&e.after)) }
            p.place {
                @if let Some(link) = link { a href=(link) { (T(&c.path)) ":" (c.line) } }
                @else { (T(&c.path)) ":" (c.line) }
            }
        }
    }
}

fn relations<'a>(site: &Site<'a>, view: FactView<'a>) -> Markup {
    let apart: Vec<&Relation> = view.fact.relations.iter().filter(|r| r.verdict == view.fact.verdict).collect();
    let letter = |i: usize| Standing::of(view, i).letter;
    html! {
        @if view.fact.verdict != Verdict::Compatible && !apart.is_empty() {
            ul.relations {
                @for r in apart.iter().take(RELATIONS) {
                    @let claim = view.fact.values.get(r.b).and_then(|v| view.first(v));
                    @let by = claim.map(|c| difference(&r.difference, &r.difference_pct, c, site.lang)).unwrap_or_default();
                    @if !by.is_empty() || !r.cause.is_empty() {
                        li {
                            (letter(r.a)) " " (sign(r.verdict)) " " (letter(r.b))
                            @if !by.is_empty() { " " span.by { (site.word("difference")) " " (by) } }
                            @if !r.cause.is_empty() {
                                " " strong.cause { (site.word("cause")) " " (T(site.lang.name("cause", &r.cause))) }
                            }
                        }
                    }
                }
                @if apart.len() > RELATIONS {
                    li { (site.lang.fill("and_more", &[&(apart.len() - RELATIONS)])) " " (site.table("relations.csv")) }
                }
            }
        }
    }
}

/// The facts of one source, as a list, and the end of the section.
pub(super) fn close(site: &Site) -> Markup {
    let singles = &site.shown.singles;
    html! {
        @if !singles.is_empty() {
            details #singles {
                summary { (site.lang.fill("singles", &[&site.shown.all_singles])) }
                (site.partial(singles.len(), site.shown.all_singles, "facts.csv"))
                div.scroll tabindex="0" role="region" aria-label=(site.lang.name("verdict", "single")) {
                    table.list {
                        thead { tr {
                            th scope="col" { (site.word("fact")) } th scope="col" { (site.word("value")) }
                            th scope="col" { (site.word("source")) } th scope="col" { (site.word("place")) }
                        } }
                        tbody { @for view in singles { (single(site, *view)) } }
                    }
                }
            }
        }
        (PreEscaped("</section>"))
    }
}

fn single<'a>(site: &Site<'a>, view: FactView<'a>) -> Markup {
    let Some(claim) = view.claims().next() else { return html! {} };
    let source = site.shown.source(&claim.source).map(|i| i.to_string()).unwrap_or_default();
    html! {
        tr.fact id=(anchor("fact", &view.fact.id)) data-verdict=(view.fact.verdict.as_str()) data-sources=(source) {
            th scope="row" { (site.title(view)) }
            td { (T(&claim.excerpt.surface)) " " small.normal { (T(&normal(&claim.stated, site.lang))) } }
            td { (T(&claim.source)) }
            td.place {
                @if let Some(link) = site.claim_link(claim) { a href=(link) { (T(&claim.path)) ":" (claim.line) } }
                @else { (T(&claim.path)) ":" (claim.line) }
            }
        }
    }
}
