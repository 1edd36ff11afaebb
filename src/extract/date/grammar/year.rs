//! Years: 2018年, 平成30年, R6, '18年, 紀元前3年, 昨年, 平成30年(2018年), 2015〜18年.

use super::marks::{MarkUse, mark_at};
use super::time_words::{Meaning, Season, TimeWord, time_word_at};
use super::written_date::{Field, ShortYear, WrittenYear, Year};
use crate::extract::cursor::Cursor;
use crate::extract::number::Numeral;
use crate::lexicon::{Era, Table, Uses, era_at, table};
use serde::Deserialize;

/// What a word of `year.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Before a number and 年, which is a year of the common era then: 西暦2018年.
    CommonEra,
    /// Before a number and 年, which is a year before the common era then: 紀元前3年.
    BeforeCommonEra,
    /// Before two digits and 年, which are a year then: 前回15年.
    YearAfter,
    /// Before two digits and 年に, which are a length then: 懲役15年に.
    LengthAfter,
    /// After two digits and 年, which are a length then though に follows: 15年にわたる.
    Lasting,
    /// After two digits and 年 where the text counts in such years: they are one more.
    YearGoesOn,
    /// After 前年, which is only what something is compared with then: 前年比.
    LastYearOf,
}

static WORDS: Table<Uses<Use>> = table!("year.csv", Uses::new);

/// First characters of years: 西暦, 紀元前, BC, 翌, '18年.
pub(crate) const BEGINS: &str = "西紀B翌'’";

/// Characters that can follow the number: 年, the marks of a range, a season, a bracket with the era.
pub(crate) const AFTER_NUMBER: &str = "年〜-―ー、・春夏秋冬（";

/// A year as read, with what is written into it.
#[derive(Clone, Copy)]
pub(crate) enum Found {
    /// 2018年.
    Year(Year),
    /// 2015〜18年.
    Years(i16, i16),
    /// 今春, 2021秋.
    Season(Year, Season),
    /// R6.4.1, 令和3/7/18: year, month and day.
    Date(i16, i8, i8),
}

/// Reads a year.
pub(crate) fn read(c: &mut Cursor) -> Option<Found> {
    let (found, how) = one(c)?;
    match found {
        Found::Year(year) => Some(Found::Year(restated(c, year, how))),
        found => Some(found),
    }
}

/// How a year is written, which says whether a bracket may restate it.
#[derive(Clone, Copy, PartialEq)]
enum How {
    /// 平成30年.
    ByEra,
    /// 2018年, 昨年.
    InFull,
    /// 18年, R6年, 紀元前3年.
    Other,
}

/// Reads a year without the bracket after it.
fn one(c: &mut Cursor) -> Option<(Found, How)> {
    if let Some(era) = era_at(c.rest()) {
        return of_era(c, era, era.surface.len(), true).map(|found| (found, How::ByEra));
    }
    if let Some(era) = c.peek().and_then(Era::at_letter)
        && !c.before().ends_with(|p: char| p.is_ascii_alphanumeric())
    {
        return of_era(c, era, era.letter.len_utf8(), false).map(|found| (found, How::Other));
    }
    if let Some((word, len)) = time_word_at(c.rest()) {
        return relative(c, word, len).map(|found| (found, How::InFull));
    }
    if let Some(rest) = WORDS.after(c.rest(), Use::BeforeCommonEra) {
        return before_common_era(c, rest).map(|found| (found, How::Other));
    }
    in_figures(c)
}

/// Reads 3年 of 紀元前3年; `rest` begins with the number.
fn before_common_era(c: &mut Cursor, rest: &str) -> Option<Found> {
    let mut ahead = *c;
    ahead.move_to(rest);
    let n = ahead.number()?.int().filter(|n| (1..9999).contains(n))?;
    if !ahead.eat("年") {
        return None;
    }
    *c = ahead;
    // year 1 before the common era is year 0 of ISO 8601
    Some(Found::Year(Field::Is(WrittenYear::Full(1 - n as i16))))
}

/// Reads 2018年, 西暦645年, '18年, 18年, 2015〜18年, 2021秋.
fn in_figures(c: &mut Cursor) -> Option<(Found, How)> {
    let mut ahead = *c;
    ahead.eat("翌");
    let common_era = WORDS.after(ahead.rest(), Use::CommonEra);
    if let Some(rest) = common_era {
        ahead.move_to(rest);
    }
    let quote = ahead.eat_any(&["'", "’"]).is_some();
    let n = ahead.number()?;
    let value = n.int().filter(|_| !n.grouped)?;
    if let Some((last, end)) = range(&ahead, &n, value) {
        c.at = end;
        return Some((Found::Years(value as i16, last), How::Other));
    }
    // 2021秋 of titles
    if n.digits == 4
        && (1900..2100).contains(&value)
        && let Some((word, len)) = time_word_at(ahead.rest())
        && let Meaning::Season(season) = word.meaning
    {
        c.at = ahead.at + len;
        return Some((Found::Season(Field::Is(WrittenYear::Full(value as i16)), season), How::Other));
    }
    if n.digits == 4 && (1800..2200).contains(&value) && era_in_bracket(&mut ahead) {
        *c = ahead;
        return Some((Found::Year(Field::Is(WrittenYear::Full(value as i16))), How::Other));
    }
    let past = n.digits == 2 && ahead.sees(&["年生まれ"]);
    if !ahead.eat("年") {
        return None;
    }
    let four = n.digits == 4 || n.kanji && value >= 1000;
    if four && (1000..2200).contains(&value) || common_era.is_some() && (1..2200).contains(&value) {
        *c = ahead;
        return Some((Found::Year(Field::Is(WrittenYear::Full(value as i16))), How::InFull));
    }
    let month_follows = || ahead.clone().count(1, 12, &["月"]).is_some();
    if value < 100 && (quote || past || n.digits == 2 && (month_follows() || says_year(&ahead, &n))) {
        let leading_zero = c.text[..ahead.at].trim_end_matches('年').ends_with(&format!("0{value}"));
        *c = ahead;
        let short = ShortYear { digits: value as i16, leading_zero, past };
        return Some((Found::Year(Field::Is(WrittenYear::Short(short))), How::Other));
    }
    None
}

/// Steps over the rest of 2020（令和2）年, where the cursor stands after the year.
fn era_in_bracket(c: &mut Cursor) -> bool {
    let mut ahead = *c;
    let Some(era) = ahead.eat("（").then(|| era_at(ahead.rest())).flatten() else { return false };
    ahead.at += era.surface.len();
    if !ahead.eat("元") && ahead.digits(1, 2).is_none() || !ahead.eat("）年") {
        return false;
    }
    *c = ahead;
    true
}

/// Returns true if what stands around two digits and 年 makes them a year and no length: 15年末, 15年に, 15年比. Where the
/// sentence before counts in years (2014年、15年), any particle does. The cursor stands after 年.
pub(crate) fn says_year(c: &Cursor, n: &Numeral) -> bool {
    let leading_zero = n.value.to_i64().is_some_and(|v| v < 10);
    let before = c.before().trim_end_matches('年').trim_end_matches(|p: char| p.is_ascii_digit());
    if leading_zero || mark_at(c.rest(), MarkUse::Year).is_some() || WORDS.ends(before, Use::YearAfter) {
        return true;
    }
    let changed = WORDS.ends(before, Use::LengthAfter);
    if c.sees(&["に"]) {
        return !WORDS.begins(c.rest(), Use::Lasting) && !changed;
    }
    // 鳥越市では17年、 where the text writes 20年3月
    let placed = before.is_empty() || ["では", "には", "でも"].iter().any(|p| before.ends_with(p));
    let nineties = n.value.to_i64().is_some_and(|v| (90..100).contains(&v));
    (c.among_years || nineties || c.short_years && placed && c.sees(&["、"]))
        && !changed
        && WORDS.begins(c.rest(), Use::YearGoesOn)
}

/// Reads 平成30年, 令和元年, 令和3/7/18, H30.1.26: the year of an era whose name or letter has `len` bytes.
fn of_era(c: &mut Cursor, era: &Era, len: usize, named: bool) -> Option<Found> {
    let mut ahead = *c;
    ahead.at += len;
    ahead.skip_blanks();
    let n = if ahead.eat("元年") { Some(1) } else { ahead.count(1, 99, &["年", ".", "/", "-", "・"]) };
    let year = era.year(n?)?;
    let mark = ahead.before().chars().next_back().unwrap_or('年');
    if mark == '年' {
        *c = ahead;
        return Some(Found::Year(Field::Is(WrittenYear::Full(year))));
    }
    // a letter takes no hyphen: H30-1-26 is a part number
    if !named && !matches!(mark, '.' | '/') {
        return None;
    }
    let mark = &ahead.text[ahead.at - mark.len_utf8()..ahead.at];
    let month = ahead.digits(1, 2).filter(|m| (1..=12).contains(m) && ahead.eat(mark))?;
    let day = ahead.digits(1, 2).filter(|d| (1..=31).contains(d))?;
    *c = ahead;
    Some(Found::Date(year, month as i8, day as i8))
}

/// Returns true if `rest`, what stands after 前年, says that something is compared with it: 前年比, 前年の7億円, but not 前年の12月.
fn is_compared(rest: &str) -> bool {
    let of_month = rest.strip_prefix('の').is_some_and(|r| Cursor::new(r, 0).count(1, 12, &["月"]).is_some());
    WORDS.begins(rest, Use::LastYearOf) && !of_month
}

/// Reads 昨年, 同年, 今春: the word of time at the cursor, of `len` bytes.
fn relative(c: &mut Cursor, word: &TimeWord, len: usize) -> Option<Found> {
    let found = match word.meaning {
        Meaning::Year(_) if word.surface == "前年" && is_compared(&c.rest()[len..]) => return None,
        Meaning::Year(year) => Found::Year(Field::At(year)),
        Meaning::YearSeason(year, season) => Found::Season(Field::At(year), season),
        _ => return None,
    };
    c.at += len;
    Some(found)
}

/// The last year of 2015〜18年, 2015―2018年, 2015、16年 and the end of the expression; the cursor stands after the first.
/// 2015〜18年度 and 2018年1〜3月 are of other readers.
fn range(c: &Cursor, first: &Numeral, value: i64) -> Option<(i16, usize)> {
    if first.digits != 4 || !(1800..2200).contains(&value) {
        return None;
    }
    let mut ahead = *c;
    let listed = !ahead.eat_dash();
    if listed {
        ahead.eat_any(&["、", "・"])?;
    }
    let digits = ahead.at;
    let to = ahead.count(0, 2199, &["年"])?;
    let width = ahead.text[digits..].bytes().take_while(u8::is_ascii_digit).count();
    let to = if width == 2 { value / 100 * 100 + to } else { to };
    let fits = matches!(width, 2 | 4) && if listed { to == value + 1 } else { to > value };
    (fits && !ahead.sees(&["度", "間", "代", "前", "後"]) && ahead.clone().count(1, 12, &["月"]).is_none())
        .then_some((to as i16, ahead.at))
}

/// The year with the bracket after it, where that says the year again: 平成30年(2018年), 2018年(平成30年), 昨年(2017年).
fn restated(c: &mut Cursor, year: Year, how: How) -> Year {
    let mut ahead = *c;
    if how == How::Other || !ahead.eat("（") {
        return year;
    }
    let again = match one(&mut ahead) {
        Some((Found::Year(again), _)) => again.written().and_then(WrittenYear::full),
        Some(_) => None,
        None => ahead.digits(4, 4).map(|y| y as i16),
    };
    let Some(again) = again.filter(|_| ahead.eat("）")) else { return year };
    *c = ahead;
    Field::Is(match year.written().and_then(WrittenYear::full) {
        Some(first) if first != again => {
            // the year in full is the one a reader checks against
            let year = if how == How::ByEra { again } else { first };
            WrittenYear::Contradictory { year, written: (first, again) }
        }
        _ => WrittenYear::Full(again),
    })
}
