//! Temporal values: a resolved expression with its interval, granularity and TIMEX3 value.

use super::Modifier;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// Type of a temporal expression, as TIMEX3 (ISO 24617-1) has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar expression of a day or coarser.
    #[default]
    Date,
    /// A time of a day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

impl TimexType {
    /// The value of the `type` column.
    pub fn as_str(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// The granularity of a moment, the finest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Granularity {
    Century,
    Decade,
    Year,
    FiscalYear,
    Half,
    Season,
    Quarter,
    #[default]
    Month,
    TenDays,
    Week,
    Day,
    PartOfDay,
    Hour,
    Minute,
    Second,
}

impl Granularity {
    /// The value of the `precision` column of dates.
    pub fn as_str(self) -> &'static str {
        match self {
            Granularity::Century => "century",
            Granularity::Decade => "decade",
            Granularity::Year => "year",
            Granularity::FiscalYear => "fiscal_year",
            Granularity::Half => "half",
            Granularity::Season => "season",
            Granularity::Quarter => "quarter",
            Granularity::Month => "month",
            Granularity::TenDays => "ten_days",
            Granularity::Week => "week",
            Granularity::Day => "day",
            Granularity::PartOfDay => "part_of_day",
            Granularity::Hour => "hour",
            Granularity::Minute => "minute",
            Granularity::Second => "second",
        }
    }

    /// Returns true if bounds of this granularity have a clock time.
    pub fn has_time(self) -> bool {
        self >= Granularity::PartOfDay
    }
}

/// What an expression is resolved with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Its own words.
    Explicit,
    /// The publication date.
    Document,
    /// An earlier date of the text.
    Discourse,
    /// The day near which the corpus places a page without a date.
    Corpus,
    /// Nothing: it is not resolved.
    #[default]
    None,
}

impl Anchor {
    /// The value of the `anchor` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Anchor::Explicit => "explicit",
            Anchor::Document => "document",
            Anchor::Discourse => "discourse",
            Anchor::Corpus => "corpus",
            Anchor::None => "none",
        }
    }
}

/// One end of an interval. The granularity beside it says how much of it is stated.
pub type Moment = DateTime;

/// A closed interval of time, either end open when `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeSpan {
    /// First moment.
    pub lower: Option<Moment>,
    /// Last moment, at the granularity of the expression.
    pub upper: Option<Moment>,
}

impl TimeSpan {
    /// The days `from..=to`.
    pub fn days(from: Date, to: Date) -> Self {
        TimeSpan { lower: Some(from.at(0, 0, 0, 0)), upper: Some(to.at(0, 0, 0, 0)) }
    }

    /// A single moment.
    pub fn at(moment: Moment) -> Self {
        TimeSpan { lower: Some(moment), upper: Some(moment) }
    }
}

/// A temporal expression, resolved as far as its context allows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Temporal {
    /// Its type.
    pub kind: TimexType,
    /// TIMEX3 value, resolved: `2018-01-26T23:30`, `2018-01`, `FY2017`, `P3D`; as written where it does not exist.
    pub value: String,
    /// TIMEX3 value of what is written, with X for what is not: `XXXX-01-26`.
    pub timex: String,
    /// The interval.
    pub span: TimeSpan,
    /// The granularity.
    pub granularity: Granularity,
    /// How it is modified: 頃, 以降, 末.
    pub modifier: Option<Modifier>,
    /// What it is resolved with.
    pub anchor: Anchor,
    /// Least and greatest length of a DURATION in minutes: a month has 28 to 31 days.
    pub minutes: Option<(i64, i64)>,
}

impl Temporal {
    /// The value of the `lower` column: ISO 8601, empty where the interval is open.
    pub fn lower(&self) -> String {
        self.print(self.span.lower)
    }

    /// The value of the `upper` column, likewise.
    pub fn upper(&self) -> String {
        self.print(self.span.upper)
    }

    fn print(&self, moment: Option<Moment>) -> String {
        let Some(m) = moment else { return String::new() };
        let Ok(year) = u32::try_from(m.year()) else {
            return match self.granularity {
                Granularity::Second => m.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
                g if g.has_time() => m.strftime("%Y-%m-%dT%H:%M").to_string(),
                _ => m.date().to_string(),
            };
        };
        // every claim has some of these, and a format would take ten times as long
        let mut out = String::with_capacity("2018-01-26T23:30:00".len());
        push_padded(&mut out, year, 4);
        let mut part = |mark: char, n: i8| {
            out.push(mark);
            push_padded(&mut out, n.unsigned_abs().into(), 2);
        };
        part('-', m.month());
        part('-', m.day());
        if self.granularity.has_time() {
            part('T', m.hour());
            part(':', m.minute());
        }
        if self.granularity == Granularity::Second {
            part(':', m.second());
        }
        out
    }

    /// The day, if it is one day or within one.
    pub fn day(&self) -> Option<Date> {
        match (self.span.lower, self.span.upper) {
            (Some(a), Some(b)) if a.date() == b.date() && self.granularity >= Granularity::Day => Some(a.date()),
            _ => None,
        }
    }
}

/// Appends a number with at least `width` figures, zeros before it.
pub fn push_padded(out: &mut String, n: u32, width: usize) {
    const PAIRS: &str = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
                         5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let mut pair = |n: u32| out.push_str(&PAIRS[n as usize * 2..][..2]);
    match (n, width) {
        (0..100, 2) => pair(n),
        (0..10_000, 4) => [n / 100, n % 100].into_iter().for_each(pair),
        _ => out.push_str(&format!("{n:0width$}")),
    }
}

/// Number of days of a month in the Gregorian calendar.
pub fn days_in_month(year: i16, month: i8) -> i8 {
    Date::new(year, month, 1).map_or(30, |d| d.days_in_month())
}

/// The day of an ISO 8601 date or time: 2018-01-26 of 2018-01-26T11:28.
pub fn day(iso: &str) -> Option<Date> {
    iso.get(..10)?.parse().ok()
}

/// Days from `a` to `b`, negative where `b` is the earlier.
pub fn days_between(a: Date, b: Date) -> i32 {
    // not `until`: that builds a span of all units
    (b.duration_since(a).as_hours() / 24) as i32
}

/// The last day of the month.
pub fn month_end(first: Date) -> Date {
    first.last_of_month()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn moments_print_as_a_format_would() {
        let time = |granularity, moment| Temporal { granularity, span: TimeSpan::at(moment), ..Temporal::default() };
        for moment in
            [date(2018, 1, 26).at(3, 5, 9, 0), date(987, 12, 31).at(23, 59, 0, 0), date(-43, 3, 15).at(0, 0, 0, 0)]
        {
            assert_eq!(time(Granularity::Day, moment).lower(), moment.date().to_string());
            let minute = moment.strftime("%Y-%m-%dT%H:%M").to_string();
            assert_eq!(time(Granularity::Minute, moment).lower(), minute);
            let second = moment.strftime("%Y-%m-%dT%H:%M:%S").to_string();
            assert_eq!(time(Granularity::Second, moment).lower(), second);
        }
        let mut out = String::new();
        [(7, 2), (12345, 4), (0, 1), (0, 0)].into_iter().for_each(|(n, width)| push_padded(&mut out, n, width));
        assert_eq!(out, "071234500");
    }
}
