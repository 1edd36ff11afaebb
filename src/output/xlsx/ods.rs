//! The sheets of LibreOffice's format.

use super::grid::Grid;
use super::xml::{attribute, reference};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// The rows of the first sheet whose head `wanted` accepts.
///
/// # Errors
/// What is wrong with the workbook, as a message.
pub(super) fn sheet(xml: &str, wanted: &dyn Fn(&[String]) -> bool) -> Result<Option<Vec<Vec<String>>>, String> {
    let mut sheet = Sheet::default();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(tag) => sheet.begin(&tag),
            Event::Empty(tag) => {
                sheet.begin(&tag);
                sheet.end(tag.local_name().as_ref())?;
            }
            Event::End(tag) if tag.local_name().as_ref() == "table" => {
                let rows = std::mem::take(&mut sheet).grid.rows();
                if rows.first().is_some_and(|head| wanted(head)) {
                    return Ok(Some(rows));
                }
            }
            Event::End(tag) => sheet.end(tag.local_name().as_ref())?,
            Event::Text(text) if sheet.paragraph => sheet.text += &text.xml10_content(),
            Event::CData(text) if sheet.paragraph => sheet.text += &text.xml10_content(),
            Event::GeneralRef(name) if sheet.paragraph => sheet.text.extend(reference(&name)),
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// A sheet being read.
#[derive(Default)]
struct Sheet {
    grid: Grid,
    /// The row that comes next, and how often the open one stands there.
    row: usize,
    rows: usize,
    /// The cells of the open row that have something in them: column, how often, text.
    cells: Vec<(usize, usize, String)>,
    /// The column that comes next, and how often the open cell stands there.
    column: usize,
    columns: usize,
    /// The value of the open cell, where it is no text.
    value: Option<String>,
    text: String,
    /// Whether a paragraph of the open cell is open.
    paragraph: bool,
    /// Whether a comment is open, which is no part of the cell.
    comment: bool,
}

impl Sheet {
    fn begin(&mut self, tag: &BytesStart) {
        let often = |name| attribute(tag, name).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
        match tag.local_name().as_ref() {
            "table-row" => (self.rows, self.column) = (often("number-rows-repeated"), 0),
            "table-cell" | "covered-table-cell" => {
                self.columns = often("number-columns-repeated");
                self.text.clear();
                let of = |name| attribute(tag, name);
                self.value = of("date-value").map(|day| day.split('T').next().unwrap_or_default().to_owned());
                self.value = self
                    .value
                    .take()
                    .or_else(|| of("value").filter(|_| of("value-type").is_some_and(|t| t == "float")));
            }
            "annotation" => self.comment = true,
            "p" if !self.comment => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.paragraph = true;
            }
            "s" if self.paragraph => self.text += &" ".repeat(often("c").min(1000)),
            "tab" | "line-break" if self.paragraph => self.text.push(' '),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), String> {
        match name {
            "annotation" => self.comment = false,
            "p" => self.paragraph = false,
            "table-cell" | "covered-table-cell" => {
                let text = self.value.take().unwrap_or_else(|| std::mem::take(&mut self.text));
                if !text.is_empty() {
                    self.cells.push((self.column, self.columns, text));
                }
                self.column = self.column.saturating_add(self.columns);
            }
            "table-row" => {
                // a row without content is repeated to the end of the sheet
                for row in (self.row..self.row.saturating_add(self.rows)).take_while(|_| !self.cells.is_empty()) {
                    for (first, often, text) in &self.cells {
                        (*first..first.saturating_add(*often))
                            .try_for_each(|column| self.grid.put(row, column, text))?;
                    }
                }
                self.cells.clear();
                self.row = self.row.saturating_add(self.rows);
            }
            _ => {}
        }
        Ok(())
    }
}
