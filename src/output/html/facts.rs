//! The facts with their evidence, and the facts of one source.

use super::untrusted::{Untrusted, anchor};
use super::{Page, select, sign};
use crate::claim::Claim;
use crate::fact::{Relation, Value, Verdict};
use crate::lexicon::Modality;
use crate::output::display::{difference, normal};
use crate::output::fact_view::FactView;
use crate::output::reasons::reasons;
use crate::output::translations::Lang;
use crate::output::value_label::ValueLabel;
use crate::review::Reviewed;
use maud::{Markup, PreEscaped, html};

/// Most places shown of a value; the table has all.
const PLACES: usize = 12;
/// Most relations shown of a fact.
const RELATIONS: usize = 6;

pub(super) fn open(page: &Page) -> Markup {
    html! {
        (PreEscaped("<section class=\"wide\" id=\"facts\" aria-labelledby=\"facts-title\">"))
        h2 #facts-title { (page.text("facts")) }
        p.lede { (page.text("about_facts")) }
    }
}

/// A fact, its values, and who states them.
pub(super) fn card<'a>(page: &Page<'a>, view: FactView<'a>) -> Markup {
    let fact = view.fact;
    let indices = |found: Vec<usize>| found.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
    let sources: Vec<usize> = view.sources().iter().filter_map(|s| page.shown.source(s)).collect();
    let names = select::names_of(&view);
    let entities: Vec<usize> =
        (0..page.shown.entities.len()).filter(|i| names.contains(page.shown.entities[*i])).collect();
    let found = page.shown.of_fact.get(fact.id.as_str()).into_iter().flatten();
    html! {
        article class={ "card fact " (fact.verdict.as_str()) } id=(anchor("fact", &fact.id))
            data-verdict=(fact.verdict.as_str()) data-sources=(indices(sources)) data-entities=(indices(entities)) {
            @for reviewed in found.clone() {
                span.anchor id=(anchor("finding", &reviewed.fingerprint)) {}
            }
            header {
                (page.badge(fact.verdict))
                h3 { (page.title(view)) }
                p.meta {
                    (page.lang.fill("n_sources", &[&view.sources().len()])) " · "
                    (page.lang.fill("n_claims", &[&fact.claims.len()])) " · "
                    (page.lang.fill("confidence", &[&format!("{:.2}", fact.confidence)]))
                }
            }
            div.values { @for (i, v) in fact.values.iter().enumerate() { (value(page, view, i, v)) } }
            (relations(page, view))
            (why(page, view))
            @for reviewed in found.filter(|r| !r.status.is_open()) { (decision(page, reviewed)) }
        }
    }
}

/// What the two values in dispute have in common, and who judged that the claims are one fact.
fn why<'a>(page: &Page<'a>, view: FactView<'a>) -> Markup {
    let disputed = matches!(view.fact.verdict, Verdict::Conflict | Verdict::Updated);
    let shared = view.disputed_pair().filter(|_| disputed).map(|(a, b)| reasons(a, b, page.lang)).unwrap_or_default();
    html! {
        @if !shared.is_empty() { p.help { b { (page.text("why")) } " " (Untrusted(&shared.join("; "))) } }
        @for j in &view.fact.judgements {
            p.help { b { (page.text("judged")) } " " (Untrusted(&j.judged_by)) " — " (Untrusted(&j.reason)) }
        }
    }
}

/// The decision by which a finding about the fact is closed.
fn decision(page: &Page, reviewed: &Reviewed) -> Markup {
    let decided = reviewed.decision.as_ref();
    let ruling = decided.and_then(|d| d.ruling).map_or("", |r| match page.lang {
        Lang::Ja => r.as_ja(),
        Lang::En => r.as_str(),
    });
    html! {
        p.help {
            b { (page.text("decision")) } " " (page.lang.label("status", reviewed.status.as_str()))
            @if !ruling.is_empty() { " · " (ruling) }
            @if let Some(d) = decided { @if !d.reason.is_empty() { " — " (Untrusted(&d.reason)) } }
        }
    }
}

fn value<'a>(page: &Page<'a>, view: FactView<'a>, i: usize, value: &'a Value) -> Markup {
    let label = ValueLabel::of(view, i);
    let claims: Vec<&Claim> = view.claims_of(value).collect();
    let Some(claim) = claims.first() else { return html! {} };
    html! {
        div class={ "stated " (label.class) } {
            h4 {
                @if !label.letter.is_empty() { b.letter { (label.letter) } " " }
                span.surface { (Untrusted(&claim.excerpt.surface)) } " "
                span.normal { (Untrusted(unlike(&normal(&claim.stated, page.lang), &claim.excerpt.surface))) } " "
                span.by { (page.lang.fill("n_sources", &[&view.sources_of(value).len()])) }
                @if let Some(verdict) = label.verdict {
                    " " span class={ "to-best " (verdict.as_str()) } { (sign(verdict)) " A" }
                }
            }
            ul.evidence { @for c in claims.iter().take(PLACES) { (evidence(page, c)) } }
            @if claims.len() > PLACES {
                p.partial { (page.lang.fill("and_more", &[&(claims.len() - PLACES)])) " " (page.table("evidence.csv")) }
            }
        }
    }
}

/// The value without a beginning that repeats what is written: of 「463億円 = 46,300,000,000円」 the second half.
fn unlike<'n>(normal: &'n str, surface: &str) -> &'n str {
    match normal.split_once(" = ") {
        Some((oku, rest)) if surface.ends_with(oku) => rest,
        _ => normal,
    }
}

fn evidence<'a>(page: &Page<'a>, c: &'a Claim) -> Markup {
    let e = &c.excerpt;
    let link = page.claim_link(c);
    html! {
        li {
            p.who {
                b { (Untrusted(&c.source)) }
                @if !c.published.is_empty() { " " time { (c.published) } }
                @if c.modality != Modality::Asserted { " " span.voice { (page.lang.label("voice", c.modality.as_str())) } }
                @if !c.attribution.is_empty() { " " span.voice { (Untrusted(&c.attribution)) } }
            }
            blockquote { (Untrusted(&e.before)) mark { (Untrusted(&e.surface)) } (Untrusted(&e.after)) }
            p.place {
                @if let Some(link) = link { a href=(link) { (Untrusted(&c.path)) ":" (c.line) } }
                @else { (Untrusted(&c.path)) ":" (c.line) }
            }
        }
    }
}

fn relations<'a>(page: &Page<'a>, view: FactView<'a>) -> Markup {
    let apart: Vec<&Relation> = view.fact.relations.iter().filter(|r| r.verdict == view.fact.verdict).collect();
    let letter = |i: usize| ValueLabel::of(view, i).letter;
    html! {
        @if view.fact.verdict != Verdict::Compatible && !apart.is_empty() {
            ul.relations {
                @for r in apart.iter().take(RELATIONS) {
                    @let claim = view.fact.values.get(r.b).and_then(|v| view.first(v));
                    @let by = claim.map(|c| difference(&r.difference, &r.difference_pct, c, page.lang)).unwrap_or_default();
                    @if !by.is_empty() || !r.cause.is_empty() {
                        li {
                            (letter(r.a)) " " (sign(r.verdict)) " " (letter(r.b))
                            @if !by.is_empty() { " " span.by { (page.text("difference")) " " (by) } }
                            @if !r.cause.is_empty() {
                                " " strong.cause { (page.text("cause")) " " (Untrusted(page.lang.label("cause", &r.cause))) }
                            }
                        }
                    }
                }
                @if apart.len() > RELATIONS {
                    li { (page.lang.fill("and_more", &[&(apart.len() - RELATIONS)])) " " (page.table("relations.csv")) }
                }
            }
        }
    }
}

/// The list of facts of one source, and the end of the section.
pub(super) fn close(page: &Page) -> Markup {
    let singles = &page.shown.singles;
    html! {
        @if !singles.is_empty() {
            details #singles {
                summary { (page.lang.fill("singles", &[&page.shown.all_singles])) }
                (page.partial(singles.len(), page.shown.all_singles, "facts.csv"))
                div.scroll tabindex="0" role="region" aria-label=(page.lang.label("verdict", "single")) {
                    table.list {
                        thead { tr {
                            th scope="col" { (page.text("fact")) } th scope="col" { (page.text("value")) }
                            th scope="col" { (page.text("source")) } th scope="col" { (page.text("place")) }
                        } }
                        tbody { @for view in singles { (single(page, *view)) } }
                    }
                }
            }
        }
        (PreEscaped("</section>"))
    }
}

fn single<'a>(page: &Page<'a>, view: FactView<'a>) -> Markup {
    let Some(claim) = view.claims().next() else { return html! {} };
    let source = page.shown.source(&claim.source).map(|i| i.to_string()).unwrap_or_default();
    html! {
        tr.fact id=(anchor("fact", &view.fact.id)) data-verdict=(view.fact.verdict.as_str()) data-sources=(source) {
            th scope="row" { (page.title(view)) }
            td { (Untrusted(&claim.excerpt.surface)) " " small.normal { (Untrusted(&normal(&claim.stated, page.lang))) } }
            td { (Untrusted(&claim.source)) }
            td.place {
                @if let Some(link) = page.claim_link(claim) { a href=(link) { (Untrusted(&claim.path)) ":" (claim.line) } }
                @else { (Untrusted(&claim.path)) ":" (claim.line) }
            }
        }
    }
}
