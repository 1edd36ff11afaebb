//! What the yen has been worth since 2000, with a margin: enough to see a lost 万 or 億.

use super::{Table, rows, table};
use crate::value::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    unit: String,
    low: String,
    high: String,
}

static RATES: Table<Vec<(String, Decimal, Decimal)>> = table!("rates.csv", |csv| {
    let rows: Vec<Row> = rows(csv);
    rows.into_iter().filter_map(|r| Some((r.unit, r.low.parse().ok()?, r.high.parse().ok()?))).collect()
});

/// Least and greatest yen one unit of a currency (ISO 4217) has cost.
pub fn yen_range(unit: &str) -> Option<(&'static Decimal, &'static Decimal)> {
    RATES.iter().find(|(u, ..)| u == unit).map(|(_, low, high)| (low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_range() {
        assert_eq!(RATES.len(), include_str!("rates.csv").lines().count() - 1);
        assert!(RATES.iter().all(|(_, low, high)| low < high));
    }
}
