//! Reading a table that a person filled in, as any spreadsheet saves it.

use super::csv::unguard;
use super::schema::Field;
use encoding_rs::{Encoding, SHIFT_JIS};

/// The rows of a table, with the cells of the columns that are known.
pub(super) struct Sheet {
    /// The known column of each column of the file.
    columns: Vec<Option<&'static str>>,
    /// The rows.
    pub rows: Vec<SheetRow>,
}

/// A row.
pub(super) struct SheetRow {
    /// Its number as a spreadsheet counts them.
    pub row: usize,
    /// 1-based line of the file on which it begins.
    pub line: u32,
    cells: ::csv::StringRecord,
}

impl Sheet {
    /// Reads a table whose columns are called as `fields` are, in English or Japanese and in any order; `required` must be among
    /// them, and so is found in a workbook. The bytes may be a workbook, or text in UTF-8 with or without byte order mark, CP932
    /// or UTF-16, with commas, semicolons or tabs.
    ///
    /// # Errors
    /// The 1-based row that is refused, 0 for the file as a whole, and why, as a message.
    pub fn read(bytes: &[u8], fields: &'static [Field], required: &str) -> Result<Sheet, (usize, String)> {
        let column = |heading: &str| column(heading, fields);
        let workbook = bytes.starts_with(b"PK").then(|| workbook(bytes, |heading| column(heading) == Some(required)));
        let workbook = workbook.transpose().map_err(|why| (0, why))?;
        let text = workbook
            .or_else(|| decoded(bytes))
            .ok_or((0, "neither UTF-8 nor CP932 nor UTF-16; save it as CSV UTF-8".to_owned()))?;
        let text = text.replace("\r\n", "\n"); // the reader counts lines by what ends them
        let first = text.lines().next().unwrap_or("");
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|d| first.bytes().filter(|b| b == d).count());
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(delimiter.unwrap_or(b','))
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader.headers().map_err(|e| (1, format!("no CSV: {e}")))?.clone();
        let columns: Vec<Option<&str>> = header.iter().map(column).collect();
        let mut rows = Vec::new();
        for (i, record) in reader.records().enumerate() {
            let row = i + 2; // as a spreadsheet numbers them
            let cells = record.map_err(|e| (row, format!("no CSV: {e}")))?;
            let line = cells.position().map_or(row as u32, |p| p.line() as u32);
            rows.push(SheetRow { row, line, cells });
        }
        Ok(Sheet { columns, rows })
    }

    /// Returns true if the file has a column.
    pub fn has(&self, name: &str) -> bool {
        self.columns.contains(&Some(name))
    }

    /// The cells of a row as they are written, each with the name of its column where that is known.
    pub fn cells<'s>(&'s self, row: &'s SheetRow) -> impl Iterator<Item = (Option<&'static str>, &'s str)> {
        let names = self.columns.iter().copied().chain(std::iter::repeat(None));
        names.zip(&row.cells)
    }

    /// The cell of a row in a column, trimmed; empty where the file lacks it.
    pub fn cell<'s>(&self, row: &'s SheetRow, name: &str) -> &'s str {
        let at = self.columns.iter().position(|c| *c == Some(name));
        at.and_then(|at| row.cells.get(at)).map_or("", |c| unguard(c.trim())).trim()
    }
}

/// The name of a column, by its heading in either language.
fn column(heading: &str, fields: &'static [Field]) -> Option<&'static str> {
    let heading = heading.trim().trim_start_matches('\u{feff}');
    let named = |f: &&Field| heading.eq_ignore_ascii_case(&f.name) || heading == f.title_ja;
    fields.iter().find(named).map(|f| f.name.as_str())
}

/// The sheet of a workbook that has a wanted heading, as CSV.
#[cfg(feature = "xlsx")]
fn workbook(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<String, String> {
    super::xlsx::table(bytes, wanted)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &[u8], _: impl Fn(&str) -> bool) -> Result<String, String> {
    Err("a workbook, which this build cannot read; save the sheet as CSV".to_owned())
}

/// The decoded text; `None` in any other encoding.
fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]).map(|t| t.into_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).map(|t| t.into_owned()),
    }
}
