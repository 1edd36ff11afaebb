//! Quantities that are more than a number and its unit: 震度, magnitudes, temperatures, vulgar fractions, scores.

use super::before::Before;
use super::quantity::{Numbers, Quantity, negate, set_share};
use crate::extract::cursor::Cursor;
use crate::extract::number::Exact;
use crate::lexicon::{Table, UnitClass, Uses, hedges_after, table, unit_at};
use crate::text::is_kanji;
use crate::value::{Amount, AmountKind, Decimal, pow10};
use serde::Deserialize;

/// What a word of `measure.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Shortly after the score of a game.
    Result,
    /// Right after a class of seismic intensity.
    AfterClass,
}

static WORDS: Table<Uses<Use>> = table!("measure.csv", Uses::new);

/// Steps over a word before a number, if it is next and of that use.
fn eat(c: &mut Cursor, usage: Before) -> bool {
    let len = Before::at(c.rest()).filter(|(own, _)| *own == usage).map(|(_, len)| len);
    c.at += len.unwrap_or(0);
    len.is_some()
}

/// Reads a number whose scale stands before it: 震度6強, マグニチュード6.9, M6.8; or a class of seismic intensity after a place: 夕凪市6弱.
pub(super) fn on_scale(c: &mut Cursor) -> Option<Quantity> {
    if c.before().ends_with(|p: char| p.is_ascii_alphanumeric() || p == '.') {
        return None;
    }
    let mut ahead = *c;
    if eat(&mut ahead, Before::Magnitude) { magnitude(c, ahead) } else { intensity(c) }
}

/// Reads the number of a magnitude at `ahead`, after マグニチュード.
fn magnitude<'t>(c: &mut Cursor<'t>, mut ahead: Cursor<'t>) -> Option<Quantity> {
    ahead.eat_any(&["（M）", "は"]);
    let n = ahead.number().filter(|n| n.digits == 1 && n.value.is_less_than(&Exact::new(11, 0)))?;
    if ahead.rest().starts_with(|x: char| x.is_ascii_alphanumeric()) {
        return None;
    }
    *c = ahead;
    Some(Numbers::from(n).of(AmountKind::Measure, "M", 0))
}

/// Reads a class of the seismic intensity scale.
fn intensity(c: &mut Cursor) -> Option<Quantity> {
    let mut ahead = *c;
    let named = eat(&mut ahead, Before::Intensity);
    ahead.skip_blanks();
    // without its name a class needs 強 or 弱, so that most numbers need not be read here
    if !named && !ahead.rest().get(1..).is_some_and(|r| r.starts_with(['強', '弱'])) {
        return None;
    }
    let n = ahead.number().filter(|n| n.digits == 1 && !n.decimal && n.len == 1)?;
    let class = n.int().filter(|k| (0..=7).contains(k))?;
    let split = ahead.eat_any(&["強", "弱"]);
    let ends = !ahead.rest().starts_with(is_kanji)
        || ahead.rest().starts_with('を')
        || WORDS.begins(ahead.rest(), Use::AfterClass);
    let placed =
        split.is_some() && matches!(class, 5 | 6) && ends && c.before().ends_with(['市', '町', '村', '区', '県']);
    if !(named || placed) {
        return None;
    }
    // 気象庁震度階級関連解説表: the instrumental intensities of each class, in tenths
    let (lower, upper) = match (class, split) {
        (7, _) => (65, None),
        (k, Some("強")) => (k * 10, Some(k * 10 + 4)),
        (k, Some(_)) => (k * 10 - 5, Some(k * 10 - 1)),
        (0, None) => (0, Some(4)),
        (k, None) => (k * 10 - 5, Some(k * 10 + 4)),
    };
    let tenths = |n: i64| Decimal::from(n) * pow10(-1);
    let mut q = Numbers::from(n).of(AmountKind::Rank, "震度", 0);
    (q.amount.lower, q.amount.upper) = (Some(tenths(lower)), upper.map(tenths));
    *c = ahead;
    Some(q)
}

/// Reads degrees whose scale stands before them: 氷点下5度, 摂氏20度, 華氏マイナス4度.
pub(super) fn temperature(c: &mut Cursor) -> Option<Quantity> {
    let mut ahead = *c;
    let fahrenheit = eat(&mut ahead, Before::Fahrenheit);
    let scaled = fahrenheit || eat(&mut ahead, Before::Celsius);
    let below = eat(&mut ahead, Before::BelowZero) || scaled && eat(&mut ahead, Before::Minus);
    if !scaled && !below {
        return None;
    }
    ahead.skip_blanks();
    let n = ahead.number().filter(|n| n.vague.is_none())?;
    ahead.eat_any(&["度", "℃"])?;
    *c = ahead;
    let mut q = Numbers::from(n).of(AmountKind::Measure, if fahrenheit { "[degF]" } else { "Cel" }, 0);
    if below {
        negate(&mut q.amount);
    }
    Some(q)
}

/// Reads a vulgar fraction of a unit, or one with a hedge, which no date takes: 1/4マイル, 2/3以上.
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
    set_share(&mut q.amount, &Decimal::from(top), bottom);
    ahead.at += unit.map_or(0, |(_, len)| len);
    *c = ahead;
    Some(q)
}

/// Reads one side of the score of a game as a number of points: 3 and 1 of 3―1で勝った.
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
    WORDS.any_in(&near, Use::Result).then(|| {
        *c = ahead;
        Numbers::from(n).of(AmountKind::Count, "点", 0)
    })
}

/// Returns true if `text` begins with one of the 大字 of cheques (弐, 拾), which the tokeniser takes for other words.
pub(super) fn is_formal(text: &str) -> bool {
    text.starts_with(['壱', '弐', '参', '拾', '萬'])
        && unit_at(text.trim_start_matches(['壱', '弐', '参', '拾', '萬', '百', '千'])).is_some()
}
