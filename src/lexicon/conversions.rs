//! Units of one kind that are no power of ten apart: knots, tsubo, miles.

use super::{Table, comparable_unit, rows, table};
use crate::value::{Decimal, pow10};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    unit: String,
    base: String,
    factor: String,
}

/// A unit, the one it is converted to, and how many of that it is.
type Conversion = (String, String, Decimal);

static ROWS: Table<Vec<Conversion>> = table!("conversions.csv", |csv| {
    let rows: Vec<Row> = rows(csv);
    rows.into_iter().filter_map(|r| Some((r.unit, r.base, r.factor.parse().ok()?))).collect()
});

/// The unit that measures of a kind are compared in, and how many of it one `unit` is.
pub fn base_unit(unit: &str) -> (&str, Decimal) {
    let (unit, scale) = comparable_unit(unit).map_or((unit, pow10(0)), |(base, exponent)| (base, pow10(exponent)));
    match ROWS.iter().find(|(own, ..)| own == unit) {
        Some((_, next, factor)) => {
            let (base, further) = base_unit(next);
            (base, scale * factor * further)
        }
        None => (unit, scale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_leads_to_its_base() {
        assert_eq!(ROWS.len(), include_str!("conversions.csv").lines().count() - 1);
        assert!(ROWS.iter().all(|(unit, ..)| base_unit(unit).0 != unit));
        let (base, factor) = base_unit("[kn_i]");
        assert_eq!((base, factor.round(3).to_string().as_str()), ("m/s", "0.514"));
    }
}
