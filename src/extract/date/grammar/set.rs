//! Repeated times: 毎週月曜, 毎月10日, 週3回, 3日に1回, 1日1時間, 隔週.

use super::clock::clock;
use super::measure::Length;
use super::parse::DASHES;
use super::raw::{Raw, Shape};
use super::weekday;
use crate::extract::cursor::Cursor;
use crate::lexicon::{Class, LengthUnit, Part, Phrases, Table, length_at, table, word_at};
use crate::text::is_hiragana;
use crate::value::{Decimal, weekday_of};
/// After a number and 回, 度, 本 or 便, which are no rate then.
static WORDS: Table<Phrases> = table!("set.csv", Phrases::new);

/// What is counted per period.
const TIMES: [&str; 4] = ["回", "度", "本", "便"];

pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    every(c).or_else(|| frequency(c)).map(|period| Raw::new(Shape::Set(period)))
}

/// 毎日, 毎週月曜, 毎月第2火曜日, 毎年4月1日, 毎朝8時, 隔週.
fn every(c: &mut Cursor) -> Option<String> {
    let (word, len) = word_at(c.rest()).filter(|(w, _)| w.class == Class::Set)?;
    c.at += len;
    let mut ahead = *c;
    ahead.eat("の");
    let (period, letter) = match word.anchor.as_str() {
        "second" => ("PT", 'S'),
        "hour" => ("PT", 'H'),
        "day" => ("P", 'D'),
        "week" => ("P", 'W'),
        "month" => ("P", 'M'),
        _ => ("P", 'Y'),
    };
    let plain = format!("{period}{}{letter}", word.number);
    let place = match letter {
        'W' => days_of_week(&mut ahead),
        'M' | 'Y' => day_of_month(&mut ahead, letter == 'Y'),
        'D' => clock(&mut ahead, Part::of(word)).map(|t| format!("T{:02}:{:02}", t.hour, t.minute.unwrap_or(0))),
        _ => None,
    };
    match place.filter(|_| word.number == 1) {
        Some(place) => {
            *c = ahead;
            Some(place)
        }
        None => Some(plain),
    }
}

/// 月曜, 月・水・金曜日, （火）.
fn days_of_week(c: &mut Cursor) -> Option<String> {
    if let Some(day) = weekday::any(c) {
        return Some(format!("XXXX-WXX-{}", day.to_monday_one_offset()));
    }
    // of several the period is all that one value can say
    let mut ahead = *c;
    let mut listed = 0;
    loop {
        if weekday::long(&mut ahead).is_some() {
            *c = ahead;
            return (listed > 0).then(|| "P1W".to_owned());
        }
        let first = ahead.peek().filter(|w| weekday_of(*w).is_some())?;
        ahead.at += first.len_utf8();
        ahead.eat_any(&["・", "、", "/", "と"])?;
        listed += 1;
    }
}

/// 10日, 第2火曜日, 末日; with `months` also 4月, 4月1日.
fn day_of_month(c: &mut Cursor, months: bool) -> Option<String> {
    let month = if months { c.count(1, 12, &["月"])? } else { 0 };
    if !months {
        if let Some((_, day)) = weekday::nth(c) {
            return Some(format!("XXXX-WXX-{}", day.to_monday_one_offset()));
        }
        return c.count(1, 31, &["日"]).map(|d| format!("XXXX-XX-{d:02}"));
    }
    Some(match c.count(1, 31, &["日"]) {
        Some(day) => format!("XXXX-{month:02}-{day:02}"),
        None => format!("XXXX-{month:02}"),
    })
}

/// 週3回, 月に2回, 1日1時間, 3日に1回: a period and how often or how long in it.
fn frequency(c: &mut Cursor) -> Option<String> {
    let mut ahead = *c;
    // 半年に1度
    if let Some((word, len)) = length_at(ahead.rest()).filter(|(w, _)| w.count.is_some()) {
        ahead.at += len;
        let whole = Length::of(word.count.as_ref()?, word.unit)?;
        ahead.eat("に").then(|| ahead.number())??;
        ahead.eat_any(&TIMES)?;
        *c = ahead;
        return Some(whole.iso());
    }
    let (count, unit) = match ahead.number() {
        Some(n) => {
            let count = n.int().filter(|k| (1..1000).contains(k) && n.digits < 4)?;
            let (word, len) = length_at(ahead.rest()).filter(|(w, _)| w.count.is_none())?;
            ahead.at += len;
            (count, word.unit)
        }
        None => {
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
        }
    };
    let with = ahead.eat("に") || ahead.eat("あたり") || ahead.eat("当たり");
    ahead.eat_any(&["約", "最低", "最大", "平均"]);
    let often = ahead.number()?;
    if ahead.eat_any(&DASHES).is_some() {
        ahead.number()?;
    }
    let whole = often.int().is_some_and(|n| n < 100) || often.vague.is_some();
    // 2018年1回 is a year, 1日1時間 a rate; 10分1回 nothing
    if !whole || !with && count != 1 {
        return None;
    }
    let times = ahead.eat_any(&TIMES).filter(|_| !WORDS.begins(ahead.rest())).is_some();
    if !times {
        let (word, len) = length_at(ahead.rest())?;
        // 1日1時間 and 年に1日 are rates, 1年1カ月 a length
        let rate = with && word.unit > unit || unit == LengthUnit::Day && word.unit == LengthUnit::Hour;
        if !rate || ahead.rest()[len..].starts_with(['前', '後']) {
            return None;
        }
        ahead.at += len;
    }
    *c = ahead;
    Some(Length::of(&Decimal::from(count), unit)?.iso())
}
