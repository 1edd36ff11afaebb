//! Two numbers with one unit: 3〜5億円, 2、3人, 20から30％, 数百万〜数千万円.

use super::super::cursor::Cursor;
use crate::extract::number::Numeral;

/// The number that ends a range begun by `first`, which takes the scale of it when it has none of its own.
pub(super) fn read(c: &mut Cursor, mut first: Numeral) -> (Numeral, Option<Numeral>) {
    let mut ahead = *c;
    ahead.skip_blanks();
    let dash = ahead.eat_any(&["〜", "―", "-", "ー"]).is_some();
    let listed = !dash && ahead.eat_any(&["、", ",", "・"]).is_some();
    if !dash && !listed && (first.digits == 0 || ahead.eat_any(&["から"]).is_none()) {
        return (first, None);
    }
    ahead.skip_blanks();
    let Some(mut second) = ahead.number() else { return (first, None) };
    if listed {
        return match neighbours(&first, &mut second) {
            Some(shared) => {
                first.scale_by(shared);
                *c = ahead;
                (first, Some(second))
            }
            None => (first, None),
        };
    }
    // a unit may stand on both sides: 3億円〜5億円 is two mentions, 3億〜5億円 one
    if first.scale == 0 && second.scale > 0 && !first.scaled {
        first.scale_by(second.scale);
    }
    if first.value.is_less_than(&second.value) && first.vague.is_some() == second.vague.is_some() {
        *c = ahead;
        return (first, Some(second));
    }
    (first, None)
}

/// 2、3人, 4、5千万円, 十五、六人: one and the next, so "about that many". Gives the scale the first one shares.
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
        second.value = crate::extract::number::Exact::new((low + 1).try_into().ok()?, 0);
        return Some(0);
    }
    None
}
