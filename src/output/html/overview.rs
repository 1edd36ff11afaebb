//! The first screen: how much there is, and three things to look at.

use super::show::{T, anchor, normal, separated, side_by_side, told_apart};
use super::{Site, sign};
use crate::claim::Claim;
use crate::fact::{Fact, Value, Verdict};
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
                    span.sign aria-hidden="true" { "!" } (site.lang.rule(&f.rule))
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
    let (claims, values): (Vec<&Claim>, Vec<&Value>) = values.iter().filter_map(|v| Some((view.first(v)?, *v))).unzip();
    // a date as it was read: 同58分 alone says little
    let dated = claims.iter().all(|c| c.stated.dimension == "date");
    let shown = claims.iter().take(3);
    let shown = shown.map(|c| if dated { normal(&c.stated, site.lang) } else { c.excerpt.surface.clone() }).collect();
    let shown = if dated { told_apart(shown, &claims) } else { shown };
    html! {
        @for (i, (says, value)) in side_by_side(&shown).into_iter().zip(&values).enumerate() {
            @if i > 0 { (against(between(view.fact, values[i - 1], value))) }
            b { (T(says)) }
            @if counted { small { " " (site.lang.fill("n_sources", &[&view.sources_of(value).len()])) } }
        }
        @if values.len() > 3 { " …" }
    }
}

/// How two values of a fact stand to each other. Among the values of a conflict not every two exclude each other.
pub(super) fn between(fact: &Fact, one: &Value, other: &Value) -> Verdict {
    let at = |value: &Value| fact.values.iter().position(|v| v.id == value.id);
    let [one, other] = [at(one), at(other)];
    let joins = |a, b| (Some(a), Some(b)) == (one, other) || (Some(b), Some(a)) == (one, other);
    fact.relations.iter().find(|r| joins(r.a, r.b)).map_or(Verdict::Conflict, |r| r.verdict)
}

/// The sign between two values.
pub(super) fn against(verdict: Verdict) -> Markup {
    html! { span class={ "against " (verdict.as_str()) } { " " (sign(verdict)) " " } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Relation;
    use crate::output::testing::fact;

    #[test]
    fn values_stand_to_each_other_as_their_relation_says_in_either_order() {
        let whole = fact("f1", &[0, 1, 2], Verdict::Conflict);
        let relation = |a, b, verdict| Relation { a, b, verdict, ..whole.relations[0].clone() };
        let relations = vec![relation(0, 1, Verdict::Compatible), relation(1, 2, Verdict::Conflict)];
        let whole = Fact { relations, ..whole };
        let [a, b, c] = [0, 1, 2].map(|i| &whole.values[i]);
        assert_eq!([between(&whole, a, b), between(&whole, b, a)], [Verdict::Compatible; 2]);
        assert_eq!([between(&whole, b, c), between(&whole, c, b)], [Verdict::Conflict; 2]);
    }
}
