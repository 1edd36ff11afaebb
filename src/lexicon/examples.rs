//! The rows of the lexicons of time and quantity as what they are: words in use. The page of expressions is made of
//! them, and a test reads every one.

/// A row: a word, what kind it is, and a text that uses it.
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

/// Lexicon, its rows, and its columns of class and value.
const TABLES: [(&str, &str, &str, &str); 7] = [
    ("temporal", include_str!("temporal.csv"), "class", "number"),
    ("eras", include_str!("eras.csv"), "", "first_year"),
    ("days", include_str!("days.csv"), "", "rule"),
    ("lengths", include_str!("lengths.csv"), "unit", "count"),
    ("marks", include_str!("marks.csv"), "use", "modifier"),
    ("units", include_str!("units.csv"), "class", "unit"),
    ("hedges", include_str!("hedges.csv"), "place", "modifier"),
];

/// Every row of the lexicons of time and quantity, in the order of the files.
pub fn examples() -> Vec<Example> {
    TABLES.iter().flat_map(|(lexicon, csv, class, value)| rows(lexicon, csv, class, value)).collect()
}

fn rows(lexicon: &'static str, text: &str, class: &str, value: &str) -> Vec<Example> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| headers.iter().position(|h| h == name);
    let (class, value, example) = (column(class), column(value), column("example"));
    let read = |row: csv::StringRecord| {
        let get = |i: Option<usize>| i.and_then(|i| row.get(i)).unwrap_or("").to_owned();
        Example { lexicon, class: get(class), surface: get(Some(0)), value: get(value), text: get(example) }
    };
    reader.records().filter_map(Result::ok).map(read).collect()
}
