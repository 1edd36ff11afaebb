//! Parts of years and months, lengths, shifts and epochs.

use super::discourse::{Discourse, plus_months};
use super::raw::{Length, Raw, Shape, Sub};
use crate::value::{Anchor, Granularity, Modifier, Temporal, TimeSpan, TimexType, month_end};
use jiff::civil::Date;
use jiff::{SignedDuration, Span};

pub(super) fn sub_year(raw: &Raw, first: Date, base: Temporal) -> Temporal {
    let y = first.year();
    let span = |a: (i8, i8), b: (i8, i8)| match (Date::new(y, a.0, a.1), Date::new(y, b.0, b.1)) {
        (Ok(a), Ok(b)) => TimeSpan::days(a, b),
        _ => TimeSpan::default(),
    };
    match raw.sub {
        Some(Sub::Season(month, code)) => {
            let from = Date::new(y, month, 1).unwrap_or(first);
            let to = plus_months(from, 2).map_or(first, month_end);
            Temporal {
                value: format!("{y:04}-{code}"),
                span: TimeSpan::days(from, to),
                granularity: Granularity::Season,
                ..base
            }
        }
        Some(Sub::End) => Temporal {
            value: format!("{y:04}-12"),
            span: span((12, 21), (12, 31)),
            granularity: Granularity::Month,
            modifier: Some(Modifier::End),
            ..base
        },
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
        _ => Temporal { value: format!("{y:04}"), span: span((1, 1), (12, 31)), ..base },
    }
}

pub(super) fn sub_month(raw: &Raw, first: Date, base: Temporal) -> Temporal {
    let end = month_end(first);
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
        Some(Sub::TenDays(_) | Sub::End) => part(days(21, end.day()), Modifier::End),
        Some(Sub::Half(1)) => part(days(1, 15), Modifier::Start),
        Some(Sub::Half(_)) => part(days(16, end.day()), Modifier::End),
        _ => Temporal { value, span: TimeSpan::days(first, end), ..base },
    }
}

pub(super) fn duration(length: &Length, upper: Option<&Length>) -> Temporal {
    let minutes = (length.minutes().0, upper.unwrap_or(length).minutes().1);
    let value = upper.map_or_else(|| length.iso(), |u| format!("{}/{}", length.iso(), u.iso()));
    Temporal {
        kind: TimexType::Duration,
        timex: value.clone(),
        value,
        anchor: Anchor::Explicit,
        minutes: Some(minutes),
        granularity: Granularity::Day,
        ..Temporal::default()
    }
}

pub(super) fn shift(length: &Length, back: bool, from_document: bool, d: &Discourse) -> Temporal {
    let sign = if back { -1 } else { 1 };
    let timex = length.iso();
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

pub(super) fn epoch(first: i16, years: i16) -> Temporal {
    let value = if years == 100 { format!("{:02}", (first - 1) / 100) } else { format!("{:03}", first / 10) };
    let span = match (Date::new(first, 1, 1), Date::new(first + years - 1, 12, 31)) {
        (Ok(a), Ok(b)) => TimeSpan::days(a, b),
        _ => TimeSpan::default(),
    };
    let granularity = if years == 100 { Granularity::Century } else { Granularity::Decade };
    Temporal { timex: value.clone(), value, span, granularity, anchor: Anchor::Explicit, ..Temporal::default() }
}
