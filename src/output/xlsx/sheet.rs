//! A sheet: a heading that stays in view, a filter, rows of typed cells, columns of fitting width.

use super::ROWS;
use super::cell::{Cell, Styles, cell, is_dated};
use crate::check::Severity;
use crate::output::schema::{Field, Table};
use crate::output::translations::Lang;
use rust_xlsxwriter::{DataValidation, Format, Url, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// Rows at the top that set the width of a column.
const SAMPLE: u32 = 500;
/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (7, 60);
/// Most characters in the width of an A4 page.
const PAGE: usize = 240;
/// Hidden columns: identifiers and offsets, for programs.
const HIDDEN: [&str; 8] =
    ["doc_id", "claim_id", "value_id", "mention_id", "entity_id", "char_start", "char_end", "equivalent_of"];
/// Most links of a sheet.
const LINKS: u32 = 65_000;

/// A sheet being written.
pub(super) struct Sheet<'s> {
    page: &'s mut Worksheet,
    table: Table,
    fields: Vec<Field>,
    styles: &'s Styles,
    lang: Lang,
    /// Columns that stay in view.
    frozen: u16,
    /// Rows written, the heading among them.
    row: u32,
    widths: Vec<usize>,
    /// Rows that were left out because the sheet was full.
    left: u64,
}

impl<'s> Sheet<'s> {
    /// A sheet of a table on an empty worksheet.
    pub fn new(page: &'s mut Worksheet, table: Table, fields: Vec<Field>, styles: &'s Styles, lang: Lang) -> Self {
        let widths = vec![0; fields.len()];
        Sheet { page, table, fields, styles, lang, frozen: 0, row: 0, widths, left: 0 }
    }

    /// Keeps the first columns in view, on screen and on paper.
    pub fn frozen(self, columns: u16) -> Self {
        Sheet { frozen: columns, ..self }
    }

    /// Adds a row with one cell for each column.
    pub fn push<'c>(&mut self, cells: impl Iterator<Item = &'c str> + Clone) -> Result<(), XlsxError> {
        self.begin()?;
        if self.full() {
            return Ok(());
        }
        let dated = is_dated(&self.fields, cells.clone());
        for (column, text) in cells.enumerate() {
            let style = self.style(column, text);
            self.put(column, text, dated, style)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Adds a row whose cells may have styles of their own. Cell `linked` links to a row of another sheet.
    pub fn push_linked(
        &mut self,
        cells: &[(String, Option<Format>)],
        linked: usize,
        target: Option<(&str, u32)>,
    ) -> Result<(), XlsxError> {
        self.begin()?;
        if self.full() {
            return Ok(());
        }
        for (column, (text, style)) in cells.iter().enumerate() {
            match target.filter(|_| column == linked && self.row < LINKS && !text.is_empty()) {
                Some((sheet, row)) => {
                    self.widen(column, text);
                    let link = Url::new(format!("internal:'{sheet}'!A{}", row + 1)).set_text(text);
                    self.page.write_url_with_format(self.row, column as u16, link, &self.styles.link)?;
                }
                None => self.put(column, text, false, style.clone())?,
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Lets the cells of a column be chosen from a list.
    pub fn choose(&mut self, column: u16, choices: &DataValidation) -> Result<(), XlsxError> {
        self.begin()?;
        if self.row > 1 {
            self.page.add_data_validation(1, column, self.row - 1, column, choices)?;
        }
        self.widths[column as usize] = self.widths[column as usize].max(16);
        Ok(())
    }

    /// Sets widths, filter and print settings, and writes how many rows were left out.
    pub fn finish(mut self) -> Result<(), XlsxError> {
        self.begin()?;
        let last = self.fields.len().saturating_sub(1) as u16;
        let mut paper = 0;
        for (column, width) in self.widths.iter().enumerate() {
            let width = (*width + 2).clamp(WIDTHS.0, WIDTHS.1);
            self.page.set_column_width(column as u16, width as f64)?;
            match HIDDEN.contains(&self.fields[column].name.as_str()) && self.table.as_str() != "documents" {
                true => drop(self.page.set_column_hidden(column as u16)?),
                false => paper += width,
            }
        }
        self.page.autofilter(0, 0, self.row.saturating_sub(1), last)?;
        self.page.set_landscape().set_paper_size(9).set_repeat_rows(0, 0)?;
        if paper <= PAGE {
            self.page.set_print_fit_to_pages(1, 0);
        } else {
            self.page.set_print_scale(60);
        }
        if self.frozen > 0 {
            self.page.set_repeat_columns(0, self.frozen - 1)?;
        }
        if self.left > 0 {
            let says = self.lang.fill("rows_left", &[&self.left, &self.table.file()]);
            self.page.write_string_with_format(ROWS - 1, 0, says, &self.styles.head)?;
        }
        Ok(())
    }

    /// Writes the heading, unless it is written.
    fn begin(&mut self) -> Result<(), XlsxError> {
        if self.row > 0 {
            return Ok(());
        }
        for column in 0..self.fields.len() {
            let field = &self.fields[column];
            let title = if self.lang == Lang::Ja { field.title_ja.clone() } else { field.name.clone() };
            self.widen(column, &title);
            self.page.write_string_with_format(0, column as u16, &title, &self.styles.head)?;
        }
        self.page.set_freeze_panes(1, self.frozen)?;
        self.row = 1;
        Ok(())
    }

    /// Returns true if the sheet is full, and counts the row that is left out. The last row says so.
    fn full(&mut self) -> bool {
        let full = self.row >= ROWS - 1;
        self.left += u64::from(full);
        full
    }

    /// The style of a cell by its content.
    fn style(&self, column: usize, text: &str) -> Option<Format> {
        let severity = [Severity::Error, Severity::Warning].into_iter().find(|s| s.as_str() == text);
        let graded = self.table == Table::Findings && self.fields[column].name == "severity";
        severity.filter(|_| graded).map(|s| self.styles.severity(s))
    }

    /// Writes a cell of the current row.
    fn put(&mut self, column: usize, text: &str, dated: bool, style: Option<Format>) -> Result<(), XlsxError> {
        if text.is_empty() && style.is_none() {
            return Ok(());
        }
        self.widen(column, text);
        let at = (self.row, column as u16);
        match (cell(&self.fields[column], text, dated), style) {
            (Cell::Text(text), style) => {
                let style = style.as_ref().unwrap_or(&self.styles.text);
                self.page.write_string_with_format(at.0, at.1, fitting(text), style)?;
            }
            (Cell::Number(n, format), _) => {
                self.page.write_number_with_format(at.0, at.1, n, &self.styles.number(format))?;
            }
            (Cell::Moment(m, format), _) => {
                self.page.write_datetime_with_format(at.0, at.1, &m, &self.styles.number(format))?;
            }
        }
        Ok(())
    }

    /// Widens a column for a text.
    fn widen(&mut self, column: usize, text: &str) {
        if self.row < SAMPLE {
            // a heading has its filter button beside it, a number its separators and its unit
            let number = text.len() > 3 && text.bytes().all(|b| b.is_ascii_digit());
            let extra = if self.row == 0 {
                3
            } else if number {
                text.len() / 3 + 4
            } else {
                0
            };
            self.widths[column] = self.widths[column].max(text.width() + extra);
        }
    }
}

/// The text cut to the most that a cell can hold, 32,767 UTF-16 units.
fn fitting(text: &str) -> &str {
    const MOST: usize = 32_767;
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MOST
    });
    end.map_or(text, |(end, _)| &text[..end])
}
