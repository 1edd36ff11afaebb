//! Dates as written: years, months, days, and the periods they make.

use super::named_day::NamedDay;
use super::parts::{Portion, TenDays};
use super::time_words::{Origin, Relative, Season};
use jiff::civil::Weekday;

/// Part of an expression: written, or counted from another date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field<T> {
    /// 2018年, 1月, 26日.
    Is(T),
    /// 昨年, 来月, 前日.
    At(Relative),
}

impl<T: Copy> Field<T> {
    /// The value, where it is written.
    pub fn written(self) -> Option<T> {
        match self {
            Field::Is(value) => Some(value),
            Field::At(_) => None,
        }
    }
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrittenYear {
    /// In full or by an era, as a Gregorian year; 紀元前1年 is 0.
    Full(i16),
    /// By an era and in full, which contradict each other: 平成18年(2007年) is 2006 and 2007. `year` is the one in full.
    Contradictory { year: i16, written: (i16, i16) },
    /// In two digits, so that era or century come from context.
    Short(ShortYear),
}

/// A year in two digits: 29年, 17年度, 05年.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ShortYear {
    pub digits: i16,
    /// Written 05年, as no year of an era is.
    pub leading_zero: bool,
    /// It cannot lie ahead: 62年生まれ.
    pub past: bool,
}

/// A year: written, or counted from another.
pub(crate) type Year = Field<WrittenYear>;

impl WrittenYear {
    /// The Gregorian year, unless it depends on context.
    pub fn full(self) -> Option<i16> {
        match self {
            WrittenYear::Full(year) | WrittenYear::Contradictory { year, .. } => Some(year),
            WrittenYear::Short(_) => None,
        }
    }
}

/// A month, with its year where one is given: 2018年1月, 先月.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month {
    pub year: Option<Year>,
    pub month: Field<i8>,
}

/// A day.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Day {
    /// By its number: 2018年1月26日, 27日, 13〜15日. A weekday beside it is a statement that can be checked.
    Numbered { of: DayOf, days: Days, weekday: Option<Weekday> },
    /// Counted from another day: 前日, きょう. A weekday beside it is a statement that can be checked.
    Relative { day: Relative, weekday: Option<Weekday> },
    /// The `nth` such weekday of a month, -1 the last: 1月第3水曜日.
    NthWeekday { month: Month, nth: i8, weekday: Weekday },
    /// By its number in a week: 来週13日.
    NumberedInWeek { week: Relative, days: Days, weekday: Option<Weekday> },
    /// By its weekday in a week: 来週の金曜日.
    WeekdayInWeek { week: Relative, weekday: Weekday },
    /// 金曜日.
    Weekday(Weekday),
    /// By name: 元日, 2018年の海の日.
    Named { year: Option<Year>, day: &'static NamedDay },
}

/// What the number of a day is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayOf {
    /// A month written or counted: 1月26日, 来月13日; 翌28日 and 前日の12日 are of the month spoken of or the next.
    Month(Month),
    /// The month of publication, since a word says so many days from publication beside it: きょう9日 (0).
    Said(i32),
    /// Nothing that is written: 27日.
    Context,
}

/// The number of a day, or of the first and the last: 26日, 13〜15日.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub first: i8,
    pub last: Option<i8>,
}

/// A unit of the calendar longer than a day, or a part of one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Period {
    /// 2018年, 昨年末, 今春.
    Year(Year, Option<YearPart>),
    /// First and last year: 2015〜18年.
    Years(i16, i16),
    /// The nearest such season: 夏ごろ.
    Season(Season),
    /// 1月, 先月下旬.
    Month(Month, Option<MonthPart>),
    /// 来週.
    Week(Relative),
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum YearPart {
    /// 初め, 末, 上半期.
    Portion(Portion),
    /// 春.
    Season(Season),
}

/// A part of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MonthPart {
    /// 初め, 末, 前半.
    Portion(Portion),
    /// 上旬, 中旬, 下旬.
    TenDays(TenDays),
}

impl Day {
    /// The day of a month, both by their numbers.
    pub fn of_month(year: Option<Year>, month: i8, day: i8) -> Self {
        let of = DayOf::Month(Month { year, month: Field::Is(month) });
        Day::Numbered { of, days: Days { first: day, last: None }, weekday: None }
    }

    /// The year it gives.
    pub fn year(&self) -> Option<Year> {
        match self {
            Day::Numbered { of: DayOf::Month(month), .. } | Day::NthWeekday { month, .. } => month.year,
            Day::Named { year, .. } => *year,
            _ => None,
        }
    }
}

impl DayOf {
    /// The month it gives.
    pub fn month(self) -> Option<Field<i8>> {
        match self {
            DayOf::Month(month) => Some(month.month),
            DayOf::Said(_) => Some(Field::At(Relative { origin: Origin::Document, steps: 0 })),
            DayOf::Context => None,
        }
    }
}
