//! Named rests and ends of a unit: 年内, 年末, 年明け, 月末, 週末, 年度内.

use super::super::context::discourse::{Discourse, plus_days};
use super::month_end::of_month;
use super::period::fiscal_year;
use crate::lexicon::Class;
use crate::value::{Anchor, Granularity, Modifier, Temporal, TimeSpan, month_end};
use jiff::civil::Date;

/// The part of the anchor's unit a word names, `number` units on.
pub(crate) fn named(class: Class, number: i32, d: &Discourse) -> Temporal {
    let unresolved = Temporal {
        value: "XXXX".to_owned(),
        timex: "XXXX".to_owned(),
        granularity: Granularity::Year,
        ..Temporal::default()
    };
    let Some(now) = d.now() else { return unresolved };
    let make = |value: String, first: Option<Date>, last: Option<Date>, granularity, modifier| match (first, last) {
        (Some(a), Some(b)) => Temporal {
            value,
            timex: "XXXX".to_owned(),
            span: TimeSpan::days(a, b),
            granularity,
            modifier,
            anchor: Anchor::Document,
            ..Temporal::default()
        },
        _ => unresolved.clone(),
    };
    let end = |year: i16, month: i8| match Date::new(year, month, 1) {
        Ok(first) => {
            of_month(first, Temporal { timex: "XXXX".to_owned(), anchor: Anchor::Document, ..Temporal::default() })
        }
        Err(_) => unresolved.clone(),
    };
    let y = now.year() + number as i16;
    match class {
        Class::YearRest => make(format!("{y:04}"), Some(now), Date::new(y, 12, 31).ok(), Granularity::Year, None),
        Class::YearEnd => end(y, 12),
        // in the first half of a year 年明け is behind, unless the sentence speaks of what is to come
        Class::YearStart => {
            let y = if number > 0 && now.month() <= 6 && !d.tense.ahead() { now.year() } else { y };
            make(
                format!("{y:04}-01"),
                Date::new(y, 1, 1).ok(),
                Date::new(y, 1, 31).ok(),
                Granularity::Month,
                Some(Modifier::Start),
            )
        }
        Class::MonthStart => make(
            format!("{:04}-{:02}", now.year(), now.month()),
            Some(now.first_of_month()),
            Date::new(now.year(), now.month(), 10).ok(),
            Granularity::TenDays,
            Some(Modifier::Start),
        ),
        Class::MonthRest => make(
            format!("{:04}-{:02}", now.year(), now.month()),
            Some(now),
            Some(month_end(now)),
            Granularity::Month,
            None,
        ),
        Class::FiscalRest => {
            let y = fiscal_year(now) + number as i16;
            make(format!("FY{y:04}"), Some(now), Date::new(y + 1, 3, 31).ok(), Granularity::FiscalYear, None)
        }
        Class::FiscalEnd => end(fiscal_year(now) + number as i16 + 1, 3),
        Class::WeekStart => {
            let ahead = 7 - i64::from(now.weekday().to_monday_zero_offset());
            let monday = plus_days(now, ahead);
            make(monday.map_or(String::new(), |m| m.to_string()), monday, monday, Granularity::Day, None)
        }
        Class::MonthEnd => end(now.year(), now.month()),
        _ => {
            let monday = plus_days(now, i64::from(number) * 7 - i64::from(now.weekday().to_monday_zero_offset()));
            let week = monday.map_or(String::new(), |m| {
                format!("{:04}-W{:02}-WE", m.iso_week_date().year(), m.iso_week_date().week())
            });
            make(
                week,
                monday.and_then(|m| plus_days(m, 5)),
                monday.and_then(|m| plus_days(m, 6)),
                Granularity::Week,
                None,
            )
        }
    }
}
