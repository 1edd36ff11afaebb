//! Lengths of time: exact sums of their units, the ISO 8601 form and the form as written.

use crate::extract::number::Numeral;
use crate::lexicon::LengthUnit;
use crate::value::{Decimal, plain};
use bigdecimal::ToPrimitive;
use compact_str::{CompactString, ToCompactString};

/// A length; months and days are kept apart, as a month has no fixed number of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Length {
    pub years: i64,
    pub months: i64,
    pub weeks: i64,
    pub days: i64,
    pub hours: i64,
    pub minutes: i64,
    pub seconds: i64,
    /// Written with 数 (数日): the number is the least reading.
    pub vague: bool,
    /// Days counted are those on which offices are open.
    pub business: bool,
    /// A fraction that no smaller unit states exactly (0.1カ月); the fields are its nearest whole parts.
    inexact: bool,
    /// Duration with the numbers as written: PT1.5H for 1時間半.
    written: CompactString,
}

/// Lengths of so many units and more are no lengths of a calendar.
const MOST: i64 = 1_000_000_000;

/// Units that take 半 after them.
pub(crate) fn half(unit: LengthUnit) -> bool {
    unit != LengthUnit::BusinessDay && unit != LengthUnit::Century
}

impl Length {
    /// `n` units, as a numeral says it; `None` beyond what a calendar can hold.
    pub fn from_numeral(n: &Numeral, unit: LengthUnit) -> Option<Self> {
        match &n.vague {
            // a vague 数日 keeps its least reading
            Some(bounds) => {
                let mut length = Self::of(&bounds.0.decimal(), unit)?;
                length.vague = true;
                length.written = Self::put("X", unit);
                Some(length)
            }
            None => match n.int() {
                Some(whole) if whole < MOST => Some(Self::whole(whole, unit)),
                _ => Self::of(&n.value.decimal(), unit),
            },
        }
    }

    /// `n` units, a whole number of them.
    fn whole(n: i64, unit: LengthUnit) -> Self {
        let n = if unit == LengthUnit::Century { n * 100 } else { n };
        let mut length = Length { business: unit == LengthUnit::BusinessDay, ..Length::default() };
        length.written = Self::put(&n.to_compact_string(), unit);
        *match unit {
            LengthUnit::Century | LengthUnit::Year => &mut length.years,
            LengthUnit::Month => &mut length.months,
            LengthUnit::Week => &mut length.weeks,
            LengthUnit::Day | LengthUnit::BusinessDay => &mut length.days,
            LengthUnit::Hour => &mut length.hours,
            LengthUnit::Minute => &mut length.minutes,
            LengthUnit::Second => &mut length.seconds,
        } = n;
        length
    }

    /// `n` units.
    pub fn of(n: &Decimal, unit: LengthUnit) -> Option<Self> {
        if *n >= MOST {
            return None;
        }
        let business = unit == LengthUnit::BusinessDay;
        let (n, unit) = match unit {
            LengthUnit::Century => (n * Decimal::from(100), LengthUnit::Year),
            LengthUnit::BusinessDay => (n.clone(), LengthUnit::Day),
            _ => (n.clone(), unit),
        };
        let floor = n.with_scale_round(0, bigdecimal::RoundingMode::Floor);
        let rest = &n - &floor;
        let mut length =
            Length { business, written: Self::put(&plain(&n), unit), ..Self::whole(floor.to_i64()?, unit) };
        let seconds = |per: i64| -> Option<(i64, bool)> {
            let exact = &rest * Decimal::from(per);
            Some((exact.to_i64()?, exact.is_integer()))
        };
        match unit {
            LengthUnit::Century | LengthUnit::Year => {
                let months = &rest * Decimal::from(12);
                length.months = months.to_i64()?;
                length.inexact = !months.is_integer();
            }
            LengthUnit::Month => {
                let days = &rest * Decimal::from(30);
                length.days = days.to_i64()?;
                length.inexact = rest != 0 && rest != Decimal::new(5.into(), 1);
            }
            LengthUnit::Week => length.spread(seconds(7 * 86_400)?),
            LengthUnit::Day | LengthUnit::BusinessDay => length.spread(seconds(86_400)?),
            LengthUnit::Hour => length.spread(seconds(3600)?),
            LengthUnit::Minute => length.spread(seconds(60)?),
            LengthUnit::Second => length.inexact = rest != 0,
        }
        Some(length)
    }

    /// Adds a remainder in seconds to the smaller units.
    fn spread(&mut self, (seconds, exact): (i64, bool)) {
        self.days += seconds / 86_400;
        self.hours += seconds % 86_400 / 3600;
        self.minutes += seconds % 3600 / 60;
        self.seconds += seconds % 60;
        self.inexact = !exact;
    }

    fn put(n: &str, unit: LengthUnit) -> CompactString {
        let (clock, letter) = match unit {
            LengthUnit::Century | LengthUnit::Year => (false, 'Y'),
            LengthUnit::Month => (false, 'M'),
            LengthUnit::Week => (false, 'W'),
            LengthUnit::Day | LengthUnit::BusinessDay => (false, 'D'),
            LengthUnit::Hour => (true, 'H'),
            LengthUnit::Minute => (true, 'M'),
            LengthUnit::Second => (true, 'S'),
        };
        let mut out = CompactString::const_new(if clock { "PT" } else { "P" });
        out.push_str(n);
        out.push(letter);
        out
    }

    /// Takes a smaller part in.
    pub fn add(&mut self, part: &Length) {
        self.years += part.years;
        self.months += part.months;
        self.weeks += part.weeks;
        self.days += part.days;
        self.hours += part.hours;
        self.minutes += part.minutes;
        self.seconds += part.seconds;
        self.vague |= part.vague;
        self.business |= part.business;
        self.inexact |= part.inexact;
        if self.written.is_empty() {
            self.written = part.written.clone();
        } else {
            let clock = self.written.contains('T');
            self.written.push_str(&part.written[if clock { 2 } else { 1 }..]);
        }
    }

    /// The ISO 8601 duration with the numbers as written.
    pub fn written(&self) -> String {
        self.written.to_string()
    }

    /// ISO 8601 duration in whole numbers; as written where these would not be exact.
    pub fn iso(&self) -> String {
        if self.inexact || self.vague {
            return self.written();
        }
        let mut out = String::from("P");
        for (n, unit) in [(self.years, 'Y'), (self.months, 'M'), (self.weeks, 'W'), (self.days, 'D')] {
            if n != 0 {
                out.push_str(&format!("{n}{unit}"));
            }
        }
        if self.has_time() {
            out.push('T');
            for (n, unit) in [(self.hours, 'H'), (self.minutes, 'M'), (self.seconds, 'S')] {
                if n != 0 {
                    out.push_str(&format!("{n}{unit}"));
                }
            }
        }
        if out == "P" { self.written() } else { out }
    }

    /// Least and greatest length in minutes.
    pub fn minutes(&self) -> (i64, i64) {
        let exact = (self.weeks * 7 + self.days) * 1440 + self.hours * 60 + self.minutes + self.seconds / 60;
        (
            self.years * 365 * 1440 + self.months * 28 * 1440 + exact,
            self.years * 366 * 1440 + self.months * 31 * 1440 + exact,
        )
    }

    /// Whether it has a part finer than a day.
    pub fn has_time(&self) -> bool {
        self.hours != 0 || self.minutes != 0 || self.seconds != 0
    }

    /// Whether it is 1日.
    pub fn is_one_day(&self) -> bool {
        self.written == "P1D"
    }
}
