//! Courts and prosecutors by their short and their full names: 横浜|地裁, 横浜|地方裁判所.

use crate::lexicon::{Table, rows, table};
use serde::Deserialize;

/// A row of `courts.csv`. A row whose short name begins with that of another stands before it: 地検特捜部, 地検.
#[derive(Deserialize)]
struct Court {
    short: String,
    /// Empty where there is no shorter name.
    long: String,
}

static COURTS: Table<Vec<Court>> = table!("courts.csv", rows);

/// Returns true if a word is the name of a court or a prosecutor without its place.
pub(super) fn is_court(word: &str) -> bool {
    !word.is_empty() && COURTS.iter().any(|court| court.short == word || court.long == word)
}

/// Returns true if such a name begins with the first character of a word.
pub(super) fn opens_court(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    COURTS.iter().any(|court| court.short.starts_with(first) || court.long.starts_with(first))
}

/// The full name of a court or prosecutor that is told by its short one: 横浜地方裁判所川崎支部 for 横浜地裁川崎支部.
pub(super) fn full_court(name: &str) -> Option<String> {
    let shortened = COURTS.iter().filter(|court| !court.long.is_empty());
    let mut told = shortened.filter_map(|court| Some((court, name.split_once(&court.short)?)));
    told.next().map(|(court, (place, branch))| format!("{place}{}{branch}", court.long))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_hides_another() {
        for (i, row) in COURTS.iter().enumerate() {
            let hidden = COURTS[..i].iter().any(|before| row.short.starts_with(&before.short));
            assert!(!hidden, "{} is never reached", row.short);
        }
    }

    #[test]
    fn courts_by_their_short_names() {
        assert_eq!(full_court("東京地検特捜部").as_deref(), Some("東京地方検察庁特別捜査部"));
        assert_eq!(full_court("東京検察審査会"), None);
        assert!(is_court("検察審査会") && opens_court("地方") && !opens_court("銀行"));
    }
}
