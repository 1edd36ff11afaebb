//! What the words of a temporal expression say, before any context.

use crate::lexicon::Part;
use crate::value::Modifier;
use jiff::civil::Weekday;

/// A field that is written out, counted from an anchor, or missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field<T> {
    /// Written.
    Is(T),
    /// So many steps from the publication date (昨年, 来月, 本日).
    FromDocument(i32),
    /// So many steps from the date spoken of (同年, 翌月, 前日).
    FromDiscourse(i32),
}

/// A clock time; the hour may run to 30 for the night after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: i8,
    pub minute: Option<i8>,
    pub second: Option<i8>,
}

impl Clock {
    /// Stands for the hour of the time before (同58分).
    pub const SAME: i8 = -1;
}

/// Part of a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sub {
    /// 上旬, 中旬, 下旬: 1 to 3.
    TenDays(u8),
    /// 初め, 初頭.
    Start,
    /// 半ば.
    Mid,
    /// 末.
    End,
    /// Season by its first month, with its TIMEX3 code.
    Season(i8, &'static str),
    /// 前半, 後半.
    Half(u8),
}

/// A fiscal period of the year it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// The whole fiscal year.
    Year,
    /// 第N四半期.
    Quarter(i8),
    /// 第N四半期累計: from the start of the year.
    Cumulative(i8),
    /// 上半期, 下半期.
    Half(i8),
    /// 第N四半期末: its last day.
    QuarterEnd(i8),
}

/// Units of length; months and days are kept apart, as a month has no fixed number of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub years: i64,
    pub months: i64,
    pub weeks: i64,
    pub days: i64,
    pub hours: i64,
    pub minutes: i64,
    pub seconds: i64,
    /// Written with 数 (数日): the number is the least reading.
    pub vague: bool,
}

/// The kinds of expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A place in the calendar, or a clock time.
    Calendar,
    /// Months `from` to `to` of a year (4〜12月期).
    Months(i8, i8),
    /// A fiscal year or part of it. `true` when the year is written as its closing month (2018年3月期).
    Fiscal { term: Term, closing: Option<i8> },
    /// The period spoken of, years before.
    SamePeriod(i32),
    /// A length of time; the second where a range is given.
    Duration(Length, Option<Length>),
    /// A length from an anchor: 3日後, 半年前.
    Shift { length: Length, back: bool, from_document: bool },
    /// A repeated time, by its TIMEX3 period.
    Set(String),
    /// 21世紀, 1990年代 with its length in years.
    Epoch { first: i16, years: i16 },
    /// 年内, 年末, 年明け, 月末, 週末: named rests of a unit.
    Named(crate::lexicon::Class, i32),
}

/// An expression as parsed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Raw {
    pub shape: Shape,
    pub year: Option<Field<i16>>,
    /// A year of one or two digits without era (29年, 17年度): the era or century comes from context.
    pub short_year: bool,
    pub month: Option<Field<i8>>,
    pub day: Option<Field<i8>>,
    /// Last day of a range that shares its unit (13〜15日).
    pub day_to: Option<i8>,
    pub week: Option<Field<i8>>,
    pub sub: Option<Sub>,
    /// A weekday beside a day is a statement to check; alone it is the date.
    pub weekday: Option<Weekday>,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
    /// 同8時: the hour takes 午前 or 午後 from the time before.
    pub same_half: bool,
    pub modifier: Option<Modifier>,
    /// Era name and Gregorian year that contradict each other (平成18年(2007年)).
    pub era_mismatch: Option<(i16, i16)>,
}

impl Raw {
    pub fn new(shape: Shape) -> Self {
        Raw {
            shape,
            year: None,
            short_year: false,
            month: None,
            day: None,
            day_to: None,
            week: None,
            sub: None,
            weekday: None,
            part: None,
            clock: None,
            same_half: false,
            modifier: None,
            era_mismatch: None,
        }
    }

    /// Whether it names a day or a coarser place in the calendar by itself or from an anchor.
    pub fn has_date(&self) -> bool {
        self.year.is_some()
            || self.month.is_some()
            || self.day.is_some()
            || self.week.is_some()
            || self.weekday.is_some()
    }
}

impl Length {
    /// ISO 8601 duration; weeks only when alone.
    pub fn iso(&self) -> String {
        let mut out = String::from("P");
        let mut put = |n: i64, unit: char| match (n, self.vague) {
            (0, _) => {}
            (_, true) => out.extend(['X', unit]),
            (n, false) => out.push_str(&format!("{n}{unit}")),
        };
        put(self.years, 'Y');
        put(self.months, 'M');
        put(self.weeks, 'W');
        put(self.days, 'D');
        if self.hours + self.minutes + self.seconds != 0 {
            out.push('T');
            let mut put = |n: i64, unit: char| match (n, self.vague) {
                (0, _) => {}
                (_, true) => out.extend(['X', unit]),
                (n, false) => out.push_str(&format!("{n}{unit}")),
            };
            put(self.hours, 'H');
            put(self.minutes, 'M');
            put(self.seconds, 'S');
        }
        if out == "P" {
            out.push_str("0D");
        }
        out
    }

    /// Least and greatest length in minutes.
    pub fn minutes(&self) -> (i64, i64) {
        let exact = (self.weeks * 7 + self.days) * 1440 + self.hours * 60 + self.minutes + self.seconds / 60;
        (
            self.years * 365 * 1440 + self.months * 28 * 1440 + exact,
            self.years * 366 * 1440 + self.months * 31 * 1440 + exact,
        )
    }

    /// The part finer than a day.
    pub fn has_time(&self) -> bool {
        self.hours != 0 || self.minutes != 0 || self.seconds != 0
    }
}
