//! Fiscal years and terms, and the periods spoken of.

use super::super::context::discourse::{Discourse, plus_months};
use super::super::grammar::raw::{Field, Raw, Term};
use super::month_end::of_month;
use crate::lexicon::Era;
use crate::value::{Anchor, Granularity, Temporal, TimeSpan, month_end};
use jiff::civil::Date;

/// How far ahead a year counted by the era may lie.
const AHEAD: i16 = 3;

/// The Gregorian year of a year written with two digits: of the century that puts it nearest, or of the era when that is
/// nearer (29年度 in 2017 is 平成29年度, 17年度 is 2017年度). A leading nought is no era's, nor is a year where the text
/// has counted the others by the century.
///
/// With what it leans on; nothing where neither a date of publication nor a year spoken of says what is near.
pub(crate) fn full_year(raw: &Raw, short: i16, d: &mut Discourse) -> Option<(i16, Anchor)> {
    let (now, anchor) = d.now_year()?;
    let century = now / 100 * 100;
    let western = [century + short, century - 100 + short, century + 100 + short];
    let distance = |y: &i16| (i32::from(*y) - i32::from(now)).abs();
    let western = western.into_iter().filter(|y| !raw.past || *y <= now).min_by_key(distance).unwrap_or(short);
    // 平成18年 … 19年3月: the era named goes on
    if let Some(year) = d.era.and_then(|e| e.year(short.into())).filter(|y| !raw.nought && *y <= now + AHEAD) {
        return Some((year, anchor));
    }
    let era = Era::of_year(now).and_then(|e| e.year(short.into()));
    let era = era.filter(|y| !raw.nought && *y <= now + AHEAD && d.era_years != Some(false));
    let year = match era.filter(|y| distance(y) < distance(&western) || d.era_years == Some(true) && distance(y) < 30) {
        Some(y) => {
            d.era_years = d.era_years.or(Some(true));
            y
        }
        None => {
            d.era_years = d.era_years.or(Some(false));
            western
        }
    };
    Some((year, anchor))
}

/// The fiscal year a date lies in: it is named by the year of its April.
pub(crate) fn fiscal_year(date: Date) -> i16 {
    if date.month() >= 4 { date.year() } else { date.year() - 1 }
}

/// The same for terms that close in a month of their own.
fn term_year(date: Date, closing: Option<i8>) -> i16 {
    match closing {
        Some(12) => date.year(),
        Some(m) if date.month() > m => date.year(),
        Some(_) => date.year() - 1,
        None => fiscal_year(date),
    }
}

fn months_from(first: Date, months: i64) -> Option<(Date, Date)> {
    Some((first, month_end(plus_months(first, months - 1)?)))
}

/// The period 前年同期 counts from: a part of the one spoken of (10〜12月 within 4〜12月) does not replace it.
fn speak_of(d: &mut Discourse, first: Date, last: Date) {
    if d.period.is_none_or(|(a, b)| first < a || b < last) {
        d.period = Some((first, last));
    }
}

/// A year and what it leans on, or neither.
fn open(found: Option<(i16, Anchor)>) -> (Option<i16>, Anchor) {
    found.map_or((None, Anchor::None), |(year, anchor)| (Some(year), anchor))
}

pub(crate) fn months(raw: &Raw, from: i8, to: i8, d: &mut Discourse) -> Temporal {
    let timex = format!("XXXX-{from:02}/XXXX-{to:02}");
    let (year, anchor) = match raw.year {
        Some(Field::Is(y)) if raw.short_year => open(full_year(raw, y, d)),
        Some(Field::Is(y)) => (Some(y), Anchor::Explicit),
        Some(Field::FromDocument(n)) => (d.now().map(|x| x.year() + n as i16), Anchor::Document),
        // 第2四半期累計（4〜9月）: the months of the period named before
        None if d.period.is_some_and(|(a, b)| (a.month(), b.month()) == (from, to)) => {
            (d.period.map(|(a, _)| a.year()), Anchor::Discourse)
        }
        // 3、4月 are months like any; 10〜12月 of a report lie behind
        _ if d.tense.ahead() && to - from == 1 => open(d.year_of(from, None, false)),
        _ => match d.now() {
            // the last such period that has ended, or the one running
            Some(now) => (Some(if from <= now.month() { now.year() } else { now.year() - 1 }), Anchor::Document),
            None => (d.year, Anchor::Discourse),
        },
    };
    let length = i64::from((to - from).rem_euclid(12)) + 1;
    let span = year.and_then(|y| Date::new(y, from, 1).ok()).and_then(|first| months_from(first, length));
    let Some((first, last)) = span else {
        return Temporal { value: timex.clone(), timex, granularity: Granularity::Month, ..Temporal::default() };
    };
    speak_of(d, first, last);
    d.fiscal = Some(fiscal_year(first));
    between(first, last, timex, anchor)
}

fn between(first: Date, last: Date, timex: String, anchor: Anchor) -> Temporal {
    let value = format!("{:04}-{:02}/{:04}-{:02}", first.year(), first.month(), last.year(), last.month());
    Temporal {
        value,
        timex,
        span: TimeSpan::days(first, last),
        granularity: Granularity::Month,
        anchor,
        ..Temporal::default()
    }
}

/// 2018年第1四半期 without 度: a quarter of the calendar year.
pub(crate) fn quarter(raw: &Raw, n: i8, d: &mut Discourse) -> Temporal {
    let (year, anchor) = match raw.year {
        Some(Field::Is(y)) if !raw.short_year => (Some(y), Anchor::Explicit),
        Some(Field::Is(y)) => open(full_year(raw, y, d)),
        _ => (None, Anchor::None),
    };
    let Some(year) = year else {
        let timex = format!("XXXX-Q{n}");
        return Temporal { value: timex.clone(), timex, granularity: Granularity::Quarter, ..Temporal::default() };
    };
    let timex = format!("{year:04}-Q{n}");
    let span = Date::new(year, n * 3 - 2, 1).ok().and_then(|first| months_from(first, 3));
    let span = span.map_or(TimeSpan::default(), |(a, b)| {
        speak_of(d, a, b);
        TimeSpan::days(a, b)
    });
    Temporal { value: timex.clone(), timex, span, granularity: Granularity::Quarter, anchor, ..Temporal::default() }
}

pub(crate) fn fiscal(raw: &Raw, term: Term, closing: Option<i8>, d: &mut Discourse) -> Temporal {
    let now = d.now();
    let current = || d.fiscal.or(now.map(fiscal_year));
    let (year, anchor) = match raw.year {
        Some(Field::Is(y)) if raw.short_year => open(full_year(raw, y, d)),
        Some(Field::Is(y)) => (Some(y), Anchor::Explicit),
        // 新年度: announced in the weeks before April, or just begun
        Some(Field::FromDocument(i32::MAX)) => (now.and_then(|n| plus_months(n, 3)).map(fiscal_year), Anchor::Document),
        Some(Field::FromDocument(n)) => (now.map(|x| term_year(x, closing) + n as i16), Anchor::Document),
        Some(Field::FromDiscourse(n)) => (current().map(|y| y + n as i16), Anchor::Discourse),
        None => (current(), Anchor::Discourse),
    };
    // a term closing in March 2018 began in April 2017
    let written = matches!(raw.year, Some(Field::Is(_)));
    let first = year.and_then(|y| match (closing, written) {
        (Some(12), _) => Date::new(y, 1, 1).ok(),
        (Some(m), true) => Date::new(y - 1, m + 1, 1).ok(),
        (Some(m), false) => Date::new(y, m + 1, 1).ok(),
        (None, _) => Date::new(y, 4, 1).ok(),
    });
    if written {
        d.closing = closing;
    }
    // 2018年3月期 is the year that began in 2017
    let timex =
        first.filter(|_| written && !raw.short_year).map_or("FYXXXX".to_owned(), |f| format!("FY{:04}", f.year()));
    let Some(first) = first else {
        return Temporal { value: timex.clone(), timex, granularity: Granularity::FiscalYear, ..Temporal::default() };
    };
    let part = |skip: i64, months: i64| {
        plus_months(first, skip).and_then(|f| months_from(f, months)).unwrap_or((first, first))
    };
    if anchor != Anchor::Discourse || raw.year.is_none() {
        d.fiscal = Some(first.year());
    }
    let name = format!("FY{:04}", first.year());
    let named = |value: String, (a, b): (Date, Date), granularity| Temporal {
        value,
        timex: timex.clone(),
        span: TimeSpan::days(a, b),
        granularity,
        anchor,
        ..Temporal::default()
    };
    match term {
        Term::Year if raw.year_to.is_some() => {
            let years = i64::from(raw.year_to.unwrap_or_default() - first.year()) + 1;
            let last = format!("FY{:04}", raw.year_to.unwrap_or_default());
            named(format!("{name}/{last}"), part(0, 12 * years), Granularity::FiscalYear)
        }
        Term::End => {
            let (_, last) = part(0, 12);
            of_month(last, Temporal { timex, anchor, ..Temporal::default() })
        }
        Term::Year => named(name, part(0, 12), Granularity::FiscalYear),
        Term::Quarter(n) => {
            let quarter = part(i64::from(n - 1) * 3, 3);
            let (a, b) = part(0, i64::from(n) * 3);
            speak_of(d, a, b);
            named(format!("{name}-Q{n}"), quarter, Granularity::Quarter)
        }
        Term::Cumulative(n) => {
            let (a, b) = part(0, i64::from(n) * 3);
            speak_of(d, a, b);
            between(a, b, timex, anchor)
        }
        Term::Half(n) => {
            let (a, b) = part(i64::from(n - 1) * 6, 6);
            between(a, b, timex, anchor)
        }
        Term::QuarterEnd(n) => {
            let (_, last) = part(i64::from(n - 1) * 3, 3);
            named(last.to_string(), (last, last), Granularity::Day)
        }
    }
}

/// 前年同期, and 当期: the months spoken of, or else the fiscal year.
pub(crate) fn same(raw: &Raw, years: i32, d: &mut Discourse) -> Temporal {
    if d.period.is_none() {
        let year = Raw { year: Some(Field::FromDiscourse(years)), ..raw.clone() };
        return fiscal(&year, Term::Year, None, d);
    }
    let back = |x: Date| Date::new(x.year() + years as i16, x.month(), 1).ok();
    match d.period.and_then(|(a, b)| Some((back(a)?, month_end(back(b)?)))) {
        Some((a, b)) => between(a, b, "PXM".to_owned(), Anchor::Discourse),
        None => Temporal {
            value: "PXM".to_owned(),
            timex: "PXM".to_owned(),
            granularity: Granularity::Month,
            ..Temporal::default()
        },
    }
}

/// 前年同月: the month of the period spoken of if it is one, else the month spoken of, else that of publication.
pub(crate) fn same_month(years: i32, d: &Discourse) -> Temporal {
    let spoken = d.month.map(|m| (m, Anchor::Discourse));
    let month = spoken.or(d.now().map(|n| ((n.year(), n.month()), Anchor::Document)));
    let timex = "XXXX-XX-XX".to_owned();
    let found = month.and_then(|((y, m), anchor)| Some((Date::new(y + years as i16, m, 1).ok()?, anchor)));
    let Some((first, anchor)) = found else {
        return Temporal { value: timex.clone(), timex, granularity: Granularity::Month, ..Temporal::default() };
    };
    let value = format!("{:04}-{:02}", first.year(), first.month());
    let span = TimeSpan::days(first, month_end(first));
    Temporal { value, timex, span, granularity: Granularity::Month, anchor, ..Temporal::default() }
}
