//! The sheet an editor opens first: facts × sources, conflicts coloured, each fact a link to its evidence.

use super::{Pages, refused};
use crate::error::Error;
use crate::fact::Verdict;
use crate::output::report::Report;
use crate::output::rows::{Comparison, FactView, Standing, compared};
use crate::output::schema::Table;
use crate::output::xlsx::sheet::Sheet;
use rust_xlsxwriter::Format;
use std::collections::HashMap;

/// Columns a sheet can hold.
const COLUMNS: usize = 16_384;

/// `first` is the row of each fact's first evidence.
pub(super) fn write(pages: &mut Pages, report: &Report, first: &HashMap<&str, u32>) -> Result<(), Error> {
    let Comparison { mut fields, rows } = Comparison::new(report.claims, report.facts);
    fields.truncate(COLUMNS);
    let own = Table::Comparison.fields().len();
    let column = |name: &str| fields.iter().position(|f| f.name == name);
    let (verdict, attribute) = (column("verdict"), column("attribute").unwrap_or(0));
    let evidence = pages.lang.name("sheet", Table::Evidence.as_str());
    let lang = pages.lang;
    let page = pages.book.add_worksheet().set_name(lang.name("sheet", Table::Comparison.as_str())).map_err(refused)?;
    page.set_freeze_panes(1, own as u16).map_err(refused)?;
    let mut sheet = Sheet::new(page, Table::Comparison, fields.clone(), &pages.styles, lang);
    let sources: Vec<&str> = sources(report);
    for (view, row) in compared(report.claims, report.facts).into_iter().zip(rows) {
        let cells = row.iter().take(COLUMNS).enumerate().map(|(i, cell)| {
            if Some(i) == verdict {
                let said = lang.name("verdict", view.fact.verdict.as_str());
                return (said.to_owned(), Some(pages.styles.verdict(view.fact.verdict)));
            }
            let style = i.checked_sub(own).and_then(|i| worst(view, sources[i])).map(|v| pages.styles.verdict(v));
            (cell.to_string(), style.filter(|_| !cell.is_empty()))
        });
        let cells: Vec<(String, Option<Format>)> = cells.collect();
        let target = first.get(view.fact.id.as_str()).map(|row| (evidence, *row));
        // a fact without an attribute is linked by its subject, one without either by its id
        let linked = [attribute, attribute.saturating_sub(1), 0].into_iter().find(|i| !cells[*i].0.is_empty());
        sheet.push_linked(&cells, linked.unwrap_or(0), target).map_err(refused)?;
    }
    sheet.finish().map_err(refused)
}

/// The sources in the order of the table's columns.
fn sources<'a>(report: &Report<'a>) -> Vec<&'a str> {
    let views = compared(report.claims, report.facts);
    let all: std::collections::BTreeSet<&str> =
        views.iter().flat_map(|v| v.claims()).map(|c| c.source.as_str()).collect();
    all.into_iter().collect()
}

/// How the worst value of a source stands to the best supported one; in a conflict that one is coloured as well.
fn worst(view: FactView, source: &str) -> Option<Verdict> {
    let values = view.fact.values.iter().enumerate().filter(|(_, v)| view.claims_of(v).any(|c| c.source == source));
    values.filter_map(|(i, _)| Standing::of(view, i).verdict).max()
}
