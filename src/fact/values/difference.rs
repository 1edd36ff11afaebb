//! The difference of two stated values.

use super::compare::{numbers, time_between};
use crate::claim::Stated;
use crate::value::{Decimal, plain};

/// The second of two values minus the first, printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// A plain decimal in the unit of the dimension, or an ISO 8601 duration between dates; empty if the two are equal or one
    /// is no single value.
    pub by: String,
    /// The difference in per cent of the greater absolute value; empty for dates and lengths of time.
    pub percent: String,
}

impl Difference {
    /// The difference of two values of one dimension.
    pub fn of(a: &Stated, b: &Stated) -> Self {
        if a.dimension == "date" {
            return Difference { by: time_between(a, b).unwrap_or_default(), percent: String::new() };
        }
        let Some((x, y)) = numbers(a, b).filter(|(x, y)| x != y) else { return Difference::default() };
        let difference = &y - &x;
        // one of two different numbers is not zero
        let greater = x.abs().max(y.abs());
        let percent = &difference * Decimal::from(100) / greater;
        let percent = percent.with_scale_round(2, bigdecimal::RoundingMode::HalfEven);
        Difference { by: plain(&difference), percent: plain(&percent) }
    }
}
