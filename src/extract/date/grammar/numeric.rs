//! Dates in figures: 2018-01-26, 2018/1/26, 2018.1.26, 1/26.

use super::clock::clock;
use super::parse::DASHES;
use super::raw::{Field, Raw, Shape};
use super::weekday;
use crate::extract::cursor::Cursor;
use crate::lexicon::{MarkUse, Phrases, Table, mark_at, table};
use crate::text::is_hiragana;
/// After figures parted by a slash: they are a day and no quotient.
static WORDS: Table<Phrases> = table!("numeric.csv", Phrases::new);

/// A date in figures; a bare 1/26 only where what stands around it says it is no fraction.
pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    let quote = ahead.eat("'");
    let from = ahead.at;
    let first = ahead.digits(1, 4)?;
    let wide = ahead.at - from == 4;
    if quote && wide {
        return None;
    }
    let mark = ahead.eat_any(&["-", "/", ".", "・"])?;
    let second = ahead.digits(1, 2)?;
    let mut raw = Raw::new(Shape::Calendar);
    let mut full = ahead;
    if let Some(raw) = year_last(c, first, second, mark) {
        return Some(raw);
    }
    if full.eat(mark)
        && let Some(third) = full.digits(1, 2)
    {
        let fits = (1..=12).contains(&second) && (1..=31).contains(&third);
        if first >= 1 && fits && (wide || mark == "/" && (quote || first >= 13)) {
            raw.year = Some(Field::Is(first as i16));
            raw.short_year = !wide;
            raw.month = Some(Field::Is(second as i8));
            raw.day = Some(Field::Is(third as i8));
            *c = full;
            c.eat("T");
            return Some(raw);
        }
        return None;
    }
    if wide
        && matches!(mark, "/" | "-")
        && (1900..2100).contains(&first)
        && (1..=12).contains(&second)
        && !ahead.sees(&["年", "万", "億", "円", "人"])
    {
        raw.year = Some(Field::Is(first as i16));
        raw.month = Some(Field::Is(second as i8));
        *c = ahead;
        return Some(raw);
    }
    let dated = (1..=12).contains(&first) && (1..=31).contains(&second);
    if mark == "/" && dated && !wide && context(c, &ahead, second) {
        raw.month = Some(Field::Is(first as i8));
        raw.day = Some(Field::Is(second as i8));
        *c = ahead;
        return Some(raw);
    }
    None
}

/// 5/13/2015, 13.5.2015, 05/05/89: the year last, as abroad. The month comes first where both could be one.
fn year_last(c: &mut Cursor, first: i64, second: i64, mark: &str) -> Option<Raw> {
    let mut ahead = *c;
    let nought = ahead.rest().starts_with('0');
    ahead.digits(1, 2)?;
    ahead.eat(mark);
    ahead.digits(1, 2)?;
    if !ahead.eat(mark) {
        return None;
    }
    let long = ahead.digits(4, 4).filter(|y| (1900..2100).contains(y));
    let short = || ahead.clone().digits(2, 2).filter(|_| nought && mark == "/");
    let year = long.or_else(short)?;
    ahead.at += if long.is_none() { 2 } else { 0 };
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let mut raw = Raw::new(Shape::Calendar);
    (raw.year, raw.short_year) = (Some(Field::Is(year as i16)), long.is_none());
    (raw.month, raw.day) = (Some(Field::Is(month as i8)), Some(Field::Is(day as i8)));
    *c = ahead;
    Some(raw)
}

/// Whether the month/day between the two cursors is one: a weekday or a clock time follows, it is one end of a range of two,
/// it is written with a leading nought, or it is no likely fraction and a word of dates follows.
fn context(from: &Cursor, to: &Cursor, day: i64) -> bool {
    if from.before().ends_with(|p: char| p.is_alphanumeric() && !is_hiragana(p) || p == '/') {
        return false;
    }
    let written = &from.text[from.at..to.at];
    let mut look = *to;
    if weekday::any(&mut look).is_some() {
        return true;
    }
    look.skip_blanks();
    if look.at > to.at && clock(&mut look, None).is_some() {
        return true;
    }
    let pair = |c: &mut Cursor| c.digits(1, 2).is_some() && c.eat("/") && c.digits(1, 2).is_some();
    let mut right = *to;
    if right.eat_any(&DASHES).is_some() && pair(&mut right) {
        return true;
    }
    let left = from.before().trim_end_matches(['〜', '-', '―']);
    if left.len() < from.at && left.ends_with(|p: char| p.is_ascii_digit()) {
        return true;
    }
    let nought = written.starts_with('0') || written.contains("/0");
    let alone = from.at == 0 && to.rest().is_empty();
    let worded = WORDS.begins(to.rest()) || mark_at(to.rest(), MarkUse::Point).is_some();
    nought || day > 12 && (worded || alone)
}
