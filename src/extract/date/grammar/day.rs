//! Days by their number or counted from another: 26日, 13〜15日, 翌28日, きょう17日, 前日.

use super::marks::{MarkUse, mark_at};
use super::time_words::{DayPart, Meaning, Origin, Relative, TimeWord, time_word_at};
use super::written_date::{Day, DayOf, Days, Field, Month};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Table, Uses, table};
use crate::text::is_hiragana;
use serde::Deserialize;

/// What a word of `day.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a number and 日 without a month, which are a length then: 3日間.
    Length,
    /// After two numbers and 日, which are lengths then: 13〜15日間.
    LengthRange,
    /// After a month, a number and 日, which are no day then: 1月3日間.
    LengthAfterMonth,
    /// After きょう and a number with 日, which is a length then and not which day it is: きょう17日目.
    NoDayNumber,
    /// Before a number and 日, which are a length then: 3泊4日.
    Counted,
    /// Before a number and 日, where no noun ends in it: a length per month, week or year (週5日).
    Rate,
}

static WORDS: Table<Uses<Use>> = table!("day.csv", Uses::new);

/// First characters of days: 翌28日.
pub(crate) const BEGINS: &str = "翌";

/// Characters that can follow the number: 日, the marks of a range or a list.
pub(crate) const AFTER_NUMBER: &str = "日〜-―ー、・,";

/// Reads a day of the month `month`, or without one; with the part of the day that its word implies (今朝).
pub(crate) fn read(c: &mut Cursor, month: Option<Month>) -> Option<(Day, Option<DayPart>)> {
    if month.is_none()
        && let Some((word, len)) = time_word_at(c.rest())
        && let Meaning::Day(day, part) = word.meaning
    {
        return relative(c, word, len, day).map(|day| (day, part));
    }
    let (of, days) = match month {
        Some(month) => (DayOf::Month(month), numbered(c, false)?),
        None => match next(c) {
            Some(day) => (DayOf::Month(SPOKEN), Days { first: day, last: None }),
            None => (DayOf::Context, numbered(c, true)?),
        },
    };
    Some((Day::Numbered { of, days, weekday: None }, None))
}

/// The month spoken of.
const SPOKEN: Month = Month { year: None, month: Field::At(Relative { origin: Origin::Discourse, steps: 0 }) };

/// Reads 前日, きょう17日, 前日の12日: the word of time at the cursor, of `len` bytes, and the number of the day after it.
fn relative(c: &mut Cursor, word: &TimeWord, len: usize, day: Relative) -> Option<Day> {
    // 次の日曜日 is no 次の日
    if word.surface.ends_with('日') && c.rest()[len..].starts_with('曜') {
        return None;
    }
    c.at += len;
    let mut ahead = *c;
    ahead.eat("の");
    let number = ahead.count(1, 31, &["日"]).filter(|_| !WORDS.begins(ahead.rest(), Use::NoDayNumber));
    let Some(number) = number else { return Some(Day::Relative { day, weekday: None }) };
    *c = ahead;
    let of = match day.origin {
        Origin::Document => DayOf::Said(day.steps),
        // 前日の12日 is of the month spoken of, whatever the steps
        Origin::Discourse => DayOf::Month(SPOKEN),
    };
    Some(Day::Numbered { of, days: Days { first: number as i8, last: None }, weekday: None })
}

/// Reads 翌28日.
fn next(c: &mut Cursor) -> Option<i8> {
    let mut ahead = *c;
    if rate_before(c) || !ahead.eat("翌") {
        return None;
    }
    let day = number(&mut ahead, true)?;
    *c = ahead;
    Some(day)
}

/// Reads 26日, 13〜15日; `alone` says that no month or week stands before it.
pub(crate) fn numbered(c: &mut Cursor, alone: bool) -> Option<Days> {
    if let Some((first, last)) = range(c) {
        return Some(Days { first, last: Some(last) });
    }
    if rate_before(c) {
        return None;
    }
    let mut ahead = *c;
    let first = number(&mut ahead, alone)?;
    *c = ahead;
    Some(Days { first, last: None })
}

/// Reads a number and 日 that are no length.
fn number(c: &mut Cursor, alone: bool) -> Option<i8> {
    let day = c.count(1, 31, &["日"])?;
    let length = match alone {
        true => WORDS.begins(c.rest(), Use::Length) || mark_at(c.rest(), MarkUse::Length).is_some(),
        false => WORDS.begins(c.rest(), Use::LengthAfterMonth),
    };
    (!length).then_some(day as i8)
}

/// Returns true if the days at the cursor are counted per something: 3泊4日, 週5日, 月10日, 中2日.
pub(crate) fn rate_before(c: &Cursor) -> bool {
    let before = c.before();
    let apart = |b: &str| b.is_empty() || b.ends_with(|p: char| !p.is_alphanumeric() || is_hiragana(p));
    WORDS.ends(before, Use::Counted) || WORDS.before(before, Use::Rate).is_some_and(apart)
}

/// Reads 13〜15日, 13、14日, 13、14の両日: the left end takes the unit of the right.
fn range(c: &mut Cursor) -> Option<(i8, i8)> {
    let mut ahead = *c;
    let from = ahead.digits(1, 2).filter(|n| (1..=31).contains(n))?;
    ahead.skip_blanks();
    let listed = !ahead.eat_dash();
    if listed {
        ahead.eat_any(&["、", "・", ","])?;
    }
    ahead.skip_blanks();
    // 13、14日 is both days; of 3、14日 the first is left alone
    let both = || {
        let mut end = ahead;
        let to = end.digits(1, 2).filter(|_| end.sees(&["の両日"]))?;
        Some((to, end))
    };
    if let Some((to, end)) = both().filter(|(to, _)| listed && *to == from + 1 && *to <= 31) {
        *c = end;
        return Some((from as i8, to as i8));
    }
    let to = ahead.count(1, 31, &["日"]).filter(|to| if listed { *to == from + 1 } else { *to > from })?;
    if WORDS.begins(ahead.rest(), Use::LengthRange) {
        return None;
    }
    *c = ahead;
    Some((from as i8, to as i8))
}
