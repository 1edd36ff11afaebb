//! Reading a sheet of a workbook as CSV, so that one reader takes both.

use super::archive::Archive;
use super::{ods, ooxml};

/// The first sheet with a heading that `wanted` accepts, as CSV. Excel or LibreOffice may have saved the workbook, in
/// their own format (.xlsx, .ods) or in that of the other.
///
/// # Errors
/// Why there is no such sheet, as a message.
pub fn table(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<String, String> {
    let no_workbook = |why: String| format!("no workbook: {why}; save it as .xlsx or .csv");
    let mut archive =
        Archive::open(bytes).ok_or_else(|| no_workbook("it is no zip archive, or cut short".to_owned()))?;
    let sheet = |head: &[String]| head.iter().any(|cell| wanted(cell));
    let found = match archive.text("content.xml").map_err(no_workbook)? {
        Some(content) => ods::sheet(&content, &sheet),
        None => ooxml::sheet(&mut archive, &sheet),
    };
    let none = "no sheet has the column `fingerprint` (or 指紋): give a review.xlsx of totsugo";
    let rows = found.map_err(no_workbook)?.ok_or(none)?;
    let mut out = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in &rows {
        out.write_record(row).map_err(|e| e.to_string())?;
    }
    let bytes = out.into_inner().map_err(|e| e.to_string())?;
    String::from_utf8(bytes).map_err(|e| e.to_string())
}
