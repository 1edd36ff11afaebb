//! The comparison sheet: facts × sources, conflicts coloured, each fact a link to its evidence.

use super::{Book, refused};
use crate::error::Error;
use crate::fact::Verdict;
use crate::output::fact_view::FactView;
use crate::output::report::Report;
use crate::output::rows::{Comparison, compared};
use crate::output::schema::Table;
use crate::output::value_label::ValueLabel;
use crate::output::xlsx::sheet::Sheet;
use rust_xlsxwriter::Format;
use std::collections::HashMap;

/// Most columns of a sheet.
const COLUMNS: usize = 16_384;

/// Columns that stay in view: verdict, subject, attribute.
const IN_VIEW: u16 = 3;

/// Writes the comparison sheet. `evidence_rows` has the row of the first evidence of each fact, by its id.
pub(super) fn write(book: &mut Book, report: &Report, evidence_rows: &HashMap<&str, u32>) -> Result<(), Error> {
    let Comparison { fields, rows } = Comparison::new(report.claims, report.facts);
    let own = Table::Comparison.fields().len();
    let place = |name: &str| fields.iter().position(|f| f.name == name).unwrap_or(0);
    // what a reader wants first comes first; the identifier is for programs
    let mut order: Vec<usize> = ["verdict", "subject", "attribute", "scope", "spread"].map(place).to_vec();
    order.extend((own..fields.len()).take(COLUMNS - own));
    order.push(place("fact_id"));
    let lang = book.lang;
    let evidence = lang.label("sheet", Table::Evidence.as_str());
    let page =
        book.workbook.add_worksheet().set_name(lang.label("sheet", Table::Comparison.as_str())).map_err(refused)?;
    let shown = order.iter().map(|i| fields[*i].clone()).collect();
    let mut sheet = Sheet::new(page, Table::Comparison, shown, &book.styles, lang).frozen(IN_VIEW);
    let sources: Vec<&str> = sources(report);
    for (view, row) in compared(report.claims, report.facts).into_iter().zip(rows) {
        let verdict = view.fact.verdict;
        let cell = |(at, i): (usize, &usize)| match at {
            0 => (lang.label("verdict", verdict.as_str()).to_owned(), Some(book.styles.verdict(verdict))),
            _ => {
                let style = i.checked_sub(own).and_then(|i| worst(view, sources[i])).map(|v| book.styles.verdict(v));
                (row[*i].to_string(), style.filter(|_| !row[*i].is_empty()))
            }
        };
        let cells: Vec<(String, Option<Format>)> = order.iter().enumerate().map(cell).collect();
        let target = evidence_rows.get(view.fact.id.as_str()).map(|row| (evidence, *row));
        // the attribute leads to the evidence; without one the subject, without either the identifier
        let linked = [2, 1].into_iter().find(|i| !cells[*i].0.is_empty()).unwrap_or(cells.len() - 1);
        sheet.push_linked(&cells, linked, target).map_err(refused)?;
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

/// The gravest relation of the values of a source to the best supported value; `None` where there is none.
fn worst(view: FactView, source: &str) -> Option<Verdict> {
    let values = view.fact.values.iter().enumerate().filter(|(_, v)| view.claims_of(v).any(|c| c.source == source));
    values.filter_map(|(i, _)| ValueLabel::of(view, i).verdict).max()
}
