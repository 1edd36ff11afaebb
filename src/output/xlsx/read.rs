//! Reading a sheet of a workbook as CSV, so that one reader takes both.

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use std::io::Cursor;

/// The first sheet with a heading that `wanted` accepts, as CSV. Excel or LibreOffice may have saved the workbook, in
/// their own format or in that of the other.
///
/// # Errors
/// Why there is no such sheet, as a message.
pub fn table(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<String, String> {
    let no_workbook = |e: calamine::Error| format!("no workbook: {e}; save it as .xlsx or .csv");
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(no_workbook)?;
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).map_err(no_workbook)?;
        if !sheet.rows().next().is_some_and(|head| head.iter().any(|cell| wanted(&text(cell)))) {
            continue;
        }
        let mut out = ::csv::Writer::from_writer(Vec::new());
        for row in sheet.rows() {
            let cells: Vec<String> = row.iter().map(text).collect();
            out.write_record(&cells).map_err(|e| e.to_string())?;
        }
        let bytes = out.into_inner().map_err(|e| e.to_string())?;
        return String::from_utf8(bytes).map_err(|e| e.to_string());
    }
    Err("no sheet has the column `fingerprint` (or 指紋): give a review.xlsx of totsugo".to_owned())
}

/// The text of a cell; of a day, the number of days since 30 December 1899.
fn text(cell: &Data) -> String {
    match cell {
        Data::String(s) | Data::DateTimeIso(s) | Data::DurationIso(s) => s.clone(),
        Data::DateTime(at) => at.as_f64().trunc().to_string(),
        Data::Empty | Data::Error(_) => String::new(),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => n.to_string(),
        Data::Bool(b) => b.to_string(),
    }
}
