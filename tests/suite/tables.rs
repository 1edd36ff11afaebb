//! The tables of `tests/tables`: a text, and all that is to be read in it. Rows without a surface say that nothing is; a
//! surface after … is one of several. A row that fails is named by its number in a spreadsheet, with the cells that differ.

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

/// What the test of a table found wrong, row by row.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    /// Takes in that a cell of row `n`, counted from 0 below the header, came out differently.
    fn cell(&mut self, n: usize, text: &str, column: &str, want: &str, got: &str) {
        if want != got {
            self.row(n, text, &[difference(column, want, got)]);
        }
    }

    fn row(&mut self, n: usize, text: &str, lines: &[String]) {
        self.0.push(format!("row {}: 「{text}」\n    {}", n + 2, lines.join("\n    ")));
    }

    /// Fails with all that is wrong in the table.
    fn check(self, table: &str) {
        let rows: Vec<String> = self.0.iter().map(|row| format!("{table} {row}")).collect();
        assert!(rows.is_empty(), "{} rows differ (expected → got)\n{}", rows.len(), rows.join("\n"));
    }
}

fn difference(column: &str, want: &str, got: &str) -> String {
    let shown = |cell: &str| if cell.is_empty() { "nothing".to_owned() } else { cell.to_owned() };
    format!("{column}: {} → {}", shown(want), shown(got))
}

/// How what was read differs from what the row wants: that, and nothing else unless the surface begins with ….
fn differences<const N: usize>(
    columns: [&str; N],
    surface: &str,
    got: &[[String; N]],
    want: &[String; N],
) -> Vec<String> {
    let like = |mention: &&[String; N]| mention.iter().zip(want).filter(|(got, want)| got == want).count();
    let nearest = got.iter().max_by_key(like).filter(|_| !surface.is_empty());
    let mut lines = match nearest {
        Some(nearest) => {
            let cells = columns.iter().zip(want.iter().zip(nearest)).filter(|(_, (want, got))| want != got);
            cells.map(|(column, (want, got))| difference(column, want, got)).collect()
        }
        None if surface.is_empty() => Vec::new(),
        None => vec![difference(columns[0], &want[0], "")],
    };
    if !surface.starts_with('…') {
        let others = got.iter().filter(|mention| nearest.is_none_or(|nearest| !std::ptr::eq(*mention, nearest)));
        lines.extend(others.map(|other| difference(columns[0], "", &other.join(" "))));
    }
    lines
}

/// A text published on that day.
pub fn dated(text: &str, published: &str) -> Analysis {
    let front = if published.is_empty() { String::new() } else { format!("---\npublished: {published}\n---\n") };
    analyse(&format!("{front}{text}\n"), Format::Txt, "t.txt")
}

#[test]
fn dates() {
    let mut wrong = Wrong::default();
    for (n, row) in rows::<DateRow>("tables/dates.csv").into_iter().enumerate() {
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
        let lines = differences(["surface", "type", "value", "lower", "upper", "anchor"], &row.surface, &got, &want);
        if !lines.is_empty() {
            wrong.row(n, &row.text, &lines);
        }
    }
    wrong.check("dates.csv");
}

/// Whole texts in Markdown, with the values of all their dates in order.
#[test]
fn chronicles() {
    let mut wrong = Wrong::default();
    for (n, row) in rows::<ChronicleRow>("tables/chronicles.csv").into_iter().enumerate() {
        let text = format!("---\npublished: {}\n---\n{}\n", row.published, row.text);
        let record = analyse(&text, Format::Md, "t.md").record;
        let values: Vec<&str> = record.dates.iter().map(|m| m.value.time.value.as_str()).collect();
        wrong.cell(n, &row.class, "values", &row.values, &values.join(" "));
    }
    wrong.check("chronicles.csv");
}

#[test]
fn amounts() {
    let mut wrong = Wrong::default();
    for (n, row) in rows::<AmountRow>("tables/amounts.csv").into_iter().enumerate() {
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
        let lines = differences(["surface", "kind", "value", "lower", "upper", "unit"], &row.surface, &got, &want);
        if !lines.is_empty() {
            wrong.row(n, &row.text, &lines);
        }
    }
    wrong.check("amounts.csv");
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
    let mut wrong = Wrong::default();
    for (n, row) in rows::<WeekdayRow>("tables/weekdays.csv").into_iter().enumerate() {
        let found: Vec<String> = dated(&row.text, &row.published).findings.into_iter().map(|f| f.message).collect();
        wrong.cell(n, &row.text, "finding", &row.finding, &found.join(" "));
    }
    wrong.check("weekdays.csv");
}

#[derive(Deserialize)]
struct CheckRow {
    rule: String,
    text: String,
}

/// Passages with a planted error and the rule that sees it; rows without a rule are right, however near they come.
#[test]
fn checks() {
    let mut wrong = Wrong::default();
    for (n, row) in rows::<CheckRow>("tables/checks.csv").into_iter().enumerate() {
        let findings = dated(&row.text, "2018-04-25").findings;
        let fired: Vec<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
        wrong.cell(n, &row.text, "rule", &row.rule, &fired.join(" "));
    }
    wrong.check("checks.csv");
}

#[test]
fn a_row_that_fails_names_its_cells() {
    let mention = |cells: [&str; 3]| cells.map(str::to_owned);
    let want = mention(["26日", "DATE", "2018-01-26"]);
    let columns = ["surface", "type", "value"];
    let of = |surface: &str, got: &[[String; 3]]| differences(columns, surface, got, &want);
    assert_eq!(of("26日", std::slice::from_ref(&want)), Vec::<String>::new());
    assert_eq!(of("26日", &[mention(["26日", "DATE", "2018-02-26"])]), ["value: 2018-01-26 → 2018-02-26"]);
    assert_eq!(of("26日", &[]), ["surface: 26日 → nothing"]);
    let more = [want.clone(), mention(["3日", "DATE", "2018-01-03"])];
    assert_eq!(of("26日", &more), ["surface: nothing → 3日 DATE 2018-01-03"]);
    assert_eq!(of("…26日", &more), Vec::<String>::new());
    assert_eq!(of("", &more[..1]), ["surface: nothing → 26日 DATE 2018-01-26"]);
}
