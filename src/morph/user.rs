//! Words of the user: a CSV file, read here so that errors have its lines.

use std::fs;
use std::path::Path;

use super::MorphError;
use crate::text::fold_str;

/// The kinds of short rows, with context id and detail columns in IPADIC.
const KINDS: [(&str, u16, &str); 6] = [
    ("一般", 1288, "固有名詞,一般,*"),
    ("人名", 1289, "固有名詞,人名,一般"),
    ("姓", 1290, "固有名詞,人名,姓"),
    ("名", 1291, "固有名詞,人名,名"),
    ("組織", 1292, "固有名詞,組織,*"),
    ("地域", 1293, "固有名詞,地域,一般"),
];

/// Cost of a short row: low enough for the word to win against its parts, high enough not to break up the words around it,
/// as the default of lindera, -10000, does.
const COST: i16 = 3000;

/// The form of rows that a dictionary takes.
pub(super) struct Format {
    /// Columns of a full row.
    pub columns: usize,
    /// Whether the dictionary has the context ids of IPADIC, by which short rows are completed.
    pub short_rows: bool,
    /// Number of left and of right context ids.
    pub contexts: [u32; 2],
}

/// The words of a file as full rows, which lindera takes.
///
/// The file has full rows (13 columns for IPADIC), short ones (`word,kind` or `word,kind,reading`), and comments from `#`
/// on. Words are folded like the text, in which a word in full-width letters would not be found.
///
/// # Errors
/// [`MorphError::UserWords`] with the line of the first mistake.
pub(super) fn read(path: &Path, format: &Format) -> Result<String, MorphError> {
    let fail = |line: u64, reason: String| MorphError::UserWords { path: path.to_owned(), line, reason };
    let text =
        fs::read(path).map_err(|err| fail(0, format!("cannot be read: {err}; correct the path, or leave it out")))?;
    let text = String::from_utf8(text).map_err(|_| fail(0, "is not UTF-8; save it as UTF-8".to_owned()))?;
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for (line, row) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        if row.trim().is_empty() || row.starts_with('#') {
            continue;
        }
        // a reader for each line: one for the file would miscount comments, and a forgotten quotation mark would take
        // the rows after it
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .trim(csv::Trim::All)
            .buffer_capacity(256)
            .from_reader(row.as_bytes());
        let mut record = csv::StringRecord::new();
        reader.read_record(&mut record).map_err(|err| fail(line, format!("is not CSV: {err}")))?;
        let fields: Vec<&str> = record.iter().collect();
        let full = complete(&fields, format).map_err(|reason| fail(line, reason))?;
        out.write_record(full).map_err(|err| fail(line, err.to_string()))?;
    }
    let bytes = out.into_inner().map_err(|err| fail(0, err.to_string()))?;
    String::from_utf8(bytes).map_err(|err| fail(0, err.to_string()))
}

/// The full row of a full or a short one.
///
/// # Errors
/// What is wrong with it, as a message.
fn complete(fields: &[&str], format: &Format) -> Result<Vec<String>, String> {
    let surface = fold_str(fields.first().unwrap_or(&""));
    if surface.is_empty() {
        return Err("the first column, the word, is empty".to_owned());
    }
    if surface.contains(['。', '、', '\n', '\t']) {
        return Err(format!("{surface} would never be found, because text is cut at 。 and 、; leave them out"));
    }
    match *fields {
        [_, kind] => short(surface, kind, "*", format),
        [_, kind, reading] => short(surface, kind, reading, format),
        [_, left, right, cost, ..] if fields.len() == format.columns => {
            let [lefts, rights] = format.contexts;
            for (name, value, limit) in [("left", left, lefts), ("right", right, rights)] {
                let id = value.parse::<u16>().ok();
                if id.is_none_or(|id| u32::from(id) >= limit) {
                    return Err(format!("{value} is not a {name} context id; give a number below {limit}"));
                }
            }
            if cost.parse::<i16>().is_err() {
                return Err(format!("{cost} is not a cost; give a number from -32768 to 32767, {COST} if unsure"));
            }
            let rest = fields[1..].iter().map(|&field| field.to_owned());
            Ok([surface].into_iter().chain(rest).collect())
        }
        _ => Err(format!(
            "has {} columns; write word,kind or word,kind,reading or all {} columns",
            fields.len(),
            format.columns
        )),
    }
}

/// The full row of a short one.
fn short(surface: String, kind: &str, reading: &str, format: &Format) -> Result<Vec<String>, String> {
    if !format.short_rows {
        return Err(format!("short rows need a dictionary in IPADIC's form; write all {} columns", format.columns));
    }
    let Some((_, id, details)) = KINDS.iter().find(|(name, ..)| *name == kind) else {
        let kinds = KINDS.map(|(name, ..)| name).join(", ");
        return Err(format!("{kind} is not a kind of word; write one of {kinds}"));
    };
    let reading = if reading.is_empty() { "*" } else { reading };
    let mut row = vec![surface.clone(), id.to_string(), id.to_string(), COST.to_string()];
    row.push("名詞".to_owned());
    row.extend(details.split(',').map(str::to_owned));
    row.extend(["*", "*", &surface, reading, reading].map(str::to_owned));
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(fields: &str, short_rows: bool) -> String {
        let format = Format { columns: 13, short_rows, contexts: [1316, 1316] };
        let fields: Vec<_> = fields.split(',').collect();
        complete(&fields, &format).map_or_else(|reason| reason, |row| row.join(","))
    }

    #[test]
    fn rows_are_completed_or_refused() {
        let full = "京都府庁,1292,1292,-500,名詞,固有名詞,組織,*,*,*,京都府庁,*,*";
        for (fields, want) in [
            ("コインチェック,組織", "コインチェック,1292,1292,3000,名詞,固有名詞,組織,*,*,*,コインチェック,*,*"),
            ("灘,地域,ナダ", "灘,1293,1293,3000,名詞,固有名詞,地域,一般,*,*,灘,ナダ,ナダ"),
            (full, full),
            ("灘,川", "川 is not a kind of word"),
            ("灘", "has 1 columns"),
            (",組織", "the first column"),
            ("娘。,組織", "would never be found"),
            ("灘,1316,0,0,名詞,*,*,*,*,*,*,*,*", "1316 is not a left context id"),
            ("灘,0,x,0,名詞,*,*,*,*,*,*,*,*", "x is not a right context id"),
            ("灘,0,0,99999,名詞,*,*,*,*,*,*,*,*", "99999 is not a cost"),
        ] {
            let got = row(fields, true);
            assert!(got.contains(want), "{fields}: {got}");
        }
        assert!(row("灘,地域", false).contains("all 13 columns"));
        assert_eq!(row(full, false), full);
    }
}
