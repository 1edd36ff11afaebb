//! Cells: their types and their formats.

use crate::check::Severity;
use crate::fact::Verdict;
use crate::output::schema::{Field, FieldType};
use jiff::civil::DateTime;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder};

/// A cell with its type.
pub(super) enum Cell<'a> {
    Text(&'a str),
    Number(f64, NumberFormat),
    Moment(ExcelDateTime, NumberFormat),
}

/// The format of a number or a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFormat {
    Whole,
    Fraction,
    Oku,
    OkuFraction,
    Day,
    Minute,
    Second,
}

/// Text columns whose cells are typed as a number or a moment where they are one.
const BOUNDS: [&str; 4] = ["lower", "upper", "as_of_lower", "as_of_upper"];
/// Text columns whose cells are typed as a number, unless the row is about a date: the year 2014 is no number.
const VALUES: [&str; 3] = ["value", "difference", "spread"];

/// Most digits of a number. Spreadsheets round longer ones, so those stay text.
const DIGITS: usize = 15;

/// Returns true if a row is about a date.
pub(super) fn is_dated<'c>(fields: &[Field], cells: impl Iterator<Item = &'c str>) -> bool {
    fields.iter().zip(cells).any(|(f, cell)| matches!(f.name.as_str(), "lower" | "upper") && moment(cell).is_some())
}

/// The typed cell of a column; `dated` says whether its row is about a date.
pub(super) fn cell<'a>(field: &Field, text: &'a str, dated: bool) -> Cell<'a> {
    let name = field.name.as_str();
    let found = match field.kind {
        FieldType::Integer | FieldType::Number => number(field, text),
        FieldType::Date => moment(text),
        _ if BOUNDS.contains(&name) => number(field, text).or_else(|| moment(text)),
        _ if VALUES.contains(&name) && !dated => number(field, text),
        _ => None,
    };
    found.unwrap_or(Cell::Text(text))
}

fn number<'a>(field: &Field, text: &str) -> Option<Cell<'a>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain =
        digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.starts_with(|c: char| c.is_ascii_digit());
    let kept = digits.bytes().filter(u8::is_ascii_digit).count() <= DIGITS;
    let value: f64 = (plain && kept).then(|| text.parse().ok())??;
    Some(Cell::Number(
        value,
        match (field.name == "oku", digits.contains('.')) {
            (true, false) => NumberFormat::Oku,
            (true, true) => NumberFormat::OkuFraction,
            (false, false) => NumberFormat::Whole,
            (false, true) => NumberFormat::Fraction,
        },
    ))
}

fn moment<'a>(text: &str) -> Option<Cell<'a>> {
    let at: DateTime = text.parse().ok()?;
    // spreadsheets know no earlier day
    let [year, month, day] =
        [at.year().try_into().ok().filter(|y: &u16| *y >= 1900)?, at.month() as u16, at.day() as u16];
    let date = ExcelDateTime::from_ymd(year, month as u8, day as u8).ok()?;
    let (hour, minute, second) = (at.hour() as u16, at.minute() as u8, f64::from(at.second()));
    Some(match text.matches(':').count() {
        0 => Cell::Moment(date, NumberFormat::Day),
        1 => Cell::Moment(date.and_hms(hour, minute, second).ok()?, NumberFormat::Minute),
        _ => Cell::Moment(date.and_hms(hour, minute, second).ok()?, NumberFormat::Second),
    })
}

/// The styles of cells.
#[derive(Clone, Debug)]
pub(super) struct Styles {
    pub text: Format,
    pub head: Format,
    pub link: Format,
}

impl Styles {
    pub fn new() -> Self {
        let text = Format::new().set_font_name("Yu Gothic").set_align(FormatAlign::Top);
        let head = text.clone().set_bold().set_background_color(Color::RGB(0xf0eee8));
        Styles {
            head: head.set_border_bottom(FormatBorder::Thin),
            link: text
                .clone()
                .set_font_color(Color::RGB(0x2b4c7e))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            text,
        }
    }

    /// The style of a number.
    pub fn number(&self, format: NumberFormat) -> Format {
        self.text.clone().set_num_format(match format {
            NumberFormat::Whole => "#,##0",
            NumberFormat::Fraction => "#,##0.0########",
            NumberFormat::Oku => "#,##0\"億円\"",
            NumberFormat::OkuFraction => "#,##0.0#######\"億円\"",
            NumberFormat::Day => "yyyy-mm-dd",
            NumberFormat::Minute => "yyyy-mm-dd hh:mm",
            NumberFormat::Second => "yyyy-mm-dd hh:mm:ss",
        })
    }

    /// The style of a verdict, or of a value that has it.
    pub fn verdict(&self, verdict: Verdict) -> Format {
        match verdict {
            Verdict::Conflict => self.toned(0xa8261b, 0xfcebe8),
            Verdict::Updated => self.toned(0x1d5591, 0xe6eff9),
            Verdict::Compatible => self.toned(0x6a5300, 0xf8f1d9),
            Verdict::Agree | Verdict::Single => self.text.clone(),
        }
    }

    /// The style of a severity.
    pub fn severity(&self, severity: Severity) -> Format {
        match severity {
            Severity::Error => self.toned(0xa8261b, 0xfcebe8),
            Severity::Warning => self.toned(0x8a4b00, 0xfdf0df),
            Severity::Info => self.text.clone(),
        }
    }

    fn toned(&self, ink: u32, paper: u32) -> Format {
        self.text.clone().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(paper)).set_bold()
    }
}
