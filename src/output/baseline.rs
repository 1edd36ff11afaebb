//! Reading a baseline: the table of findings with the decisions of a person, as any spreadsheet saves it.

use super::schema::Table;
use super::sheet::Sheet;
use crate::review::{Baseline, Decision, Ruling};
use jiff::civil::{Date, date};

/// Reads a table of findings as a baseline. `path` is its name in messages.
///
/// The bytes may be a workbook, or text in UTF-8 with or without byte order mark, CP932 or UTF-16, with commas, semicolons
/// or tabs. The headings may be English or Japanese, in any order; only the fingerprint is required.
///
/// # Errors
/// The 1-based row that is refused, 0 for the file as a whole, and why, as a message: a decision without a reason, a word
/// that is no decision, an ambiguous date.
pub fn read(path: &str, bytes: &[u8]) -> Result<Baseline, (usize, String)> {
    let sheet = Sheet::read(bytes, Table::Findings.fields(), "fingerprint")?;
    if !sheet.has("fingerprint") {
        return Err((1, "the column `fingerprint` (or 指紋) is missing: give a findings.csv of totsugo".to_owned()));
    }
    let mut decisions = Vec::new();
    for row in &sheet.rows {
        decisions.extend(decision(row.line, |name| sheet.cell(row, name)).map_err(|why| (row.row, why))?);
    }
    Ok(Baseline { path: path.to_owned(), decisions, ..Baseline::default() })
}

/// What a person has written into a table of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Something in the columns for decisions.
    pub with_decisions: bool,
    /// Something that no table of findings has a column for, or a file that cannot be read.
    pub with_more: bool,
}

/// The columns that a person fills in.
const DECIDED: [&str; 5] = ["decision", "reason", "decided_by", "decided_on", "expires"];

/// What a person has written into a table of findings, in any form that [`read`] takes.
pub fn filled(bytes: &[u8]) -> Filled {
    let Ok(sheet) = Sheet::read(bytes, Table::Findings.fields(), "fingerprint") else {
        return Filled { with_more: true, ..Filled::default() };
    };
    let mut out = Filled::default();
    for row in &sheet.rows {
        let cells = || sheet.cells(row).filter(|(_, cell)| !cell.trim().is_empty());
        // the reason of a comment in the article is no decision
        let ignored = sheet.cell(row, "status") == "ignored" && sheet.cell(row, "decision").is_empty();
        out.with_decisions |= !ignored && cells().any(|(name, _)| name.is_some_and(|name| DECIDED.contains(&name)));
        out.with_more |= cells().any(|(name, _)| name.is_none());
    }
    out
}

/// The decision of a row, whose cells `cell` returns by column; `None` for an empty row and for a finding that a comment
/// in its article closes.
fn decision<'c>(line: u32, cell: impl Fn(&str) -> &'c str) -> Result<Option<Decision>, String> {
    let fingerprint = cell("fingerprint").to_owned();
    let word = cell("decision");
    let reason = cell("reason").to_owned();
    if fingerprint.is_empty() && word.is_empty() && reason.is_empty() {
        return Ok(None);
    }
    if fingerprint.is_empty() {
        return Err("the fingerprint is missing: it says which finding the decision is about".to_owned());
    }
    let ruling = Ruling::parse(word);
    if ruling.is_none() && !word.is_empty() {
        let words: Vec<String> = Ruling::ALL.iter().map(|(_, en, ja)| format!("{en} ({ja})")).collect();
        return Err(format!("`{word}` is no decision; write one of {}", words.join(", ")));
    }
    if ruling.is_some() && reason.is_empty() {
        return Err(format!("the decision `{word}` has no reason; fill in the column `reason` (理由)"));
    }
    if cell("status") == "ignored" && ruling.is_none() {
        return Ok(None);
    }
    let number = |name: &str| cell(name).parse().unwrap_or(0);
    Ok(Some(Decision {
        line,
        fingerprint,
        rule: cell("rule").to_owned(),
        message: cell("message").to_owned(),
        place: (cell("path").to_owned(), number("line"), cell("surface").to_owned()),
        other_path: cell("other_path").to_owned(),
        attribute: cell("attribute").to_owned(),
        known: cell("status") == "known",
        ruling,
        reason,
        decided_by: cell("decided_by").to_owned(),
        decided_on: day(cell("decided_on"))
            .map_or_else(|_| cell("decided_on").to_owned(), |d| d.map_or(String::new(), |d| d.to_string())),
        expires: day(cell("expires"))?,
    }))
}

/// A date as a person or a spreadsheet writes it: 2026-11-26, 2026/11/26, 2026年11月26日, 26-Nov-26, or the number of days
/// since 30 December 1899 that a cell without a format shows. `None` for an empty cell.
///
/// # Errors
/// A message, when not exactly one day can be meant.
fn day(cell: &str) -> Result<Option<Date>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let refused = || format!("`{cell}` is no day anybody can be sure of; write it as 2026-11-26");
    if let Some(serial) = cell.parse::<i64>().ok().filter(|n| (30_000..80_000).contains(n)) {
        let day = date(1899, 12, 30).checked_add(jiff::Span::new().days(serial));
        return day.map(Some).map_err(|_| refused());
    }
    let parsed = crate::corpus::parse_date(cell).ok_or_else(refused)?;
    // 26-Nov-26: a year of two digits is one of this century
    let year = if parsed.year() < 100 { 2000 + parsed.year() } else { parsed.year() };
    Date::new(year, parsed.month(), parsed.day()).map(Some).map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::SHIFT_JIS;

    const ROW: &str = "x00,sum,accept,理由あり,2026-11-26\n";

    #[test]
    fn whatever_a_spreadsheet_saves_is_read() {
        let plain = format!("fingerprint,rule,decision,reason,expires\n{ROW}");
        let japanese = "期限,理由,決定,状態,余分,指紋,規則\r\n2026/11/26,理由あり,承認,open,?,x00,sum\r\n,,,,,,\r\n";
        let utf16: Vec<u8> =
            [0xfeff].into_iter().chain(plain.replace(',', "\t").encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let want = read("f.csv", plain.as_bytes()).expect("plain");
        assert_eq!(want.decisions.len(), 1);
        assert_eq!(want.decisions[0].expires, Some(date(2026, 11, 26)));
        for bytes in [
            format!("\u{feff}{}", plain.replace('\n', "\r\n")).into_bytes(),
            plain.replace(',', ";").into_bytes(),
            SHIFT_JIS.encode(japanese).0.into_owned(),
            japanese.as_bytes().to_vec(),
            utf16,
        ] {
            assert_eq!(read("f.csv", &bytes).expect("read"), want, "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn days_that_a_spreadsheet_changed() {
        for written in
            ["2026-11-26", "2026/11/26", "2026/11/26 0:00", "2026年11月26日", "26-Nov-26", "26 November 2026", "46352"]
        {
            assert_eq!(day(written), Ok(Some(date(2026, 11, 26))), "{written}");
        }
        for unsure in ["11/12/2026", "来月", "26-11-26", "5"] {
            assert!(day(unsure).is_err(), "{unsure}");
        }
    }

    #[test]
    fn rows_that_cannot_be_taken_are_refused_by_number() {
        let head = "fingerprint,rule,decision,reason,expires\n";
        for (rows, row, what) in [
            ("x0,sum,,,\nx1,sum,accept,,\n", 3, "has no reason"),
            ("x0,sum,acept,よい,\n", 2, "no decision; write one of accept (承認)"),
            (",sum,accept,よい,\n", 2, "fingerprint is missing"),
            ("x0,sum,accept,よい,1/2/3\n", 2, "write it as 2026-11-26"),
        ] {
            let (found, why) = read("f.csv", format!("{head}{rows}").as_bytes()).expect_err(rows);
            assert!(found == row && why.contains(what), "{rows}: {found} {why}");
        }
        assert!(read("f.csv", b"a,b\n1,2\n").is_err_and(|(row, why)| row == 1 && why.contains("fingerprint")));
        assert!(read("f.csv", b"fingerprint\n\xff\xff\xff\n").is_err());
    }
}
