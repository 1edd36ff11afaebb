//! Lengths of time as exact sums of their units, with their ISO 8601 forms.

use crate::extract::number::Numeral;
use crate::lexicon::LengthUnit;
use crate::value::{Decimal, plain};
use bigdecimal::ToPrimitive;
use compact_str::{CompactString, ToCompactString};

/// A length of time. Its units are kept apart, as a month has no fixed number of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Length {
    pub years: i64,
    pub months: i64,
    pub weeks: i64,
    pub days: i64,
    pub hours: i64,
    pub minutes: i64,
    pub seconds: i64,
    /// Written with 数, of which the fields hold the least reading: 数日.
    pub vague: bool,
    /// Its days are those on which offices are open: 3営業日.
    pub business: bool,
    /// No smaller unit states its fraction exactly, so that the fields hold less: 0.1カ月.
    inexact: bool,
    /// ISO 8601 duration with the numbers as written: PT1.5H of 1時間半.
    written: CompactString,
}

/// Numbers of units from this one on are beyond any calendar.
const MOST: i64 = 1_000_000_000;

/// Returns true if 半 can follow the unit: 3時間半.
pub(crate) fn takes_half(unit: LengthUnit) -> bool {
    unit != LengthUnit::BusinessDay && unit != LengthUnit::Century
}

impl Length {
    /// The length of `n` units; `None` beyond any calendar.
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

    /// The minutes of a length that has no other unit and is less than an hour.
    pub fn minute(&self) -> Option<i8> {
        let minutes = i8::try_from(self.minutes).ok().filter(|m| (1..60).contains(m))?;
        (*self == Length::whole(self.minutes, LengthUnit::Minute)).then_some(minutes)
    }

    /// The length of a whole number of units.
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

    /// The length of `n` units; `None` beyond any calendar.
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

    /// ISO 8601 duration of one unit.
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

    /// Adds a part in a smaller unit.
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

    /// The ISO 8601 duration in whole numbers; as written where these would not be exact.
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

    /// Least and greatest length in minutes: a month has 28 to 31 days.
    pub fn minutes(&self) -> (i64, i64) {
        let exact = (self.weeks * 7 + self.days) * 1440 + self.hours * 60 + self.minutes + self.seconds / 60;
        (
            self.years * 365 * 1440 + self.months * 28 * 1440 + exact,
            self.years * 366 * 1440 + self.months * 31 * 1440 + exact,
        )
    }

    /// Returns true if it has a part finer than a day.
    pub fn has_time(&self) -> bool {
        self.hours != 0 || self.minutes != 0 || self.seconds != 0
    }

    /// Returns true for 1日.
    pub fn is_one_day(&self) -> bool {
        self.written == "P1D"
    }
}
