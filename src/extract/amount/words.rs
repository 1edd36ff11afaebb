//! Words around a quantity that say what it is of or against.

use crate::lexicon::{Table, Uses, table};
use serde::Deserialize;

/// What a word of `words.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Use {
    /// Before a price or a rate for a length of time, by its first character: 月額.
    PerPeriod,
    /// Between the unit of a rate and its value: 1人当たり3万円.
    Rate,
    /// A character of the words before 比 that say what a change is against: 前年同期比.
    BasisPart,
    /// Between a sum and what it comes to in another currency.
    Converted,
    /// Between a value and the の before the noun it is of: 580億円相当のNEM.
    OfValue,
}

pub(super) static WORDS: Table<Uses<Use>> = table!("words.csv", Uses::new);
