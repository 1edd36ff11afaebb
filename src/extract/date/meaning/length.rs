//! Durations and points a duration away: 8時間半, 3〜5年, 3日後, 半年前.

use super::super::context::days::plus_days;
use super::super::context::discourse::Discourse;
use super::super::grammar::length::Length;
use super::super::grammar::named_day::is_business_day;
use super::super::grammar::raw::Offset;
use super::super::grammar::time_words::Origin;
use super::period::{part_of_month, whole_year};
use crate::value::{Anchor, Granularity, Temporal, TimeSpan, TimexType};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Span};

/// Resolves a length, or a range from one to another.
pub(crate) fn duration(length: &Length, most: Option<&Length>) -> Temporal {
    let minutes = (length.minutes().0, most.unwrap_or(length).minutes().1);
    let value = most.map_or_else(|| length.iso(), |most| format!("{}/{}", length.iso(), most.iso()));
    let timex = most.map_or_else(|| length.written(), |most| format!("{}/{}", length.written(), most.written()));
    Temporal {
        kind: TimexType::Duration,
        timex,
        value,
        anchor: Anchor::Explicit,
        minutes: Some(minutes),
        granularity: Granularity::Day,
        ..Temporal::default()
    }
}

/// Resolves a point a length away from its origin; with a weekday, that day of the week it falls in.
pub(crate) fn offset(offset: &Offset, d: &Discourse) -> Temporal {
    let (base, anchor) = match offset.origin {
        Origin::Document => (d.now(), Anchor::Document),
        Origin::Discourse => (d.current_day().or(d.page.day()), Anchor::Discourse),
    };
    let timex = offset.length.written();
    let has_time = offset.length.has_time();
    let found = base.and_then(|base| {
        let t = Temporal { timex: timex.clone(), anchor, ..Temporal::default() };
        if has_time { moment(offset, base, d, t) } else { date(offset, base, t) }
    });
    found.unwrap_or_else(|| Temporal {
        value: timex.clone(),
        timex,
        kind: if has_time { TimexType::Time } else { TimexType::Date },
        ..Temporal::default()
    })
}

fn sign(offset: &Offset) -> i64 {
    if offset.back { -1 } else { 1 }
}

/// 42分後: counted from the time spoken of.
fn moment(offset: &Offset, base: Date, d: &Discourse, t: Temporal) -> Option<Temporal> {
    let spoken = d.clock?;
    let minutes = i64::from(spoken.hour) * 60 + spoken.minute.map_or(0, |m| m.minute.into());
    let minutes = SignedDuration::from_mins(minutes + sign(offset) * offset.length.minutes().0);
    let at = base.at(0, 0, 0, 0).checked_add(minutes).ok()?;
    let t = Temporal { kind: TimexType::Time, span: TimeSpan::at(at), granularity: Granularity::Minute, ..t };
    Some(Temporal { value: t.lower(), ..t })
}

/// 3日後 is a day, 3カ月後 a month, 3年後 a year.
fn date(offset: &Offset, base: Date, t: Temporal) -> Option<Temporal> {
    let length = &offset.length;
    // 66万年前 is beyond the calendar, and beyond what a span can hold
    let span =
        Span::new().try_years(sign(offset) * length.years).and_then(|s| s.try_months(sign(offset) * length.months));
    let span = span.and_then(|s| s.try_days(sign(offset) * (length.weeks * 7 + length.days))).ok()?;
    let date = base.checked_add(span).ok()?;
    let from_monday = |weekday: Weekday| i64::from(weekday.to_monday_zero_offset());
    let date = match offset.weekday {
        Some(weekday) => plus_days(date, from_monday(weekday) - from_monday(date.weekday())),
        None if length.business => business_days(base, sign(offset) * length.days),
        None => Some(date),
    }?;
    if length.days + length.weeks > 0 {
        let span = TimeSpan::days(date, date);
        Some(Temporal { value: date.to_string(), span, granularity: Granularity::Day, ..t })
    } else if length.months > 0 {
        part_of_month(date.first_of_month(), None, Temporal { granularity: Granularity::Month, ..t })
    } else {
        whole_year(date.year(), Temporal { granularity: Granularity::Year, ..t })
    }
}

/// `n` business days from `date`; beyond a few years nobody counts in them.
fn business_days(date: Date, n: i64) -> Option<Date> {
    let (mut date, mut left) = (date, n.abs());
    if left > 1000 {
        return None;
    }
    while left > 0 {
        date = plus_days(date, n.signum())?;
        left -= i64::from(is_business_day(date));
    }
    Some(date)
}
