//! Words that stand for a date or time by themselves: 同58分, 翌午前2時, 年内, 早朝, 今春, 夏ごろ.

use super::clock::{clock, time};
use super::raw::{Clock, Raw, Shape, Sub};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Class, Part, word_at};

pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    if let Some(raw) = leaning(c) {
        return Some(raw);
    }
    let mut raw = Raw::new(Shape::Calendar);
    if time(c, &mut raw, false) {
        return Some(raw);
    }
    let (word, len) = word_at(c.rest())?;
    let shape = match word.class {
        Class::YearRest
        | Class::YearEnd
        | Class::YearStart
        | Class::MonthEnd
        | Class::MonthStart
        | Class::MonthRest
        | Class::FiscalRest
        | Class::FiscalEnd
        | Class::WeekStart
        | Class::Weekend => Shape::Named(word.class, word.number),
        // 昼すぎ, 早朝 are times of the day spoken of; the short ones (朝, 夜) are too often plain words
        Class::Part
            if word.surface.chars().count() > 1 && !matches!(word.surface.as_str(), "午前" | "午後" | "日中") =>
        {
            raw.part = Part::of(word);
            raw.part.is_some().then_some(Shape::Calendar)?
        }
        // 春 alone is a word like any other, 春ごろ a time
        Class::Season if c.rest()[len..].starts_with("ごろ") || c.rest()[len..].starts_with('頃') => {
            raw.sub = Some(Sub::Season(word.number as i8, &word.anchor));
            Shape::Calendar
        }
        _ => return None,
    };
    c.at += len;
    raw.shape = shape;
    Some(raw)
}

/// 同58分, 同8時, 翌午前2時: times that take hour, half of the day or the day from the time before.
fn leaning(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    let mut raw = Raw::new(Shape::Calendar);
    if ahead.eat("同") {
        // 同58分: the hour of the time before
        let mut minute = ahead;
        if let Some(m) = minute.count(0, 59, &["分"])
            && !minute.sees(&["間", "の", "ほど", "後"])
        {
            raw.clock = Some(Clock { hour: Clock::SAME, minute: Some(m as i8), second: None, halved: false });
            *c = minute;
            return Some(raw);
        }
        raw.clock = Some(clock(&mut ahead, None)?);
        raw.same_half = true;
    } else {
        ahead.eat_any(&["翌", "あくる"])?;
        raw.next_day = time(&mut ahead, &mut raw, true);
        if !raw.next_day {
            return None;
        }
    }
    *c = ahead;
    Some(raw)
}
