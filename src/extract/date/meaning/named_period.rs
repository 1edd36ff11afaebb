//! Periods named from the publication date: 年内, 年末, 年明け, 月末, 週末, 年度内.

use super::super::context::days::plus_days;
use super::super::context::discourse::Discourse;
use super::super::grammar::time_words::NamedPeriod;
use super::fiscal::fiscal_year;
use super::month_end::of_month;
use crate::value::{Anchor, Granularity, Modifier, Temporal, TimeSpan, month_end};
use jiff::civil::Date;

/// Resolves the period that a word names, `units` years or weeks on.
pub(crate) fn named(period: NamedPeriod, units: i32, d: &Discourse) -> Temporal {
    let base = Temporal { timex: "XXXX".to_owned(), anchor: Anchor::Document, ..Temporal::default() };
    d.now().and_then(|now| resolve(period, units, now, d, base)).unwrap_or_else(|| Temporal {
        value: "XXXX".to_owned(),
        timex: "XXXX".to_owned(),
        granularity: Granularity::Year,
        ..Temporal::default()
    })
}

fn resolve(period: NamedPeriod, units: i32, now: Date, d: &Discourse, base: Temporal) -> Option<Temporal> {
    let y = now.year() + units as i16;
    let month = |date: Date| format!("{:04}-{:02}", date.year(), date.month());
    let end_of = |year, month| Some(of_month(Date::new(year, month, 1).ok()?, base.clone()));
    let (value, first, last, granularity, modifier) = match period {
        NamedPeriod::YearEnd => return end_of(y, 12),
        NamedPeriod::FiscalEnd => return end_of(fiscal_year(now) + units as i16 + 1, 3),
        NamedPeriod::MonthEnd => return end_of(now.year(), now.month()),
        NamedPeriod::YearRest => (format!("{y:04}"), now, Date::new(y, 12, 31).ok()?, Granularity::Year, None),
        NamedPeriod::YearStart => {
            // in the first half of a year 年明け is behind, unless the sentence speaks of what is to come
            let y = if units > 0 && now.month() <= 6 && !d.said.tense.ahead() { now.year() } else { y };
            let first = Date::new(y, 1, 1).ok()?;
            (month(first), first, month_end(first), Granularity::Month, Some(Modifier::Start))
        }
        NamedPeriod::MonthStart => {
            let last = Date::new(now.year(), now.month(), 10).ok()?;
            (month(now), now.first_of_month(), last, Granularity::TenDays, Some(Modifier::Start))
        }
        NamedPeriod::MonthRest => (month(now), now, month_end(now), Granularity::Month, None),
        NamedPeriod::FiscalRest => {
            let y = fiscal_year(now) + units as i16;
            (format!("FY{y:04}"), now, Date::new(y + 1, 3, 31).ok()?, Granularity::FiscalYear, None)
        }
        NamedPeriod::WeekStart => {
            let monday = monday(now, 1)?;
            (monday.to_string(), monday, monday, Granularity::Day, None)
        }
        NamedPeriod::Weekend => {
            let monday = monday(now, units)?;
            let week = monday.iso_week_date();
            let value = format!("{:04}-W{:02}-WE", week.year(), week.week());
            (value, plus_days(monday, 5)?, plus_days(monday, 6)?, Granularity::Week, None)
        }
    };
    Some(Temporal { value, span: TimeSpan::days(first, last), granularity, modifier, ..base })
}

/// Monday of the week of `now`, so many weeks on.
fn monday(now: Date, weeks: i32) -> Option<Date> {
    plus_days(now, i64::from(weeks) * 7 - i64::from(now.weekday().to_monday_zero_offset()))
}
