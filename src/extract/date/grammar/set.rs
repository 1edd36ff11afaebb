//! Repeated times: 毎週月曜, 毎月10日, 週3回, 3日に1回, 1日1時間, 隔週.

use super::clock::clock;
use super::form::FormReader;
use super::length::Length;
use super::raw::{Form, Raw};
use super::time_words::{DayPart, Meaning, time_word_at};
use super::weekday;
use crate::extract::cursor::Cursor;
use crate::lexicon::{LengthUnit, Table, Uses, length_at, length_starts, table};
use crate::text::is_hiragana;
use crate::value::{Decimal, weekday_of};
use serde::Deserialize;

/// What a word of `set.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a number, what is counted per period: 週3回.
    Times,
    /// After a number and 回, 度, 本 or 便, which begin another word then: 月2本線.
    NoTimes,
    /// Between a period and the number of times: 月に約3回.
    About,
    /// After a period, which is one of many then: 1日あたり3回.
    Per,
}

static WORDS: Table<Uses<Use>> = table!("set.csv", Uses::new);

/// How the form is found.
pub(crate) const FORM: FormReader = FormReader {
    file: file!(),
    examples: &["年1回", "月2回", "週3回", "日に3回", "3日に1回"],
    begins: &["年月週日"],
    after_number: || length_starts().collect(),
    read,
};

/// Reads a repeated time.
pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    every(c).or_else(|| frequency(c)).map(|value| Raw::new(Form::Set(value)))
}

/// Reads 毎日, 毎週月曜, 毎月第2火曜日, 毎年4月1日, 毎朝8時, 隔週.
fn every(c: &mut Cursor) -> Option<String> {
    let (word, len) = time_word_at(c.rest())?;
    let Meaning::Every { count, unit, part } = word.meaning else { return None };
    c.at += len;
    let mut ahead = *c;
    ahead.eat("の");
    match place(&mut ahead, unit, part).filter(|_| count == 1) {
        Some(place) => {
            *c = ahead;
            Some(place)
        }
        None => Some(Length::of(&Decimal::from(count), unit)?.iso()),
    }
}

/// Reads the point of a unit at which something is repeated: 月曜 of 毎週月曜.
fn place(c: &mut Cursor, unit: LengthUnit, part: Option<DayPart>) -> Option<String> {
    match unit {
        LengthUnit::Week => days_of_week(c),
        LengthUnit::Month => day_of_month(c),
        LengthUnit::Year => day_of_year(c),
        LengthUnit::Day => clock(c, part).map(|clock| clock.timex()),
        _ => None,
    }
}

/// Reads 月曜, 月・水・金曜日, （火）.
fn days_of_week(c: &mut Cursor) -> Option<String> {
    if let Some(day) = weekday::beside_date(c) {
        return Some(format!("XXXX-WXX-{}", day.to_monday_one_offset()));
    }
    // of several the period is all that one value can say
    let mut ahead = *c;
    let mut listed = 0;
    loop {
        if weekday::named(&mut ahead).is_some() {
            *c = ahead;
            return (listed > 0).then(|| "P1W".to_owned());
        }
        let first = ahead.peek().filter(|w| weekday_of(*w).is_some())?;
        ahead.at += first.len_utf8();
        ahead.eat_any(&["・", "、", "/", "と"])?;
        listed += 1;
    }
}

/// Reads 10日, 第2火曜日.
fn day_of_month(c: &mut Cursor) -> Option<String> {
    if let Some((_, day)) = weekday::of_month(c) {
        return Some(format!("XXXX-WXX-{}", day.to_monday_one_offset()));
    }
    c.count(1, 31, &["日"]).map(|day| format!("XXXX-XX-{day:02}"))
}

/// Reads 4月, 4月1日.
fn day_of_year(c: &mut Cursor) -> Option<String> {
    let month = c.count(1, 12, &["月"])?;
    Some(match c.count(1, 31, &["日"]) {
        Some(day) => format!("XXXX-{month:02}-{day:02}"),
        None => format!("XXXX-{month:02}"),
    })
}

/// Reads 週3回, 月に2回, 半年に1度, 1日1時間, 3日に1回: a period and how often or how long in it.
fn frequency(c: &mut Cursor) -> Option<String> {
    let mut ahead = *c;
    if let Some((word, len)) = length_at(ahead.rest())
        && let Some(count) = &word.count
    {
        ahead.at += len;
        let period = Length::of(count, word.unit)?;
        ahead.eat("に").then(|| ahead.number())??;
        let rest = WORDS.after(ahead.rest(), Use::Times)?;
        c.move_to(rest);
        return Some(period.iso());
    }
    let (count, unit) = period(&mut ahead)?;
    let per = ahead.eat("に") || eat(&mut ahead, Use::Per);
    eat(&mut ahead, Use::About);
    let often = ahead.number()?;
    if ahead.eat_dash() {
        ahead.number()?;
    }
    let whole = often.int().is_some_and(|n| n < 100) || often.vague.is_some();
    // 2018年1回 is a year, 1日1時間 a rate; 10分1回 nothing
    if !whole || !per && count != 1 {
        return None;
    }
    if !times(&mut ahead) {
        let (word, len) = length_at(ahead.rest())?;
        // 1日1時間 and 年に1日 are rates, 1年1カ月 a length
        let rate = per && word.unit > unit || unit == LengthUnit::Day && word.unit == LengthUnit::Hour;
        if !rate || ahead.rest()[len..].starts_with(['前', '後']) {
            return None;
        }
        ahead.at += len;
    }
    *c = ahead;
    Some(Length::of(&Decimal::from(count), unit)?.iso())
}

/// Reads the period of a frequency: 3日 of 3日に1回, 週 of 週3回.
fn period(c: &mut Cursor) -> Option<(i64, LengthUnit)> {
    let mut ahead = *c;
    let period = if let Some(n) = ahead.number() {
        let count = n.int().filter(|k| (1..1000).contains(k) && n.digits < 4)?;
        let (word, len) = length_at(ahead.rest()).filter(|(w, _)| w.count.is_none())?;
        ahead.at += len;
        (count, word.unit)
    } else {
        let unit = match ahead.eat_any(&["年", "月", "週", "日"])? {
            "年" => LengthUnit::Year,
            "月" => LengthUnit::Month,
            "週" => LengthUnit::Week,
            _ => LengthUnit::Day,
        };
        if c.before().ends_with(|p: char| p.is_alphanumeric() && !is_hiragana(p)) {
            return None;
        }
        (1, unit)
    };
    *c = ahead;
    Some(period)
}

/// Reads 回 of 週3回.
fn times(c: &mut Cursor) -> bool {
    let mut ahead = *c;
    let found = eat(&mut ahead, Use::Times) && !WORDS.begins(ahead.rest(), Use::NoTimes);
    if found {
        *c = ahead;
    }
    found
}

/// Steps over the longest word of that use.
fn eat(c: &mut Cursor, usage: Use) -> bool {
    let rest = WORDS.after(c.rest(), usage);
    if let Some(rest) = rest {
        c.move_to(rest);
    }
    rest.is_some()
}
