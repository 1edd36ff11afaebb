//! Words that belong together in pairs: parts of a whole, what comes before what; rates with the names of what they are the quotient of.

use super::{Table, rows, table};
use serde::Deserialize;

/// What two words of a pair say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairUse {
    /// They make up a whole between them.
    Parts,
    /// The first comes before the second.
    Order,
}

#[derive(Deserialize)]
struct PairRow {
    first: String,
    second: String,
    #[serde(rename = "use")]
    place: PairUse,
}

/// A rate by name, and the names of what it is the quotient of.
#[derive(Clone, Debug, Deserialize)]
pub struct Quotient {
    /// 投票率.
    pub rate: String,
    /// 投票者数.
    pub part: String,
    /// 有権者数.
    pub whole: String,
    /// The three in use.
    pub example: String,
}

static PAIRS: Table<Vec<PairRow>> = table!("pairs.csv", rows);
static QUOTIENTS: Table<Vec<Quotient>> = table!("quotients.csv", rows);

/// Pairs of words of that use.
pub fn pairs(place: PairUse) -> impl Iterator<Item = (&'static str, &'static str)> {
    PAIRS.iter().filter(move |r| r.place == place).map(|r| (r.first.as_str(), r.second.as_str()))
}

/// Rates with a name.
pub fn quotients() -> &'static [Quotient] {
    &QUOTIENTS
}
