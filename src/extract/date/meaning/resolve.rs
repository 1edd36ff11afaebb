//! From what is written to what is meant: [`Raw`] and [`Discourse`] to [`Temporal`].

use super::super::context::days::plus_days;
use super::super::context::discourse::Discourse;
use super::super::grammar::raw::{Epoch, Form, Raw};
use super::super::grammar::written_date::Day;
use super::super::grammar::written_time::{Clock, Minute, Time};
use super::day::{Found, day};
use super::interval::join;
use super::period::period;
use super::{epoch, fiscal, length, named_period, timex};
use crate::value::{Anchor, Granularity, Modifier, Temporal, TimeSpan, TimexType};
use jiff::SignedDuration;
use jiff::civil::Date;

/// Resolves an expression of block `block` and takes its date into the discourse.
pub(crate) fn resolve(raw: &Raw, d: &mut Discourse, block: usize) -> Temporal {
    let mut t = match &raw.form {
        Form::Day(day, time) => day_and_time(day, *time, raw.modifier == Some(Modifier::AtMost), d, block),
        Form::Time { time, next_day } => time_alone(*time, *next_day, d, block),
        Form::Period(of) => period(of, d, block),
        Form::Named(named, units) => named_period::named(*named, *units, d),
        Form::Months { year, from, to } => fiscal::months(*year, *from, *to, d),
        Form::Quarter { year, quarter } => fiscal::quarter(*year, *quarter, d),
        Form::Fiscal(term) => fiscal::fiscal(term, d),
        Form::FiscalYears(first, last) => fiscal::fiscal_years(*first, *last, d),
        Form::SamePeriod(years) => fiscal::same_period(*years, d),
        Form::SameMonth(years) => fiscal::same_month(*years, d),
        Form::Epoch(named, part) => epoch::epoch(*named, *part, d),
        Form::Epochs(from, to) => epochs(*from, *to, d),
        Form::Duration { length, most } => length::duration(length, most.as_ref()),
        Form::Offset(offset) => length::offset(offset, d),
        Form::Set(value) => Temporal {
            kind: TimexType::Set,
            value: value.clone(),
            timex: value.clone(),
            anchor: Anchor::Explicit,
            ..Temporal::default()
        },
    };
    t.modifier = raw.modifier.or(t.modifier);
    d.named.note(raw, &t);
    if matches!(raw.form, Form::Day(..) | Form::Time { .. } | Form::Period(_)) {
        note(raw, &t, d, block);
    }
    t
}

/// Takes a resolved date into the discourse.
fn note(raw: &Raw, t: &Temporal, d: &mut Discourse, block: usize) {
    let has_year = raw.year().is_some();
    if let (Some(from), Some(to), true) = (t.span.lower, t.span.upper, has_year)
        && !d.page.slips.contains(&from.date())
    {
        d.told.note_span(from.date(), to.date());
    }
    if let Some(day) = t.day() {
        d.note_day(day, block);
    } else if let (Some(lower), Granularity::Month | Granularity::TenDays, TimexType::Date) =
        (t.span.lower, t.granularity, t.kind)
    {
        d.note_month(lower.year(), lower.month(), block);
    }
    // a year that is written holds to the end of its sentence
    if let (Some(lower), true) = (t.span.lower, has_year) {
        d.said.year = Some(lower.year()).filter(|_| !d.page.slips.contains(&lower.date()));
    }
}

/// Resolves a day with its time of day; `until` says that まで follows it.
fn day_and_time(of: &Day, time: Option<Time>, until: bool, d: &mut Discourse, block: usize) -> Temporal {
    let timex = timex::day(of, time);
    let Some(Found { first, last, anchor }) = day(of, until, d, block) else {
        let coarse = if let Day::NthWeekday { .. } = of { Granularity::Month } else { Granularity::Day };
        return unresolved(timex, time, coarse);
    };
    let base = Temporal { timex, anchor, granularity: Granularity::Day, ..Temporal::default() };
    let first = match first {
        Ok(first) => first,
        // a day that does not exist keeps its written value and has no interval
        Err((y, m, day)) => return Temporal { value: format!("{y:04}-{m:02}-{day:02}"), ..base },
    };
    match (time, last) {
        // the hours of a run of named days (年末年始) are of each of them
        (Some(time), last) if last.is_none() || !matches!(of, Day::Named { .. }) => at_time(time, first, d, base),
        (_, Some(last)) => Temporal { value: format!("{first}/{last}"), span: TimeSpan::days(first, last), ..base },
        (_, None) => Temporal { value: first.to_string(), span: TimeSpan::days(first, first), ..base },
    }
}

/// Resolves a time of day without a day: that of the day spoken of, or of publication.
fn time_alone(time: Time, next_day: bool, d: &mut Discourse, block: usize) -> Temporal {
    let timex = timex::time(time);
    if d.said.habit {
        return habit(timex, time);
    }
    let spoken = d.clock_day(block, matches!(time, Time::SameHalf(_))).map(|day| (day, Anchor::Discourse));
    let found = spoken.or(d.page.day().map(|day| (day, Anchor::Document)));
    let found = found.and_then(|(day, anchor)| Some((if next_day { plus_days(day, 1)? } else { day }, anchor)));
    let Some((day, anchor)) = found else { return unresolved(timex, Some(time), Granularity::Day) };
    // a bare clock time leans on the day before it, whatever that leaned on
    let anchor = if let Time::Part(_) = time { anchor } else { Anchor::Discourse };
    at_time(time, day, d, Temporal { timex, anchor, ..Temporal::default() })
}

/// An hour of a habit is written as that of 毎日10時 is.
fn habit(timex: String, time: Time) -> Temporal {
    let unresolved = unresolved(timex, Some(time), Granularity::Day);
    match time {
        Time::Clock(clock) | Time::SameHalf(clock) if clock.minute.is_none_or(|m| m.second.is_none()) => {
            Temporal { value: clock.timex(), ..unresolved }
        }
        _ => unresolved,
    }
}

/// What is only known as written; `coarse` is its granularity without a time.
fn unresolved(timex: String, time: Option<Time>, coarse: Granularity) -> Temporal {
    let (kind, granularity) = match time {
        Some(Time::Part(_)) => (TimexType::Time, Granularity::PartOfDay),
        Some(_) => (TimexType::Time, Granularity::Minute),
        None => (TimexType::Date, coarse),
    };
    Temporal { kind, value: timex.clone(), timex, granularity, ..Temporal::default() }
}

/// A time of the day `date`.
fn at_time(time: Time, date: Date, d: &mut Discourse, base: Temporal) -> Temporal {
    let clock = match time {
        Time::Part(part) => {
            let upper = date.at(0, 0, 0, 0).checked_add(SignedDuration::from_mins(i64::from(part.to) * 60 - 1));
            return Temporal {
                kind: TimexType::Time,
                value: format!("{date}{}", part.code),
                span: TimeSpan { lower: Some(date.at(part.from, 0, 0, 0)), upper: upper.ok() },
                granularity: Granularity::PartOfDay,
                ..base
            };
        }
        Time::Clock(clock) => clock,
        Time::SameHalf(clock) => {
            let afternoon = d.clock.is_some_and(|spoken| spoken.hour >= 12) && clock.hour < 12;
            Clock { hour: if afternoon { clock.hour + 12 } else { clock.hour }, ..clock }
        }
        Time::SameHour { minute } => {
            let hour = d.clock.map_or(0, |spoken| spoken.hour);
            Clock { hour, minute: Some(Minute { minute, second: None }), halved: false }
        }
    };
    d.clock = Some(clock);
    // the hour of a meeting or a press release is not what it is about
    d.told.timed = d.told.timed.or(Some(date).filter(|day| Some(*day) != d.page.day() && !d.page.slips.contains(day)));
    let midnight = date.at(0, 0, 0, 0);
    let at = midnight.checked_add(SignedDuration::from_secs(clock.seconds())).unwrap_or(midnight);
    let granularity = match clock.minute {
        Some(Minute { second: Some(_), .. }) => Granularity::Second,
        Some(_) => Granularity::Minute,
        None => Granularity::Hour,
    };
    let t = Temporal { kind: TimexType::Time, span: TimeSpan::at(at), granularity, ..base };
    Temporal { value: t.lower(), ..t }
}

/// Resolves 70〜80年代.
fn epochs(from: Epoch, to: Epoch, d: &Discourse) -> Temporal {
    let (from, to) = (epoch::epoch(from, None, d), epoch::epoch(to, None, d));
    join(&from, &to).unwrap_or_else(|| Temporal {
        value: format!("{}/{}", from.value, to.value),
        timex: format!("{}/{}", from.timex, to.timex),
        ..to
    })
}
