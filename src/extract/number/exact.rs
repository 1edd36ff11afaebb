//! Exact numbers as the grammar adds them up: a machine integer and a power of ten, or a decimal where they do not fit.
//!
//! Most numerals are read to be refused (580億円 is tried as a date first), so reading one allocates nothing.

use crate::value::{Decimal, pow10};
use bigdecimal::ToPrimitive;

/// A number that is not negative, without rounding.
#[derive(Clone, Debug, PartialEq)]
pub enum Exact {
    /// `mantissa` × 10^`exponent`.
    Small {
        /// The digits as one integer.
        mantissa: u128,
        /// The power of ten they are multiplied by.
        exponent: i32,
    },
    /// A number that does not fit into `Small`.
    Big(Decimal),
}

impl Exact {
    /// Zero.
    pub const ZERO: Exact = Exact::new(0, 0);

    /// `mantissa` × 10^`exponent`.
    pub const fn new(mantissa: u128, exponent: i32) -> Self {
        Exact::Small { mantissa, exponent }
    }

    /// The number times ten to the power `n`.
    pub fn shift(self, n: i32) -> Self {
        match self {
            Exact::Small { mantissa, exponent } => Exact::new(mantissa, exponent + n),
            Exact::Big(value) => Exact::Big(value * pow10(n)),
        }
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Self {
        if let (Exact::Small { mantissa: a, exponent: x }, Exact::Small { mantissa: b, exponent: y }) = (&self, &other)
        {
            let exponent = *x.min(y);
            let sum = || scaled(*a, x - exponent)?.checked_add(scaled(*b, y - exponent)?);
            if let Some(mantissa) = sum() {
                return Exact::Small { mantissa, exponent };
            }
        }
        Exact::Big(self.decimal() + other.decimal())
    }

    /// The number as a decimal.
    pub fn decimal(&self) -> Decimal {
        match self {
            Exact::Small { mantissa, exponent } => Decimal::new((*mantissa).into(), i64::from(-exponent)),
            Exact::Big(value) => value.clone(),
        }
    }

    /// The integer part, where it fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Exact::Small { mantissa, exponent } if *exponent >= 0 => scaled(*mantissa, *exponent)?.try_into().ok(),
            _ => self.decimal().to_i64(),
        }
    }

    /// Returns true for a whole number other than zero that ends in 0.
    pub fn is_multiple_of_ten(&self) -> bool {
        self.to_i64().is_some_and(|n| n != 0 && n % 10 == 0)
    }

    /// Returns true if it is less than `other`.
    pub fn is_less_than(&self, other: &Self) -> bool {
        match (self, other) {
            (Exact::Small { mantissa: a, exponent: x }, Exact::Small { mantissa: b, exponent: y }) if x == y => a < b,
            _ => self.decimal() < other.decimal(),
        }
    }
}

/// `mantissa` × 10^`n`; `None` where it does not fit.
fn scaled(mantissa: u128, n: i32) -> Option<u128> {
    if n == 0 || mantissa == 0 {
        return Some(mantissa);
    }
    mantissa.checked_mul(10u128.checked_pow(n.try_into().ok()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::plain;

    #[test]
    fn sums_are_exact_beyond_the_machine_integer_too() {
        let n = Exact::new(15, -1).shift(8).plus(Exact::new(7, 0));
        assert_eq!((plain(&n.decimal()), n.to_i64()), ("150000007".to_owned(), Some(150_000_007)));
        let n = Exact::new(3, 68).plus(Exact::new(1, 0));
        assert_eq!(plain(&n.decimal()), format!("3{}1", "0".repeat(67)));
        assert!(Exact::new(99, 0).is_less_than(&n) && Exact::new(99, 0).is_less_than(&Exact::new(1, 2)));
        assert_eq!((n.to_i64(), Exact::new(25, -1).to_i64()), (None, Some(2)));
    }
}
