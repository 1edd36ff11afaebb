//! Reading the file of expected facts: TOML with a `[[fact]]` for each, or CSV with a row for each.

use super::ExpectedFact;
use crate::fact::Tolerance;
use crate::text::{LineIndex, from_toml};
use serde::Deserialize;
use toml::Spanned;

/// 1-based line and column (in code points) of a mistake, and a message.
type Trouble = (u32, u32, String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    fact: Vec<Spanned<Entry>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Entry {
    subject: String,
    attribute: String,
    value: String,
    tolerance: String,
    source: String,
}

/// The columns of the CSV, with their Japanese headings. The first three are required.
const COLUMNS: [(&str, &str); 5] =
    [("subject", "主体"), ("attribute", "属性"), ("value", "値"), ("tolerance", "許容差"), ("source", "出典")];

/// Reads the expected facts of a file, as CSV or as TOML.
///
/// # Errors
/// 1-based line and column (in code points) of the first mistake, and a message.
pub fn rows(text: &str, is_csv: bool) -> Result<Vec<ExpectedFact>, Trouble> {
    let text = text.trim_start_matches('\u{feff}');
    let entries = if is_csv { from_csv(text)? } else { tables(text)? };
    entries.into_iter().map(|(line, entry)| row(line, entry)).collect()
}

/// The entries of TOML with their lines.
fn tables(text: &str) -> Result<Vec<(u32, Entry)>, Trouble> {
    let lines = LineIndex::new(text);
    let file: File = from_toml(text)?;
    let entry = |e: Spanned<Entry>| (lines.position(text, e.span().start).line, e.into_inner());
    Ok(file.fact.into_iter().map(entry).collect())
}

/// The entries of CSV with their lines.
fn from_csv(text: &str) -> Result<Vec<(u32, Entry)>, Trouble> {
    let text = text.replace("\r\n", "\n"); // the reader counts lines by what ends them
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let refused = |e: csv::Error| (e.position().map_or(1, |p| p.line() as u32), 1, format!("no CSV: {e}"));
    let header = reader.headers().map_err(refused)?.clone();
    let known = |h: &str| COLUMNS.iter().position(|(name, ja)| h.eq_ignore_ascii_case(name) || h == *ja);
    let places: Vec<Option<usize>> = header.iter().map(known).collect();
    for (i, (name, ja)) in COLUMNS.iter().enumerate().take(3) {
        if !places.contains(&Some(i)) {
            return Err((1, 1, format!("the column `{name}` (or {ja}) is missing")));
        }
    }
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(refused)?;
        let mut cells: [String; 5] = Default::default();
        for (place, cell) in places.iter().zip(&record) {
            if let Some(at) = place {
                cells[*at] = cell.to_owned();
            }
        }
        let [subject, attribute, value, tolerance, source] = cells;
        let line = record.position().map_or(0, |p| p.line() as u32);
        out.push((line, Entry { subject, attribute, value, tolerance, source }));
    }
    Ok(out)
}

/// The expected fact of an entry.
fn row(line: u32, entry: Entry) -> Result<ExpectedFact, Trouble> {
    let Entry { subject, attribute, value, tolerance, source } = entry;
    for (name, cell) in [("attribute", &attribute), ("value", &value)] {
        if cell.trim().is_empty() {
            return Err((line, 1, format!("a fact needs its `{name}`")));
        }
    }
    let tolerance = match tolerance.trim() {
        "" => None,
        text => Some(Tolerance::parse(text).map_err(|why| (line, 1, why))?),
    };
    Ok(ExpectedFact { line, subject: subject.trim().to_owned(), attribute, value, tolerance, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_give_the_same_rows() {
        let toml = "[[fact]]\nsubject = \"甲社\"\nattribute = \"売上高\"\nvalue = \"580億円\"\ntolerance = \"1%\"\n\n[[fact]]\nattribute = \"開業日\"\nvalue = \"2018年1月26日\"\n";
        let csv = "\u{feff}値,主体,属性,許容差\r\n580億円,甲社,売上高,1%\r\n2018年1月26日,,開業日,\r\n";
        let (mut a, b) = (rows(toml, false).expect("TOML"), rows(csv, true).expect("CSV"));
        assert_eq!(a.iter().map(|r| r.line).collect::<Vec<_>>(), [1, 7]);
        a.iter_mut().zip(&b).for_each(|(x, y)| x.line = y.line);
        assert_eq!(a, b);
        assert_eq!(a[0].sentence(), ("甲社の売上高は580億円だ。".to_owned(), 7));
    }

    #[test]
    fn mistakes_are_placed() {
        for (text, is_csv, line, what) in [
            ("[[fact]]\nsubjet = \"x\"\n", false, 2, "did you mean `subject`?"),
            ("[[fact]]\nvalue = \"1円\"\n", false, 1, "needs its `attribute`"),
            ("[[fact]]\nvalue = \"1円\"\nattribute = \"a\"\ntolerance = \"少し\"\n", false, 1, "is no tolerance"),
            ("subject,value\n", true, 1, "the column `attribute`"),
            ("subject,attribute,value\n甲,乙,\n", true, 2, "needs its `value`"),
        ] {
            let (found, _, why) = rows(text, is_csv).expect_err(text);
            assert!(found == line && why.contains(what), "{text}: {found} {why}");
        }
    }
}
