//! The findings inside documents.

use super::Page;
use super::untrusted::{Untrusted, anchor};
use crate::check::Place;
use crate::review::Reviewed;
use maud::{Markup, html};

/// Most related places shown of a finding.
const PLACES: usize = 4;

pub(super) fn section(page: &Page) -> Markup {
    let found = &page.shown.findings;
    html! {
        section.wide #findings aria-labelledby="findings-title" {
            h2 #findings-title { (page.text("findings")) }
            p.lede { (page.text("about_findings")) }
            (page.partial(found.len(), page.shown.all_findings, "findings.csv"))
            @if found.is_empty() { p.calm { (page.text("nothing_found")) } }
            @for reviewed in found { (card(page, reviewed)) }
        }
    }
}

fn card(page: &Page, reviewed: &Reviewed) -> Markup {
    let f = &reviewed.finding;
    let source = page.shown.source(&f.place.source).map(|i| i.to_string()).unwrap_or_default();
    html! {
        article class={ "card finding " (f.severity.as_str()) } id=(anchor("finding", &reviewed.fingerprint)) data-sources=(source) {
            header {
                span class={ "badge " (f.severity.as_str()) } {
                    span.sign aria-hidden="true" { "!" } (page.lang.label("severity", f.severity.as_str()))
                }
                h3 { (Untrusted(&f.message)) }
                p.meta { (page.lang.rule(&f.rule)) " " code { (f.rule) } }
            }
            ul.evidence {
                @for place in std::iter::once(&f.place).chain(f.related.iter().take(PLACES)) { (quoted(page, place)) }
            }
            @if f.related.len() > PLACES {
                p.partial { (page.lang.fill("and_more", &[&(f.related.len() - PLACES)])) " " (page.table("findings.csv")) }
            }
            @if !f.suggestion.is_empty() { p.help { b { (page.text("suggestion")) } " " (Untrusted(&f.suggestion)) } }
            @if !f.suspected_cause.is_empty() {
                p.help { b { (page.text("cause")) } " " (Untrusted(page.lang.label("cause", &f.suspected_cause))) }
            }
        }
    }
}

fn quoted(page: &Page, place: &Place) -> Markup {
    let e = &place.excerpt;
    html! {
        li {
            p.who { b { (Untrusted(&place.source)) } @if !place.label.is_empty() && place.label != place.source { " " (Untrusted(&place.label)) } }
            blockquote { (Untrusted(&e.before)) mark { (Untrusted(&e.surface)) } (Untrusted(&e.after)) }
            p.place {
                @if let Some(link) = page.place_link(place) {
                    a href=(link) { (Untrusted(&place.path)) ":" (place.line) }
                } @else { (Untrusted(&place.path)) ":" (place.line) }
            }
        }
    }
}
