//! Lengths of time in units: 8時間半, 1年9カ月, 10秒08, 24-48 時間.

use super::length::{Length, takes_half};
use super::marks::{MarkUse, mark_at, mark_before};
use super::year::says_year;
use crate::extract::cursor::Cursor;
use crate::extract::number::{self, Numeral};
use crate::lexicon::{LengthUnit, Table, Uses, hedges_after, length_at, length_starts, table};
use crate::text::is_hiragana;
use crate::value::Decimal;
use serde::Deserialize;

/// What a word of `length_reader.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a length, at which something is repeated then: 3日おき.
    Every,
    /// After a number and a unit, which are no length then: 3日齢, 10年債.
    NoLength,
    /// After a unit, where 半 begins another word: 3年半ば.
    HalfWord,
    /// After 分, which begins another word then: 3分野.
    MinuteWord,
    /// After a year or a thing named after one, which is no length then: 30年度.
    OfYear,
    /// Before a number and 年, which are a class of a school then: 小学3年.
    School,
    /// After a number and 年, where 前 or 後 begins another word: 3年前半.
    AgoWord,
}

static WORDS: Table<Uses<Use>> = table!("length_reader.csv", Uses::new);

/// Characters that can follow the first number: units, the marks of a range or a list, 1から2日.
pub(crate) fn after_number() -> String {
    "〜-―ー、,か".chars().chain(length_starts()).collect()
}

/// A length as read, before what stands around it decides whether it is one.
pub(crate) struct Found {
    pub length: Length,
    /// The greatest of a range.
    pub most: Option<Length>,
    /// Its only unit is one of points in time too: 3日, 29年4月.
    pub bare: bool,
    /// It is two digits and 年 that are a year rather than a length: 15年は.
    pub year: bool,
}

/// Steps over おき, ごと after a length, at which something is repeated then.
pub(crate) fn every(c: &mut Cursor) -> bool {
    let rest = WORDS.after(c.rest(), Use::Every);
    if let Some(rest) = rest {
        c.move_to(rest);
    }
    rest.is_some()
}

/// Reads a length, or a range of two with a shared unit.
pub(crate) fn read(c: &mut Cursor) -> Option<Found> {
    if let Some((word, len)) = length_at(c.rest())
        && let Some(count) = &word.count
    {
        c.at += len;
        let length = Length::of(count, word.unit)?;
        return Some(Found { length, most: None, bare: false, year: false });
    }
    match range(c) {
        Range::Lengths(length, most) => Some(Found { length, most: Some(most), bare: false, year: false }),
        Range::Other => None,
        Range::None => sum(c),
    }
}

/// Reads a length of one unit or more: 1年9カ月.
fn sum(c: &mut Cursor) -> Option<Found> {
    let start = *c;
    let first = part(c, &start, None)?;
    let (mut found, mut last, mut parts) = (first.found, first.unit, 1);
    loop {
        let mut ahead = *c;
        ahead.eat("と");
        // 1日1時間 is a rate, 3時間2日 two lengths
        let fits =
            |next: &Part| next.unit > last && !(parts == 1 && found.length.is_one_day() && next.unit > LengthUnit::Day);
        let Some(next) = part(&mut ahead, &start, Some(last)).filter(fits) else { break };
        found.length.add(&next.found.length);
        (found.bare, found.year, last, parts) = (false, false, next.unit, parts + 1);
        *c = ahead;
    }
    Some(found)
}

/// A number of one unit.
struct Part {
    unit: LengthUnit,
    found: Found,
}

/// Reads a number of one unit of a length that begins at `start`, `last` being the unit before.
fn part(c: &mut Cursor, start: &Cursor, last: Option<LengthUnit>) -> Option<Part> {
    let mut ahead = *c;
    // 3割4分5厘 is no time
    let n = ahead.number().filter(|_| !c.before().ends_with('割'))?;
    ahead.skip_blanks();
    // few lengths come to the question
    let term = || mark_before(start.before(), MarkUse::Term);
    let month_of_term = |c: &mut Cursor| {
        (last.is_none_or(|unit| unit == LengthUnit::Year) && term() && c.eat("月")).then_some(Unit::MONTH)
    };
    let Unit { unit, point } = unit(&mut ahead, &n).or_else(|| month_of_term(&mut ahead))?;
    let half = !n.decimal
        && n.vague.is_none()
        && takes_half(unit)
        && !WORDS.begins(ahead.rest(), Use::HalfWord)
        && ahead.eat("半");
    let length = if half {
        Length::of(&(n.value.decimal() + Decimal::new(5.into(), 1)), unit)
    } else {
        Length::from_numeral(&n, unit)
    }?;
    let first = last.is_none();
    if unit == LengthUnit::Minute && ahead.before().ends_with('分') && is_other_word(&ahead)
        || unit == LengthUnit::Year && point && first && year_of_something(&ahead, &n)
    {
        return None;
    }
    let length = hundredths(&mut ahead, unit, &n).unwrap_or(length);
    // 3年 alone is a length, 3日 and 21世紀 alone are points; 29年4月 is no length
    let month_follows = || ahead.clone().count(1, 12, &["月"]).is_some() && !term();
    let year = first && unit == LengthUnit::Year && n.digits == 2 && says_year(&ahead, &n);
    let point = point && !half && (unit != LengthUnit::Year || month_follows() || year);
    let bare = point && first && n.vague.is_none();
    *c = ahead;
    Some(Part { unit, found: Found { length, most: None, bare, year } })
}

/// Reads 10秒08, a record in hundredths of a second; the cursor stands after 秒.
fn hundredths(c: &mut Cursor, unit: LengthUnit, n: &Numeral) -> Option<Length> {
    let mut ahead = *c;
    let digits = ahead.digits(1, 2).filter(|_| unit == LengthUnit::Second && !n.decimal)?;
    let width = ahead.at - c.at;
    let goes_on = |p: char| p.is_alphanumeric() && !is_hiragana(p) && p != '差' || matches!(p, '.' | ',' | ':');
    if ahead.rest().starts_with(goes_on) {
        return None;
    }
    *c = ahead;
    Length::of(&(n.value.decimal() + Decimal::new(digits.into(), width as i64)), unit)
}

/// Two numbers with a mark of a range or a list between them.
enum Range {
    /// Lengths: 24-48 時間.
    Lengths(Length, Length),
    /// Something else: 13〜15日.
    Other,
    /// There are no two numbers.
    None,
}

/// Reads 24-48 時間, 3〜5年, 2、3日, 1から2日.
fn range(c: &mut Cursor) -> Range {
    let mut ahead = *c;
    let Some(first) = ahead.number() else { return Range::None };
    let mut left = ahead;
    let own_unit = unit(&mut left, &first);
    let mut between = left;
    between.skip_blanks();
    let listed = own_unit.is_none() && between.eat_any(&["、", ",", "から"]).is_some();
    if !listed && !between.eat_dash() {
        return Range::None;
    }
    between.skip_blanks();
    let Some(second) = between.number() else { return Range::None };
    between.skip_blanks();
    // 山本社長（58、1964年5月生まれ） lists an age and a year
    if listed && (!first.value.is_less_than(&second.value) || second.digits > first.digits + 1) {
        return Range::None;
    }
    let mut end = between;
    match range_ends(&mut end, &first, own_unit, &second) {
        Some((length, most)) => {
            *c = end;
            Range::Lengths(length, most)
        }
        None if own_unit.is_some() => Range::None,
        None => Range::Other,
    }
}

/// The two lengths of a range; the cursor stands before the unit of the second.
fn range_ends(c: &mut Cursor, first: &Numeral, own_unit: Option<Unit>, second: &Numeral) -> Option<(Length, Length)> {
    let right = unit(c, second)?;
    // 13〜15日, 2015〜2018年 are ranges of dates, unless a mark follows
    let marked = || {
        mark_at(c.rest(), MarkUse::Length).is_some()
            || hedges_after(c.rest()).is_some() && !c.sees(&["以上", "以下"])
            || c.sees(&["前", "後"])
            || WORDS.begins(c.rest(), Use::Every)
    };
    if c.sees(&["代"]) {
        return None;
    }
    let of_dates = right.unit == LengthUnit::Day || first.digits >= 4 || right.unit == LengthUnit::Century;
    if right.point && of_dates && !marked() {
        return None;
    }
    let left = own_unit.unwrap_or(right).unit;
    Some((Length::from_numeral(first, left)?, Length::from_numeral(second, right.unit)?))
}

/// Returns true if 分 before the cursor begins another word: 3分の1, 分野, 分かる.
fn is_other_word(c: &Cursor) -> bool {
    let fraction = c.rest().strip_prefix('の').is_some_and(|rest| rest.starts_with(number::can_start));
    fraction || WORDS.begins(c.rest(), Use::MinuteWord)
}

/// Returns true if the number and 年 before the cursor are a year or a thing named after one: 2018年, 30年度, 98年生まれ.
fn year_of_something(c: &Cursor, n: &Numeral) -> bool {
    let value = n.value.to_i64().unwrap_or(i64::MAX);
    let long = n.digits == 4 || n.kanji && value >= 1000 && !n.scaled;
    // nothing lasts 2018 years, though も or 前後 follows
    let recent = long && (1800..2200).contains(&value) && value % 100 != 0;
    let before = c.before().trim_end_matches('年').trim_end_matches(|d: char| d.is_ascii_digit());
    let mark = |usage| mark_at(c.rest(), usage).is_some();
    let length = || {
        mark(MarkUse::Length)
            || mark(MarkUse::Hint)
            || c.sees(&["前", "後"]) && !WORDS.begins(c.rest(), Use::AgoWord)
            || hedges_after(c.rest()).is_some()
    };
    value == 0 || recent || WORDS.ends(before, Use::School) || long && !length() || WORDS.begins(c.rest(), Use::OfYear)
}

/// The unit of a number.
#[derive(Clone, Copy)]
struct Unit {
    unit: LengthUnit,
    /// Number and unit can be a point in time: 3日.
    point: bool,
}

impl Unit {
    const MONTH: Unit = Unit { unit: LengthUnit::Month, point: false };
}

/// Reads the unit of the number `n`.
fn unit(c: &mut Cursor, n: &Numeral) -> Option<Unit> {
    let (word, len) = length_at(c.rest()).filter(|(w, _)| w.count.is_none())?;
    let after = &c.rest()[len..];
    // 1年2組 is a class
    let class = after.starts_with(|d: char| d.is_ascii_digit())
        && after.trim_start_matches(|d: char| d.is_ascii_digit()).starts_with('組');
    if class || WORDS.begins(after, Use::NoLength) {
        return None;
    }
    // 十分, 一分 without a digit are words more often than lengths; 二十分 and 十分前 are lengths
    let plainly = || n.value.to_i64().is_some_and(|v| v >= 20) || after.starts_with(['前', '後']);
    if word.surface == "分" && n.kanji && n.vague.is_none() && !plainly() {
        return None;
    }
    // 3月 is a month of the year, 数月 a length
    if word.surface == "月" && n.vague.is_none() {
        return None;
    }
    c.at += len;
    // no month has 83 days, and no stay of 1〜14日 is a date
    let point = word.bare && !(word.surface == "日" && n.value.to_i64().is_some_and(|v| v > 31));
    Some(Unit { unit: word.unit, point })
}
