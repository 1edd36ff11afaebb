//! What a unit makes of the number before it: fractions, age bands, 円 and 銭, 割 and 分.

use super::quantity::{Numbers, Quantity, add, set_share};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Phrases, Table, Unit, UnitClass, table, unit_at};
use crate::value::{Amount, AmountKind, Decimal, pow10};

/// Words that begin with 半 and end no share before them: 3割|半数.
static HALF_WORDS: Table<Phrases> = table!("unit.csv", Phrases::new);

/// The quantity that a number and the unit before the cursor make.
pub(super) fn with_unit(c: &mut Cursor, numbers: &Numbers, unit: &'static Unit) -> Option<Quantity> {
    let single = numbers.second.is_none();
    match unit.class {
        UnitClass::Identifier => None,
        UnitClass::Fraction => {
            let top = c.number()?;
            let bottom = numbers.first.int().filter(|b| *b > 1)?;
            let share = top.value.decimal();
            let mut q = Numbers::from(top).of(AmountKind::Ratio, "", 0);
            set_share(&mut q.amount, &share, bottom);
            Some(q)
        }
        UnitClass::AgeBand => {
            let low = numbers.first.int().filter(|n| n % 10 == 0 && (10..=90).contains(n) && single)?;
            let mut q = numbers.of(AmountKind::Age, &unit.unit, 0);
            (q.amount.value, q.amount.upper, q.amount.precision) = (None, Some(Decimal::from(low + 9)), 1);
            Some(q)
        }
        UnitClass::Money => {
            let mut q = numbers.of(AmountKind::Money, &unit.unit, unit.exponent);
            hundredths(c, unit, &mut q.amount);
            Some(q)
        }
        UnitClass::Percent | UnitClass::Ratio if single => {
            let mut q = numbers.of(kind_of(unit.class), &unit.unit, unit.exponent);
            parts(c, unit, &mut q.amount);
            Some(q)
        }
        // 銭 alone is a price in yen
        class => Some(numbers.of(kind_of(class), &unit.unit, unit.exponent)),
    }
}

/// Adds the parts of a share: 3割4分5厘, 7割半, 2倍半.
fn parts(c: &mut Cursor, unit: &Unit, amount: &mut Amount) {
    if unit.surface != "割" && unit.surface != "倍" || amount.value.is_none() {
        return;
    }
    if c.sees(&["半"]) && !HALF_WORDS.begins(c.rest()) {
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

/// Adds the hundredths of a currency: 20円50銭, 5ドルと50セント, 104円71〜74銭.
fn hundredths(c: &mut Cursor, main: &Unit, amount: &mut Amount) {
    let unit = |c: &mut Cursor| {
        let found = unit_at(c.rest()).filter(|(u, _)| u.class == UnitClass::MoneyFraction && u.unit == main.unit);
        found.map(|(unit, len)| {
            c.at += len;
            unit
        })
    };
    let mut ahead = *c;
    ahead.eat("と");
    let Some(n) = ahead.number().filter(|n| n.vague.is_none() && !n.scaled) else { return };
    let mut to = ahead;
    let dash = to.eat_any(&["〜", "―", "-"]).is_some();
    let last = dash.then(|| to.number()).flatten().filter(|last| n.value.is_less_than(&last.value));
    if let Some(last) = last
        && let Some(unit) = unit(&mut to)
        && let Some(value) = amount.value.take()
    {
        amount.lower = Some(&value + n.value.shift(unit.exponent).decimal());
        amount.upper = Some(&value + last.value.shift(unit.exponent).decimal());
        amount.precision = unit.exponent;
        *c = to;
        return;
    }
    if let Some(unit) = unit(&mut ahead) {
        add(amount, &n.value.shift(unit.exponent).decimal(), unit.exponent);
        *c = ahead;
    }
}

/// The kind of amount that a class of units makes.
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
