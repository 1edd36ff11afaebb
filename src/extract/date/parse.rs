//! The grammar of dates and times: text to [`Raw`]. One pass forward, bounded look-ahead, no context.

use super::calendar::calendar;
use super::clock::time;
use super::cursor::Cursor;
use super::raw::{Raw, Shape};
use super::{epoch, fiscal, length, numeric, set, weekday, word};
use crate::extract::number;
use crate::lexicon::{Class, MarkUse, length_starts, mark_at, word_at};
use crate::value::Modifier;
use std::sync::LazyLock;

/// Range marks as folded.
pub(super) const DASHES: [&str; 4] = ["〜", "-", "―", "ー"];

/// Reads the longest expression that begins at the cursor.
pub(super) fn expression(c: &mut Cursor) -> Option<Raw> {
    let start = *c;
    if is_plain_number(c) {
        return None;
    }
    let mut raw = fiscal::read(c)
        .or_else(|| set::read(c))
        .or_else(|| length::read(c))
        .or_else(|| numeric::read(c))
        .or_else(|| epoch::read(c))
        .or_else(|| calendar(c))
        .or_else(|| word::read(c))?;
    if matches!(raw.shape, Shape::Calendar | Shape::Named(..) | Shape::Day(_)) {
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

/// What may follow the first number of an expression: units, seasons, the marks of a range, of a clock, of 1/26.
static GOES_ON: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut all: Vec<char> = "月時四春夏秋冬Qカか〜-―ー、,/.・:：".chars().chain(length_starts()).collect();
    all.sort_unstable();
    all.dedup();
    all
});

/// What may follow a day: its weekday, 付, a part of the day, a clock time, 頃.
fn attach(c: &mut Cursor, raw: &mut Raw) {
    let named = matches!(raw.shape, Shape::Day(_));
    let dated = named || raw.day.is_some() || raw.nth.is_some() || raw.week.is_some() && raw.weekday.is_some();
    if raw.day.is_some() && raw.weekday.is_none() {
        raw.weekday = weekday::any(c).or_else(|| {
            let mut ahead = *c;
            let day = ahead.eat("の").then(|| weekday::long(&mut ahead))??;
            *c = ahead;
            Some(day)
        });
    }
    if let Shape::Named(Class::Weekend | Class::WeekStart, _) = raw.shape {
        // 来週末の12月1日(日): the date inside says it all
        let mut ahead = *c;
        ahead.eat("の");
        if let Some(inner) = calendar(&mut ahead).filter(|r| r.day.is_some()) {
            *raw = inner;
            *c = ahead;
            return attach(c, raw);
        }
    }
    if raw.clock.is_none() && (dated || !raw.has_date() && !matches!(raw.shape, Shape::Named(..))) {
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

/// 頃, 以降, まで … after a point in time.
fn softened(c: &mut Cursor, raw: &Raw) -> Option<Modifier> {
    if matches!(raw.shape, Shape::Duration(..) | Shape::Set(_)) {
        return None;
    }
    let clocked = raw.clock.is_some();
    let clock = || mark_at(c.rest(), MarkUse::Clock).filter(|_| clocked);
    let (mark, len) = mark_at(c.rest(), MarkUse::Point).or_else(clock)?;
    if mark.inside {
        c.at += len;
    }
    mark.modifier
}
