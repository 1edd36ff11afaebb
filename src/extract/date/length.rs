//! Durations, and points a duration away: 8時間半, 1年9カ月, 3年ぶり, 42分後, 半年前, 24-48 時間.

use super::cursor::Cursor;
use super::parse::{DASHES, half};
use super::raw::{Length, Raw, Shape};
use crate::extract::number::Numeral;
use crate::value::Modifier;

/// Units of length, longest first, with what a number before them may be mistaken for.
const UNITS: [(&str, Unit); 20] = [
    ("営業日", Unit::Day),
    ("年間", Unit::Year),
    ("カ年", Unit::Year),
    ("カ月間", Unit::Month),
    ("カ月", Unit::Month),
    ("か月間", Unit::Month),
    ("か月", Unit::Month),
    ("ヶ月間", Unit::Month),
    ("ヶ月", Unit::Month),
    ("ヵ月", Unit::Month),
    ("ケ月", Unit::Month),
    ("箇月", Unit::Month),
    ("週間", Unit::Week),
    ("日間", Unit::Day),
    ("時間", Unit::Hour),
    ("分間", Unit::Minute),
    ("秒間", Unit::Second),
    ("年", Unit::BareYear),
    ("分", Unit::Minute),
    ("秒", Unit::Second),
];

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Year,
    BareYear,
    Month,
    Week,
    Day,
    BareDay,
    Hour,
    Minute,
    Second,
}

pub(super) fn read(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    let before = ahead.eat_any(&["約", "およそ", "ほぼ", "丸", "まる"]);
    let (length, upper, bare) = match half(&mut ahead) {
        Some(length) => (length, None, false),
        None => lengths(&mut ahead)?,
    };
    let back = ahead.sees(&["前", "後"]) && !ahead.sees(&["前後", "前半", "後半", "後期", "前期"]);
    if back {
        let back = ahead.eat("前");
        if !back {
            ahead.eat("後");
        }
        if back && ahead.sees(&["年", "日"]) {
            return None;
        }
        *c = ahead;
        return Some(Raw::new(Shape::Shift { length, back, from_document: back && !length.has_time() }));
    }
    let marked = ahead.eat_any(&[
        "ぶり",
        "振り",
        "連続",
        "以内",
        "以上",
        "目",
        "がかり",
        "近く",
        "余り",
        "弱",
        "強",
        "未満",
        "程度",
        "ほど",
        "おき",
        "ごと",
    ]);
    // 29年 alone is a year of the era or a length: only these say it is a length
    let hinted = || {
        ahead.sees(&[
            "先",
            "も",
            "は続",
            "続",
            "にわた",
            "にも",
            "かか",
            "が経",
            "たっ",
            "経",
            "平均",
            "あたり",
            "当たり",
            "ほど",
            "の間",
            "明け",
            "分の",
            "分を",
            "分が",
            "中に",
            "中で",
        ]) || daily(&ahead, &length)
    };
    if ahead.sees(&["も早"]) || bare && marked.is_none() && before.is_none() && !hinted() {
        return None;
    }
    let mut raw = Raw::new(match marked {
        Some("おき" | "ごと") => Shape::Set(length.iso()),
        _ => Shape::Duration(length, upper),
    });
    raw.modifier = match (marked, before) {
        (Some("以内"), _) => Some(Modifier::AtMost),
        (Some("以上"), _) => Some(Modifier::AtLeast),
        (Some("近く" | "弱"), _) => Some(Modifier::SlightlyLess),
        (Some("余り" | "強"), _) => Some(Modifier::SlightlyMore),
        (Some("未満"), _) => Some(Modifier::LessThan),
        (Some("程度" | "ほど"), _) | (_, Some("約" | "およそ" | "ほぼ")) => Some(Modifier::Approx),
        _ => None,
    };
    *c = ahead;
    Some(raw)
}

/// 1日3リットル: a day followed by an amount is the day a rate is for.
fn daily(c: &Cursor, length: &Length) -> bool {
    let mut ahead = *c;
    *length == Length { days: 1, ..Length::default() }
        && ahead.number().is_some()
        && !ahead.sees(&["時", ":", "：", "日", "月"])
}

/// A length or a range of two with a shared unit; `bare` when its only unit is 年 or 日 without 間.
fn lengths(c: &mut Cursor) -> Option<(Length, Option<Length>, bool)> {
    let start = *c;
    let first = c.number()?;
    let mut ahead = *c;
    ahead.skip_blanks();
    if ahead.eat_any(&DASHES).is_some() || ahead.eat("、") && first.int().is_some_and(|n| n < 9) {
        ahead.skip_blanks();
        if let Some(second) = ahead.number() {
            ahead.skip_blanks();
            let (unit, bare) = unit(&mut ahead, &second)?;
            // 13〜15日 is a range of dates
            if bare {
                return None;
            }
            *c = ahead;
            return Some((put(&first, unit)?, Some(put(&second, unit)?), false));
        }
        return None;
    }
    *c = start;
    let mut total = Length::default();
    let (mut any, mut bare, mut parts) = (false, false, 0);
    loop {
        let mut ahead = *c;
        let Some(n) = ahead.number() else { break };
        ahead.skip_blanks();
        let Some((unit, only)) = unit(&mut ahead, &n) else { break };
        let Some(part) = put(&n, unit) else { break };
        if unit == Unit::Minute
            && ahead.sees(&[
                "の1", "の2", "の3", "の一", "の二", "の三", "かる", "け", "配", "野", "析", "類", "割", "離", "担",
                "裂", "散",
            ])
        {
            break;
        }
        if unit == Unit::BareYear && parts == 0 && (n.digits >= 3 || ahead.sees(&["度", "代", "生", "期", "版", "産"]))
        {
            break;
        }
        add(&mut total, &part);
        *c = ahead;
        // 3年 alone is a length, 3日 alone a date; 29年4月 is neither
        let month_follows = || ahead.clone().count(1, 12, &["月"]).is_some();
        bare = only && parts == 0 && !part.vague && (unit == Unit::BareDay || month_follows());
        (any, parts) = (true, parts + 1);
        if matches!(unit, Unit::Hour | Unit::Year | Unit::BareYear | Unit::Month | Unit::Week | Unit::Minute)
            && c.eat("半")
        {
            add(&mut total, &half_of(unit));
            bare = false;
            break;
        }
        c.eat("と");
    }
    if c.before().ends_with('と') && any {
        c.at -= "と".len();
    }
    any.then_some((total, None, bare))
}

fn unit(c: &mut Cursor, n: &Numeral) -> Option<(Unit, bool)> {
    if let Some((word, unit)) = UNITS.iter().find(|(w, _)| c.sees(&[w])) {
        // 十分, 一分 without a digit are words more often than lengths
        if matches!(unit, Unit::Minute | Unit::Second) && n.kanji && *word == "分" {
            return None;
        }
        c.at += word.len();
        return Some((*unit, *unit == Unit::BareYear));
    }
    let mut ahead = *c;
    if ahead.eat("日") && n.int().is_none_or(|v| v < 1000) {
        *c = ahead;
        return Some((Unit::BareDay, true));
    }
    None
}

fn put(n: &Numeral, unit: Unit) -> Option<Length> {
    use bigdecimal::ToPrimitive;
    let mut length = Length::default();
    // 1.5時間 is 90 minutes; a vague 数日 keeps its least reading
    let value = n.vague.as_ref().map_or(&n.value, |bounds| &bounds.0);
    let scaled = |by: i64| (value.decimal() * crate::value::Decimal::from(by)).to_i64();
    let whole = || if n.decimal { None } else { value.to_i64().filter(|v| v.abs() < 1_000_000_000) };
    match unit {
        Unit::Year | Unit::BareYear if n.decimal => length.months = scaled(12)?,
        Unit::Year | Unit::BareYear => length.years = whole()?,
        Unit::Month => length.months = whole()?,
        Unit::Week => length.weeks = whole()?,
        Unit::Day | Unit::BareDay => length.days = whole()?,
        Unit::Hour if n.decimal => length.minutes = scaled(60)?,
        Unit::Hour => length.hours = whole()?,
        Unit::Minute if n.decimal => length.seconds = scaled(60)?,
        Unit::Minute => length.minutes = whole()?,
        Unit::Second => length.seconds = value.to_i64()?,
    }
    length.vague = n.vague.is_some();
    Some(length)
}

fn half_of(unit: Unit) -> Length {
    let mut length = Length::default();
    match unit {
        Unit::Year | Unit::BareYear => length.months = 6,
        Unit::Month => length.days = 15,
        Unit::Week => length.days = 3,
        Unit::Hour => length.minutes = 30,
        _ => length.seconds = 30,
    }
    length
}

fn add(total: &mut Length, part: &Length) {
    total.years += part.years;
    total.months += part.months;
    total.weeks += part.weeks;
    total.days += part.days;
    total.hours += part.hours;
    total.minutes += part.minutes;
    total.seconds += part.seconds;
    total.vague |= part.vague;
}
