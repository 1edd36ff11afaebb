//! Facts × sources: what each source says, and where it does not fit.

use super::select::COLUMNS;
use super::show::{T, anchor, normal};
use super::{Site, overview, sign};
use crate::claim::Claim;
use crate::fact::Verdict;
use crate::output::rows::{FactView, Standing};
use maud::{Markup, html};

pub(super) fn section(site: &Site) -> Markup {
    let t = |key| site.word(key);
    let columns = site.shown.columns();
    let more = site.shown.sources.len() > COLUMNS;
    html! {
        section #comparison aria-labelledby="comparison-title" {
            div.wide {
                h2 #comparison-title { (t("comparison")) }
                p.lede { (t("about_matrix")) }
                (site.partial(site.shown.compared.len(), site.shown.all_compared, "comparison.csv"))
                @if site.shown.compared.is_empty() { p.calm { (t("nothing_compared")) } }
            }
            @if !site.shown.compared.is_empty() {
                div.scroll tabindex="0" role="region" aria-labelledby="comparison-title" {
                    table.matrix {
                        thead { tr {
                            th scope="col" { (t("fact")) }
                            @for source in columns { th scope="col" { (T(source)) } }
                            @if more { th scope="col" { (t("other_sources")) } }
                        } }
                        tbody { @for view in &site.shown.compared { (row(site, *view, columns, more)) } }
                    }
                }
            }
        }
    }
}

fn row<'a>(site: &Site<'a>, view: FactView<'a>, columns: &[&'a str], more: bool) -> Markup {
    let verdict = view.fact.verdict;
    let others: Vec<&Claim> = view.claims().filter(|c| !columns.contains(&c.source.as_str())).collect();
    html! {
        tr class=(verdict.as_str()) data-fact=(view.fact.id) {
            th scope="row" {
                a href={ "#" (anchor("fact", &view.fact.id)) } { (site.title(view)) }
                (site.badge(verdict))
                @if verdict == Verdict::Conflict { p.versus { (overview::versus(site, view, false)) } }
            }
            @for source in columns { td { (cell(site, view, source)) } }
            @if more { td { @if !others.is_empty() { (site.lang.fill("n_more_sources", &[&others.len()])) } } }
        }
    }
}

/// What one source says, value by value.
fn cell<'a>(site: &Site<'a>, view: FactView<'a>, source: &str) -> Markup {
    let values = view.fact.values.iter().enumerate();
    let own = values.filter_map(|(i, v)| Some((i, view.claims_of(v).find(|c| c.source == source)?)));
    html! { @for (i, claim) in own { (value(site, view, i, claim)) } }
}

fn value<'a>(site: &Site<'a>, view: FactView<'a>, i: usize, claim: &'a Claim) -> Markup {
    let standing = Standing::of(view, i);
    let dated = claim.stated.dimension == "date";
    let body = html! {
        @if let Some(verdict) = standing.verdict {
            span.sign title=(site.lang.name("verdict", verdict.as_str())) { (sign(verdict)) }
        }
        @if !standing.letter.is_empty() { b.letter { (standing.letter) } }
        (T(&claim.excerpt.surface))
        @if dated && view.fact.verdict == Verdict::Conflict { small.normal { (normal(&claim.stated, site.lang)) } }
    };
    html! {
        @if let Some(link) = site.claim_link(claim) {
            a class={ "value " (standing.class) } href=(link) { (body) }
        } @else {
            span class={ "value " (standing.class) } { (body) }
        }
    }
}
