//! The grammar of dates and times: text to [`Raw`]. One pass forward, bounded look-ahead, no context.

use super::calendar::calendar;
use super::clock::time;
use super::raw::{Raw, Shape};
use super::{epoch, fiscal, length, numeric, set, weekday, word};
use crate::extract::cursor::Cursor;
use crate::extract::number;
use crate::extract::scan::Chars;
use crate::lexicon::{Class, MarkUse, length_starts, mark_at, named_day_at, word_at};
use crate::value::Modifier;
use std::sync::LazyLock;

/// Range marks as folded.
pub(crate) const DASHES: [&str; 4] = ["〜", "-", "―", "ー"];

/// Reads the longest expression that begins at the cursor.
pub(crate) fn expression(c: &mut Cursor) -> Option<Raw> {
    let start = *c;
    let after = after_number(c);
    // a number after which no rule goes on is not tried: 580億円. A word of time may look like one at first (一昨日).
    let word = || word_at(c.rest()).is_some() || named_day_at(c.rest()).is_some();
    let goes_on = |set: &[char]| after.is_none_or(|a| set.contains(&a));
    if after.is_some_and(|a| !GOES_ON.all.contains(a)) && !word() {
        return None;
    }
    let any = after.is_some() && word();
    let reads = |set: &[char]| any || goes_on(set);
    let mut found = None;
    if reads(&['年', '月', '四', 'Q', '〜', '-', '―', 'ー', '、', '・']) {
        found = fiscal::read(c);
    }
    if found.is_none() && (any || after.is_none_or(|a| GOES_ON.lengths.contains(a))) {
        found = set::read(c).or_else(|| length::read(c));
    }
    if found.is_none() && reads(&['/', '-', '.', '・', '\'']) {
        found = numeric::read(c);
    }
    if found.is_none() && reads(&['世', '年', '〜', '-', '―', 'ー']) {
        found = epoch::read(c);
    }
    let mut raw = found.or_else(|| calendar(c)).or_else(|| word::read(c))?;
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

/// The character after the number at the cursor, blanks left out; `None` where no number is next, a blank at the end.
fn after_number(c: &Cursor) -> Option<char> {
    let n = number::read(c.rest())?;
    Some(c.rest()[n.len..].trim_start_matches(' ').chars().next().unwrap_or(' '))
}

/// What may follow the first number of an expression, by code point.
struct GoesOn {
    /// Units of length, and the marks of a range of them.
    lengths: Chars,
    /// These, and seasons, marks of a clock and of 1/26.
    all: Chars,
}

static GOES_ON: LazyLock<GoesOn> = LazyLock::new(|| {
    let lengths = || Chars::of(|c| "〜-―ー、,か".contains(c)).and(length_starts());
    GoesOn { lengths: lengths(), all: lengths().and("月時四春夏秋冬Q/.・:：".chars()) }
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
