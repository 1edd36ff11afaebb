//! What the names of companies end with in short and in full: ツバメ食品HD, ツバメ食品ホールディングス.

use crate::lexicon::{Table, rows, table};
use serde::Deserialize;

/// A row of `companies.csv`.
#[derive(Deserialize)]
struct Ending {
    short: String,
    long: String,
}

static ENDINGS: Table<Vec<Ending>> = table!("companies.csv", rows);

/// The name of a company in full: ツバメ食品ホールディングス for ツバメ食品HD.
pub(super) fn full_company(name: &str) -> Option<String> {
    let stem = |ending: &Ending| Some(name.strip_suffix(&ending.short)?.trim_end()).filter(|stem| !stem.is_empty());
    ENDINGS.iter().find_map(|ending| Some([stem(ending)?, &ending.long].concat()))
}

/// The name of a company without what it ends with, and that in short: ツバメ食品 and HD of ツバメ食品ホールディングス.
pub fn company_stem(name: &str) -> Option<(&str, &'static str)> {
    let stem = |ending: &Ending| name.strip_suffix(&ending.long).filter(|stem| !stem.is_empty());
    ENDINGS.iter().find_map(|ending| Some((stem(ending)?, ending.short.as_str())))
}

/// The full form of what a company's name ends with in short: ホールディングス of HD.
pub(super) fn full_ending(short: &str) -> Option<&'static str> {
    ENDINGS.iter().find(|ending| ending.short == short).map(|ending| ending.long.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_by_their_endings() {
        assert_eq!(full_company("ツバメ食品 HD").as_deref(), Some("ツバメ食品ホールディングス"));
        assert_eq!(company_stem("ツバメ食品ホールディングス"), Some(("ツバメ食品", "HD")));
        assert_eq!(
            (full_company("HD"), company_stem("ツバメ食品"), full_ending("HD")),
            (None, None, Some("ホールディングス"))
        );
    }
}
