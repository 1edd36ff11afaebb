//! Two numbers with one unit: 3〜5億円, 2、3人, 20から30％, 数百万〜数千万円.

use super::quantity::Numbers;
use crate::extract::cursor::Cursor;
use crate::extract::number::{Exact, Numeral};

/// Reads the upper end of a range whose lower end is `first`; that takes the scale of it when it has none of its own.
pub(super) fn read(c: &mut Cursor, mut first: Numeral) -> Numbers {
    let mut ahead = *c;
    ahead.skip_blanks();
    let dash = ahead.eat_any(&["〜", "―", "-", "ー"]).is_some();
    let listed = !dash && ahead.eat_any(&["、", ",", "・"]).is_some();
    if !dash && !listed && (first.digits == 0 || ahead.eat_any(&["から"]).is_none()) {
        return first.into();
    }
    ahead.skip_blanks();
    let Some(mut second) = ahead.number() else { return first.into() };
    if listed {
        let Some(shared) = neighbours(&first, &mut second) else { return first.into() };
        first.scale_by(shared);
        *c = ahead;
        return Numbers { first, second: Some(second) };
    }
    // a unit may stand on both sides: 3億円〜5億円 is two mentions, 3億〜5億円 one
    if first.scale == 0 && second.scale > 0 && !first.scaled {
        first.scale_by(second.scale);
    }
    if first.value.is_less_than(&second.value) && first.vague.is_some() == second.vague.is_some() {
        *c = ahead;
        return Numbers { first, second: Some(second) };
    }
    first.into()
}

/// Power of ten that the first of two neighbouring numbers shares with the second: 0 for 2、3人, 3 for 4、5千万円. `None` for
/// numbers that are no neighbours.
fn neighbours(first: &Numeral, second: &mut Numeral) -> Option<i32> {
    let (low, high) = (first.int()?, second.int()?);
    let shared = second.precision;
    let unit = 10i64.checked_pow(shared.try_into().ok()?)?;
    if (1..10).contains(&low) && first.precision == 0 && high == (low + 1).checked_mul(unit)? {
        return Some(shared);
    }
    // 十五、六人 names the last digit alone
    let last = low % 10;
    let kanji = first.kanji && second.kanji && shared == 0;
    if kanji && (11..1000).contains(&low) && last > 0 && high == last + 1 {
        second.value = Exact::new((low + 1).try_into().ok()?, 0);
        return Some(0);
    }
    None
}
