//! The workbook: the tables as sheets, for people who review in a spreadsheet.
//!
//! It has what CSV cannot have: cells typed as numbers and dates, text that is never a formula, a list of decisions to
//! choose from, links from a fact to its evidence, colours. The same run makes the same bytes: no time is written.

mod archive;
mod cell;
mod comparison;
mod grid;
mod ods;
mod ooxml;
mod read;
mod sheet;
#[cfg(test)]
mod tests;
mod xml;

pub use read::table;

use super::document_csv::DocumentCsv;
use super::render::RenderOptions;
use super::report::Report;
use super::rows;
use super::schema::Table;
use super::translations::Lang;
use crate::error::Error;
use crate::review::Ruling;
use cell::Styles;
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::Sheet;
use std::borrow::Cow;
use std::collections::HashMap;

/// Most rows of a sheet, the heading included.
pub(super) const ROWS: u32 = 1_048_576;

/// Renders the workbook.
///
/// # Errors
/// [`Error::Io`] when the spill file cannot be read, or the workbook cannot be put together.
pub fn write(report: &Report, options: &RenderOptions) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title(options.lang.text("report"));
    let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(refused)?; // the time of the run would change the bytes
    workbook.set_properties(&properties.set_creation_datetime(&created));
    let mut book = Book { workbook: &mut workbook, styles: Styles::new(), lang: options.lang };
    let evidence = rows::evidence(report.claims, report.facts);
    let mut evidence_rows: HashMap<&str, u32> = HashMap::new(); // row of the first evidence of each fact
    for (i, row) in evidence.iter().enumerate().take(ROWS as usize - 2) {
        if let Cow::Borrowed(fact) = row[0] {
            evidence_rows.entry(fact).or_insert(i as u32 + 1);
        }
    }
    comparison::write(&mut book, report, &evidence_rows)?;
    findings(&mut book, report)?;
    book.table(Table::Evidence, evidence)?;
    book.table(Table::Timeline, rows::timeline(report.claims, report.facts))?;
    if let Some(spill) = report.spill {
        for table in [Table::Dates, Table::Amounts, Table::Entities, Table::Documents] {
            let mut sheet = book.growing(table)?;
            let entities = (table == Table::Entities).then_some(report.entities);
            spill.rows(table, |row| {
                let canonical = |cell: &str| entities.and_then(|e| e.canonical_of(cell));
                let new = row.iter().find_map(canonical);
                let place = |at: usize, cell| match (new, table.fields()[at].name.as_str()) {
                    (Some(new), "canonical") => new.name.as_str(),
                    (Some(new), "entity_id") => new.id.as_str(),
                    _ => cell,
                };
                sheet.push(row.iter().enumerate().map(|(at, cell)| place(at, cell))).map_err(refused)
            })?;
            sheet.finish().map_err(refused)?;
        }
    }
    workbook.save_to_buffer().map_err(refused)
}

/// The workbook being written.
pub(super) struct Book<'b> {
    workbook: &'b mut Workbook,
    styles: Styles,
    lang: Lang,
}

impl Book<'_> {
    /// Adds a sheet that is in memory until the workbook is saved.
    fn sheet(&mut self, table: Table) -> Result<Sheet<'_>, Error> {
        let name = self.lang.label("sheet", table.as_str());
        let page = self.workbook.add_worksheet().set_name(name).map_err(refused)?;
        Ok(Sheet::new(page, table, table.fields().to_vec(), &self.styles, self.lang))
    }

    /// Adds a sheet whose rows go to disk one by one.
    fn growing(&mut self, table: Table) -> Result<Sheet<'_>, Error> {
        debug_assert!(DocumentCsv::TABLES.contains(&table));
        let name = self.lang.label("sheet", table.as_str());
        let page =
            self.workbook.add_worksheet_with_constant_memory().map_err(refused)?.set_name(name).map_err(refused)?;
        Ok(Sheet::new(page, table, table.fields().to_vec(), &self.styles, self.lang))
    }

    /// Adds a sheet with these rows.
    fn table(&mut self, table: Table, rows: Vec<rows::Row>) -> Result<(), Error> {
        let mut sheet = self.sheet(table)?;
        rows.iter().try_for_each(|row| sheet.push(row.iter().map(|c| &**c))).map_err(refused)?;
        sheet.finish().map_err(refused)
    }
}

/// Adds the sheet of findings, which is the review form: decisions are chosen from a list.
fn findings(book: &mut Book, report: &Report) -> Result<(), Error> {
    let choices: Vec<&str> =
        Ruling::ALL.iter().map(|(_, en, ja)| if book.lang == Lang::Ja { *ja } else { *en }).collect();
    let mut sheet = book.sheet(Table::Findings)?;
    for row in rows::findings(report.findings) {
        sheet.push(row.iter().map(|c| &**c)).map_err(refused)?;
    }
    let decision = Table::Findings.fields().iter().position(|f| f.name == "decision");
    let choose = DataValidation::new().allow_list_strings(&choices).map_err(refused)?;
    if let Some(column) = decision {
        sheet.choose(column as u16, &choose).map_err(refused)?;
    }
    sheet.finish().map_err(refused)
}

fn refused(error: XlsxError) -> Error {
    Error::io("workbook", "putting it together")(std::io::Error::other(error))
}
