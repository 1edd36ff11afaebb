//! The grammar of dates and times: text to [`Raw`]. One pass forward, bounded look-ahead, no context.

use super::calendar::{calendar, long_weekday, weekday};
use super::clock::{clock, time};
use super::cursor::Cursor;
use super::raw::{Clock, Field, Length, Raw, Shape, Term};
use super::{fiscal, length};
use crate::extract::number;
use crate::lexicon::{Class, Part, hedges_after, word_at};
use crate::value::Modifier;

/// Range marks as folded.
pub(super) const DASHES: [&str; 4] = ["〜", "-", "―", "ー"];

/// Reads the longest expression that begins at the cursor.
pub(super) fn expression(c: &mut Cursor) -> Option<Raw> {
    let start = *c;
    if is_plain_number(c) {
        return None;
    }
    let mut raw = fiscal::read(c)
        .or_else(|| length::read(c))
        .or_else(|| numeric(c))
        .or_else(|| epoch(c))
        .or_else(|| calendar(c))
        .or_else(|| word(c))?;
    if matches!(raw.shape, Shape::Calendar | Shape::Named(..)) {
        attach(c, &mut raw);
    }
    if c.at == start.at {
        return None;
    }
    if raw.modifier.is_none() {
        raw.modifier = softened(c, &raw);
    }
    Some(raw)
}

/// Whether a number is next after which no rule goes on: none needs to try 580億円. A word of time may look like
/// a number at first (一昨日).
fn is_plain_number(c: &Cursor) -> bool {
    let Some(n) = number::read(c.rest()) else { return false };
    let after = c.rest()[n.len..].trim_start_matches(' ').chars().next();
    !after.is_some_and(|a| GOES_ON.contains(&a)) && word_at(c.rest()).is_none()
}

/// What may follow the first number of an expression: its unit, the marks of a range, of a clock and of 1/26.
const GOES_ON: [char; 26] = [
    '年', '月', '日', '時', '分', '秒', '週', 'カ', 'か', 'ヶ', 'ヵ', 'ケ', '箇', '営', '世', '四', '〜', '-', '―',
    'ー', '、', '/', '.', '・', ':', '：',
];

/// 2018-01-26, 2018/1/26, 2018.1.26; 2018/1; a bare 1/26 only with a weekday after it.
fn numeric(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    let first = ahead.digits(1, 4)?;
    let wide = ahead.at - c.at == 4;
    let mark = ahead.eat_any(&["-", "/", ".", "・"])?;
    let second = ahead.digits(1, 2)?;
    let mut raw = Raw::new(Shape::Calendar);
    let mut full = ahead;
    if full.eat(mark)
        && let Some(third) = full.digits(1, 2)
    {
        if (wide || first >= 1)
            && (1..=12).contains(&second)
            && (1..=31).contains(&third)
            && (wide || mark == "/" && first >= 13)
        {
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
    if mark == "/" && (1..=12).contains(&first) && (1..=31).contains(&second) {
        let mut look = ahead;
        if weekday(&mut look).is_some()
            || look.sees(&[" "]) && {
                look.skip_blanks();
                clock(&mut look, None).is_some()
            }
        {
            raw.month = Some(Field::Is(first as i8));
            raw.day = Some(Field::Is(second as i8));
            *c = ahead;
            return Some(raw);
        }
    }
    None
}

/// What may follow a day: its weekday, 付, a part of the day, a clock time, 頃.
fn attach(c: &mut Cursor, raw: &mut Raw) {
    let dated = raw.day.is_some() || raw.week.is_some() && raw.weekday.is_some();
    if raw.day.is_some() && raw.weekday.is_none() {
        raw.weekday = weekday(c).or_else(|| {
            let mut ahead = *c;
            let day = ahead.eat("の").then(|| long_weekday(&mut ahead))??;
            *c = ahead;
            Some(day)
        });
    }
    if let Shape::Named(Class::Weekend, _) = raw.shape {
        // 来週末の12月1日(日): the date inside says it all
        let mut ahead = *c;
        ahead.eat("の");
        if let Some(inner) = calendar(&mut ahead).filter(|r| r.day.is_some()) {
            *raw = inner;
            *c = ahead;
            return attach(c, raw);
        }
    }
    if dated || !raw.has_date() {
        let mut ahead = *c;
        if !ahead.eat("の") {
            ahead.eat("、");
        }
        ahead.skip_blanks();
        let bracket = ahead.eat("（");
        if time(&mut ahead, raw, dated) && (!bracket || ahead.eat("）")) {
            *c = ahead;
        }
    }
    c.eat_any(&["付け", "付"]);
}

/// Words that stand for a date by themselves.
fn word(c: &mut Cursor) -> Option<Raw> {
    if c.rest().starts_with('同') {
        let mut ahead = *c;
        ahead.eat("同");
        // 同58分: the hour of the time before
        let mut minute = ahead;
        if let Some(m) = minute.count(0, 59, &["分"])
            && !minute.sees(&["間", "の", "ほど", "後"])
        {
            *c = minute;
            let mut raw = Raw::new(Shape::Calendar);
            raw.clock = Some(Clock { hour: Clock::SAME, minute: Some(m as i8), second: None });
            return Some(raw);
        }
        if let Some(clock) = clock(&mut ahead, None) {
            *c = ahead;
            let mut raw = Raw::new(Shape::Calendar);
            raw.clock = Some(clock);
            raw.same_half = true;
            return Some(raw);
        }
    }
    let mut raw = Raw::new(Shape::Calendar);
    if time(c, &mut raw, false) {
        return Some(raw);
    }
    let (word, len) = word_at(c.rest())?;
    let shape = match word.class {
        Class::YearRest | Class::YearEnd | Class::YearStart | Class::MonthEnd | Class::Weekend => {
            Shape::Named(word.class, word.number)
        }
        Class::Set => Shape::Set(format!(
            "P1{}",
            match word.anchor.as_str() {
                "day" => "D",
                "week" => "W",
                "month" => "M",
                _ => "Y",
            }
        )),
        // 昼すぎ、早朝 are times of the day spoken of; the short ones (朝, 夜, 春) are too often plain words
        Class::Part if word.surface.chars().count() > 1 && !matches!(word.surface.as_str(), "午前" | "午後") => {
            c.at += len;
            let mut raw = Raw::new(Shape::Calendar);
            raw.part = Part::of(word);
            return raw.part.is_some().then_some(raw);
        }
        _ => return None,
    };
    c.at += len;
    let mut raw = Raw::new(shape);
    if let Shape::Set(_) = raw.shape
        && word.anchor == "week"
        && let Some(day) = long_weekday(c)
    {
        raw.shape = Shape::Set(format!("XXXX-WXX-{}", day.to_monday_one_offset()));
    }
    Some(raw)
}

/// 頃, 以降, まで … after a point in time.
fn softened(c: &mut Cursor, raw: &Raw) -> Option<Modifier> {
    const AFTER: [(&str, Modifier, bool); 14] = [
        ("ごろ", Modifier::Approx, true),
        ("ころ", Modifier::Approx, true),
        ("頃", Modifier::Approx, true),
        ("前後", Modifier::Approx, true),
        ("以降", Modifier::AtLeast, false),
        ("以後", Modifier::AtLeast, false),
        ("以前", Modifier::AtMost, false),
        ("までに", Modifier::AtMost, false),
        ("まで", Modifier::AtMost, false),
        ("より前", Modifier::LessThan, false),
        ("より後", Modifier::MoreThan, false),
        ("すぎ", Modifier::SlightlyMore, true),
        ("過ぎ", Modifier::SlightlyMore, true),
        ("前", Modifier::SlightlyLess, true),
    ];
    if matches!(raw.shape, Shape::Duration(..)) {
        let (hedge, len) = hedges_after(c.rest())?;
        c.at += len;
        return Some(hedge.modifier);
    }
    let clocked = raw.clock.is_some();
    let (word, modifier, inside) =
        AFTER.iter().find(|(w, ..)| c.rest().starts_with(w) && (clocked || !matches!(*w, "前" | "すぎ" | "過ぎ")))?;
    if *inside {
        c.at += word.len();
    }
    Some(*modifier)
}

pub(super) fn quarter(c: &mut Cursor) -> Option<Term> {
    c.eat("第");
    let n = c.count(1, 4, &["四半期"])? as i8;
    Some(if c.eat("累計") {
        Term::Cumulative(n)
    } else if c.sees(&["末"]) {
        c.eat("末");
        Term::QuarterEnd(n)
    } else {
        Term::Quarter(n)
    })
}

/// A length written with 半 alone.
pub(super) fn half(c: &mut Cursor) -> Option<Length> {
    Some(match c.eat_any(&["半年間", "半年", "半日", "半月"])? {
        "半日" => Length { hours: 12, ..Length::default() },
        "半月" => Length { days: 15, ..Length::default() },
        _ => Length { months: 6, ..Length::default() },
    })
}

/// 21世紀, 1990年代, 90年代.
fn epoch(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    let n = ahead.number()?.int()?;
    let shape = if ahead.eat("世紀") && (1..=30).contains(&n) {
        Shape::Epoch { first: (n as i16 - 1) * 100 + 1, years: 100 }
    } else if ahead.eat("年代") && n % 10 == 0 && (n < 100 || (1000..2200).contains(&n)) {
        Shape::Epoch { first: if n < 100 { 1900 + n as i16 } else { n as i16 }, years: 10 }
    } else {
        return None;
    };
    *c = ahead;
    Some(Raw::new(shape))
}
