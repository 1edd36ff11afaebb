//! What was found inside documents.

use super::Site;
use super::show::{T, anchor};
use crate::check::Place;
use crate::review::Reviewed;
use maud::{Markup, html};

/// Related places shown for one finding.
const PLACES: usize = 4;

pub(super) fn section(site: &Site) -> Markup {
    let found = &site.shown.findings;
    html! {
        section.wide #findings aria-labelledby="findings-title" {
            h2 #findings-title { (site.word("findings")) }
            p.lede { (site.word("about_findings")) }
            (site.partial(found.len(), site.shown.all_findings, "findings.csv"))
            @if found.is_empty() { p.calm { (site.word("nothing_found")) } }
            @for reviewed in found { (card(site, reviewed)) }
        }
    }
}

fn card(site: &Site, reviewed: &Reviewed) -> Markup {
    let f = &reviewed.finding;
    let source = site.shown.source(&f.place.source).map(|i| i.to_string()).unwrap_or_default();
    html! {
        article class={ "card finding " (f.severity.as_str()) } id=(anchor("finding", &reviewed.fingerprint)) data-sources=(source) {
            header {
                span class={ "badge " (f.severity.as_str()) } {
                    span.sign aria-hidden="true" { "!" } (site.lang.name("severity", f.severity.as_str()))
                }
                h3 { (T(&f.message)) }
                p.meta { (site.lang.rule(&f.rule)) " " code { (f.rule) } }
            }
            ul.evidence {
                @for place in std::iter::once(&f.place).chain(f.related.iter().take(PLACES)) { (quoted(site, place)) }
            }
            @if f.related.len() > PLACES {
                p.partial { (site.lang.fill("and_more", &[&(f.related.len() - PLACES)])) " " (site.table("findings.csv")) }
            }
            @if !f.suggestion.is_empty() { p.help { b { (site.word("suggestion")) } " " (T(&f.suggestion)) } }
            @if !f.suspected_cause.is_empty() {
                p.help { b { (site.word("cause")) } " " (T(site.lang.name("cause", &f.suspected_cause))) }
            }
        }
    }
}

fn quoted(site: &Site, place: &Place) -> Markup {
    let e = &place.excerpt;
    html! {
        li {
            p.who { b { (T(&place.source)) } @if !place.label.is_empty() && place.label != place.source { " " (T(&place.label)) } }
            blockquote { (T(&e.before)) mark { (T(&e.surface)) } (T(&e.after)) }
            p.place {
                @if let Some(link) = site.place_link(place) {
                    a href=(link) { (T(&place.path)) ":" (place.line) }
                } @else { (T(&place.path)) ":" (place.line) }
            }
        }
    }
}
