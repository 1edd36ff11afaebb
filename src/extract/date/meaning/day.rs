//! Days and months: which day 27日, 翌28日, 来週の金曜日, 第3水曜日 or 元日 is.

use super::super::context::days::{plus_days, plus_months};
use super::super::context::discourse::Discourse;
use super::super::context::standing::SpokenMonth;
use super::super::grammar::named_day::NamedDay;
use super::super::grammar::time_words::{Origin, Relative};
use super::super::grammar::written_date::{Day, DayOf, Days, Field, Month, Year};
use super::year::year;
use crate::value::Anchor;
use jiff::civil::{Date, Weekday};

/// A day, or the first and the last of several, and what they lean on.
pub(crate) struct Found {
    /// The day, or year, month and day of one that does not exist.
    pub first: Result<Date, (i16, i8, i8)>,
    pub last: Option<Date>,
    pub anchor: Anchor,
}

impl Found {
    fn new((date, anchor): (Date, Anchor)) -> Self {
        Found { first: Ok(date), last: None, anchor }
    }

    fn of_month(year: i16, month: i8, days: Days, anchor: Anchor) -> Self {
        Found { first: Date::new(year, month, days.first).map_err(|_| (year, month, days.first)), last: None, anchor }
            .until(days)
    }

    /// With the last day of a range in the month of its first.
    fn until(self, days: Days) -> Self {
        let first = self.first.ok();
        let last = first.zip(days.last).and_then(|(first, last)| Date::new(first.year(), first.month(), last).ok());
        Found { last, ..self }
    }
}

/// Which day it is; `None` where nothing says it. `until` says that まで follows the day.
pub(crate) fn day(day: &Day, until: bool, d: &mut Discourse, block: usize) -> Option<Found> {
    match *day {
        Day::Numbered { of: DayOf::Month(month), days, .. } => in_month(month, days, d, block),
        Day::Numbered { of: DayOf::Said(steps), days, .. } => said(steps, days, d),
        Day::Numbered { of: DayOf::Context, days, weekday } => {
            let announced = d.chronicle.month_of(days.first, d.page.day(), d.said.tense);
            let announced = announced.filter(|_| d.said.day.is_none()).map(|(y, m)| (y, m, Anchor::Discourse));
            let here = d.at.block == block;
            let (y, m, anchor) = announced.or_else(|| d.month_of(days.first, weekday, until, here))?;
            Some(Found::of_month(y, m, days, anchor))
        }
        Day::Relative { day, .. } => relative(day, d).map(Found::new),
        Day::NthWeekday { month: of, nth, weekday } => {
            let (y, m, anchor) = month(of, None, d, block)?;
            let date = Date::new(y, m, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
            Some(Found::new((date, anchor)))
        }
        Day::NumberedInWeek { week, days, .. } => {
            let (monday, anchor) = monday(week, d)?;
            // 来週3日 may be written of a week that begins on Sunday or Friday
            let date = (-3..10).filter_map(|k| plus_days(monday, k)).find(|date| date.day() == days.first)?;
            Some(Found::new((date, anchor)).until(days))
        }
        Day::WeekdayInWeek { week, weekday } => {
            let (monday, anchor) = monday(week, d)?;
            plus_days(monday, days_from_monday(weekday)).map(|date| Found::new((date, anchor)))
        }
        Day::Weekday(weekday) => nearest(weekday, d).map(|date| Found::new((date, Anchor::Document))),
        Day::Named { year, day } => named(year, day, d, block),
    }
}

/// Year and month of a month, and what they lean on; `day` is the day of the month that is meant.
pub(crate) fn month(of: Month, day: Option<i8>, d: &mut Discourse, block: usize) -> Option<(i16, i8, Anchor)> {
    let written = match of.year {
        Some(written) => Some(year(written, d)?),
        None => None,
    };
    match of.month {
        Field::At(Relative { origin: Origin::Document, steps }) => {
            let month = plus_months(d.now()?, steps.into())?;
            Some((written.map_or(month.year(), |(y, _)| y), month.month(), Anchor::Document))
        }
        Field::At(Relative { origin: Origin::Discourse, steps }) => {
            let (y, m) = d.at.month.or(d.now().map(SpokenMonth::of))?.pair();
            let month = plus_months(Date::new(y, m, 1).ok()?, steps.into())?;
            Some((month.year(), month.month(), Anchor::Discourse))
        }
        Field::Is(m) => {
            let announced = || {
                let year = d.chronicle.year_of(m, day, d.page.day(), d.said.tense).filter(|_| d.said.year.is_none());
                year.map(|y| (y, Anchor::Discourse))
            };
            let near = || d.year_of(m, day, near_year(d, block));
            let (y, anchor) = written.or_else(announced).or_else(near)?;
            Some((y, m, anchor))
        }
    }
}

/// Returns true if the year spoken of is that of the block or of its heading.
pub(crate) fn near_year(d: &Discourse, block: usize) -> bool {
    d.at.block == block || d.place.heading.is_some_and(|heading| Some(heading.year()) == d.at.year)
}

/// Monday of a week, and what it leans on.
pub(crate) fn monday(week: Relative, d: &Discourse) -> Option<(Date, Anchor)> {
    let (base, anchor) = match week.origin {
        Origin::Document => (d.now()?, Anchor::Document),
        Origin::Discourse => (d.current_day().or(d.now())?, Anchor::Discourse),
    };
    let days = i64::from(week.steps) * 7 - days_from_monday(base.weekday());
    Some((plus_days(base, days)?, anchor))
}

fn days_from_monday(weekday: Weekday) -> i64 {
    weekday.to_monday_zero_offset().into()
}

fn in_month(of: Month, days: Days, d: &mut Discourse, block: usize) -> Option<Found> {
    let (y, m, anchor) = month(of, Some(days.first), d, block)?;
    let found = Found::of_month(y, m, days, anchor);
    let spoken = of.month == Field::At(Relative { origin: Origin::Discourse, steps: 0 });
    let next = if spoken { next_such(d, found.first.ok(), days.first) } else { None };
    Some(match next {
        Some(next) => Found { first: Ok(next), ..found }.until(days),
        None => found,
    })
}

/// 翌1日 after the 31st is of the next month, 翌12日 after a day that is no 11th the day after the 11th named before; `found`
/// is that day of the month spoken of. `None` where it is the one meant.
fn next_such(d: &Discourse, found: Option<Date>, day: i8) -> Option<Date> {
    let last = d.at.day?;
    if last.day() > 20 && day < 10 {
        let month = plus_months(found.filter(|found| *found < last)?, 1)?;
        return Date::new(month.year(), month.month(), day).ok();
    }
    if (last.day() - day).abs() == 1 { None } else { d.named.before(day) }
}

/// きょう9日: the day of that number in the month of publication. 今日1日 is the 1st only on the 1st.
fn said(steps: i32, days: Days, d: &Discourse) -> Option<Found> {
    let now = d.now()?;
    let day = plus_days(now, steps.into());
    if days.first == 1
        && let Some(day) = day.filter(|day| day.day() != 1)
    {
        return Some(Found::new((day, Anchor::Document)));
    }
    Some(Found::of_month(now.year(), now.month(), days, Anchor::Document))
}

fn relative(day: Relative, d: &Discourse) -> Option<(Date, Anchor)> {
    let (base, anchor) = match day.origin {
        Origin::Document => (d.now()?, Anchor::Document),
        Origin::Discourse => {
            let spoken = d.current_day().map(|day| (day, Anchor::Discourse));
            spoken.or(d.page.day().map(|day| (day, Anchor::Document)))?
        }
    };
    Some((plus_days(base, day.steps.into())?, anchor))
}

/// The next such weekday in a sentence of what is to come, else the last.
fn nearest(weekday: Weekday, d: &Discourse) -> Option<Date> {
    let now = d.now()?;
    let back = (days_from_monday(now.weekday()) - days_from_monday(weekday)).rem_euclid(7);
    plus_days(now, if d.said.tense.ahead() { (7 - back) % 7 } else { -back })
}

fn named(written: Option<Year>, day: &NamedDay, d: &mut Discourse, block: usize) -> Option<Found> {
    let written = written.and_then(|written| year(written, d));
    let near = || {
        let (first, _) = day.dates(d.now_year()?.0)?;
        d.year_of(first.month(), Some(first.day()), d.at.block == block)
    };
    let (y, anchor) = written.or_else(near)?;
    let (first, last) = day.dates(y)?;
    Some(Found { first: Ok(first), last: Some(last).filter(|last| *last != first), anchor })
}
