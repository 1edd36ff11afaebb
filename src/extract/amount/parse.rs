//! A number and its unit.

use super::{Announced, Quantity, may_begin, measure, range, unit_ends};
use crate::extract::Reading;
use crate::extract::date::cursor::Cursor;
use crate::extract::number::{self, Exact, Numeral};
use crate::lexicon::{Unit, UnitClass, is_person_noun, unit_at};
use crate::morph::Pos;
use crate::text::BlockKind;
use crate::value::{Amount, AmountKind, Decimal, Direction, Modifier, pow10};

/// Reads the quantity at `at`: its value and its byte range in the sentence.
pub(super) fn quantity(
    reading: &Reading,
    sentence: usize,
    text: &str,
    at: usize,
    announced: Option<Announced>,
) -> Option<(Quantity, usize, usize)> {
    let mut c = Cursor::new(text, at);
    // a name begins with マ, a word with U far more often than a quantity does
    if c.peek().is_some_and(char::is_alphabetic)
        && !number::can_start(c.peek()?)
        && !c.sees(&["M", "マグニチュード", "マイナス", "プラス", "US$", "震度", "氷点下", "零下", "摂氏", "華氏"])
    {
        return None;
    }
    if text[..at].ends_with(['：', ':']) && text[..at].trim_end_matches(['：', ':']).ends_with("単位") {
        return None;
    }
    if let Some(found) = measure::named(&mut c).or_else(|| measure::temperature(&mut c)) {
        return Some((found, at, c.at));
    }
    let prefix = c.eat_any(&["¥", "US$", "$", "€", "£"]);
    let sign = if prefix.is_none() { c.eat_any(&["▲", "△", "マイナス", "プラス", "-", "+"]) } else { None };
    let negative = sign.is_some_and(|s| !matches!(s, "プラス" | "+"));
    if matches!(sign, Some("-" | "+")) && !signed(&text[..at]) {
        return None;
    }
    c.skip_blanks();
    let first_char = c.peek()?;
    let free = prefix.is_some() || sign.is_some() || measure::formal(c.rest());
    if !number::can_start(first_char) || !free && !may_begin(reading, sentence, text, c.at, first_char) {
        return None;
    }
    if let Some(found) = measure::fraction(&mut c).or_else(|| measure::score(&mut c)) {
        return Some((found, at, c.at));
    }
    let first = c.number()?;
    let (first, second) = range::read(&mut c, first);
    let mut quantity = match prefix {
        Some(sign) => {
            let unit = match sign {
                "¥" => "JPY",
                "€" => "EUR",
                "£" => "GBP",
                _ => "USD",
            };
            valued(&first, second.as_ref(), AmountKind::Money, unit, 0)
        }
        None => unit_of(reading, sentence, &mut c, &first, second.as_ref(), announced, negative)?,
    };
    if negative {
        negate(&mut quantity.amount);
    } else if sign.is_some() {
        quantity.amount.direction = Some(Direction::Up);
    }
    Some((quantity, at, c.at))
}

/// Whether a hyphen or plus after `before` is a sign and no part of a code or a range: 前年比-5％, （+3.2％）.
fn signed(before: &str) -> bool {
    let kana = |p: char| ('ぁ'..='ん').contains(&p) || p == '比';
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
    if counts_what_follows(reading, sentence, c, first, &text[..start]) {
        return Some(valued(first, None, AmountKind::Count, "", 0));
    }
    if first.digits > 0
        && first.digits <= 3
        && !first.decimal
        && c.rest().starts_with('）')
        && text[..start].ends_with('（')
    {
        let years = first.int().filter(|n| (1..=120).contains(n))?;
        if years > 3 && after_person(reading, sentence, start - "（".len()) {
            return Some(valued(first, None, AmountKind::Age, "歳", 0));
        }
    }
    None
}

/// 一面, 一行, 一国: one word for the tokeniser, and seldom a count. 一人 and 一つ are counts all the same.
fn idiom(reading: &Reading, sentence: usize, first: &Numeral, at: usize, unit: &Unit) -> bool {
    let short = first.kanji && first.len == "一".len() && unit.surface.chars().count() == 1;
    // the counter is no token of its own, or not as a counter
    let counted = || {
        let start = reading.view.sentences[sentence].span.start + at;
        reading.token_at(sentence, at).is_some_and(|t| t.start as usize == start && t.pos == Pos::Counter)
    };
    short && unit.class == UnitClass::Count && !matches!(unit.surface.as_str(), "人" | "つ") && !counted()
}

fn with_unit(c: &mut Cursor, first: &Numeral, second: Option<&Numeral>, unit: &'static Unit) -> Option<Quantity> {
    match unit.class {
        UnitClass::Identifier => None,
        UnitClass::Fraction => {
            let top = c.number()?;
            let bottom = first.int().filter(|b| *b > 1)?;
            let mut q = valued(&top, None, AmountKind::Ratio, "", 0);
            let share =
                (top.value.decimal() / Decimal::from(bottom)).with_scale_round(6, bigdecimal::RoundingMode::HalfEven);
            (q.amount.value, q.amount.lower, q.amount.upper) = (Some(share.clone()), Some(share.clone()), Some(share));
            q.amount.precision = -6;
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

/// 3割4分5厘, 7割半, 2倍半.
fn parts(c: &mut Cursor, unit: &Unit, amount: &mut Amount) {
    if unit.surface != "割" && unit.surface != "倍" || amount.value.is_none() {
        return;
    }
    let mut add = |n: Decimal, exponent: i32| {
        for bound in [&mut amount.value, &mut amount.lower, &mut amount.upper].into_iter().flatten() {
            *bound = &*bound + &n;
        }
        amount.precision = exponent;
    };
    let half = c.rest().strip_prefix('半').is_some_and(|r| !r.starts_with(['分', '数', '導', '期', '額', '島', '年']));
    if half {
        c.eat("半");
        add(Decimal::from(5) * pow10(unit.exponent - 1), unit.exponent - 1);
        return;
    }
    for (place, word) in [(0, "分"), (-1, "厘"), (-2, "毛")] {
        let mut ahead = *c;
        let digit =
            ahead.number().filter(|_| unit.surface == "割").and_then(|n| n.int()).filter(|n| (1..10).contains(n));
        if let Some(digit) = digit
            && ahead.eat(word)
        {
            add(Decimal::from(digit) * pow10(place), place);
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
        let part = n.value.shift(unit.exponent).decimal();
        for bound in [&mut amount.value, &mut amount.lower, &mut amount.upper].into_iter().flatten() {
            *bound = &*bound + &part;
        }
        amount.precision = unit.exponent;
        *c = ahead;
    }
}

fn kind_of(class: UnitClass) -> AmountKind {
    match class {
        UnitClass::Money | UnitClass::MoneyFraction => AmountKind::Money,
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

/// An unlisted ticker: two to six capitals right after the number.
fn ticker(c: &mut Cursor) -> Option<String> {
    let len = c.rest().bytes().take_while(u8::is_ascii_uppercase).count();
    let ends = !c.rest()[len..].starts_with(|x: char| x.is_ascii_alphanumeric());
    if !(3..=6).contains(&len) || !ends {
        return None;
    }
    let unit = c.rest()[..len].to_owned();
    c.at += len;
    Some(unit)
}

/// Any counter: what the tokeniser calls one, or a short common noun right after digits (2工場, 3候補).
fn open_counter(reading: &Reading, sentence: usize, c: &mut Cursor, first: &Numeral) -> Option<String> {
    let base = reading.view.sentences[sentence].span.start;
    let token = reading.token_at(sentence, c.at)?;
    if token.start as usize != base + c.at || token.end as usize > base + c.text.len() {
        return None;
    }
    let word = reading.text(token);
    let kanji = word.chars().all(|x| ('一'..='鿿').contains(&x));
    let counter = token.pos == Pos::Counter
        && !matches!(
            word,
            "年" | "月" | "日" | "時" | "分" | "秒" | "時間" | "年度" | "世紀" | "号" | "条" | "番" | "期" | "版"
        );
    let noun = token.pos == Pos::Noun
        && first.digits > 0
        && !first.decimal
        && kanji
        && word.chars().count() <= 3
        && !matches!(word, "月" | "日" | "年" | "号" | "時" | "連結" | "期");
    if !counter && !noun {
        return None;
    }
    c.at += word.len();
    Some(word.to_owned())
}

/// 11の特別会計, 400もの口座: a number that counts the noun after it, and no 表2の結果 or 63条の16.
fn counts_what_follows(reading: &Reading, sentence: usize, c: &Cursor, first: &Numeral, before: &str) -> bool {
    let apart = |p: char| ('ぁ'..='ん').contains(&p) && p != 'の' || "、。（「・全計約 ".contains(p);
    if first.digits == 0 || first.decimal || first.int() == Some(1) || !(before.is_empty() || before.ends_with(apart)) {
        return false;
    }
    let mut noun = *c;
    noun.eat("もの");
    noun.eat("の");
    let base = reading.view.sentences[sentence].span.start;
    let token = reading.token_at(sentence, noun.at).filter(|t| t.start as usize == base + noun.at);
    let kanji = noun.peek().is_some_and(|k| ('一'..='鿿').contains(&k) && !number::can_start(k));
    noun.at > c.at && kanji && token.is_some_and(|t| t.pos.is_nominal())
}

/// 村上誠さん（52）, 宮田恭平元社長（73）: a bracketed number after a person is an age.
fn after_person(reading: &Reading, sentence: usize, end: usize) -> bool {
    let base = reading.view.sentences[sentence].span.start;
    let tokens = reading.sentence_tokens(sentence);
    let last = tokens.partition_point(|t| (t.end as usize) <= base + end);
    let mut near = tokens[..last]
        .iter()
        .rev()
        .take(6)
        .take_while(|t| t.pos.is_nominal() || t.pos.is_suffix() || t.pos == Pos::Prefix);
    if is_person_noun(&reading.view.text[base..base + end]) {
        return true;
    }
    tokens[..last].last().is_some_and(|t| t.end as usize == base + end)
        && near.any(|t| t.pos.is_person() || t.pos == Pos::PersonSuffix)
}

pub(super) fn negate(amount: &mut Amount) {
    for bound in [&mut amount.value, &mut amount.lower, &mut amount.upper].into_iter().flatten() {
        *bound = -&*bound;
    }
    std::mem::swap(&mut amount.lower, &mut amount.upper);
    amount.direction = Some(Direction::Down);
}
