//! The four logistic regression models of linking: their features, and the weight of each.
//!
//! | table | decides |
//! |---|---|
//! | `link.csv` | whether two claims state the same fact, by the two alone |
//! | `second_look.csv` | the same, in view of the other claims of the two documents |
//! | `change.csv` | whether two different values of one fact were each true at their time, by two claims |
//! | `history.csv` | the same, by the order in which all documents stated the two values |
//!
//! `crates/calibrate` fits the weights to pairs that a person judged.

mod features;

pub use features::{CHANGE_FEATURES, Feature, HISTORY_FEATURES, LINK_FEATURES, LinkFeatures, SECOND_LOOK_FEATURES};

use super::Verdict;
use crate::claim::Claim;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A row of a table: the weights of a feature.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Weight {
    /// Name of the feature.
    pub feature: String,
    /// Weight between equal or compatible numbers, in log odds for each unit of the feature.
    pub number_equal: f32,
    /// Weight between different numbers.
    pub number_differs: f32,
    /// Weight between equal or compatible dates.
    pub date_equal: f32,
    /// Weight between different dates.
    pub date_differs: f32,
    /// What the feature measures.
    pub what: String,
}

impl Weight {
    /// The weight in a setting.
    pub fn of(&self, setting: Setting) -> f32 {
        match setting {
            Setting::NumberEqual => self.number_equal,
            Setting::NumberDiffers => self.number_differs,
            Setting::DateEqual => self.date_equal,
            Setting::DateDiffers => self.date_differs,
        }
    }
}

/// The column of weights for a pair of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// Equal or compatible numbers.
    NumberEqual,
    /// Different numbers.
    NumberDiffers,
    /// Equal or compatible dates.
    DateEqual,
    /// Different dates.
    DateDiffers,
}

impl Setting {
    /// All settings, in the order of the columns.
    pub const ALL: [Setting; 4] =
        [Setting::NumberEqual, Setting::NumberDiffers, Setting::DateEqual, Setting::DateDiffers];

    /// The setting of a claim and another one whose values compare as `verdict`.
    pub(crate) fn of(claim: &Claim, verdict: Verdict) -> Self {
        match (claim.stated.dimension == "date", verdict == Verdict::Conflict) {
            (false, false) => Setting::NumberEqual,
            (false, true) => Setting::NumberDiffers,
            (true, false) => Setting::DateEqual,
            (true, true) => Setting::DateDiffers,
        }
    }
}

/// The weights of the four models; rows are in the order of the features.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Weights of [`Feature`].
    pub link: Vec<Weight>,
    /// Weights of [`SECOND_LOOK_FEATURES`].
    pub second_look: Vec<Weight>,
    /// Weights of [`CHANGE_FEATURES`].
    pub change: Vec<Weight>,
    /// Weights of [`HISTORY_FEATURES`].
    pub history: Vec<Weight>,
}

impl Weights {
    /// The weights compiled into the program.
    pub fn embedded() -> &'static Weights {
        static EMBEDDED: LazyLock<Weights> = LazyLock::new(|| Weights {
            link: table(include_str!("link.csv"), &Feature::NAMES),
            second_look: table(include_str!("second_look.csv"), &SECOND_LOOK_FEATURES),
            change: table(include_str!("change.csv"), &CHANGE_FEATURES),
            history: table(include_str!("history.csv"), &HISTORY_FEATURES),
        });
        &EMBEDDED
    }
}

/// The rows of a table, one for each feature and in their order.
fn table(csv: &str, features: &[&str]) -> Vec<Weight> {
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_deserialize();
    let rows: Vec<Weight> = rows.collect::<Result<_, _>>().unwrap_or_default();
    let named = |name: &&str| rows.iter().find(|w| w.feature == *name).cloned().unwrap_or_default();
    features.iter().map(named).collect()
}

/// Log odds of a feature vector: the weighted sum of the features, which are in the order of the rows.
pub(crate) fn log_odds(rows: &[Weight], features: &[f32], setting: Setting) -> f32 {
    rows.iter().zip(features).map(|(w, v)| w.of(setting) * v).sum()
}

/// Probability of log odds: the logistic function.
pub(crate) fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Value of a binary feature: 1 if it holds, else 0.
pub(crate) fn indicator(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

#[cfg(test)]
mod tests {
    use super::Weights;

    #[test]
    fn every_feature_has_its_row() {
        let weights = Weights::embedded();
        let tables = [&weights.link, &weights.second_look, &weights.change, &weights.history];
        let csv = ["link.csv", "second_look.csv", "change.csv", "history.csv"];
        for (rows, file) in tables.into_iter().zip(csv) {
            let text = std::fs::read_to_string(format!("src/fact/weights/{file}")).expect("a table of this folder");
            let written: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
            let read: Vec<&str> = rows.iter().map(|w| w.feature.as_str()).collect();
            assert_eq!(read, written, "{file}");
        }
    }
}
