//! Words of time: きょう, 来月, 昨秋, 午後, 年内, 毎週.

use crate::lexicon::{LengthUnit, Prefixes, Table, rows, table};
use crate::text::fold_str;
use serde::Deserialize;

/// A word of time.
#[derive(Debug)]
pub(crate) struct TimeWord {
    /// As written, folded.
    pub surface: String,
    /// What it stands for.
    pub meaning: Meaning,
}

/// What a word of time stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// A day, with the part of it that the word implies: 昨日, 今朝.
    Day(Relative, Option<DayPart>),
    /// A week from Monday to Sunday (ISO 8601): 来週.
    Week(Relative),
    /// 先月.
    Month(Relative),
    /// 昨年.
    Year(Relative),
    /// A season of a year: 昨秋.
    YearSeason(Relative, Season),
    /// A season without a year: 秋.
    Season(Season),
    /// A fiscal year, April to March: 来年度.
    FiscalYear(Relative),
    /// The fiscal year that has just begun or begins next: 新年度.
    NewFiscalYear,
    /// A company's fiscal year: 今期.
    Term(Relative),
    /// Half of the fiscal year spoken of: 上半期 (1), 下半期 (2).
    Half(i8),
    /// The period spoken of, so many years on: 前年同期 (-1).
    SamePeriod(i32),
    /// The month spoken of, so many years on: 前年同月 (-1).
    SameMonth(i32),
    /// A period named from the publication date, so many of its units on: 年内, 昨年末 (-1).
    Named(NamedPeriod, i32),
    /// So many centuries from that of publication: 今世紀 (0).
    Century(i16),
    /// 午後, 未明.
    DayPart(DayPart),
    /// Every so many units: 毎週 (1), 隔週 (2). 毎朝 implies a part of the day.
    Every { count: i64, unit: LengthUnit, part: Option<DayPart> },
    /// A word that only looks like one of time: 三日坊主.
    NotTime,
}

/// The date that a relative expression is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    /// The publication date: 昨年, 来月, 本日.
    Document,
    /// The date spoken of: 同年, 翌月, 前日.
    Discourse,
}

/// So many days, weeks, months or years from an origin: 来月 is 1 from the publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Relative {
    pub origin: Origin,
    pub steps: i32,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayPart {
    /// TIMEX3 code: TMO, TDT, TAF, TEV, TNI.
    pub code: &'static str,
    /// First hour.
    pub from: i8,
    /// Hour after the last.
    pub to: i8,
    /// Added to clock hours 1 to 11 after the word: 12 for 午後.
    pub plus: i8,
}

impl DayPart {
    /// Returns true for a part of the night: 午前1時 of 深夜1時.
    pub fn is_night(self) -> bool {
        self.code == "TNI"
    }
}

/// A season of three months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Season {
    /// TIMEX3 code: SP, SU, FA, WI.
    pub code: &'static str,
    /// Number of its first month.
    pub first_month: i8,
}

/// A period named from the publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedPeriod {
    /// 年内: from publication to the end of the year.
    YearRest,
    /// 年末.
    YearEnd,
    /// 年明け: January.
    YearStart,
    /// 月末.
    MonthEnd,
    /// 月初: the first ten days.
    MonthStart,
    /// 月内: from publication to the end of the month.
    MonthRest,
    /// 年度内: from publication to the end of March.
    FiscalRest,
    /// 年度末.
    FiscalEnd,
    /// 週明け: the next Monday.
    WeekStart,
    /// 週末: Saturday and Sunday.
    Weekend,
}

/// A row of `time_words.csv`.
#[derive(Deserialize)]
struct Row {
    surface: String,
    class: Class,
    /// Steps from the origin; hours that a part of the day adds; first month of a season; count of units that repeat.
    number: i32,
    /// Origin; TIMEX3 code of a part of the day or a season; unit that repeats.
    anchor: String,
    /// Part of the day or season that the word implies (今朝: 朝); the hours of a part of the day (`0-3`, end exclusive).
    part: String,
}

/// The column `class`.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Class {
    Day,
    Week,
    Month,
    Year,
    YearSeason,
    Season,
    FiscalYear,
    NewFiscalYear,
    Term,
    Half,
    SamePeriod,
    SameMonth,
    YearRest,
    YearEnd,
    YearStart,
    MonthEnd,
    MonthStart,
    MonthRest,
    FiscalRest,
    FiscalEnd,
    WeekStart,
    Weekend,
    Epoch,
    Part,
    Set,
    None,
}

/// The TIMEX3 codes of parts of the day and seasons.
const CODES: [&str; 9] = ["TMO", "TDT", "TAF", "TEV", "TNI", "SP", "SU", "FA", "WI"];

impl Row {
    fn meaning(&self, all: &[Row]) -> Option<Meaning> {
        let relative = || Some(Relative { origin: self.origin()?, steps: self.number });
        let implied = || all.iter().find(|row| row.surface == self.part);
        let part = || implied().and_then(Row::day_part);
        let small = i8::try_from(self.number).ok();
        let named = |period| Some(Meaning::Named(period, self.number));
        match self.class {
            Class::Day => Some(Meaning::Day(relative()?, part())),
            Class::Week => relative().map(Meaning::Week),
            Class::Month => relative().map(Meaning::Month),
            Class::Year => relative().map(Meaning::Year),
            Class::YearSeason => Some(Meaning::YearSeason(relative()?, implied()?.season()?)),
            Class::Season => self.season().map(Meaning::Season),
            Class::FiscalYear => relative().map(Meaning::FiscalYear),
            Class::NewFiscalYear => Some(Meaning::NewFiscalYear),
            Class::Term => relative().map(Meaning::Term),
            Class::Half => small.map(Meaning::Half),
            Class::SamePeriod => Some(Meaning::SamePeriod(self.number)),
            Class::SameMonth => Some(Meaning::SameMonth(self.number)),
            Class::YearRest => named(NamedPeriod::YearRest),
            Class::YearEnd => named(NamedPeriod::YearEnd),
            Class::YearStart => named(NamedPeriod::YearStart),
            Class::MonthEnd => named(NamedPeriod::MonthEnd),
            Class::MonthStart => named(NamedPeriod::MonthStart),
            Class::MonthRest => named(NamedPeriod::MonthRest),
            Class::FiscalRest => named(NamedPeriod::FiscalRest),
            Class::FiscalEnd => named(NamedPeriod::FiscalEnd),
            Class::WeekStart => named(NamedPeriod::WeekStart),
            Class::Weekend => named(NamedPeriod::Weekend),
            Class::Epoch => small.map(|n| Meaning::Century(n.into())),
            Class::Part => self.day_part().map(Meaning::DayPart),
            Class::Set => Some(Meaning::Every { count: self.number.into(), unit: self.repeated_unit()?, part: part() }),
            Class::None => Some(Meaning::NotTime),
        }
    }

    fn origin(&self) -> Option<Origin> {
        match self.anchor.as_str() {
            "document" => Some(Origin::Document),
            "discourse" => Some(Origin::Discourse),
            _ => None,
        }
    }

    fn code(&self) -> Option<&'static str> {
        CODES.into_iter().find(|code| *code == self.anchor)
    }

    fn day_part(&self) -> Option<DayPart> {
        let (from, to) = self.part.split_once('-').filter(|_| self.class == Class::Part)?;
        let plus = self.number.try_into().ok()?;
        Some(DayPart { code: self.code()?, from: from.parse().ok()?, to: to.parse().ok()?, plus })
    }

    fn season(&self) -> Option<Season> {
        Some(Season { code: self.code()?, first_month: self.number.try_into().ok()? })
            .filter(|_| self.class == Class::Season)
    }

    fn repeated_unit(&self) -> Option<LengthUnit> {
        Some(match self.anchor.as_str() {
            "second" => LengthUnit::Second,
            "hour" => LengthUnit::Hour,
            "day" => LengthUnit::Day,
            "week" => LengthUnit::Week,
            "month" => LengthUnit::Month,
            "year" => LengthUnit::Year,
            _ => return None,
        })
    }
}

static WORDS: Table<Prefixes<TimeWord>> = table!("time_words.csv", |csv| {
    let rows: Vec<Row> = rows(csv);
    let word = |row: &Row| {
        let surface = fold_str(&row.surface);
        Some((surface.clone(), TimeWord { surface, meaning: row.meaning(&rows)? }))
    };
    Prefixes::new(rows.iter().filter_map(word))
});

/// The longest word of time at the start of `text`, with its length in bytes.
pub(crate) fn time_word_at(text: &str) -> Option<(&'static TimeWord, usize)> {
    WORDS.longest(text)
}

/// All words of time.
pub(crate) fn time_words() -> impl Iterator<Item = &'static str> {
    WORDS.keys()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_meaning() {
        let rows: Vec<Row> = rows(include_str!("time_words.csv"));
        assert_eq!(rows.len(), include_str!("time_words.csv").lines().count() - 1);
        for row in &rows {
            assert!(row.meaning(&rows).is_some(), "{}", row.surface);
            let implies = !row.part.is_empty() && !matches!(row.class, Class::Part | Class::YearSeason);
            // 毎春 repeats a season, of which TIMEX3 says nothing
            let part = match row.meaning(&rows) {
                Some(Meaning::Day(_, part) | Meaning::Every { part, .. }) => part,
                _ => None,
            };
            let season = rows.iter().any(|other| other.surface == row.part && other.class == Class::Season);
            assert!(!implies || season || part.is_some(), "{} implies {}", row.surface, row.part);
        }
    }
}
