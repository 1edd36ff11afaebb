//! CSV in two dialects: for spreadsheets and for programs.

use super::rows::{Cell, Row};
use super::schema::{Field, FieldType, Table};
use super::shown::sign;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Who a file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// Spreadsheets: byte order mark (without it Excel on Japanese Windows reads CP932), CRLF, and text cells that
    /// a spreadsheet would run as a formula begin with `'`.
    #[default]
    Excel,
    /// Programs: no byte order mark, LF, cells as they are.
    Plain,
}

/// Language of the header row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Headers {
    /// Stable snake_case names.
    #[default]
    Snake,
    /// Japanese headings.
    Ja,
}

/// A dialect of CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// Who the file is for.
    pub style: Style,
    /// Language of the header row.
    pub headers: Headers,
}

impl Dialect {
    /// The end of a line.
    pub fn line_terminator(self) -> &'static str {
        if self.style == Style::Excel { "\r\n" } else { "\n" }
    }

    /// The heading of a column as the file has it.
    pub fn label(self, field: &Field) -> String {
        let name = if self.headers == Headers::Ja { &field.title_ja } else { &field.name };
        self.cell(name, FieldType::String).into_owned()
    }

    /// The bytes before the rows: byte order mark, in the dialect that has one, and header row.
    pub fn head(self, fields: &[Field]) -> Vec<u8> {
        let mut out = if self.style == Style::Excel { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        let labels: Row = fields.iter().map(|f| Cow::Owned(self.label(f))).collect();
        let mut encoder =
            Encoder { writer: self.writer(Vec::new()), kinds: vec![FieldType::Integer; labels.len()], dialect: self };
        encoder.push(&labels);
        out.extend(encoder.finish());
        out
    }

    /// The content of a cell as the file has it, before quoting.
    pub(super) fn cell<'a>(self, cell: &'a str, kind: FieldType) -> Cow<'a, str> {
        let cell = one_line(cell);
        if self.style == Style::Excel && kind == FieldType::String { guard(cell) } else { cell }
    }

    /// A writer of rows in this dialect.
    pub(super) fn writer<W: std::io::Write>(self, to: W) -> ::csv::Writer<W> {
        let terminator = match self.style {
            Style::Excel => ::csv::Terminator::CRLF,
            Style::Plain => ::csv::Terminator::Any(b'\n'),
        };
        ::csv::WriterBuilder::new().terminator(terminator).from_writer(to)
    }
}

/// Encodes rows of one table in memory, without header.
pub struct Encoder {
    writer: ::csv::Writer<Vec<u8>>,
    kinds: Vec<FieldType>,
    dialect: Dialect,
}

impl Encoder {
    /// An encoder for rows of `table`.
    pub fn new(table: Table, dialect: Dialect) -> Self {
        Encoder::with_fields(table.fields(), dialect)
    }

    /// An encoder for rows of these columns.
    pub fn with_fields(fields: &[Field], dialect: Dialect) -> Self {
        Encoder { writer: dialect.writer(Vec::new()), kinds: fields.iter().map(|f| f.kind).collect(), dialect }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// When the number of cells is not that of the columns.
    pub fn push(&mut self, row: &[Cell]) {
        assert_eq!(row.len(), self.kinds.len(), "a row has one cell per column");
        for (cell, kind) in row.iter().zip(&self.kinds) {
            self.writer.write_field(self.dialect.cell(cell, *kind).as_bytes()).expect("writing to memory");
        }
        self.writer.write_record(None::<&[u8]>).expect("writing to memory");
    }

    /// The bytes of all rows.
    pub fn finish(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_else(|_| unreachable!("writing to memory"))
    }
}

/// A table in CSV, header included.
pub fn table<'a>(fields: &[Field], rows: impl IntoIterator<Item = Row<'a>>, dialect: Dialect) -> Vec<u8> {
    let mut encoder = Encoder::with_fields(fields, dialect);
    for row in rows {
        encoder.push(&row);
    }
    let mut out = dialect.head(fields);
    out.extend(encoder.finish());
    out
}

/// The cell with ␤ in place of line breaks, so that a line of the file is a row for any tool.
fn one_line(cell: &str) -> Cow<'_, str> {
    let ends = |c: char| c == '\r' || sign(c) == '␤';
    if cell.contains(ends) { Cow::Owned(cell.replace("\r\n", "␤").replace(ends, "␤")) } else { Cow::Borrowed(cell) }
}

/// First characters of cells that a spreadsheet may run as a formula (OWASP, CSV injection), the full-width forms
/// included, which a Japanese Excel runs too. `'` is among them so that [`unguard`] returns exactly what was guarded.
const RISKY: [char; 13] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', 'ー', '−', '\''];

/// What a spreadsheet may leave out at the beginning of a cell: blanks, and characters without width.
fn is_left_out(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The cell with `'` before it if a spreadsheet may run it as a formula. A plain decimal (`-12.5`) is none.
fn guard(cell: Cow<'_, str>) -> Cow<'_, str> {
    let risky = cell.starts_with(RISKY) || cell.trim_start_matches(is_left_out).starts_with(RISKY);
    if risky && !is_decimal(&cell) { Cow::Owned(format!("'{cell}")) } else { cell }
}

fn is_decimal(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    all(whole) && all(part)
}

/// The content of a text cell that the spreadsheet dialect guarded.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXCEL: Dialect = Dialect { style: Style::Excel, headers: Headers::Snake };
    const PLAIN: Dialect = Dialect { style: Style::Plain, headers: Headers::Ja };

    #[test]
    fn a_guarded_cell_reads_back_as_it_was() {
        for cell in [
            "=1+1",
            "+81",
            "-P3D",
            "@x",
            "\tx",
            "＝A1",
            "＋",
            "－5",
            "＠",
            "ー",
            "−3",
            "'quoted",
            "''",
            "'",
            "普通",
            "",
            " =1+1",
            "\u{200b}=1",
            "\u{3000}＝1",
            "\u{feff}@x",
            " 普通",
        ] {
            assert_eq!(unguard(&guard(Cow::Borrowed(cell))), cell);
        }
        assert_eq!(guard(Cow::Borrowed("=1+1")), "'=1+1");
        assert_eq!(guard(Cow::Borrowed(" \u{200b}=1+1")), "' \u{200b}=1+1");
        assert_eq!(guard(Cow::Borrowed(" 普通")), " 普通");
        assert_eq!(guard(Cow::Borrowed("-12.5")), "-12.5");
        assert_eq!(guard(Cow::Borrowed("-1+cmd")), "'-1+cmd");
    }

    #[test]
    fn only_text_columns_are_guarded() {
        assert_eq!(EXCEL.cell("-1e", FieldType::Number), "-1e");
        assert_eq!(EXCEL.cell("-1e", FieldType::String), "'-1e");
        assert_eq!(PLAIN.cell("-1e", FieldType::String), "-1e");
    }

    #[test]
    fn an_empty_table_has_its_header() {
        let excel = String::from_utf8(table(Table::Checks.fields(), [], EXCEL)).expect("UTF-8");
        assert_eq!(excel, "\u{feff}rule,compared,agreed,differed,skipped\r\n");
        let plain = String::from_utf8(table(Table::Checks.fields(), [], PLAIN)).expect("UTF-8");
        assert_eq!(plain, "規則,比較数,一致数,相違数,省略数\n");
    }

    #[test]
    fn cells_are_quoted_where_necessary_and_stay_on_one_line() {
        let row: Row = ["a,b", "1", "2", "3\r\n4", "\"5\""].into_iter().map(Cow::Borrowed).collect();
        let text = String::from_utf8(table(Table::Checks.fields(), [row], PLAIN)).expect("UTF-8");
        assert_eq!(text.lines().nth(1), Some("\"a,b\",1,2,3␤4,\"\"\"5\"\"\""));
    }
}
