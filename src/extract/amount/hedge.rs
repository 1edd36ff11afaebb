//! Hedges: what 約, 以上, 弱 and 台 make of the bounds of an amount.

use crate::lexicon::Hedge;
use crate::value::{Amount, AmountKind, Decimal, Modifier, pow10};

/// Bounds an amount by the band that 台 after it tells, and returns true if it does. 100円台 is 100 to 199, 110円台 110 to 119:
/// the last digit that is not zero is the one that stands.
pub(super) fn band(after: &str, amount: &mut Amount) -> bool {
    if !after.starts_with('台') || matches!(amount.kind, AmountKind::Rank | AmountKind::Ratio | AmountKind::Crypto) {
        return false;
    }
    let Some(value) = amount.value.take() else { return false };
    let (_, scale) = value.normalized().into_bigint_and_exponent();
    let step = pow10(-(scale as i32));
    // 144円台 ends below 145: the hundredth is the least anybody quotes
    let least = if step == 1 { -2 } else { amount.precision.min(0) };
    amount.upper = Some(&value + step - pow10(least));
    amount.lower = Some(value);
    amount.modifier = Some(Modifier::Vague);
    true
}

/// Notes a hedge, and sets the bounds that it tells.
pub(super) fn soften(amount: &mut Amount, hedge: &Hedge) {
    let value = amount.value.clone().or_else(|| amount.lower.clone());
    amount.modifier = Some(hedge.modifier);
    let tenths = |n: i64| value.as_ref().map(|v| v * Decimal::from(n) * pow10(-1));
    if amount.kind == AmountKind::Rank && amount.unit == "震度" {
        amount.upper = None;
        return;
    }
    match hedge.modifier {
        Modifier::AtLeast | Modifier::MoreThan => (amount.lower, amount.upper) = (value, None),
        Modifier::AtMost if hedge.place == "before" => {}
        Modifier::AtMost | Modifier::LessThan => (amount.lower, amount.upper) = (None, amount.upper.take().or(value)),
        Modifier::SlightlyMore => (amount.lower, amount.upper) = (value.clone(), tenths(11)),
        Modifier::SlightlyLess => (amount.lower, amount.upper) = (tenths(9), value),
        _ => {}
    }
    // ▲42万円弱 lies above -42万
    if matches!((&amount.lower, &amount.upper), (Some(l), Some(u)) if l > u) {
        std::mem::swap(&mut amount.lower, &mut amount.upper);
    }
}
