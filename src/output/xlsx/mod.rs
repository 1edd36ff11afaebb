//! The workbook: the tables as sheets, typed, for people who review in a spreadsheet.
//!
//! What a CSV cannot carry is here: numbers and dates that are numbers and dates, text that no spreadsheet takes for a
//! formula, a choice of decisions, links from a fact to its evidence, colours where sources contradict each other.
//! The bytes are the same for the same run: nothing in the file tells the time.

mod cell;
mod comparison;
mod read;
mod sheet;
#[cfg(test)]
mod tests;

pub use read::table;

use super::report::{Look, Report};
use super::rows::{self, DocumentRows};
use super::schema::Table;
use super::words::Lang;
use crate::error::Error;
use crate::review::Ruling;
use cell::Styles;
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::Sheet;
use std::borrow::Cow;
use std::collections::HashMap;

/// Rows a sheet can hold, the heading included.
pub(super) const ROWS: u32 = 1_048_576;

/// The workbook.
///
/// # Errors
/// [`Error::Io`] when what was kept of the documents cannot be read, or the workbook cannot be put together.
pub fn write(report: &Report, look: &Look) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(look.lang.word("report"));
    let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(refused)?; // the time of the run would change the bytes
    book.set_properties(&properties.set_creation_datetime(&created));
    let mut pages = Pages { book: &mut book, styles: Styles::new(), lang: look.lang };
    let evidence = rows::evidence(report.claims, report.facts);
    let mut first: HashMap<&str, u32> = HashMap::new(); // row of each fact's first evidence
    for (i, row) in evidence.iter().enumerate().take(ROWS as usize - 2) {
        if let Cow::Borrowed(fact) = row[0] {
            first.entry(fact).or_insert(i as u32 + 1);
        }
    }
    comparison::write(&mut pages, report, &first)?;
    findings(&mut pages, report)?;
    pages.table(Table::Evidence, evidence)?;
    pages.table(Table::Timeline, rows::timeline(report.claims, report.facts))?;
    if let Some(kept) = report.kept {
        for table in [Table::Dates, Table::Amounts, Table::Entities, Table::Documents] {
            let mut sheet = pages.growing(table)?;
            let entities = (table == Table::Entities).then_some(report.entities);
            kept.rows(table, |row| {
                let renamed = |cell: &str| entities.and_then(|e| e.renamed(cell));
                let new = row.iter().find_map(renamed);
                let place = |at: usize, cell| match (new, table.fields()[at].name.as_str()) {
                    (Some(new), "canonical") => new.canonical.as_str(),
                    (Some(new), "entity_id") => new.id.as_str(),
                    _ => cell,
                };
                sheet.push(row.iter().enumerate().map(|(at, cell)| place(at, cell))).map_err(refused)
            })?;
            sheet.finish().map_err(refused)?;
        }
    }
    book.save_to_buffer().map_err(refused)
}

/// The sheets being made.
pub(super) struct Pages<'b> {
    book: &'b mut Workbook,
    styles: Styles,
    lang: Lang,
}

impl Pages<'_> {
    /// A sheet in memory.
    fn sheet(&mut self, table: Table) -> Result<Sheet<'_>, Error> {
        let name = self.lang.name("sheet", table.as_str());
        let page = self.book.add_worksheet().set_name(name).map_err(refused)?;
        Ok(Sheet::new(page, table, table.fields().to_vec(), &self.styles, self.lang))
    }

    /// A sheet that goes to disk row by row.
    fn growing(&mut self, table: Table) -> Result<Sheet<'_>, Error> {
        debug_assert!(DocumentRows::TABLES.contains(&table));
        let name = self.lang.name("sheet", table.as_str());
        let page = self.book.add_worksheet_with_constant_memory().map_err(refused)?.set_name(name).map_err(refused)?;
        Ok(Sheet::new(page, table, table.fields().to_vec(), &self.styles, self.lang))
    }

    fn table(&mut self, table: Table, rows: Vec<super::csv::Row>) -> Result<(), Error> {
        let mut sheet = self.sheet(table)?;
        rows.iter().try_for_each(|row| sheet.push(row.iter().map(|c| &**c))).map_err(refused)?;
        sheet.finish().map_err(refused)
    }
}

/// The review form: decisions are chosen from a list.
fn findings(pages: &mut Pages, report: &Report) -> Result<(), Error> {
    let choices: Vec<&str> =
        Ruling::ALL.iter().map(|(_, en, ja)| if pages.lang == Lang::Ja { *ja } else { *en }).collect();
    let mut sheet = pages.sheet(Table::Findings)?;
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
