//! Times of day: 11時25分, 23:30, 午後3時, 未明.

use super::time_words::{DayPart, Meaning, time_word_at};
use super::written_time::{Clock, Minute, Time};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Table, Uses, table};
use bigdecimal::ToPrimitive;
use serde::Deserialize;

/// What a word of `clock.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a number and 時, which are no time of day then: 8時間.
    NoHour,
    /// After 半 of a number and 時, where 半 begins another word: 8時半ば.
    HalfWord,
    /// After a part of the day, which begins another word then: 朝刊.
    PartWord,
}

static WORDS: Table<Uses<Use>> = table!("clock.csv", Uses::new);

/// First characters of clock times: 正午, AM, PM.
pub(crate) const BEGINS: &str = "正AaPp";

/// Characters that can follow the hour.
pub(crate) const AFTER_NUMBER: &str = "時:：";

/// Reads a clock time with or without a part of the day before it, and beside a date also a part of the day alone.
/// `known` is a part of the day that the date implies (今朝).
pub(crate) fn time(c: &mut Cursor, known: Option<DayPart>, beside_date: bool) -> Option<Time> {
    let mut ahead = *c;
    let mut part = None;
    if let Some((word, len)) = time_word_at(c.rest())
        && let Meaning::DayPart(found) = word.meaning
        && !WORDS.begins(&c.rest()[len..], Use::PartWord)
    {
        part = Some(found);
        ahead.at += len;
    }
    let after_part = ahead;
    if part.is_some() {
        ahead.eat("の");
    }
    if let Some(mut clock) = clock(&mut ahead, part.or(known)) {
        clock.halved |= part.or(known).is_some();
        *c = ahead;
        return Some(Time::Clock(clock));
    }
    let part = part.filter(|_| beside_date)?;
    *c = after_part;
    Some(Time::Part(part))
}

/// Reads a clock time after the part of the day `part`: 11時25分, 23時半, 0:02, 11:58:30, 正午, 11:10 PM, PM11時.
pub(crate) fn clock(c: &mut Cursor, part: Option<DayPart>) -> Option<Clock> {
    let mut ahead = *c;
    if ahead.eat("正午") {
        *c = ahead;
        return Some(Clock { hour: 12, minute: Some(Minute { minute: 0, second: None }), halved: false });
    }
    if c.before().ends_with(|p: char| p.is_ascii_alphanumeric() && p != 'T' || p == ':') {
        return None;
    }
    let before = half(&mut ahead);
    let (mut clock, mut ahead) = colons(ahead).or_else(|| hours(ahead))?;
    let half = before.or_else(|| half(&mut ahead));
    clock.hour = of_day(clock.hour, half, part);
    clock.halved = half.is_some();
    *c = ahead;
    Some(clock)
}

/// Half of the day.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Am,
    Pm,
}

/// The hour of the day that a written hour is.
fn of_day(hour: i8, half: Option<Half>, part: Option<DayPart>) -> i8 {
    match (half, part) {
        // English counts 12 AM as midnight; 午前12時 is noon by custom and by 明治5年太政官布告337号
        (Some(Half::Am), _) => {
            if hour == 12 {
                0
            } else {
                hour
            }
        }
        (Some(Half::Pm), _) => {
            if hour < 12 {
                hour + 12
            } else {
                hour
            }
        }
        (_, Some(part)) if part.is_night() && hour == 12 => 24,
        (_, Some(part)) if part.is_night() && hour < 6 => hour,
        (_, Some(part)) if hour < 12 => hour + part.plus,
        _ => hour,
    }
}

/// Reads AM or PM.
fn half(c: &mut Cursor) -> Option<Half> {
    let mut ahead = *c;
    ahead.skip_blanks();
    let words = [("a.m.", Half::Am), ("p.m.", Half::Pm), ("am", Half::Am), ("pm", Half::Pm)];
    let is_next = |word: &str| ahead.rest().get(..word.len()).is_some_and(|r| r.eq_ignore_ascii_case(word));
    let (word, half) = words.into_iter().find(|(word, _)| is_next(word))?;
    ahead.at += word.len();
    if ahead.rest().starts_with(|n: char| n.is_ascii_alphabetic()) {
        return None;
    }
    *c = ahead;
    c.skip_blanks();
    if !c.rest().starts_with(|n: char| n.is_ascii_digit()) {
        *c = ahead;
    }
    Some(half)
}

/// Reads 23:30, 11:58:30.
fn colons(mut c: Cursor) -> Option<(Clock, Cursor)> {
    let hour = c.digits(1, 2).filter(|h| *h <= 30)?;
    c.eat_any(&[":", "："])?;
    let minute = c.digits(2, 2).filter(|m| *m < 60)?;
    let mut seconds = c;
    let colon = seconds.eat_any(&[":", "："]);
    let second = colon.and_then(|_| seconds.digits(2, 2)).filter(|s| *s < 60);
    if second.is_some() {
        c = seconds;
    }
    let minute = Minute { minute: minute as i8, second: second.map(|s| s as i8) };
    Some((Clock { hour: hour as i8, minute: Some(minute), halved: false }, c))
}

/// Reads 11時25分30秒, 23時半.
fn hours(mut c: Cursor) -> Option<(Clock, Cursor)> {
    let hour = c.count(0, 30, &["時"])?;
    if WORDS.begins(c.rest(), Use::NoHour) {
        return None;
    }
    let mut minute = None;
    if c.sees(&["半"]) && !WORDS.begins(c.rest(), Use::HalfWord) {
        c.eat("半");
        minute = Some(Minute { minute: 30, second: None });
    } else if let Some(m) = c.count(0, 59, &["分"]) {
        minute = Some(Minute { minute: m as i8, second: seconds(&mut c) });
    } else if let Some(minutes) = first_of_range(&mut c) {
        minute = Some(minutes);
    }
    c.eat("台");
    Some((Clock { hour: hour as i8, minute, halved: false }, c))
}

/// Reads 30秒, 59.3秒; of a fraction the whole seconds.
fn seconds(c: &mut Cursor) -> Option<i8> {
    let mut ahead = *c;
    let second = ahead.number()?.value.decimal().to_f64().filter(|s| (0.0..60.0).contains(s))?;
    if !ahead.eat("秒") {
        return None;
    }
    *c = ahead;
    Some(second as i8)
}

/// Reads 17 of 4時17〜27分, whose unit stands behind the second number.
fn first_of_range(c: &mut Cursor) -> Option<Minute> {
    let mut ahead = *c;
    let minute = ahead.digits(1, 2).filter(|m| *m < 60)?;
    let mut last = ahead;
    if !last.eat_dash() || last.count(minute + 1, 59, &["分"]).is_none() {
        return None;
    }
    *c = ahead;
    Some(Minute { minute: minute as i8, second: None })
}
