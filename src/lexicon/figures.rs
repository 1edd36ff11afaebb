//! Words that say of which time a figure is, beside figures that are compared with one another.

use super::{Table, Uses, table};
use serde::Deserialize;

/// What a word of `figures.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Use {
    /// An earlier figure or plan.
    Base,
    /// The present one.
    Now,
}

pub(crate) static WORDS: Table<Uses<Use>> = table!("figures.csv", Uses::new);
