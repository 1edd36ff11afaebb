//! Dates in figures: 2018-01-26, 2018/1/26, 2018.1.26, 1/26.

use super::clock::clock;
use super::form::FormReader;
use super::marks::{MarkUse, mark_at};
use super::raw::{Form, Raw};
use super::weekday;
use super::written_date::{Day, Field, Month, Period, ShortYear, WrittenYear, Year};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Table, Uses, table};
use crate::text::is_hiragana;
use serde::Deserialize;

/// What a word of `numeric.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After figures parted by a slash, which are a day then and no quotient: 3/15に.
    Day,
    /// After two figures of which the first could be a year, which are no month then: 2000-12万.
    NoMonth,
}

static WORDS: Table<Uses<Use>> = table!("numeric.csv", Uses::new);

/// How the form is found.
pub(crate) const FORM: FormReader = FormReader {
    file: file!(),
    examples: &["'18/1/26", "2018-01-26", "2018/1/26", "2018.1.26"],
    begins: &["'"],
    after_number: || "-/.・".to_owned(),
    read,
};

/// Reads a date in figures; a bare 1/26 only where what stands around it says that it is no fraction.
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
    if let Some(day) = year_last(c, first, second, mark) {
        return Some(Raw::new(Form::Day(day, None)));
    }
    let mut full = ahead;
    if full.eat(mark)
        && let Some(third) = full.digits(1, 2)
    {
        let fits = is_month_and_day(second, third);
        if first < 1 || !fits || !(wide || mark == "/" && (quote || first >= 13)) {
            return None;
        }
        *c = full;
        // 2020-11-30T20:42, 2020/11/30-20:42
        if !c.eat("T") {
            let mut time = *c;
            if time.eat("-") && clock(&mut time, None).is_some() {
                c.eat("-");
            }
        }
        let year = if wide { full_year(first) } else { short_year(first) };
        return Some(Raw::new(Form::Day(Day::of_month(Some(year), second as i8, third as i8), None)));
    }
    if wide
        && matches!(mark, "/" | "-")
        && (1900..2100).contains(&first)
        && (1..=12).contains(&second)
        && !WORDS.begins(ahead.rest(), Use::NoMonth)
    {
        *c = ahead;
        let month = Month { year: Some(full_year(first)), month: Field::Is(second as i8) };
        return Some(Raw::new(Form::Period(Period::Month(month, None))));
    }
    if mark == "/" && !wide && is_month_and_day(first, second) && is_day(c, &ahead, second) {
        *c = ahead;
        return Some(Raw::new(Form::Day(Day::of_month(None, first as i8, second as i8), None)));
    }
    None
}

fn is_month_and_day(month: i64, day: i64) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn full_year(year: i64) -> Year {
    Field::Is(WrittenYear::Full(year as i16))
}

fn short_year(digits: i64) -> Year {
    Field::Is(WrittenYear::Short(ShortYear { digits: digits as i16, leading_zero: false, past: false }))
}

/// Reads 5/13/2015, 13.5.2015, 05/05/89: the year last, as abroad. The month comes first where both could be one.
fn year_last(c: &mut Cursor, first: i64, second: i64, mark: &str) -> Option<Day> {
    let mut ahead = *c;
    let leading_zero = ahead.rest().starts_with('0');
    ahead.digits(1, 2)?;
    ahead.eat(mark);
    ahead.digits(1, 2)?;
    if !ahead.eat(mark) {
        return None;
    }
    let year = match ahead.digits(4, 4).filter(|y| (1900..2100).contains(y)) {
        Some(year) => full_year(year),
        None if leading_zero && mark == "/" => short_year(ahead.digits(2, 2)?),
        None => return None,
    };
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    if !is_month_and_day(month, day) {
        return None;
    }
    *c = ahead;
    Some(Day::of_month(Some(year), month as i8, day as i8))
}

/// Returns true if the month/day between the two cursors is one: a weekday or a clock time follows, it is one end of a
/// range of two, it is written with a leading zero, or it is no likely fraction and a word of dates follows.
fn is_day(from: &Cursor, to: &Cursor, day: i64) -> bool {
    if from.before().ends_with(|p: char| p.is_alphanumeric() && !is_hiragana(p) || p == '/') {
        return false;
    }
    let written = &from.text[from.at..to.at];
    let mut look = *to;
    if weekday::beside_date(&mut look).is_some() {
        return true;
    }
    look.skip_blanks();
    if look.at > to.at && clock(&mut look, None).is_some() {
        return true;
    }
    let pair = |c: &mut Cursor| c.digits(1, 2).is_some() && c.eat("/") && c.digits(1, 2).is_some();
    let mut right = *to;
    if right.eat_dash() && pair(&mut right) {
        return true;
    }
    let left = from.before().trim_end_matches(['〜', '-', '―']);
    if left.len() < from.at && left.ends_with(|p: char| p.is_ascii_digit()) {
        return true;
    }
    let leading_zero = written.starts_with('0') || written.contains("/0");
    let alone = from.at == 0 && to.rest().is_empty();
    let worded = WORDS.begins(to.rest(), Use::Day) || mark_at(to.rest(), MarkUse::Point).is_some();
    leading_zero || day > 12 && (worded || alone)
}
