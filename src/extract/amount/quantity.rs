//! A quantity, and how its value and bounds come from numerals.

use crate::extract::number::{Exact, Numeral};
use crate::value::{Amount, AmountKind, Decimal, Direction, Modifier, pow10};

/// A quantity with what its neighbourhood says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantity {
    /// The value.
    pub amount: Amount,
    /// What a change is measured against: 前年同期比.
    pub basis: String,
    /// The unit it is a price or rate for: 1XEM, 月.
    pub per_unit: String,
    /// Index among the document's amounts of the one it restates in another unit.
    pub equivalent_of: Option<usize>,
    /// The noun it counts or describes: 顧客 in 30人程度の顧客.
    pub head: String,
}

/// A numeral, or the two ends of a range that share a unit: 580 of 580億円, 3 and 5 of 3〜5億円.
pub(super) struct Numbers {
    pub first: Numeral,
    /// The upper end of a range.
    pub second: Option<Numeral>,
}

impl From<Numeral> for Numbers {
    fn from(first: Numeral) -> Self {
        Numbers { first, second: None }
    }
}

impl Numbers {
    /// The quantity of so many units, each of them ten to the power `exponent` of `unit`: 8 for 億円.
    pub fn of(&self, kind: AmountKind, unit: &str, exponent: i32) -> Quantity {
        let scale = |n: &Exact| n.clone().shift(exponent).decimal();
        let (value, lower, upper) = match (&self.second, self.first.vague.as_deref()) {
            (Some(second), _) => {
                let upper = second.vague.as_deref().map_or(&second.value, |(_, upper)| upper);
                (None, Some(scale(&self.first.value)), Some(scale(upper)))
            }
            (None, Some((lower, upper))) => (None, Some(scale(lower)), Some(scale(upper))),
            (None, None) => {
                let value = scale(&self.first.value);
                (Some(value.clone()), Some(value.clone()), Some(value))
            }
        };
        let modifier = self.first.vague.is_some().then_some(Modifier::Vague);
        let precision = self.second.as_ref().unwrap_or(&self.first).precision + exponent;
        let amount = Amount { kind, value, lower, upper, unit: unit.to_owned(), modifier, precision, direction: None };
        Quantity { amount, ..Quantity::default() }
    }
}

/// Turns an amount into its negative: ▲3億円.
pub(super) fn negate(amount: &mut Amount) {
    for bound in [&mut amount.value, &mut amount.lower, &mut amount.upper].into_iter().flatten() {
        *bound = -&*bound;
    }
    std::mem::swap(&mut amount.lower, &mut amount.upper);
    amount.direction = Some(Direction::Down);
}

/// Adds a smaller part whose last digit stands for ten to the power `precision`: 50銭 to 20円.
pub(super) fn add(amount: &mut Amount, part: &Decimal, precision: i32) {
    for bound in [&mut amount.value, &mut amount.lower, &mut amount.upper].into_iter().flatten() {
        *bound = &*bound + part;
    }
    amount.precision = precision;
}

/// Sets an amount to `top` of `bottom` parts, to six decimals: 3分の1.
pub(super) fn set_share(amount: &mut Amount, top: &Decimal, bottom: i64) {
    let share = (top / Decimal::from(bottom)).with_scale_round(6, bigdecimal::RoundingMode::HalfEven);
    (amount.value, amount.lower, amount.upper) = (Some(share.clone()), Some(share.clone()), Some(share));
    amount.precision = -6;
}

/// Bounds an amount by its value and a tenth more: 100余社.
pub(super) fn exceed(amount: &mut Amount) {
    amount.modifier = Some(Modifier::SlightlyMore);
    amount.upper = amount.value.as_ref().map(|value| value * Decimal::from(11) * pow10(-1));
}
