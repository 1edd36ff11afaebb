//! The tables of `tests/tables`: a text, and all that is to be read in it. Rows without a surface say that nothing is; a
//! surface after … is one of several.

use crate::support::{analyse, read};
use serde::Deserialize;
use totsugo::internals::check::Analysis;
use totsugo::internals::corpus::Format;
use totsugo::internals::value::{Decimal, plain};

#[derive(Deserialize)]
pub struct DateRow {
    pub class: String,
    pub text: String,
    pub published: String,
    pub surface: String,
    pub r#type: String,
    pub value: String,
    pub lower: String,
    pub upper: String,
    pub anchor: String,
}

#[derive(Deserialize)]
struct ChronicleRow {
    class: String,
    text: String,
    published: String,
    values: String,
}

#[derive(Deserialize)]
pub struct AmountRow {
    pub class: String,
    pub text: String,
    pub surface: String,
    pub kind: String,
    pub value: String,
    pub lower: String,
    pub upper: String,
    pub unit: String,
}

pub fn rows<T: for<'a> Deserialize<'a>>(path: &str) -> Vec<T> {
    let text = read(path);
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .map(|r| r.unwrap_or_else(|e| panic!("{path}: {e}")))
        .collect()
}

/// What a row's surface is without the mark that others stand beside it.
pub fn surface(cell: &str) -> String {
    cell.trim_start_matches('…').to_owned()
}

/// Whether what was read is what the row wants: all of it, unless … says that there is more.
fn is_right(cell: &str, got: &[[String; 6]], want: &[String; 6]) -> bool {
    match cell {
        "" => got.is_empty(),
        cell if cell.starts_with('…') => got.contains(want),
        _ => matches!(got, [only] if only == want),
    }
}

/// A text published on that day.
pub fn dated(text: &str, published: &str) -> Analysis {
    let front = if published.is_empty() { String::new() } else { format!("---\npublished: {published}\n---\n") };
    analyse(&format!("{front}{text}\n"), Format::Txt, "t.txt")
}

#[test]
fn dates() {
    let mut wrong = Vec::new();
    for row in rows::<DateRow>("tables/dates.csv") {
        let analysis = dated(&row.text, &row.published);
        let text = &analysis.record.document.text;
        let got: Vec<[String; 6]> = analysis
            .record
            .dates
            .iter()
            .map(|m| {
                let t = &m.value.time;
                [
                    m.span.of(text).to_owned(),
                    t.kind.as_str().to_owned(),
                    t.value.clone(),
                    t.lower(),
                    t.upper(),
                    t.anchor.as_str().to_owned(),
                ]
            })
            .collect();
        let want = [surface(&row.surface), row.r#type, row.value, row.lower, row.upper, row.anchor];
        if !is_right(&row.surface, &got, &want) {
            wrong.push(format!("{}\n  want {want:?}\n  got  {got:?}", row.text));
        }
    }
    assert!(wrong.is_empty(), "{} rows\n{}", wrong.len(), wrong.join("\n"));
}

/// Whole texts in Markdown, with the values of all their dates in order.
#[test]
fn chronicles() {
    for row in rows::<ChronicleRow>("tables/chronicles.csv") {
        let text = format!("---\npublished: {}\n---\n{}\n", row.published, row.text);
        let record = analyse(&text, Format::Md, "t.md").record;
        let values: Vec<&str> = record.dates.iter().map(|m| m.value.time.value.as_str()).collect();
        assert_eq!(values.join(" "), row.values, "{}", row.class);
    }
}

#[test]
fn amounts() {
    let mut wrong = Vec::new();
    for row in rows::<AmountRow>("tables/amounts.csv") {
        let analysis = analyse(&format!("{}\n", row.text), Format::Txt, "t.txt");
        let text = &analysis.record.document.text;
        let print = |d: &Option<Decimal>| d.as_ref().map(plain).unwrap_or_default();
        let got: Vec<[String; 6]> = analysis
            .record
            .amounts
            .iter()
            .map(|m| {
                let a = &m.value.amount;
                [
                    m.span.of(text).to_owned(),
                    a.kind.as_str().to_owned(),
                    print(&a.value),
                    print(&a.lower),
                    print(&a.upper),
                    a.unit.clone(),
                ]
            })
            .collect();
        let want = [surface(&row.surface), row.kind, row.value, row.lower, row.upper, row.unit];
        if !is_right(&row.surface, &got, &want) {
            wrong.push(format!("{}\n  want {want:?}\n  got  {got:?}", row.text));
        }
    }
    assert!(wrong.is_empty(), "{} rows\n{}", wrong.len(), wrong.join("\n"));
}

#[derive(Deserialize)]
struct WeekdayRow {
    text: String,
    published: String,
    finding: String,
}

/// What `check` says of weekdays beside dates, and what it leaves alone.
#[test]
fn weekdays() {
    let mut wrong = Vec::new();
    for row in rows::<WeekdayRow>("tables/weekdays.csv") {
        let found: Vec<String> = dated(&row.text, &row.published).findings.into_iter().map(|f| f.message).collect();
        if found.join(" ") != row.finding {
            wrong.push(format!("{}\n  want {}\n  got  {found:?}", row.text, row.finding));
        }
    }
    assert!(wrong.is_empty(), "{} rows\n{}", wrong.len(), wrong.join("\n"));
}

#[derive(Deserialize)]
struct CheckRow {
    rule: String,
    text: String,
}

/// Passages with a planted error and the rule that sees it; rows without a rule are right, however near they come.
#[test]
fn checks() {
    let mut wrong = Vec::new();
    for row in rows::<CheckRow>("tables/checks.csv") {
        let findings = dated(&row.text, "2018-04-25").findings;
        let fired: Vec<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
        if fired.join(" ") != row.rule {
            wrong.push(format!("{}\n  want {}\n  got  {fired:?}", row.text, row.rule));
        }
    }
    assert!(wrong.is_empty(), "{} rows\n{}", wrong.len(), wrong.join("\n"));
}
