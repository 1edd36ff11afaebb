//! What a unit makes of the number before it: fractions, age bands, 円 and 銭, 割 and 分.

use super::super::cursor::Cursor;
use super::Quantity;
use super::parse::valued;
use crate::extract::number::Numeral;
use crate::lexicon::{Unit, UnitClass, unit_at};
use crate::value::{Amount, AmountKind, Decimal, pow10};

/// The quantity a number and the unit after it make.
pub(super) fn with_unit(
    c: &mut Cursor,
    first: &Numeral,
    second: Option<&Numeral>,
    unit: &'static Unit,
) -> Option<Quantity> {
    match unit.class {
        UnitClass::Identifier => None,
        UnitClass::Fraction => {
            let top = c.number()?;
            let bottom = first.int().filter(|b| *b > 1)?;
            let mut q = valued(&top, None, AmountKind::Ratio, "", 0);
            share(&mut q.amount, &top.value.decimal(), bottom);
            Some(q)
        }
        UnitClass::AgeBand => {
            let low = first.int().filter(|n| n % 10 == 0 && (10..=90).contains(n) && second.is_none())?;
            let mut q = valued(first, None, AmountKind::Age, &unit.unit, 0);
            (q.amount.value, q.amount.upper, q.amount.precision) = (None, Some(Decimal::from(low + 9)), 1);
            Some(q)
        }
        UnitClass::Money => {
            let mut q = valued(first, second, AmountKind::Money, &unit.unit, unit.exponent);
            fraction(c, unit, &mut q.amount);
            Some(q)
        }
        UnitClass::Percent | UnitClass::Ratio if second.is_none() => {
            let mut q = valued(first, None, kind_of(unit.class), &unit.unit, unit.exponent);
            parts(c, unit, &mut q.amount);
            Some(q)
        }
        // 銭 alone is a price in yen
        class => Some(valued(first, second, kind_of(class), &unit.unit, unit.exponent)),
    }
}

/// `top` of `bottom` parts, to six decimals.
pub(super) fn share(amount: &mut Amount, top: &Decimal, bottom: i64) {
    let share = (top / Decimal::from(bottom)).with_scale_round(6, bigdecimal::RoundingMode::HalfEven);
    (amount.value, amount.lower, amount.upper) = (Some(share.clone()), Some(share.clone()), Some(share));
    amount.precision = -6;
}

/// Adds a smaller part, whose last digit stands at `precision`.
fn add(amount: &mut Amount, part: &Decimal, precision: i32) {
    for bound in [&mut amount.value, &mut amount.lower, &mut amount.upper].into_iter().flatten() {
        *bound = &*bound + part;
    }
    amount.precision = precision;
}

/// 3割4分5厘, 7割半, 2倍半.
fn parts(c: &mut Cursor, unit: &Unit, amount: &mut Amount) {
    if unit.surface != "割" && unit.surface != "倍" || amount.value.is_none() {
        return;
    }
    let half = c.rest().strip_prefix('半').is_some_and(|r| !r.starts_with(['分', '数', '導', '期', '額', '島', '年']));
    if half {
        c.eat("半");
        add(amount, &(Decimal::from(5) * pow10(unit.exponent - 1)), unit.exponent - 1);
        return;
    }
    for (place, word) in [(0, "分"), (-1, "厘"), (-2, "毛")] {
        let mut ahead = *c;
        let digit =
            ahead.number().filter(|_| unit.surface == "割").and_then(|n| n.int()).filter(|n| (1..10).contains(n));
        if let Some(digit) = digit
            && ahead.eat(word)
        {
            add(amount, &(Decimal::from(digit) * pow10(place)), place);
            *c = ahead;
        }
    }
}

/// 20円50銭, 5ドル50セント, 5ドルと50セント.
fn fraction(c: &mut Cursor, main: &Unit, amount: &mut Amount) {
    let mut ahead = *c;
    ahead.eat("と");
    let Some(n) = ahead.number().filter(|n| n.vague.is_none() && !n.scaled) else { return };
    // 104円71〜74銭
    let mut to = ahead;
    let last = (to.eat_any(&["〜", "―", "-"]).is_some())
        .then(|| to.number())
        .flatten()
        .filter(|m| n.value.is_less_than(&m.value));
    if let Some(last) = last
        && let Some((unit, len)) =
            unit_at(to.rest()).filter(|(u, _)| u.class == UnitClass::MoneyFraction && u.unit == main.unit)
        && let Some(value) = amount.value.take()
    {
        amount.lower = Some(&value + n.value.shift(unit.exponent).decimal());
        amount.upper = Some(&value + last.value.shift(unit.exponent).decimal());
        amount.precision = unit.exponent;
        to.at += len;
        *c = to;
        return;
    }
    if let Some((unit, len)) =
        unit_at(ahead.rest()).filter(|(u, _)| u.class == UnitClass::MoneyFraction && u.unit == main.unit)
    {
        ahead.at += len;
        add(amount, &n.value.shift(unit.exponent).decimal(), unit.exponent);
        *c = ahead;
    }
}

pub(super) fn kind_of(class: UnitClass) -> AmountKind {
    match class {
        UnitClass::Money | UnitClass::MoneyBefore | UnitClass::MoneyFraction => AmountKind::Money,
        UnitClass::Crypto => AmountKind::Crypto,
        UnitClass::Percent => AmountKind::Percent,
        UnitClass::Ratio | UnitClass::Fraction => AmountKind::Ratio,
        UnitClass::Age | UnitClass::AgeBand => AmountKind::Age,
        UnitClass::Rank => AmountKind::Rank,
        UnitClass::Count => AmountKind::Count,
        UnitClass::Measure => AmountKind::Measure,
        UnitClass::Identifier | UnitClass::Other => AmountKind::Other,
    }
}
