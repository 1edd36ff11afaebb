//! A number and its unit.

use super::super::cursor::Cursor;
use super::counter::{after_person, counted_noun, each_of, idiom, open_counter, ticker};
use super::unit::{kind_of, with_unit};
use super::{Announced, Quantity, may_begin, measure, range, unit_ends};
use crate::extract::Reading;
use crate::extract::number::{self, Exact, Numeral};
use crate::extract::scan::figures_begin;
use crate::lexicon::{Unit, UnitClass, money_before_at, unit_at};
use crate::text::{BlockKind, is_hiragana};
use crate::value::{Amount, AmountKind, Direction, Modifier};

/// Reads the quantity at `at`: its value and its byte range in the sentence.
pub(super) fn quantity(
    reading: &Reading,
    sentence: usize,
    text: &str,
    at: usize,
    announced: Option<Announced>,
) -> Option<(Quantity, usize, usize)> {
    let mut c = Cursor::new(text, at);
    let money = currency(&mut c);
    // a name begins with マ far more often than a quantity does
    if money.is_none()
        && c.peek().is_some_and(char::is_alphabetic)
        && !number::can_start(c.peek()?)
        && !c.sees(&["M", "マグニチュード", "マイナス", "プラス", "震度", "氷点下", "零下", "摂氏", "華氏"])
    {
        return None;
    }
    if text[..at].ends_with(['：', ':']) && text[..at].trim_end_matches(['：', ':']).ends_with("単位") {
        return None;
    }
    if money.is_none()
        && let Some(found) = measure::named(&mut c).or_else(|| measure::temperature(&mut c))
    {
        return Some((found, at, c.at));
    }
    let sign = if money.is_none() { c.eat_any(&["▲", "△", "マイナス", "プラス", "-", "+"]) } else { None };
    let negative = sign.is_some_and(|s| !matches!(s, "プラス" | "+"));
    if matches!(sign, Some("-" | "+")) && !signed(&text[..at]) {
        return None;
    }
    c.skip_blanks();
    let first_char = c.peek()?;
    let free = money.is_some() || sign.is_some() || measure::formal(c.rest());
    if !number::can_start(first_char) || !free && !may_begin(reading, sentence, text, c.at, first_char) {
        return None;
    }
    if let Some(found) = measure::fraction(&mut c).or_else(|| measure::score(&mut c)) {
        return Some((found, at, c.at));
    }
    let first = c.number()?;
    let (first, second) = range::read(&mut c, first);
    let mut quantity = match money {
        // $5M and $3 billion are more than they seem
        Some(_) if c.rest().starts_with(|x: char| x.is_ascii_alphabetic()) || c.sees(&SCALES) => return None,
        Some(unit) => valued(&first, second.as_ref(), AmountKind::Money, &unit.unit, unit.exponent),
        None => unit_of(reading, sentence, &mut c, &first, second.as_ref(), announced, negative)?,
    };
    if negative {
        negate(&mut quantity.amount);
    } else if sign.is_some() {
        quantity.amount.direction = Some(Direction::Up);
    }
    Some((quantity, at, c.at))
}

/// English words that go on with a number.
const SCALES: [&str; 3] = [" million", " billion", " trillion"];

/// The sign or code of money at the cursor, of a number that follows; moves over it. A $ after a letter belongs to another
/// dollar, of which only those in the lexicon are known, and USD/JPY is a pair.
fn currency(c: &mut Cursor) -> Option<&'static Unit> {
    let (unit, len) = money_before_at(c.rest())?;
    let mut ahead = *c;
    ahead.at += len;
    ahead.skip_blanks();
    let latin = |p: char| p.is_ascii_alphabetic();
    let begins = if unit.surface.starts_with(latin) {
        figures_begin(c.text, c.at) && !c.before().ends_with('/')
    } else {
        !c.before().ends_with(latin)
    };
    // CHF一人 is no franc
    let counts = !unit.surface.ends_with(latin) || ahead.peek().is_some_and(|n| n.is_ascii_digit());
    (begins && counts).then(|| {
        *c = ahead;
        unit
    })
}

/// Whether a hyphen or plus after `before` is a sign and no part of a code or a range: 前年比-5％, （+3.2％）.
fn signed(before: &str) -> bool {
    let kana = |p: char| is_hiragana(p) || p == '比';
    !before.ends_with(|p: char| p.is_alphanumeric() && !kana(p))
}

pub(super) fn valued(
    first: &Numeral,
    second: Option<&Numeral>,
    kind: AmountKind,
    unit: &str,
    exponent: i32,
) -> Quantity {
    let scale = |n: &Exact| n.clone().shift(exponent).decimal();
    let (value, lower, upper) = match (second, first.vague.as_deref()) {
        (Some(s), _) => {
            let upper = s.vague.as_deref().map_or(&s.value, |(_, u)| u);
            (None, Some(scale(&first.value)), Some(scale(upper)))
        }
        (None, Some((l, u))) => (None, Some(scale(l)), Some(scale(u))),
        (None, None) => {
            let v = scale(&first.value);
            (Some(v.clone()), Some(v.clone()), Some(v))
        }
    };
    let modifier = first.vague.is_some().then_some(Modifier::Vague);
    let precision = second.unwrap_or(first).precision + exponent;
    let amount = Amount { kind, value, lower, upper, unit: unit.to_owned(), modifier, precision, direction: None };
    Quantity { amount, ..Quantity::default() }
}

fn unit_of(
    reading: &Reading,
    sentence: usize,
    c: &mut Cursor,
    first: &Numeral,
    second: Option<&Numeral>,
    announced: Option<Announced>,
    negative: bool,
) -> Option<Quantity> {
    let text = c.text;
    let mut ahead = *c;
    let spaced = ahead.rest().starts_with(' ');
    ahead.skip_blanks();
    ahead.eat("もの");
    // 100余社, 500余り万円: more than that by less than a tenth
    let over = second.is_none() && unit_at(ahead.rest()).is_none() && ahead.eat_any(&["余り", "余"]).is_some();
    let mut shifted;
    let first = match number::big_scale(ahead.rest()).filter(|_| over && first.scale == 0) {
        // 500余り万円
        Some((scale, len)) => {
            ahead.at += len;
            shifted = first.clone();
            shifted.scale_by(scale);
            &shifted
        }
        None => first,
    };
    if each_of(text, c.at) {
        return None;
    }
    if let Some((unit, len)) = unit_at(ahead.rest()) {
        let end = ahead.at + len;
        let fits = unit_ends(reading, sentence, unit, end, text)
            && !idiom(reading, sentence, first, c.at, unit)
            && !(spaced
                && unit.class != UnitClass::Money
                && unit.class != UnitClass::Percent
                && !unit.surface.is_ascii());
        if fits {
            c.at = end;
            let mut quantity = with_unit(c, first, second, unit)?;
            if over {
                super::around::exceed(&mut quantity.amount);
            }
            return Some(quantity);
        }
    }
    if over {
        return None;
    }
    if let Some(unit) = ticker(c) {
        return Some(valued(first, second, AmountKind::Crypto, &unit, 0));
    }
    if let Some(unit) = open_counter(reading, sentence, c, first) {
        return Some(valued(first, second, AmountKind::Count, &unit, 0));
    }
    let block = reading.view.sentences[sentence].block as usize;
    let cell = matches!(reading.view.blocks[block].1, BlockKind::Cell { column, .. } if column > 0);
    if let Some(a) = announced.filter(|_| {
        (first.grouped || negative || cell && first.digits > 1)
            && !c.rest().starts_with(|x: char| x.is_ascii_alphanumeric())
    }) {
        return Some(valued(first, second, kind_of(a.unit.class), &a.unit.unit, a.exponent));
    }
    if second.is_some() {
        return None;
    }
    let start = c.at - first.len;
    if let Some(noun) = counted_noun(reading, sentence, c, first, &text[..start]) {
        return Some(valued(first, None, AmountKind::Count, noun, 0));
    }
    if first.digits > 0
        && first.digits <= 3
        && !first.decimal
        && c.rest().starts_with(['）', '、'])
        && text[..start].ends_with('（')
    {
        let years = first.int().filter(|n| (1..=120).contains(n))?;
        if years > 3 && after_person(reading, sentence, start - "（".len()) {
            return Some(valued(first, None, AmountKind::Age, "歳", 0));
        }
    }
    None
}

pub(super) fn negate(amount: &mut Amount) {
    for bound in [&mut amount.value, &mut amount.lower, &mut amount.upper].into_iter().flatten() {
        *bound = -&*bound;
    }
    std::mem::swap(&mut amount.lower, &mut amount.upper);
    amount.direction = Some(Direction::Down);
}
