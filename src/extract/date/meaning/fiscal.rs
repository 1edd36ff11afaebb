//! Fiscal years and terms, months of a report, and the periods spoken of: 2018年度, 第3四半期, 4〜12月期, 前年同期.

use super::super::context::days::plus_months;
use super::super::context::discourse::Discourse;
use super::super::context::standing::SpokenMonth;
use super::super::grammar::raw::{Closing, Fiscal, FiscalYear, Term};
use super::super::grammar::time_words::{Origin, Relative};
use super::super::grammar::written_date::{Field, WrittenYear};
use super::month_end::of_month;
use super::year;
use crate::value::{Anchor, Granularity, Temporal, TimeSpan, month_end};
use jiff::civil::Date;

/// The fiscal year a date lies in: it is named by the year of its April.
pub(crate) fn fiscal_year(date: Date) -> i16 {
    if date.month() >= 4 { date.year() } else { date.year() - 1 }
}

/// The same for years that close in a month of their own.
fn term_year(date: Date, closing: Option<i8>) -> i16 {
    match closing {
        Some(12) => date.year(),
        Some(m) if date.month() > m => date.year(),
        Some(_) => date.year() - 1,
        None => fiscal_year(date),
    }
}

/// First and last day of so many months.
fn months_from(first: Date, months: i64) -> Option<(Date, Date)> {
    Some((first, month_end(plus_months(first, months - 1)?)))
}

/// Takes in the period that 前年同期 counts from: a part of the one spoken of (10〜12月 within 4〜12月) does not replace it.
fn speak_of(d: &mut Discourse, first: Date, last: Date) {
    if d.accounts.period.is_none_or(|(a, b)| first < a || b < last) {
        d.accounts.period = Some((first, last));
    }
}

fn unresolved(timex: String, granularity: Granularity) -> Temporal {
    Temporal { value: timex.clone(), timex, granularity, ..Temporal::default() }
}

/// From a month to another, as `2017-04/2017-12`.
fn between(first: Date, last: Date, timex: String, anchor: Anchor) -> Temporal {
    Temporal {
        value: format!("{:04}-{:02}/{:04}-{:02}", first.year(), first.month(), last.year(), last.month()),
        timex,
        span: TimeSpan::days(first, last),
        granularity: Granularity::Month,
        anchor,
        ..Temporal::default()
    }
}

/// Resolves 4〜12月期 with or without its year.
pub(crate) fn months(written: Option<WrittenYear>, from: i8, to: i8, d: &mut Discourse) -> Temporal {
    let timex = format!("XXXX-{from:02}/XXXX-{to:02}");
    let found = match written {
        Some(written) => year::written(written, d),
        None => year_of_months(from, to, d),
    };
    let length = i64::from((to - from).rem_euclid(12)) + 1;
    let span = found.and_then(|(y, anchor)| Some((months_from(Date::new(y, from, 1).ok()?, length)?, anchor)));
    let Some(((first, last), anchor)) = span else { return unresolved(timex, Granularity::Month) };
    speak_of(d, first, last);
    d.accounts.year = Some(fiscal_year(first));
    between(first, last, timex, anchor)
}

/// The year of months without one.
fn year_of_months(from: i8, to: i8, d: &Discourse) -> Option<(i16, Anchor)> {
    // 第2四半期累計（4〜9月）: the months of the period named before
    if let Some((first, _)) = d.accounts.period.filter(|(a, b)| (a.month(), b.month()) == (from, to)) {
        return Some((first.year(), Anchor::Discourse));
    }
    // 3、4月 is months like any; 10〜12月 of a report lie behind
    if d.said.tense.ahead() && to - from == 1 {
        return d.year_of(from, None, false);
    }
    match d.now() {
        // the last such period that has ended, or the one running
        Some(now) => Some((if from <= now.month() { now.year() } else { now.year() - 1 }, Anchor::Document)),
        None => d.at.year.map(|y| (y, Anchor::Discourse)),
    }
}

/// Resolves 2018年第1四半期 without 度: a quarter of the calendar year.
pub(crate) fn quarter(year: i16, n: i8, d: &mut Discourse) -> Temporal {
    let timex = format!("{year:04}-Q{n}");
    let span = Date::new(year, n * 3 - 2, 1).ok().and_then(|first| months_from(first, 3));
    let span = span.map_or(TimeSpan::default(), |(a, b)| {
        speak_of(d, a, b);
        TimeSpan::days(a, b)
    });
    Temporal { span, anchor: Anchor::Explicit, ..unresolved(timex, Granularity::Quarter) }
}

/// Resolves a fiscal year or a term.
pub(crate) fn fiscal(fiscal: &Fiscal, d: &mut Discourse) -> Temporal {
    let closing = match fiscal.closing {
        Closing::March => None,
        Closing::Month(month) => Some(month),
        Closing::AsOthers => d.accounts.closing,
    };
    let written = matches!(fiscal.year, Some(FiscalYear::Year(Field::Is(_))));
    let in_full = matches!(fiscal.year, Some(FiscalYear::Year(Field::Is(year))) if year.full().is_some());
    let found = which(fiscal.year, closing, d);
    if written {
        d.accounts.closing = closing;
    }
    let Some((first, anchor)) = found.and_then(|(y, anchor)| Some((first_day(y, closing, written)?, anchor))) else {
        return unresolved("FYXXXX".to_owned(), Granularity::FiscalYear);
    };
    if anchor != Anchor::Discourse || fiscal.year.is_none() {
        d.accounts.year = Some(first.year());
    }
    // 2018年3月期 is the year that began in 2017
    let timex = if in_full { format!("FY{:04}", first.year()) } else { "FYXXXX".to_owned() };
    term(first, fiscal.term, timex, anchor, d)
}

/// The year by which the fiscal year is named, and what it leans on.
fn which(year: Option<FiscalYear>, closing: Option<i8>, d: &mut Discourse) -> Option<(i16, Anchor)> {
    let now = d.now();
    match year {
        Some(FiscalYear::Year(Field::Is(written))) => year::written(written, d),
        // 新年度: announced in the weeks before April, or just begun
        Some(FiscalYear::New) => Some((fiscal_year(plus_months(now?, 3)?), Anchor::Document)),
        Some(FiscalYear::Year(Field::At(Relative { origin: Origin::Document, steps }))) => {
            Some((term_year(now?, closing) + steps as i16, Anchor::Document))
        }
        Some(FiscalYear::Year(Field::At(Relative { origin: Origin::Discourse, steps }))) => {
            Some((d.accounts.year.or(now.map(fiscal_year))? + steps as i16, Anchor::Discourse))
        }
        None => Some((d.accounts.year.or(now.map(fiscal_year))?, Anchor::Discourse)),
    }
}

/// First day of the fiscal year `y`; a `written` one is named by the year it closes in, unless that is by custom March.
fn first_day(y: i16, closing: Option<i8>, written: bool) -> Option<Date> {
    // a term closing in March 2018 began in April 2017
    match (closing, written) {
        (Some(12), _) => Date::new(y, 1, 1),
        (Some(m), true) => Date::new(y - 1, m + 1, 1),
        (Some(m), false) => Date::new(y, m + 1, 1),
        (None, _) => Date::new(y, 4, 1),
    }
    .ok()
}

/// A part of the fiscal year that begins on `first`.
fn term(first: Date, term: Term, timex: String, anchor: Anchor, d: &mut Discourse) -> Temporal {
    let months = |skip: i8, months: i8| {
        let from = plus_months(first, skip.into());
        from.and_then(|from| months_from(from, months.into())).unwrap_or((first, first))
    };
    let name = format!("FY{:04}", first.year());
    let named = |value: String, (a, b): (Date, Date), granularity| {
        let span = TimeSpan::days(a, b);
        Temporal { value, timex: timex.clone(), span, granularity, anchor, ..Temporal::default() }
    };
    match term {
        Term::Year => named(name, months(0, 12), Granularity::FiscalYear),
        Term::End => {
            let (_, last) = months(0, 12);
            of_month(last, Temporal { timex, anchor, ..Temporal::default() })
        }
        Term::Quarter(n) => {
            let (a, b) = months(0, n * 3);
            speak_of(d, a, b);
            named(format!("{name}-Q{n}"), months((n - 1) * 3, 3), Granularity::Quarter)
        }
        Term::Cumulative(n) => {
            let (a, b) = months(0, n * 3);
            speak_of(d, a, b);
            between(a, b, timex, anchor)
        }
        Term::Half(n) => {
            let (a, b) = months((n - 1) * 6, 6);
            between(a, b, timex, anchor)
        }
        Term::QuarterEnd(n) => {
            let (_, last) = months((n - 1) * 3, 3);
            named(last.to_string(), (last, last), Granularity::Day)
        }
    }
}

/// Resolves 2015〜18年度.
pub(crate) fn fiscal_years(first: i16, last: i16, d: &mut Discourse) -> Temporal {
    (d.accounts.closing, d.accounts.year) = (None, Some(first));
    let timex = format!("FY{first:04}");
    let span = Date::new(first, 4, 1).ok().zip(Date::new(last + 1, 3, 31).ok());
    let Some((a, b)) = span else { return unresolved(timex, Granularity::FiscalYear) };
    Temporal {
        value: format!("FY{first:04}/FY{last:04}"),
        timex,
        span: TimeSpan::days(a, b),
        granularity: Granularity::FiscalYear,
        anchor: Anchor::Explicit,
        ..Temporal::default()
    }
}

/// Resolves 前年同期 and 当期: the months spoken of, so many years on, or else the fiscal year.
pub(crate) fn same_period(years: i32, d: &mut Discourse) -> Temporal {
    let Some((first, last)) = d.accounts.period else {
        let year = FiscalYear::Year(Field::At(Relative { origin: Origin::Discourse, steps: years }));
        return fiscal(&Fiscal { year: Some(year), term: Term::Year, closing: Closing::March }, d);
    };
    let on = |x: Date| Date::new(x.year() + years as i16, x.month(), 1).ok();
    match on(first).zip(on(last)) {
        Some((a, b)) => between(a, month_end(b), "PXM".to_owned(), Anchor::Discourse),
        None => unresolved("PXM".to_owned(), Granularity::Month),
    }
}

/// Resolves 前年同月: the month spoken of, else that of publication, so many years on.
pub(crate) fn same_month(years: i32, d: &Discourse) -> Temporal {
    let spoken = d.at.month.map(|m| (m, Anchor::Discourse));
    let month = spoken.or(d.now().map(|now| (SpokenMonth::of(now), Anchor::Document)));
    let found = month.and_then(|(m, anchor)| Some((Date::new(m.year + years as i16, m.month, 1).ok()?, anchor)));
    let base = unresolved("XXXX-XX-XX".to_owned(), Granularity::Month);
    let Some((first, anchor)) = found else { return base };
    let value = format!("{:04}-{:02}", first.year(), first.month());
    Temporal { value, span: TimeSpan::days(first, month_end(first)), anchor, ..base }
}
