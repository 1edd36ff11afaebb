//! Quantities that are more than a number and its unit: 震度, magnitudes, temperatures, vulgar fractions, scores.

use super::super::cursor::Cursor;
use super::Quantity;
use super::parse::{negate, valued};
use super::unit::share;
use crate::extract::number::Exact;
use crate::lexicon::{Phrases, Table, UnitClass, hedges_after, table, unit_at};
use crate::text::is_kanji;
use crate::value::{Amount, AmountKind, Decimal, pow10};
/// After the score of a game.
static WORDS: Table<Phrases> = table!("measure.csv", Phrases::new);

/// 震度6強, 6弱, マグニチュード6.9, M6.8: classes and scales whose name stands before the number.
pub(super) fn named(c: &mut Cursor) -> Option<Quantity> {
    let mut ahead = *c;
    if ahead.before().ends_with(|p: char| p.is_ascii_alphanumeric() || p == '.') {
        return None;
    }
    if ahead.eat_any(&["マグニチュード", "M"]).is_some() {
        ahead.eat_any(&["（M）", "は"]);
        let n = ahead.number().filter(|n| n.digits == 1 && n.value.is_less_than(&Exact::new(11, 0)))?;
        if ahead.rest().starts_with(|x: char| x.is_ascii_alphanumeric()) {
            return None;
        }
        *c = ahead;
        return Some(valued(&n, None, AmountKind::Measure, "M", 0));
    }
    let named = ahead.eat("震度");
    ahead.skip_blanks();
    // without its name a class needs 強 or 弱, so that most numbers need not be read here
    if !named && !ahead.rest().get(1..).is_some_and(|r| r.starts_with(['強', '弱'])) {
        return None;
    }
    let n = ahead.number().filter(|n| n.digits == 1 && !n.decimal && n.len == 1)?;
    let class = n.int().filter(|k| (0..=7).contains(k))?;
    let split = ahead.eat_any(&["強", "弱"]);
    let at_end = !ahead.rest().starts_with(is_kanji) || ahead.sees(&["以上", "程度", "相当", "を"]);
    let placed =
        split.is_some() && matches!(class, 5 | 6) && at_end && c.before().ends_with(['市', '町', '村', '区', '県']);
    if !(named || placed) {
        return None;
    }
    // 気象庁震度階級関連解説表: the instrumental intensities of each class
    let tenths = match (class, split) {
        (7, _) => (65, None),
        (k, Some("強")) => (k * 10, Some(k * 10 + 4)),
        (k, Some(_)) => (k * 10 - 5, Some(k * 10 - 1)),
        (0, None) => (0, Some(4)),
        (k, None) => (k * 10 - 5, Some(k * 10 + 4)),
    };
    let tenth = |t: i64| Decimal::from(t) * pow10(-1);
    let mut q = valued(&n, None, AmountKind::Rank, "震度", 0);
    (q.amount.lower, q.amount.upper) = (Some(tenth(tenths.0)), tenths.1.map(tenth));
    *c = ahead;
    Some(q)
}

/// 氷点下5度, 摂氏20度, 華氏マイナス4度: degrees whose scale stands before them.
pub(super) fn temperature(c: &mut Cursor) -> Option<Quantity> {
    let mut ahead = *c;
    let scale = ahead.eat_any(&["摂氏", "華氏"]);
    let below =
        ahead.eat_any(&["氷点下", "零下"]).is_some() || scale.is_some() && ahead.eat_any(&["マイナス", "-"]).is_some();
    if scale.is_none() && !below {
        return None;
    }
    ahead.skip_blanks();
    let n = ahead.number().filter(|n| n.vague.is_none())?;
    ahead.eat_any(&["度", "℃"])?;
    *c = ahead;
    let mut q = valued(&n, None, AmountKind::Measure, if scale == Some("華氏") { "[degF]" } else { "Cel" }, 0);
    if below {
        negate(&mut q.amount);
    }
    Some(q)
}

/// 1/4マイル, 2/3以上: a vulgar fraction of a unit, or with a hedge, which no date takes.
pub(super) fn fraction(c: &mut Cursor) -> Option<Quantity> {
    let mut ahead = *c;
    let top = ahead.digits(1, 2)?;
    if !ahead.eat("/") {
        return None;
    }
    let bottom = ahead.digits(1, 3).filter(|b| *b > top && top > 0)?;
    let unit = unit_at(ahead.rest())
        .filter(|(u, _)| matches!(u.class, UnitClass::Measure | UnitClass::Money | UnitClass::Count));
    let hedged = hedges_after(ahead.rest()).is_some();
    if unit.is_none() && !hedged || c.before().ends_with(['/', '-', '.']) {
        return None;
    }
    let kind = unit.map_or(AmountKind::Ratio, |(u, _)| match u.class {
        UnitClass::Count => AmountKind::Count,
        UnitClass::Money => AmountKind::Money,
        _ => AmountKind::Measure,
    });
    let unit_name = unit.map_or(String::new(), |(u, _)| u.unit.clone());
    let mut q = Quantity { amount: Amount { kind, unit: unit_name, ..Amount::default() }, ..Quantity::default() };
    share(&mut q.amount, &Decimal::from(top), bottom);
    ahead.at += unit.map_or(0, |(_, len)| len);
    *c = ahead;
    Some(q)
}

/// 3―1で勝った, 5対2の快勝: each side is a quantity of points of its own.
pub(super) fn score(c: &mut Cursor) -> Option<Quantity> {
    const AGAINST: [&str; 5] = ["―", "-", "対", "〜", "ー"];
    let mut ahead = *c;
    let n = ahead.number().filter(|n| n.int().is_some_and(|v| v < 200) && !n.scaled)?;
    let mut after = ahead;
    let left = after.eat_any(&AGAINST).is_some() && after.digits(1, 3).is_some();
    let before = c.before();
    let right = !left
        && AGAINST.iter().any(|w| before.strip_suffix(w).is_some_and(|b| b.ends_with(|p: char| p.is_ascii_digit())));
    if !left && !right {
        return None;
    }
    let end = if left { after } else { ahead };
    // 3―1で青組を破った: the one beaten may stand between
    let rest = end.rest().strip_prefix(['で', 'の', 'と', 'に'])?;
    let near: String = rest.chars().take(16).take_while(|c| !matches!(c, '。' | '、')).collect();
    let game = WORDS.any_in(&near);
    game.then(|| {
        *c = ahead;
        valued(&n, None, AmountKind::Count, "点", 0)
    })
}

/// Whether `text` begins with one of the 大字 of cheques (弐, 拾), which the tokeniser takes for other words.
pub(super) fn formal(text: &str) -> bool {
    text.starts_with(['壱', '弐', '参', '拾', '萬'])
        && unit_at(text.trim_start_matches(['壱', '弐', '参', '拾', '萬', '百', '千'])).is_some()
}
