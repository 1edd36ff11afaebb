//! What each piece of evidence is worth: the rows of `weights.csv`, `second_look.csv`, `change.csv` and `history.csv`.

use super::super::Setting;
use serde::{Deserialize, Serialize};

/// A row of a table of weights.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Weight {
    /// The ingredient.
    pub ingredient: String,
    /// What it is worth where numbers agree, in log odds for each unit of it.
    pub number_equal: f32,
    /// Where numbers differ.
    pub number_differs: f32,
    /// Where dates agree.
    pub date_equal: f32,
    /// Where dates differ.
    pub date_differs: f32,
    /// What it measures.
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

/// What values are worth together, in log odds; rows and values are in one order.
pub(crate) fn weigh(rows: &[Weight], values: &[f32], setting: Setting) -> f32 {
    rows.iter().zip(values).map(|(w, v)| w.of(setting) * v).sum()
}

/// The rows of a table, one for each name and in their order.
pub(crate) fn table(csv: &str, names: &[&str]) -> Vec<Weight> {
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_deserialize();
    let rows: Vec<Weight> = rows.collect::<Result<_, _>>().unwrap_or_default();
    let named = |name: &&str| rows.iter().find(|w| w.ingredient == *name).cloned().unwrap_or_default();
    names.iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use crate::fact::Linker;

    #[test]
    fn every_name_has_its_row() {
        let linker = Linker::embedded();
        let tables = [&linker.weights, &linker.second, &linker.change, &linker.history];
        let csv = ["weights.csv", "second_look.csv", "change.csv", "history.csv"];
        for (rows, file) in tables.into_iter().zip(csv) {
            let text = std::fs::read_to_string(format!("src/fact/pair/{file}")).expect("a table of this folder");
            let written: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
            let read: Vec<&str> = rows.iter().map(|w| w.ingredient.as_str()).collect();
            assert_eq!(read, written, "{file}");
        }
    }
}
