//! The first screen: how much there is, and three things to look at.

use super::show::{T, anchor, normal, separated, side_by_side};
use super::{Site, sign};
use crate::fact::Verdict;
use crate::output::first::{Thing, first};
use crate::output::rows::FactView;
use crate::review::Reviewed;
use maud::{Markup, html};

/// How many things to look at first.
const FIRST: usize = 3;

pub(super) fn section(site: &Site) -> Markup {
    let t = |key| site.word(key);
    let totals = site.report.totals;
    let whole = &site.report;
    let looks = first(whole, FIRST);
    let counts = [
        (totals.documents, t("documents")),
        (site.shown.sources.len(), t("sources")),
        (totals.dates, t("dates")),
        (totals.amounts, t("amounts")),
        (whole.entities.len(), t("entities")),
        (whole.claims.len(), t("claims")),
    ];
    html! {
        section.wide #overview aria-labelledby="overview-title" {
            h2.sr #overview-title { (t("overview")) }
            p.lead {
                @for (n, what) in counts {
                    @if n > 0 { span.count { b { (separated(&n.to_string())) } " " (what) } " " }
                }
            }
            @if totals.unreadable > 0 {
                p.warn { (site.lang.fill("unreadable", &[&totals.unreadable])) " " (site.table("documents.csv")) }
            }
            ul.tiles { (tiles(site)) }
            @if looks.is_empty() {
                p.calm { (t("nothing_first")) }
            } @else {
                h2 { (site.lang.fill("first", &[&looks.len()])) }
                ol.first { @for look in &looks { li { (one(site, *look)) } } }
            }
        }
    }
}

fn tiles(site: &Site) -> Markup {
    let whole = &site.report;
    let number = |v: Verdict| whole.facts.iter().filter(|f| f.verdict == v).count();
    let inside = &site.shown.all_findings;
    let grave = site.shown.all_errors;
    let verdicts = [Verdict::Conflict, Verdict::Updated, Verdict::Compatible, Verdict::Agree, Verdict::Single];
    html! {
        @for verdict in verdicts {
            li class={ "tile " (verdict.as_str()) } {
                a href=(if verdict == Verdict::Single && !site.shown.singles.is_empty() { "#singles" } else { "#comparison" }) data-only=(verdict.as_str()) {
                    span.sign aria-hidden="true" { (sign(verdict)) }
                    b { (separated(&number(verdict).to_string())) }
                    span.name { (site.lang.name("verdict", verdict.as_str())) }
                    span.means { (site.lang.name("means", verdict.as_str())) }
                }
            }
        }
        li.tile.inside {
            a href="#findings" {
                span.sign aria-hidden="true" { "!" }
                b { (separated(&inside.to_string())) }
                span.name { (site.word("findings")) }
                span.means { (site.lang.fill("of_them_errors", &[&grave])) }
            }
        }
    }
}

fn one<'a>(site: &Site<'a>, look: Thing<'a>) -> Markup {
    match look {
        Thing::Fact(view) => html! {
            a.look.conflict href={ "#" (anchor("fact", &view.fact.id)) } {
                (site.badge(view.fact.verdict))
                strong { (site.title(view)) }
                span.versus { (versus(site, view, true)) }
            }
        },
        Thing::Finding(Reviewed { finding: f, fingerprint, .. }) => html! {
            a class={ "look " (f.severity.as_str()) } href={ "#" (anchor("finding", fingerprint)) } {
                span class={ "badge " (f.severity.as_str()) } {
                    span.sign aria-hidden="true" { "!" } (site.lang.name("rule", &f.rule))
                }
                strong { (T(&f.message)) }
                span.versus { (T(&f.place.source)) " — " (T(&f.place.path)) ":" (f.place.line) }
            }
        },
    }
}

/// The disputed values against each other, and how many sources stand behind each.
pub(super) fn versus<'a>(site: &Site<'a>, view: FactView<'a>, counted: bool) -> Markup {
    let values = view.disputed();
    let shown = |value| {
        let claim = view.first(value)?;
        // a date as it was read: 同58分 alone says little
        let dated = claim.stated.dimension == "date";
        Some(if dated { normal(&claim.stated, site.lang) } else { claim.excerpt.surface.clone() })
    };
    let shown: Vec<String> = values.iter().take(3).filter_map(|v| shown(v)).collect();
    html! {
        @for (i, (says, value)) in side_by_side(&shown).into_iter().zip(&values).enumerate() {
            @if i > 0 { span.against { " " (sign(Verdict::Conflict)) " " } }
            b { (T(says)) }
            @if counted { small { " " (site.lang.fill("n_sources", &[&view.sources_of(value).len()])) } }
        }
        @if values.len() > 3 { " …" }
    }
}
