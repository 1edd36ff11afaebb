//! What the words of a temporal expression say, before any context.

use super::measure::Length;
use crate::lexicon::{NamedDay, Part};
use crate::value::Modifier;
use jiff::civil::Weekday;

/// A field that is written out, counted from an anchor, or missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field<T> {
    /// Written.
    Is(T),
    /// So many steps from the publication date (昨年, 来月, 本日).
    FromDocument(i32),
    /// So many steps from the date spoken of (同年, 翌月, 前日).
    FromDiscourse(i32),
}

/// A clock time; the hour may run to 30 for the night after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub hour: i8,
    pub minute: Option<i8>,
    pub second: Option<i8>,
    /// Whether 午前, 午後 or another part of the day is written before it.
    pub halved: bool,
}

impl Clock {
    /// Stands for the hour of the time before (同58分).
    pub const SAME: i8 = -1;
}

/// Part of a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sub {
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
pub(crate) enum Term {
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
    /// 年度末.
    End,
}

/// A century or a decade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// Counted from 1; before the common era from -1 back.
    Century(i16),
    /// By its first year.
    Decade(i16),
    /// By the last two digits of its first year (90年代).
    ShortDecade(i16),
    /// Ten years of an era by the first (昭和50年代).
    EraDecade(i16),
    /// So many centuries from the publication date's.
    CenturyFromDocument(i16),
}

/// The kinds of expression.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// A place in the calendar, or a clock time.
    Calendar,
    /// Months `from` to `to` of a year (4〜12月期).
    Months(i8, i8),
    /// A fiscal year or part of it. `closing` is the month it is named by (2018年3月期);
    /// a corporate one (今期, 上期) closes when the company's others do.
    Fiscal { term: Term, closing: Option<i8>, corporate: bool },
    /// A quarter of the calendar year.
    Quarter(i8),
    /// The period spoken of, years before.
    SamePeriod(i32),
    /// The month spoken of, years before.
    SameMonth(i32),
    /// A length of time; the second where a range is given.
    Duration(Length, Option<Length>),
    /// A length from an anchor: 3日後, 半年前.
    Shift { length: Length, back: bool, from_document: bool },
    /// A repeated time, by its TIMEX3 period.
    Set(String),
    /// 21世紀, 1990年代, 世紀 of the anchor's.
    Epoch(Epoch),
    /// 70〜80年代, 19〜20世紀.
    Epochs(Epoch, Epoch),
    /// 元日, 大みそか, 年末年始.
    Day(&'static NamedDay),
    /// 年内, 年末, 年明け, 月末, 週末: named rests of a unit.
    Named(crate::lexicon::Class, i32),
}

/// An expression as parsed.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub shape: Shape,
    pub year: Option<Field<i16>>,
    /// A year of one or two digits without era (29年, 17年度): the era or century comes from context.
    pub short_year: bool,
    /// Whether it is written with a leading nought (05年).
    pub nought: bool,
    /// Whether it can only lie behind (62年生まれ).
    pub past: bool,
    pub month: Option<Field<i8>>,
    pub day: Option<Field<i8>>,
    /// Days from the publication date of the word beside the day (きょう9日).
    pub said: Option<i32>,
    /// Last day of a range that shares its unit (13〜15日).
    pub day_to: Option<i8>,
    /// Last year of a range that shares its unit (2015〜18年).
    pub year_to: Option<i16>,
    pub week: Option<Field<i8>>,
    pub sub: Option<Sub>,
    /// A weekday beside a day is a statement to check; alone it is the date.
    pub weekday: Option<Weekday>,
    /// Which such weekday of the month (第3水曜日); -1 is the last.
    pub nth: Option<i8>,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
    /// 翌午前2時: the time is of the day after the one spoken of.
    pub next_day: bool,
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
            nought: false,
            past: false,
            month: None,
            day: None,
            said: None,
            day_to: None,
            year_to: None,
            week: None,
            sub: None,
            weekday: None,
            nth: None,
            part: None,
            clock: None,
            next_day: false,
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
