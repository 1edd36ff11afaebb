//! Years, months, weeks and their parts: 2018年, 昨年末, 1月下旬, 来週, 夏ごろ.

use super::super::context::days::{plus_days, plus_months};
use super::super::context::discourse::Discourse;
use super::super::grammar::parts::{Portion, TenDays};
use super::super::grammar::time_words::{Relative, Season};
use super::super::grammar::written_date::{Month, MonthPart, Period, Year, YearPart};
use super::day::{monday, month, near_year};
use super::{month_end, timex, year};
use crate::value::{Anchor, Granularity, Modifier, Temporal, TimeSpan, month_end as last_of_month};
use jiff::civil::Date;

/// Resolves a period of the calendar.
pub(crate) fn period(period: &Period, d: &mut Discourse, block: usize) -> Temporal {
    let base = Temporal { timex: timex::period(period), granularity: Granularity::Year, ..Temporal::default() };
    let found = match *period {
        Period::Year(written, part) => in_year(written, part, d, &base),
        Period::Years(first, last) => years(first, last, &base),
        Period::Season(season) => nearest_season(season, d, block, &base),
        Period::Month(of, part) => in_month(of, part, d, block, &base),
        Period::Week(relative) => week(relative, d, &base),
    };
    found.unwrap_or_else(|| {
        let granularity = if let Period::Month(..) = period { Granularity::Month } else { Granularity::Day };
        Temporal { value: base.timex.clone(), granularity, ..base }
    })
}

fn in_year(written: Year, part: Option<YearPart>, d: &mut Discourse, base: &Temporal) -> Option<Temporal> {
    let (y, anchor) = year::year(written, d)?;
    let base = Temporal { anchor, ..base.clone() };
    match part {
        Some(YearPart::Season(season)) => of_season(y, season, base),
        Some(YearPart::Portion(portion)) => portion_of_year(y, portion, base),
        None => whole_year(y, base),
    }
}

/// All of a year.
pub(crate) fn whole_year(y: i16, base: Temporal) -> Option<Temporal> {
    // ISO 8601 writes years before the common era with a sign
    let value = if y < 0 { format!("-{:04}", -y) } else { format!("{y:04}") };
    Some(Temporal { value, span: days_of(y, (1, 1), (12, 31))?, ..base })
}

fn portion_of_year(y: i16, portion: Portion, base: Temporal) -> Option<Temporal> {
    let granularity = base.granularity;
    let (value, from, to, granularity, modifier) = match portion {
        Portion::End => return Some(month_end::of_month(Date::new(y, 12, 31).ok()?, base)),
        Portion::Start => (format!("{y:04}-01"), (1, 1), (1, 31), Granularity::Month, Some(Modifier::Start)),
        Portion::Middle => (format!("{y:04}"), (5, 1), (8, 31), granularity, Some(Modifier::Mid)),
        Portion::FirstHalf => (format!("{y:04}-H1"), (1, 1), (6, 30), Granularity::Half, None),
        Portion::SecondHalf => (format!("{y:04}-H2"), (7, 1), (12, 31), Granularity::Half, None),
    };
    Some(Temporal { value, span: days_of(y, from, to)?, granularity, modifier, ..base })
}

/// From a month and day of a year to another.
fn days_of(y: i16, from: (i8, i8), to: (i8, i8)) -> Option<TimeSpan> {
    Some(TimeSpan::days(Date::new(y, from.0, from.1).ok()?, Date::new(y, to.0, to.1).ok()?))
}

fn of_season(y: i16, season: Season, base: Temporal) -> Option<Temporal> {
    let from = Date::new(y, season.first_month, 1).ok()?;
    let to = last_of_month(plus_months(from, 2)?);
    let value = format!("{y:04}-{}", season.code);
    Some(Temporal { value, span: TimeSpan::days(from, to), granularity: Granularity::Season, ..base })
}

fn years(first: i16, last: i16, base: &Temporal) -> Option<Temporal> {
    let span = TimeSpan::days(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
    Some(Temporal { value: format!("{first:04}/{last:04}"), span, anchor: Anchor::Explicit, ..base.clone() })
}

fn nearest_season(season: Season, d: &Discourse, block: usize, base: &Temporal) -> Option<Temporal> {
    let (y, anchor) = d.year_of(season.first_month, None, near_year(d, block))?;
    of_season(y, season, Temporal { anchor, ..base.clone() })
}

fn in_month(of: Month, part: Option<MonthPart>, d: &mut Discourse, block: usize, base: &Temporal) -> Option<Temporal> {
    let (y, m, anchor) = month(of, None, d, block)?;
    let base = Temporal { anchor, granularity: Granularity::Month, ..base.clone() };
    part_of_month(Date::new(y, m, 1).ok()?, part, base)
}

/// A month by its first day, or a part of it.
pub(crate) fn part_of_month(first: Date, part: Option<MonthPart>, base: Temporal) -> Option<Temporal> {
    let end = last_of_month(first);
    let (from, to, modifier) = match part {
        Some(MonthPart::Portion(Portion::End)) => return Some(month_end::of_month(first, base)),
        Some(MonthPart::TenDays(TenDays::First) | MonthPart::Portion(Portion::Start)) => (1, 10, Modifier::Start),
        Some(MonthPart::TenDays(TenDays::Second) | MonthPart::Portion(Portion::Middle)) => (11, 20, Modifier::Mid),
        Some(MonthPart::TenDays(TenDays::Last)) => (21, end.day(), Modifier::End),
        Some(MonthPart::Portion(Portion::FirstHalf)) => (1, 15, Modifier::Start),
        Some(MonthPart::Portion(Portion::SecondHalf)) => (16, end.day(), Modifier::End),
        None => {
            let value = format!("{:04}-{:02}", first.year(), first.month());
            return Some(Temporal { value, span: TimeSpan::days(first, end), ..base });
        }
    };
    Some(Temporal {
        value: format!("{:04}-{:02}", first.year(), first.month()),
        span: days_of(first.year(), (first.month(), from), (first.month(), to))?,
        granularity: Granularity::TenDays,
        modifier: Some(modifier),
        ..base
    })
}

fn week(relative: Relative, d: &Discourse, base: &Temporal) -> Option<Temporal> {
    let (monday, anchor) = monday(relative, d)?;
    let week = monday.iso_week_date();
    let span = TimeSpan { lower: Some(monday.at(0, 0, 0, 0)), upper: plus_days(monday, 6).map(|x| x.at(0, 0, 0, 0)) };
    let value = format!("{:04}-W{:02}", week.year(), week.week());
    Some(Temporal { value, span, granularity: Granularity::Week, anchor, ..base.clone() })
}
