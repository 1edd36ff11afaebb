//! Whether a stated result can come from stated terms, as far as writers round.

use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::value::{Decimal, pow10};

/// The value of a mention, if it is a single number.
pub(super) fn value(m: &Mention<Quantity>) -> Option<&Decimal> {
    m.value.amount.value.as_ref()
}

/// Whether `stated` is what the terms give, within the digits written: half a unit of the last written digit of
/// the result and of each term, and a twentieth more where the text says 約.
pub(super) fn agrees(stated: &Mention<Quantity>, computed: &Decimal, terms: &[&Mention<Quantity>]) -> bool {
    let Some(value) = value(stated) else { return true };
    let gap = (value - computed).abs();
    let half = |m: &Mention<Quantity>| rounding(m) * Decimal::from(5) * pow10(-1);
    let mut slack = half(stated);
    for term in terms {
        // an exact term carries no rounding: 16校 is sixteen
        if term.value.amount.modifier.is_some() {
            slack += half(term);
        }
    }
    if stated.value.amount.modifier.is_some() {
        slack += computed.abs() * Decimal::from(5) * pow10(-2);
    }
    gap <= slack
}

/// Step of the last digit that is not zero when the number is hedged or large, of the last written one otherwise.
fn rounding(m: &Mention<Quantity>) -> Decimal {
    let a = &m.value.amount;
    let Some(value) = &a.value else { return Decimal::from(0) };
    if a.modifier.is_none() {
        return pow10(a.precision);
    }
    let (_, scale) = value.normalized().into_bigint_and_exponent();
    pow10(-(scale as i32)).max(pow10(a.precision))
}
