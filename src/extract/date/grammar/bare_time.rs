//! Times of day without a day: 23時半, 早朝, 同58分, 同8時, 翌午前2時.

use super::clock::{self, clock, time};
use super::form::FormReader;
use super::raw::{Form, Raw};
use super::time_words::{Meaning, time_word_at};
use super::written_time::Time;
use crate::extract::cursor::Cursor;
use crate::lexicon::{Table, Uses, table};
use serde::Deserialize;

/// What a word of `bare_time.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After 同 and a number with 分, which are no minute then: 同5分間.
    NoMinute,
    /// A part of the day that is read beside a day only.
    BesideDay,
    /// Before a time that is of the day after the one spoken of: 翌午前2時.
    NextDay,
}

static WORDS: Table<Uses<Use>> = table!("bare_time.csv", Uses::new);

/// How the form is found.
pub(crate) const FORM: FormReader = FormReader {
    file: file!(),
    examples: &["同58分", "同8時", "翌午前2時", "あくる午前2時", "正午", "AM9:00", "PM11時", "23時半", "23:30"],
    begins: &["同翌あ", clock::BEGINS],
    after_number: || clock::AFTER_NUMBER.to_owned(),
    read,
};

/// Reads a time of day.
pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    let of_day_spoken = |time| Form::Time { time, next_day: false };
    let form = same(c)
        .map(of_day_spoken)
        .or_else(|| next_day(c))
        .or_else(|| time(c, None, false).map(of_day_spoken))
        .or_else(|| part(c).map(of_day_spoken))?;
    Some(Raw::new(form))
}

/// Reads 同58分, 同8時, which take the hour or the half of the day from the time before.
fn same(c: &mut Cursor) -> Option<Time> {
    let mut ahead = *c;
    if !ahead.eat("同") {
        return None;
    }
    let mut after = ahead;
    if let Some(minute) = after.count(0, 59, &["分"])
        && !WORDS.begins(after.rest(), Use::NoMinute)
    {
        *c = after;
        return Some(Time::SameHour { minute: minute as i8 });
    }
    let clock = clock(&mut ahead, None)?;
    *c = ahead;
    Some(Time::SameHalf(clock))
}

/// Reads 翌午前2時, 翌朝.
fn next_day(c: &mut Cursor) -> Option<Form> {
    let rest = WORDS.after(c.rest(), Use::NextDay)?;
    let mut ahead = *c;
    ahead.move_to(rest);
    let time = time(&mut ahead, None, true)?;
    *c = ahead;
    Some(Form::Time { time, next_day: true })
}

/// Reads 早朝, 昼すぎ. The short ones (朝, 夜) are too often plain words.
fn part(c: &mut Cursor) -> Option<Time> {
    let (word, len) = time_word_at(c.rest())?;
    let Meaning::DayPart(part) = word.meaning else { return None };
    if word.surface.chars().count() < 2 || WORDS.is(&word.surface, Use::BesideDay) {
        return None;
    }
    c.at += len;
    Some(Time::Part(part))
}
