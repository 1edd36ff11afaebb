//! Parts of years and months, lengths, shifts and epochs.

use super::super::context::discourse::{Discourse, plus_days, plus_months};
use super::super::grammar::measure::Length;
use super::super::grammar::raw::{Epoch, Raw, Shape, Sub};
use super::month_end;
use crate::lexicon::is_business_day;
use crate::value::{Anchor, Granularity, Modifier, Temporal, TimeSpan, TimexType, month_end as last_day};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Span};

pub(crate) fn sub_year(raw: &Raw, first: Date, base: Temporal) -> Temporal {
    let y = first.year();
    let span = |a: (i8, i8), b: (i8, i8)| match (Date::new(y, a.0, a.1), Date::new(y, b.0, b.1)) {
        (Ok(a), Ok(b)) => TimeSpan::days(a, b),
        _ => TimeSpan::default(),
    };
    match raw.sub {
        Some(Sub::Season(month, code)) => {
            let from = Date::new(y, month, 1).unwrap_or(first);
            let to = plus_months(from, 2).map_or(first, last_day);
            Temporal {
                value: format!("{y:04}-{code}"),
                span: TimeSpan::days(from, to),
                granularity: Granularity::Season,
                ..base
            }
        }
        Some(Sub::End) => month_end::of_month(Date::new(y, 12, 31).unwrap_or(first), base),
        Some(Sub::Start) => Temporal {
            value: format!("{y:04}-01"),
            span: span((1, 1), (1, 31)),
            granularity: Granularity::Month,
            modifier: Some(Modifier::Start),
            ..base
        },
        Some(Sub::Mid) => {
            Temporal { value: format!("{y:04}"), span: span((5, 1), (8, 31)), modifier: Some(Modifier::Mid), ..base }
        }
        Some(Sub::Half(1)) => Temporal {
            value: format!("{y:04}-H1"),
            span: span((1, 1), (6, 30)),
            granularity: Granularity::Half,
            ..base
        },
        Some(Sub::Half(_)) => Temporal {
            value: format!("{y:04}-H2"),
            span: span((7, 1), (12, 31)),
            granularity: Granularity::Half,
            ..base
        },
        _ => Temporal { value: iso_year(y), span: span((1, 1), (12, 31)), ..base },
    }
}

/// A year as ISO 8601 writes it; those before the common era with a sign.
fn iso_year(year: i16) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

pub(crate) fn sub_month(raw: &Raw, first: Date, base: Temporal) -> Temporal {
    let end = last_day(first);
    let days = |a: i8, b: i8| {
        TimeSpan::days(
            Date::new(first.year(), first.month(), a).unwrap_or(first),
            Date::new(first.year(), first.month(), b).unwrap_or(end),
        )
    };
    let value = format!("{:04}-{:02}", first.year(), first.month());
    let part = |span, modifier| Temporal {
        value: value.clone(),
        span,
        granularity: Granularity::TenDays,
        modifier: Some(modifier),
        ..base.clone()
    };
    match raw.sub {
        Some(Sub::TenDays(1) | Sub::Start) => part(days(1, 10), Modifier::Start),
        Some(Sub::TenDays(2) | Sub::Mid) => part(days(11, 20), Modifier::Mid),
        Some(Sub::End) => month_end::of_month(first, base),
        Some(Sub::TenDays(_)) => part(days(21, end.day()), Modifier::End),
        Some(Sub::Half(1)) => part(days(1, 15), Modifier::Start),
        Some(Sub::Half(_)) => part(days(16, end.day()), Modifier::End),
        _ => Temporal { value, span: TimeSpan::days(first, end), ..base },
    }
}

pub(crate) fn duration(length: &Length, upper: Option<&Length>) -> Temporal {
    let minutes = (length.minutes().0, upper.unwrap_or(length).minutes().1);
    let value = upper.map_or_else(|| length.iso(), |u| format!("{}/{}", length.iso(), u.iso()));
    let timex = upper.map_or_else(|| length.written(), |u| format!("{}/{}", length.written(), u.written()));
    Temporal {
        kind: TimexType::Duration,
        timex,
        value,
        anchor: Anchor::Explicit,
        minutes: Some(minutes),
        granularity: Granularity::Day,
        ..Temporal::default()
    }
}

/// A point a length from its anchor; with a weekday, that day of the week it falls in.
pub(crate) fn shift(
    length: &Length,
    back: bool,
    from_document: bool,
    weekday: Option<Weekday>,
    d: &Discourse,
) -> Temporal {
    let sign = if back { -1 } else { 1 };
    let timex = length.written();
    let anchor = if from_document { Anchor::Document } else { Anchor::Discourse };
    let base = if from_document { d.now() } else { d.current_day().or(d.published) };
    let unresolved = Temporal {
        value: timex.clone(),
        timex: timex.clone(),
        kind: if length.has_time() { TimexType::Time } else { TimexType::Date },
        ..Temporal::default()
    };
    let Some(base) = base else { return unresolved };
    if length.has_time() {
        let clock = d.clock.map_or(0, |c| i64::from(c.hour) * 60 + i64::from(c.minute.unwrap_or(0)));
        let start = base.at(0, 0, 0, 0).checked_add(SignedDuration::from_mins(clock + sign * length.minutes().0));
        let (Ok(at), true) = (start, d.clock.is_some()) else { return unresolved };
        let t = Temporal {
            kind: TimexType::Time,
            timex,
            span: TimeSpan::at(at),
            granularity: Granularity::Minute,
            anchor,
            ..Temporal::default()
        };
        return Temporal { value: t.lower(), ..t };
    }
    // 66万年前 is beyond the calendar, and beyond what a span can hold
    let span = Span::new().try_years(sign * length.years).and_then(|s| s.try_months(sign * length.months));
    let span = span.and_then(|s| s.try_days(sign * (length.weeks * 7 + length.days)));
    let Ok(date) = span.and_then(|s| base.checked_add(s)) else { return unresolved };
    let date = match weekday {
        Some(w) => {
            plus_days(date, i64::from(w.to_monday_zero_offset()) - i64::from(date.weekday().to_monday_zero_offset()))
        }
        None if length.business => business_days(base, sign * length.days),
        None => Some(date),
    };
    let Some(date) = date else { return unresolved };
    let raw = Raw::new(Shape::Calendar);
    let t = Temporal { timex, anchor, ..Temporal::default() };
    if length.days + length.weeks > 0 {
        Temporal { value: date.to_string(), span: TimeSpan::days(date, date), granularity: Granularity::Day, ..t }
    } else if length.months > 0 {
        sub_month(&raw, date.first_of_month(), Temporal { granularity: Granularity::Month, ..t })
    } else {
        sub_year(&raw, date.first_of_year(), Temporal { granularity: Granularity::Year, ..t })
    }
}

/// `n` business days from `date`; beyond a few years nobody counts in them.
fn business_days(date: Date, n: i64) -> Option<Date> {
    let (mut date, mut left) = (date, n.abs());
    if left > 1000 {
        return None;
    }
    while left > 0 {
        date = plus_days(date, n.signum())?;
        left -= i64::from(is_business_day(date));
    }
    Some(date)
}

/// A century or a decade, or the part of one that 初頭, 前半, 半ば, 末 name.
pub(crate) fn epoch(epoch: Epoch, sub: Option<Sub>, d: &Discourse) -> Temporal {
    let mut anchor = Anchor::Explicit;
    let now = d.now_year().map(|(year, _)| year);
    let unresolved = |timex: String, granularity| Temporal {
        value: timex.clone(),
        timex,
        granularity,
        anchor: Anchor::None,
        ..Temporal::default()
    };
    let century = |n: i16| {
        let first = if n > 0 { (n - 1) * 100 + 1 } else { n * 100 + 1 };
        let name = if n > 0 { format!("{:02}", n - 1) } else { format!("BC{:02}", -n - 1) };
        (first, 100, format!("{name}XX"), name)
    };
    let decade = |first: i16| (first, 10, format!("{:03}X", first / 10), format!("{:03}", first / 10));
    let (first, years, timex, value) = match epoch {
        Epoch::Century(n) => century(n),
        Epoch::CenturyFromDocument(n) => {
            let Some(now) = now else { return unresolved("XXXX".to_owned(), Granularity::Century) };
            anchor = Anchor::Document;
            let (first, years, _, name) = century((now - 1) / 100 + 1 + n);
            (first, years, "XXXX".to_owned(), name)
        }
        Epoch::Decade(first) => decade(first),
        Epoch::EraDecade(first) => {
            let name = format!("{first:04}/{:04}", first + 9);
            (first, 10, name.clone(), name)
        }
        Epoch::ShortDecade(n) => {
            let timex = format!("XX{}X", n / 10);
            let Some(now) = now else { return unresolved(timex, Granularity::Decade) };
            let first = if 2000 + n <= now { 2000 + n } else { 1900 + n };
            let (first, years, _, name) = decade(first);
            (first, years, timex, name)
        }
    };
    let (from, to, modifier) = match sub {
        Some(Sub::Start) => (0, years * 3 / 10, Some(Modifier::Start)),
        Some(Sub::Mid) => (years * 4 / 10, years * 6 / 10, Some(Modifier::Mid)),
        Some(Sub::End) => (years * 8 / 10, years, Some(Modifier::End)),
        Some(Sub::Half(1)) => (0, years / 2, Some(Modifier::Start)),
        Some(Sub::Half(_)) => (years / 2, years, Some(Modifier::End)),
        _ => (0, years, None),
    };
    let span = match (Date::new(first + from, 1, 1), Date::new(first + to - 1, 12, 31)) {
        (Ok(a), Ok(b)) => TimeSpan::days(a, b),
        _ => TimeSpan::default(),
    };
    let granularity = if years == 100 { Granularity::Century } else { Granularity::Decade };
    Temporal { timex, value, span, granularity, anchor, modifier, ..Temporal::default() }
}
