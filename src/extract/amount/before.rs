//! Words that stand before a number and say what it means: signs, scales of temperature, 震度 and マグニチュード.

use crate::lexicon::{Prefixes, Table, rows, table};
use serde::Deserialize;

/// What a word of `before.csv` says of the number after it.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Before {
    /// It is negative: ▲3億円.
    Minus,
    /// It is an increase: プラス5％.
    Plus,
    /// It is a temperature in degrees Celsius.
    Celsius,
    /// It is a temperature in degrees Fahrenheit.
    Fahrenheit,
    /// It is a negative temperature: 氷点下5度.
    BelowZero,
    /// It is the magnitude of an earthquake.
    Magnitude,
    /// It is a class of the seismic intensity scale.
    Intensity,
}

#[derive(Deserialize)]
struct Row {
    surface: String,
    #[serde(rename = "use")]
    usage: Before,
}

static WORDS: Table<Prefixes<Before>> =
    table!("before.csv", |csv| Prefixes::new(rows::<Row>(csv).into_iter().map(|row| (row.surface, row.usage))));

impl Before {
    /// The word at the start of `text`, and its length in bytes.
    pub fn at(text: &str) -> Option<(Before, usize)> {
        WORDS.longest(text).map(|(usage, len)| (*usage, len))
    }

    /// First characters of the words.
    pub fn starts() -> impl Iterator<Item = char> {
        WORDS.starts()
    }
}
