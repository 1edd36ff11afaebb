//! TIMEX3 values as written, with X for what is not written, as BCCWJ-TimeBank's `valueFromSurface` has it (小西ほか 2013).

use super::super::grammar::written_date::{Day, DayOf, Days, Field, Month, Period, WrittenYear, Year, YearPart};
use super::super::grammar::written_time::{Clock, Time};
use crate::value::push_padded;
use jiff::civil::Weekday;

/// The value of a day with its time: XXXX-01-26T15.
pub(crate) fn day(day: &Day, written: Option<Time>) -> String {
    let mut out = String::with_capacity("XXXX-01-26T23:30:00".len());
    match day {
        Day::Numbered { of, days, .. } => numbered(&mut out, month_of(*of), *days, written),
        Day::NumberedInWeek { days, .. } => numbered(&mut out, None, *days, written),
        Day::Relative { .. } => out.push_str("XXXX-XX-XX"),
        Day::NthWeekday { month, .. } => year_month_day(&mut out, Some(*month), None),
        Day::WeekdayInWeek { weekday, .. } | Day::Weekday(weekday) => week(&mut out, Some(*weekday)),
        Day::Named { day, .. } => match day.fixed() {
            Some((month, day)) => {
                let month = Month { year: None, month: Field::Is(month) };
                year_month_day(&mut out, Some(month), Some(day));
            }
            None => out.push_str("XXXX-XX-XX"),
        },
    }
    if !matches!(day, Day::Numbered { .. } | Day::NumberedInWeek { .. }) {
        push_time(&mut out, written);
    }
    out
}

/// The value of a time of day: T15:30.
pub(crate) fn time(written: Time) -> String {
    let mut out = String::new();
    push_time(&mut out, Some(written));
    out
}

/// The value of a year, a month or a week: 2018-XX-XX.
pub(crate) fn period(period: &Period) -> String {
    let mut out = String::new();
    match *period {
        Period::Year(written, Some(YearPart::Season(season))) => {
            year(&mut out, Some(written));
            push_code(&mut out, season.code);
        }
        Period::Year(written, _) => {
            year(&mut out, Some(written));
            if !is_before_common_era(Some(written)) {
                out.push_str("-XX-XX");
            }
        }
        Period::Years(first, last) => {
            put(&mut out, first, 4);
            out.push_str("-XX-XX/");
            put(&mut out, last, 4);
            out.push_str("-XX-XX");
        }
        Period::Season(season) => {
            out.push_str("XXXX");
            push_code(&mut out, season.code);
        }
        Period::Month(month, _) => year_month_day(&mut out, Some(month), None),
        Period::Week(_) => week(&mut out, None),
    }
    out
}

fn push_code(out: &mut String, code: &str) {
    out.push('-');
    out.push_str(code);
}

/// The month that is written; that of a word beside the day is not.
fn month_of(of: DayOf) -> Option<Month> {
    match of {
        DayOf::Month(month) => Some(month),
        DayOf::Said(_) | DayOf::Context => None,
    }
}

fn numbered(out: &mut String, month: Option<Month>, days: Days, written: Option<Time>) {
    year_month_day(out, month, Some(days.first));
    push_time(out, written);
    if let Some(last) = days.last {
        out.push('/');
        year_month_day(out, month, Some(last));
        push_time(out, written);
    }
}

fn year_month_day(out: &mut String, month: Option<Month>, day: Option<i8>) {
    let of_year = month.and_then(|m| m.year);
    year(out, of_year);
    if is_before_common_era(of_year) {
        return;
    }
    for field in [month.and_then(|m| m.month.written()), day] {
        out.push('-');
        match field {
            Some(n) => put(out, n, 2),
            None => out.push_str("XX"),
        }
    }
}

fn is_before_common_era(written: Option<Year>) -> bool {
    written.and_then(Field::written).and_then(WrittenYear::full).is_some_and(|y| y <= 0)
}

fn year(out: &mut String, written: Option<Year>) {
    match written {
        Some(Field::Is(WrittenYear::Short(short))) => {
            out.push_str("XX");
            put(out, short.digits, 2);
        }
        Some(Field::Is(WrittenYear::Full(y) | WrittenYear::Contradictory { year: y, .. })) => {
            if y > 0 {
                put(out, y, 4);
            } else {
                out.push_str("BC");
                put(out, 1 - y, 4);
            }
        }
        Some(Field::At(_)) | None => out.push_str("XXXX"),
    }
}

fn week(out: &mut String, weekday: Option<Weekday>) {
    out.push_str("XXXX-WXX");
    if let Some(weekday) = weekday {
        out.push('-');
        put(out, weekday.to_monday_one_offset(), 1);
    }
}

fn push_time(out: &mut String, written: Option<Time>) {
    match written {
        Some(Time::Clock(clock) | Time::SameHalf(clock)) => push_clock(out, clock),
        Some(Time::SameHour { minute }) => {
            out.push_str("TXX:");
            put(out, minute, 2);
        }
        Some(Time::Part(part)) => out.push_str(part.code),
        None => {}
    }
}

fn push_clock(out: &mut String, clock: Clock) {
    out.push('T');
    put(out, clock.hour, 2);
    let second = clock.minute.and_then(|m| m.second);
    for part in [clock.minute.map(|m| m.minute), second].into_iter().flatten() {
        out.push(':');
        put(out, part, 2);
    }
}

/// Appends a number in `width` figures at least: every date has a few, and a format takes many times as long.
fn put(out: &mut String, n: impl Into<i32>, width: usize) {
    let n = n.into();
    if n < 0 {
        out.push('-');
    }
    push_padded(out, n.unsigned_abs(), width.saturating_sub((n < 0).into()));
}
