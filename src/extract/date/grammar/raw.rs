//! A temporal expression as written: what its own words say, before any context.

use super::length::Length;
use super::parts::Portion;
use super::time_words::{NamedPeriod, Origin, Relative};
use super::written_date::{Day, DayOf, Field, Month, Period, WrittenYear, Year};
use super::written_time::Time;
use crate::value::Modifier;
use jiff::civil::Weekday;

/// A temporal expression as written.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    /// What it names: a day, a period, a length …
    pub form: Form,
    /// 頃, 以降, まで after a point in time; 約, 以上 around a length.
    pub modifier: Option<Modifier>,
}

/// The forms of temporal expression.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    /// A day, with its time of day where one is written: 1月26日(金)午後3時.
    Day(Day, Option<Time>),
    /// A time of day without a day: 23時半. `next_day`: of the day after the one spoken of (翌午前2時).
    Time { time: Time, next_day: bool },
    /// A year, a month, a week, or a part of one: 2018年, 1月下旬, 来週.
    Period(Period),
    /// A period named from the publication date, so many of its units on: 年内, 昨年末 (-1).
    Named(NamedPeriod, i32),
    /// Months of a year, first and last: 4〜12月期.
    Months { year: Option<WrittenYear>, from: i8, to: i8 },
    /// A quarter of the calendar year: 2018年第1四半期.
    Quarter { year: i16, quarter: i8 },
    /// A fiscal year or a part of one.
    Fiscal(Fiscal),
    /// Fiscal years, first and last: 2015〜18年度.
    FiscalYears(i16, i16),
    /// The period spoken of, so many years on: 前年同期 (-1).
    SamePeriod(i32),
    /// The month spoken of, so many years on: 前年同月 (-1).
    SameMonth(i32),
    /// A century or a decade, or a part of one.
    Epoch(Epoch, Option<Portion>),
    /// Centuries or decades, first and last: 70〜80年代.
    Epochs(Epoch, Epoch),
    /// A length of time; with `most` a range: 3〜5年.
    Duration { length: Length, most: Option<Length> },
    /// A point a length away from its origin: 3日後, 半年前.
    Offset(Offset),
    /// A repeated time, by its TIMEX3 value: 毎週月曜 is XXXX-WXX-1.
    Set(String),
}

/// A fiscal year or a part of one; without a year it is of the one spoken of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fiscal {
    pub year: Option<FiscalYear>,
    pub term: Term,
    pub closing: Closing,
}

/// Which fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FiscalYear {
    /// 2018年度, 来年度.
    Year(Year),
    /// 新年度: the one that has just begun or begins next.
    New,
}

/// The month in which a fiscal year closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closing {
    /// March, as that of the state does: 30年度.
    March,
    /// The month it is named by: 2018年12月期.
    Month(i8),
    /// That of the company's other terms: 今期, 第3四半期.
    AsOthers,
}

/// The part of a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    /// All of it.
    Year,
    /// 第3四半期.
    Quarter(i8),
    /// 第3四半期累計: from the start of the year to the end of the quarter.
    Cumulative(i8),
    /// 上半期 (1), 下半期 (2).
    Half(i8),
    /// 第3四半期末: the last day of the quarter.
    QuarterEnd(i8),
    /// 年度末.
    End,
}

/// A century or a decade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// Counted from 1, before the common era from -1 back: 21世紀, 紀元前3世紀 (-3).
    Century(i16),
    /// By its first year: 1990年代.
    Decade(i16),
    /// By the last two digits of its first year: 90年代.
    ShortDecade(i16),
    /// Ten years of an era, by the Gregorian year of the first: 昭和50年代 (1975).
    EraDecade(i16),
    /// So many centuries from that of publication: 今世紀 (0).
    CenturyFromDocument(i16),
}

/// A point a length away from its origin: 3日後, 半年前, 2週間後の月曜日.
#[derive(Clone, Debug)]
pub(crate) struct Offset {
    pub length: Length,
    /// It lies before the origin.
    pub back: bool,
    pub origin: Origin,
    /// The weekday of the week it falls in.
    pub weekday: Option<Weekday>,
}

impl Raw {
    /// An expression of this form without modifier.
    pub fn new(form: Form) -> Self {
        Raw { form, modifier: None }
    }

    /// The year it gives, by itself or from another date.
    pub fn year(&self) -> Option<Year> {
        match &self.form {
            Form::Day(day, _) => day.year(),
            Form::Period(Period::Year(year, _)) => Some(*year),
            Form::Period(Period::Month(month, _)) => month.year,
            Form::Months { year, .. } => year.map(Field::Is),
            Form::Fiscal(Fiscal { year: Some(FiscalYear::Year(year)), .. }) => Some(*year),
            Form::Period(Period::Years(year, _)) | Form::FiscalYears(year, _) | Form::Quarter { year, .. } => {
                Some(Field::Is(WrittenYear::Full(*year)))
            }
            _ => None,
        }
    }

    /// Replaces a year in two digits by the Gregorian year that `full` makes of them, if it makes one.
    pub fn fill_year(&mut self, full: impl Fn(i16) -> Option<i16>) {
        let filled = |year: &mut WrittenYear| {
            if let WrittenYear::Short(short) = *year
                && let Some(gregorian) = full(short.digits)
            {
                *year = WrittenYear::Full(gregorian);
            }
        };
        match &mut self.form {
            Form::Day(Day::Numbered { of: DayOf::Month(Month { year: Some(Field::Is(year)), .. }), .. }, _)
            | Form::Day(Day::NthWeekday { month: Month { year: Some(Field::Is(year)), .. }, .. }, _)
            | Form::Day(Day::Named { year: Some(Field::Is(year)), .. }, _)
            | Form::Period(Period::Year(Field::Is(year), _))
            | Form::Period(Period::Month(Month { year: Some(Field::Is(year)), .. }, _))
            | Form::Months { year: Some(year), .. }
            | Form::Fiscal(Fiscal { year: Some(FiscalYear::Year(Field::Is(year))), .. }) => filled(year),
            _ => {}
        }
    }

    /// Returns true if a year is written in full or in two digits.
    pub fn has_written_year(&self) -> bool {
        matches!(self.year(), Some(Field::Is(_)))
    }

    /// Returns true if a year is written in full.
    pub fn has_full_year(&self) -> bool {
        matches!(self.year(), Some(Field::Is(WrittenYear::Full(_) | WrittenYear::Contradictory { .. })))
    }

    /// Returns true if a year in two digits is written with its month: 20年3月.
    pub fn has_short_year_and_month(&self) -> bool {
        matches!(self.year(), Some(Field::Is(WrittenYear::Short(_)))) && self.month().is_some()
    }

    /// The two Gregorian years that an era and a year in full give, where they contradict each other, as written.
    pub fn contradictory_years(&self) -> Option<(i16, i16)> {
        match self.year() {
            Some(Field::Is(WrittenYear::Contradictory { written, .. })) => Some(written),
            _ => None,
        }
    }

    /// The month it gives.
    pub fn month(&self) -> Option<Field<i8>> {
        match &self.form {
            Form::Day(Day::Numbered { of, .. }, _) => of.month(),
            Form::Day(Day::NthWeekday { month, .. }, _) | Form::Period(Period::Month(month, _)) => Some(month.month),
            _ => None,
        }
    }

    /// The day it gives, by its number or from another day; the first of several.
    pub fn day(&self) -> Option<Field<i8>> {
        match &self.form {
            Form::Day(Day::Numbered { days, .. } | Day::NumberedInWeek { days, .. }, _) => Some(Field::Is(days.first)),
            Form::Day(Day::Relative { day, .. }, _) => Some(Field::At(*day)),
            _ => None,
        }
    }

    /// Returns true if it gives month and day by their numbers.
    pub fn has_written_day_and_month(&self) -> bool {
        matches!((self.month(), self.day()), (Some(Field::Is(_)), Some(Field::Is(_))))
    }

    /// Year, month and day, where all are written in full.
    pub fn full_date(&self) -> Option<(i16, i8, i8)> {
        let year = self.year()?.written()?.full()?;
        Some((year, self.month()?.written()?, self.day()?.written()?))
    }

    /// Steps of a day counted from the one spoken of: 翌日 is 1.
    pub fn days_from_discourse(&self) -> Option<i32> {
        match self.day()? {
            Field::At(Relative { origin: Origin::Discourse, steps }) => Some(steps),
            _ => None,
        }
    }

    /// The weekday beside a single day, which a check can verify.
    pub fn stated_weekday(&self) -> Option<Weekday> {
        match &self.form {
            Form::Day(Day::Numbered { days, weekday, .. } | Day::NumberedInWeek { days, weekday, .. }, _) => {
                weekday.filter(|_| days.last.is_none())
            }
            Form::Day(Day::Relative { weekday, .. }, _) => *weekday,
            _ => None,
        }
    }

    /// Returns true if a clock time is written.
    pub fn has_clock(&self) -> bool {
        let time = match &self.form {
            Form::Day(_, time) => *time,
            Form::Time { time, .. } => Some(*time),
            _ => None,
        };
        time.is_some_and(|time| !matches!(time, Time::Part(_)))
    }

    /// Returns true if it gives a year, a month, a week or a day; the name of a day (元日) counts with its year only.
    pub fn has_date(&self) -> bool {
        match &self.form {
            Form::Day(Day::Named { year, .. }, _) => year.is_some(),
            Form::Day(..) => true,
            Form::Period(period) => !matches!(period, Period::Season(_)),
            Form::Offset(offset) => offset.weekday.is_some(),
            Form::Fiscal(fiscal) => fiscal.year.is_some(),
            Form::Months { year, .. } => year.is_some(),
            Form::Quarter { .. } | Form::FiscalYears(..) => true,
            _ => false,
        }
    }
}
