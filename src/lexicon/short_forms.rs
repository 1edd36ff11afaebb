//! The short and the full form of a part of names: of a court, and of what the name of a company ends with.

use super::{Table, rows, table};
use serde::Deserialize;

/// What has a short form.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// A court or a prosecutor, after its place: 横浜|地裁.
    Court,
    /// The end of the name of a company: ツバメ食品|HD.
    Company,
}

/// A row of `short_forms.csv`. A row whose short form begins with that of another stands before it: 地検特捜部, 地検.
#[derive(Deserialize)]
struct ShortForm {
    short: String,
    /// The same in full; empty where there is no shorter form.
    long: String,
    #[serde(rename = "use")]
    place: Use,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
}

static FORMS: Table<Vec<ShortForm>> = table!("short_forms.csv", rows);

fn forms(place: Use) -> impl Iterator<Item = &'static ShortForm> {
    FORMS.iter().filter(move |form| form.place == place)
}

/// Whether a word is the name of a court or a prosecutor without its place.
pub fn is_court(word: &str) -> bool {
    !word.is_empty() && forms(Use::Court).any(|court| court.short == word || court.long == word)
}

/// Whether such a name begins with the first character of a word.
pub fn opens_court(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    forms(Use::Court).any(|court| court.short.starts_with(first) || court.long.starts_with(first))
}

/// The full name of a court or prosecutor that is told by its short one: 横浜地方裁判所川崎支部 for 横浜地裁川崎支部.
pub fn full_court(name: &str) -> Option<String> {
    let shortened = forms(Use::Court).filter(|court| !court.long.is_empty());
    let mut told = shortened.filter_map(|court| Some((court, name.split_once(&court.short)?)));
    told.next().map(|(court, (place, branch))| format!("{place}{}{branch}", court.long))
}

/// The name of a company in full: ツバメ食品ホールディングス for ツバメ食品HD.
pub fn full_company(name: &str) -> Option<String> {
    let stem = |form: &ShortForm| Some(name.strip_suffix(&form.short)?.trim_end()).filter(|stem| !stem.is_empty());
    forms(Use::Company).find_map(|form| Some([stem(form)?, &form.long].concat()))
}

/// The name of a company without what it ends with, and that in short: ツバメ食品 and HD of ツバメ食品ホールディングス.
pub fn company_stem(name: &str) -> Option<(&str, &'static str)> {
    let stem = |form: &ShortForm| name.strip_suffix(&form.long).filter(|stem| !stem.is_empty());
    forms(Use::Company).find_map(|form| Some((stem(form)?, form.short.as_str())))
}

/// The full form of what a company's name ends with in short: ホールディングス of HD.
pub fn full_ending(short: &str) -> Option<&'static str> {
    forms(Use::Company).find(|form| form.short == short).map(|form| form.long.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found_in_its_example() {
        assert_eq!(FORMS.len(), include_str!("short_forms.csv").lines().count() - 1);
        for (i, row) in FORMS.iter().enumerate() {
            assert!([&row.short, &row.long].iter().all(|name| row.example.contains(*name)), "{}", row.example);
            let hidden = FORMS[..i].iter().any(|before| row.short.starts_with(&before.short));
            assert!(!hidden, "{} is never reached", row.short);
        }
    }

    #[test]
    fn companies_by_their_endings() {
        assert_eq!(full_company("ツバメ食品 HD").as_deref(), Some("ツバメ食品ホールディングス"));
        assert_eq!(company_stem("ツバメ食品ホールディングス"), Some(("ツバメ食品", "HD")));
        assert_eq!(
            (full_company("HD"), company_stem("ツバメ食品"), full_ending("HD")),
            (None, None, Some("ホールディングス"))
        );
    }

    #[test]
    fn courts_by_their_short_names() {
        assert_eq!(full_court("東京地検特捜部").as_deref(), Some("東京地方検察庁特別捜査部"));
        assert_eq!(full_court("東京検察審査会"), None);
        assert!(is_court("検察審査会") && opens_court("地方") && !opens_court("銀行"));
    }
}
