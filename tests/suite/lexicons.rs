//! Every example in the lexicons of time and quantity is read as its row says, and the page of expressions shows them.

use crate::expected;
use crate::support::{read, root};
use crate::tables::{AmountRow, DateRow, dated, rows, surface};
use std::fmt::Write;

/// A row of a lexicon: a word, what kind it is, and a text that uses it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The lexicon it is in, by file name.
    pub lexicon: &'static str,
    /// The kind, as its column says.
    pub class: String,
    /// The word.
    pub surface: String,
    /// What the value column says (unit, modifier, rule); empty where there is none.
    pub value: String,
    /// The text.
    pub text: String,
}

/// Folder below `src` and name of a lexicon, and its columns of class and value.
const TABLES: [(&str, &str, &str, &str); 7] = [
    ("extract/date/grammar", "time_words", "class", "number"),
    ("lexicon", "eras", "", "first_year"),
    ("extract/date/grammar", "named_day", "", "rule"),
    ("lexicon", "lengths", "unit", "count"),
    ("extract/date/grammar", "marks", "use", "modifier"),
    ("lexicon", "units", "class", "unit"),
    ("lexicon", "hedges", "place", "modifier"),
];

/// Every row of the lexicons of time and quantity, in the order of the files.
pub fn examples() -> Vec<Example> {
    let mut out = Vec::new();
    for (folder, lexicon, class, value) in TABLES {
        let text = read(&format!("../src/{folder}/{lexicon}.csv"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().expect("a header").clone();
        let column = |name: &str| headers.iter().position(|h| h == name);
        let (class, value, example) = (column(class), column(value), column("example"));
        for row in reader.records().map(|row| row.expect("a row")) {
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or("").to_owned();
            out.push(Example {
                lexicon,
                class: cell(class),
                surface: cell(Some(0)),
                value: cell(value),
                text: cell(example),
            });
        }
    }
    out
}

/// The day examples are read on.
const PUBLISHED: &str = "2018-02-09";

/// What is read at the word of an example: surface and value.
fn reading(e: &Example) -> Option<(String, String)> {
    let analysis = dated(&e.text, PUBLISHED);
    let text = &analysis.record.document.text;
    let at = text.rfind(&e.text)? + e.text.find(&e.surface)?;
    let word = at..at + e.surface.len();
    let over = |start: usize, end: usize| start < word.end && word.start < end;
    let beside = |start: usize, end: usize| start <= word.end && word.start <= end;
    let record = &analysis.record;
    let date = record.dates.iter().find(|m| beside(m.span.start, m.span.end)).map(|m| {
        let t = &m.value.time;
        (m.span.of(text).to_owned(), format!("{} {}", t.kind.as_str(), t.value))
    });
    let amount = record.amounts.iter().find(|m| beside(m.span.start, m.span.end)).map(|m| {
        let a = &m.value.amount;
        let number = a.value.as_ref().map(totsugo::internals::value::plain).unwrap_or_else(|| {
            let bound = |b: &Option<_>| b.as_ref().map(totsugo::internals::value::plain).unwrap_or_default();
            format!("{}…{}", bound(&a.lower), bound(&a.upper))
        });
        (m.span.of(text).to_owned(), format!("{} {number} {}", a.kind.as_str(), a.unit).trim_end().to_owned())
    });
    match e.lexicon {
        "units" | "hedges" => amount.filter(|_| record.amounts.iter().any(|m| beside(m.span.start, m.span.end))),
        // these stand anywhere in the sentence of a date
        "marks" if matches!(e.class.as_str(), "habit" | "measured") => record.dates.first().map(|m| {
            let t = &m.value.time;
            (m.span.of(text).to_owned(), format!("{} {}", t.kind.as_str(), t.value))
        }),
        "marks" => date,
        _ => date.filter(|_| record.dates.iter().any(|m| over(m.span.start, m.span.end))),
    }
}

/// Rows that say what is not read.
fn is_negative(e: &Example) -> bool {
    matches!((e.lexicon, e.class.as_str()), ("time_words", "none") | ("units", "identifier"))
}

#[test]
fn every_example_is_read() {
    let mut wrong = Vec::new();
    for e in examples() {
        let read = reading(&e);
        let unit = e.lexicon == "units" && !matches!(e.class.as_str(), "money_fraction" | "fraction" | "age_band");
        let fits = |(_, value): &(String, String)| !unit || e.value.is_empty() || value.ends_with(&e.value);
        if read.as_ref().is_some_and(fits) == is_negative(&e) {
            wrong.push(format!("{} {}: {} in 「{}」 read as {read:?}", e.lexicon, e.class, e.surface, e.text));
        }
    }
    assert!(wrong.is_empty(), "{} rows\n{}", wrong.len(), wrong.join("\n"));
}

/// The rows of a Markdown table.
fn table(out: &mut String, headers: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | ").replace('\n', " "));
    let headers: Vec<String> = headers.iter().map(|h| (*h).to_owned()).collect();
    out.push_str(&line(&headers));
    out.push_str(&line(&vec!["---".to_owned(); headers.len()]));
    rows.for_each(|r| out.push_str(&line(&r)));
    out.push('\n');
}

/// The first row of each class, in order.
fn firsts<T>(all: Vec<T>, class: impl Fn(&T) -> String) -> Vec<T> {
    let mut seen = Vec::new();
    all.into_iter()
        .filter(|row| {
            let class = class(row);
            let fresh = !seen.contains(&class);
            seen.push(class);
            fresh
        })
        .collect()
}

fn page() -> String {
    let mut out = String::from(
        "# What is read, and how\n\n\
         Made from `tests/tables` and the lexicons of time and quantity (tables in `src`) by `TOTSUGO_BLESS=1 cargo test --test suite lexicons`;\n\
         the test of the same name fails when it is out of date. Every example is read by the tests. The tables hold more\n\
         cases of each class, and what is left alone.\n\n\
         ## Dates and times\n\n",
    );
    let dates = firsts(rows::<DateRow>("tables/dates.csv"), |r| r.class.clone());
    let cells = dates.into_iter().map(|r| {
        let bounds = if r.lower.is_empty() { String::new() } else { format!("{} … {}", r.lower, r.upper) };
        vec![
            r.class,
            r.text,
            surface(&r.surface),
            format!("{} {}", r.r#type, r.value).trim().to_owned(),
            bounds,
            r.anchor,
        ]
    });
    table(&mut out, &["Class", "In", "Read", "Value", "From … to", "Leans on"], cells);
    out.push_str("## Amounts\n\n");
    let amounts = firsts(rows::<AmountRow>("tables/amounts.csv"), |r| r.class.clone());
    let cells = amounts.into_iter().map(|r| {
        let bounds = if r.value == r.lower && r.value == r.upper {
            String::new()
        } else {
            format!("{} … {}", r.lower, r.upper)
        };
        vec![
            r.class,
            r.text,
            surface(&r.surface),
            format!("{} {} {}", r.kind, r.value, r.unit).trim().to_owned(),
            bounds,
        ]
    });
    table(&mut out, &["Class", "In", "Read", "Value", "From … to"], cells);
    let all = examples();
    let _ = write!(out, "## Words\n\nRead on {PUBLISHED}, where a word leans on the publication date.\n\n");
    let cells = firsts(all.clone(), |e| format!("{} {}", e.lexicon, e.class)).into_iter().map(|e| {
        let words: Vec<&str> =
            all.iter().filter(|o| (o.lexicon, &o.class) == (e.lexicon, &e.class)).map(|o| o.surface.as_str()).collect();
        let shown = words.iter().take(8).copied().collect::<Vec<_>>().join("、");
        let shown = if words.len() > 8 { format!("{shown} … ({})", words.len()) } else { shown };
        let (surface, value) = reading(&e).unwrap_or_else(|| ("—".to_owned(), "nothing".to_owned()));
        vec![e.lexicon.to_owned(), e.class.clone(), shown, e.text, surface, value]
    });
    table(&mut out, &["Lexicon", "Class", "Words", "Example", "Read", "Value"], cells);
    out.trim_end().to_owned() + "\n"
}

#[test]
fn the_page_of_expressions_is_up_to_date() {
    expected::none(expected::compare(&root().join("docs/expressions.md"), &page()).err());
}
