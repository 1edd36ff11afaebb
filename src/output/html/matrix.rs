//! The matrix of facts and sources: what each source states, and its relation to the best supported value.

use super::select::COLUMNS;
use super::untrusted::{Untrusted, anchor};
use super::{Page, overview, sign};
use crate::claim::Claim;
use crate::fact::Verdict;
use crate::output::display::normal;
use crate::output::fact_view::FactView;
use crate::output::value_label::ValueLabel;
use maud::{Markup, html};

/// The section of the comparison.
pub(super) fn section(page: &Page) -> Markup {
    let t = |key| page.text(key);
    let columns = page.shown.columns();
    let more = page.shown.sources.len() > COLUMNS;
    html! {
        section #comparison aria-labelledby="comparison-title" {
            div.wide {
                h2 #comparison-title { (t("comparison")) }
                p.lede { (t("about_matrix")) }
                (page.partial(page.shown.compared.len(), page.shown.all_compared, "comparison.csv"))
                @if page.shown.compared.is_empty() { p.calm { (t("nothing_compared")) } }
            }
            @if !page.shown.compared.is_empty() {
                div.scroll tabindex="0" role="region" aria-labelledby="comparison-title" {
                    table.matrix {
                        thead { tr {
                            th scope="col" { (t("fact")) }
                            @for source in columns { th scope="col" { (Untrusted(source)) } }
                            @if more { th scope="col" { (t("other_sources")) } }
                        } }
                        tbody { @for view in &page.shown.compared { (row(page, *view, columns, more)) } }
                    }
                }
            }
        }
    }
}

/// The row of a fact. With `more`, there are sources without a column.
fn row<'a>(page: &Page<'a>, view: FactView<'a>, columns: &[&'a str], more: bool) -> Markup {
    let verdict = view.fact.verdict;
    let others = view.sources().into_iter().filter(|source| !columns.contains(source)).count();
    html! {
        tr class=(verdict.as_str()) data-fact=(view.fact.id) {
            th scope="row" {
                a href={ "#" (anchor("fact", &view.fact.id)) } { (page.title(view)) }
                (page.badge(verdict))
                @if verdict == Verdict::Conflict { p.versus { (overview::versus(page, view, false)) } }
            }
            @for source in columns { td { (cell(page, view, source)) } }
            @if more { td { @if others > 0 { (page.lang.fill("n_more_sources", &[&others])) } } }
        }
    }
}

/// The values that a source states.
fn cell<'a>(page: &Page<'a>, view: FactView<'a>, source: &str) -> Markup {
    let values = view.fact.values.iter().enumerate();
    let own = values.filter_map(|(i, v)| Some((i, view.claims_of(v).find(|c| c.source == source)?)));
    html! { @for (i, claim) in own { (value(page, view, i, claim)) } }
}

fn value<'a>(page: &Page<'a>, view: FactView<'a>, i: usize, claim: &'a Claim) -> Markup {
    let label = ValueLabel::of(view, i);
    let dated = claim.stated.dimension == "date";
    let body = html! {
        @if let Some(verdict) = label.verdict {
            span.sign title=(page.lang.label("verdict", verdict.as_str())) { (sign(verdict)) }
        }
        @if !label.letter.is_empty() { b.letter { (label.letter) } }
        (Untrusted(&claim.excerpt.surface))
        @if dated && view.fact.verdict == Verdict::Conflict { small.normal { (normal(&claim.stated, page.lang)) } }
    };
    html! {
        @if let Some(link) = page.claim_link(claim) {
            a class={ "value " (label.class) } href=(link) { (body) }
        } @else {
            span class={ "value " (label.class) } { (body) }
        }
    }
}
