//! Where in the calendar an expression lies: its first day, what that leans on, and how fine it is.

use super::super::context::discourse::{Discourse, plus_days, plus_months};
use super::super::grammar::raw::{Field, Raw, Sub};
use super::period;
use crate::value::{Anchor, Granularity};
use jiff::civil::Date;

/// A day, or year, month and day of one that does not exist.
pub(crate) type Day = Result<Date, (i16, i8, i8)>;

/// The year meant, where one is written or counted, and what it leans on.
pub(crate) fn year(raw: &Raw, d: &mut Discourse) -> Option<(i16, Anchor)> {
    let now = d.now();
    Some(match raw.year? {
        Field::Is(y) if raw.short_year => period::full_year(raw, y, d)?,
        Field::Is(y) => (y, Anchor::Explicit),
        Field::FromDocument(n) => (now?.year() + n as i16, Anchor::Document),
        Field::FromDiscourse(n) => (d.passing_year.or(d.year).or(now.map(|x| x.year()))? + n as i16, Anchor::Discourse),
    })
}

/// The first day of the year, month, week or day meant, what it leans on and how fine it is.
pub(crate) fn place(raw: &Raw, d: &mut Discourse, block: usize) -> Option<(Day, Anchor, Granularity)> {
    let here = d.block == block || d.heading.is_some_and(|h| Some(h.year()) == d.year);
    let now = d.now();
    if let Some(week) = raw.week {
        let (base, steps, anchor) = match week {
            Field::FromDiscourse(n) => (d.current_day().or(now)?, n, Anchor::Discourse),
            Field::FromDocument(n) => (now?, n, Anchor::Document),
            Field::Is(_) => return None,
        };
        let monday = plus_days(base, i64::from(steps) * 7 - i64::from(base.weekday().to_monday_zero_offset()))?;
        if let Some(Field::Is(day)) = raw.day {
            let found = (-3..10).filter_map(|k| plus_days(monday, k)).find(|x| x.day() == day);
            return found.map(|x| (Ok(x), anchor, Granularity::Day));
        }
        return match raw.weekday {
            Some(w) => {
                plus_days(monday, i64::from(w.to_monday_zero_offset())).map(|x| (Ok(x), anchor, Granularity::Day))
            }
            None => Some((Ok(monday), anchor, Granularity::Week)),
        };
    }
    let (year, mut anchor) = year(raw, d).map_or((None, Anchor::Explicit), |(y, a)| (Some(y), a));
    if raw.year.is_some() && year.is_none() {
        return None;
    }
    let (year, month) = match raw.month {
        None => (year, None),
        Some(Field::FromDocument(n)) => {
            anchor = Anchor::Document;
            let m = plus_months(now?, i64::from(n))?;
            (Some(year.unwrap_or(m.year())), Some(m.month()))
        }
        Some(Field::FromDiscourse(n)) => {
            anchor = Anchor::Discourse;
            let (y, m) = d.month.or(now.map(|x| (x.year(), x.month())))?;
            let m = plus_months(Date::new(y, m, 1).ok()?, i64::from(n))?;
            (Some(m.year()), Some(m.month()))
        }
        Some(Field::Is(m)) => {
            let day = match raw.day {
                Some(Field::Is(x)) => Some(x),
                _ => None,
            };
            match year {
                Some(y) => (Some(y), Some(m)),
                None => {
                    let announced =
                        d.chronicle.year_of(m, day, d.published, d.tense).filter(|_| d.passing_year.is_none());
                    let announced = announced.map(|y| (y, Anchor::Discourse));
                    let (y, a) = announced.or_else(|| d.year_of(m, day, here))?;
                    anchor = a;
                    (Some(y), Some(m))
                }
            }
        }
    };
    if let (Some(y), Some(m), Some(nth), Some(w)) = (year, month, raw.nth, raw.weekday) {
        let date = Date::new(y, m, 1).ok()?.nth_weekday_of_month(nth, w).ok()?;
        return Some((Ok(date), anchor, Granularity::Day));
    }
    // 夏ごろ is the summer nearest
    if let (None, None, Some(Sub::Season(first, _))) = (year, month, raw.sub) {
        let (y, anchor) = d.year_of(first, None, here)?;
        return Date::new(y, 1, 1).ok().map(|x| (Ok(x), anchor, Granularity::Year));
    }
    match (year, month, raw.day) {
        (Some(y), None, None) => Date::new(y, 1, 1).ok().map(|x| (Ok(x), anchor, Granularity::Year)),
        (Some(y), Some(m), None) => Date::new(y, m, 1).ok().map(|x| (Ok(x), anchor, Granularity::Month)),
        // 今日1日 is the 1st only on the 1st
        (_, _, Some(Field::Is(1)))
            if raw.said.is_some_and(|n| now.and_then(|x| plus_days(x, n.into())).is_some_and(|x| x.day() != 1)) =>
        {
            let day = plus_days(now?, raw.said?.into())?;
            Some((Ok(day), Anchor::Document, Granularity::Day))
        }
        (Some(y), Some(m), Some(Field::Is(day))) => {
            let found = Date::new(y, m, day).ok();
            let next = if raw.month == Some(Field::FromDiscourse(0)) { next_such(d, found, day) } else { None };
            Some((next.or(found).ok_or((y, m, day)), anchor, Granularity::Day))
        }
        (_, _, Some(Field::FromDocument(n))) => {
            plus_days(now?, i64::from(n)).map(|x| (Ok(x), Anchor::Document, Granularity::Day))
        }
        (_, _, Some(Field::FromDiscourse(n))) => {
            let (base, anchor) =
                d.current_day().map(|x| (x, Anchor::Discourse)).or(d.published.map(|x| (x, Anchor::Document)))?;
            plus_days(base, i64::from(n)).map(|x| (Ok(x), anchor, Granularity::Day))
        }
        (None, None, Some(Field::Is(day))) => {
            let announced = d.chronicle.month_of(day, d.published, d.tense).filter(|_| d.sentence_day.is_none());
            let announced = announced.map(|(y, m)| (y, m, Anchor::Discourse));
            let (y, m, anchor) = announced.or_else(|| d.month_of(day, raw, d.block == block))?;
            Some((Date::new(y, m, day).map_err(|_| (y, m, day)), anchor, Granularity::Day))
        }
        (None, None, None) => {
            if let Some(w) = raw.weekday {
                let now = now?;
                let back = (i64::from(now.weekday().to_monday_zero_offset()) - i64::from(w.to_monday_zero_offset()))
                    .rem_euclid(7);
                let days = if d.tense.ahead() { (7 - back) % 7 } else { -back };
                return plus_days(now, days).map(|x| (Ok(x), Anchor::Document, Granularity::Day));
            }
            if d.habit {
                return None;
            }
            let (day, anchor) = d
                .clock_day(block, raw.same_half)
                .map(|x| (x, Anchor::Discourse))
                .or(d.published.map(|x| (x, Anchor::Document)))?;
            let day = if raw.next_day { plus_days(day, 1)? } else { day };
            Some((Ok(day), anchor, Granularity::Day))
        }
        _ => None,
    }
}

/// 翌1日 after the 31st is of the next month, 翌12日 after a day that is no 11th the day after the 11th named before; `found`
/// is that day of the month spoken of. None where it is the one meant.
fn next_such(d: &Discourse, found: Option<Date>, day: i8) -> Option<Date> {
    let last = d.day?;
    if last.day() > 20 && day < 10 {
        let month = plus_months(found.filter(|found| *found < last)?, 1)?;
        return Date::new(month.year(), month.month(), day).ok();
    }
    if (last.day() - day).abs() == 1 { None } else { d.named.before(day) }
}
