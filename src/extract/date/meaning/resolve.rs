//! From what is written to what is meant: [`Raw`] and [`Discourse`] to [`Temporal`].

use super::super::context::discourse::{Discourse, plus_days};
use super::super::grammar::raw::{Clock, Field, Raw, Shape};
use super::place::{place, year};
use super::span::{duration, epoch, shift, sub_month, sub_year};
use super::timex::written;
use super::{period, rest};
use crate::lexicon::NamedDay;
use crate::value::{Anchor, Granularity, Temporal, TimeSpan, TimexType};
use jiff::SignedDuration;
use jiff::civil::Date;

/// Resolves an expression of block `block` and takes its date into the discourse.
pub(crate) fn resolve(raw: &Raw, d: &mut Discourse, block: usize) -> Temporal {
    let mut t = match &raw.shape {
        Shape::Calendar => calendar(raw, d, block),
        Shape::Months(from, to) => period::months(raw, *from, *to, d),
        Shape::Fiscal { term, closing, corporate } => {
            let closing = closing.or(d.closing.filter(|_| *corporate));
            period::fiscal(raw, *term, closing, d)
        }
        Shape::Quarter(n) => period::quarter(raw, *n, d),
        Shape::SameMonth(years) => period::same_month(*years, d),
        Shape::SamePeriod(years) => period::same(raw, *years, d),
        Shape::Duration(length, upper) => duration(length, upper.as_ref()),
        Shape::Shift { length, back, from_document } => shift(length, *back, *from_document, raw.weekday, d),
        Shape::Set(period) => Temporal {
            kind: TimexType::Set,
            value: period.clone(),
            timex: period.clone(),
            anchor: Anchor::Explicit,
            ..Temporal::default()
        },
        Shape::Epoch(named) => epoch(*named, raw.sub, d),
        Shape::Epochs(from, to) => {
            let (from, to) = (epoch(*from, None, d), epoch(*to, None, d));
            super::range::join(&from, &to).unwrap_or_else(|| Temporal {
                value: format!("{}/{}", from.value, to.value),
                timex: format!("{}/{}", from.timex, to.timex),
                ..to
            })
        }
        Shape::Day(day) => named_day(raw, day, d, block),
        Shape::Named(class, number) => rest::named(*class, *number, d),
    };
    t.modifier = raw.modifier.or(t.modifier);
    d.named.note(raw, &t);
    if !matches!(raw.shape, Shape::Calendar | Shape::Day(_)) {
        return t;
    }
    if let (Some(from), Some(to), true) = (t.span.lower, t.span.upper, raw.year.is_some()) {
        if !d.slips.contains(&from.date()) {
            d.note_span(from.date(), to.date());
        }
    }
    if let Some(day) = t.day() {
        d.note_day(day, block);
    } else if let (Some(lower), Granularity::Month | Granularity::Year | Granularity::TenDays, true) =
        (t.span.lower, t.granularity, t.kind == TimexType::Date)
    {
        let month = (t.granularity != Granularity::Year).then(|| lower.month());
        d.note_month(lower.year(), month, block);
    }
    // a year that is written holds to the end of its sentence
    if raw.year.is_some()
        && let Some(lower) = t.span.lower
    {
        d.passing_year = Some(lower.year()).filter(|_| !d.slips.contains(&lower.date()));
    }
    t
}

/// 元日, 2018年の海の日, 年末年始.
fn named_day(raw: &Raw, day: &NamedDay, d: &mut Discourse, block: usize) -> Temporal {
    let timex = day.fixed().map_or("XXXX-XX-XX".to_owned(), |(m, d)| format!("XXXX-{m:02}-{d:02}"));
    let year = year(raw, d);
    let (year, anchor) = match (year, d.now_year().and_then(|(y, _)| day.dates(y))) {
        (Some((year, anchor)), _) => (Some(year), anchor),
        (None, Some((first, _))) => {
            let here = d.block == block;
            d.year_of(first.month(), Some(first.day()), here).map_or((None, Anchor::None), |(y, a)| (Some(y), a))
        }
        (None, None) => (None, Anchor::None),
    };
    let Some((first, last)) = year.and_then(|y| day.dates(y)) else {
        let granularity = Granularity::Day;
        return Temporal { kind: kind(raw), value: timex.clone(), timex, granularity, ..Temporal::default() };
    };
    if first != last {
        let value = format!("{first}/{last}");
        return Temporal {
            value,
            timex,
            span: TimeSpan::days(first, last),
            granularity: Granularity::Day,
            anchor,
            ..Temporal::default()
        };
    }
    let mut plain = Raw { shape: Shape::Calendar, ..raw.clone() };
    plain.year = Some(Field::Is(first.year()));
    (plain.month, plain.day) = (Some(Field::Is(first.month())), Some(Field::Is(first.day())));
    let t = calendar(&plain, d, block);
    let clock = written(&Raw { year: None, ..raw.clone() });
    Temporal { timex: format!("{timex}{clock}"), anchor, ..t }
}

fn calendar(raw: &Raw, d: &mut Discourse, block: usize) -> Temporal {
    let timex = written(raw);
    let Some((day, anchor, granularity)) = place(raw, d, block) else {
        // an hour of a habit is written as 毎日10時 is
        let hour = raw.clock.filter(|c| d.habit && c.second.is_none() && c.hour != Clock::SAME);
        return Temporal {
            kind: kind(raw),
            value: hour.map_or_else(|| timex.clone(), |c| format!("T{:02}:{:02}", c.hour, c.minute.unwrap_or(0))),
            timex,
            anchor: Anchor::None,
            granularity: finest(raw),
            ..Temporal::default()
        };
    };
    let base = Temporal { timex, anchor, granularity, ..Temporal::default() };
    if let (Some(to), Ok(first)) = (raw.year_to, day) {
        let last = Date::new(to, 12, 31).unwrap_or(first);
        return Temporal { value: format!("{:04}/{to:04}", first.year()), span: TimeSpan::days(first, last), ..base };
    }
    let date = match day {
        Ok(date) => date,
        // a day that does not exist keeps its written value and has no interval
        Err((y, m, d)) => {
            return Temporal { value: format!("{y:04}-{m:02}-{d:02}"), granularity: Granularity::Day, ..base };
        }
    };
    if let Some(clock) = raw.clock {
        return timed(raw, clock, date, d, base);
    }
    if let Some(part) = raw.part.filter(|_| granularity == Granularity::Day) {
        let upper = date.at(0, 0, 0, 0).checked_add(SignedDuration::from_mins(i64::from(part.to) * 60 - 1));
        return Temporal {
            kind: TimexType::Time,
            value: format!("{date}{}", part.code),
            span: TimeSpan { lower: Some(date.at(part.from, 0, 0, 0)), upper: upper.ok() },
            granularity: Granularity::PartOfDay,
            ..base
        };
    }
    match granularity {
        Granularity::Year => sub_year(raw, date, base),
        Granularity::Month => sub_month(raw, date, base),
        Granularity::Week => Temporal {
            value: format!("{:04}-W{:02}", date.iso_week_date().year(), date.iso_week_date().week()),
            span: TimeSpan { lower: Some(date.at(0, 0, 0, 0)), upper: plus_days(date, 6).map(|x| x.at(0, 0, 0, 0)) },
            ..base
        },
        _ => {
            let to = raw.day_to.and_then(|to| Date::new(date.year(), date.month(), to).ok());
            Temporal {
                value: to.map_or_else(|| date.to_string(), |to| format!("{date}/{to}")),
                span: TimeSpan::days(date, to.unwrap_or(date)),
                ..base
            }
        }
    }
}

fn timed(raw: &Raw, clock: Clock, date: Date, d: &mut Discourse, base: Temporal) -> Temporal {
    let afternoon = d.clock.is_some_and(|c| c.hour >= 12);
    let before = d.clock.map_or(0, |c| c.hour);
    let clock = Clock { hour: if clock.hour == Clock::SAME { before } else { clock.hour }, ..clock };
    let hour = if raw.same_half && afternoon && clock.hour < 12 { clock.hour + 12 } else { clock.hour };
    d.clock = Some(Clock { hour, ..clock });
    // the hour of a meeting or a press release is not what it is about
    d.timed = d.timed.or(Some(date).filter(|day| Some(*day) != d.published && !d.slips.contains(day)));
    let midnight = date.at(0, 0, 0, 0);
    let seconds =
        i64::from(hour) * 3600 + i64::from(clock.minute.unwrap_or(0)) * 60 + i64::from(clock.second.unwrap_or(0));
    let at = midnight.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(midnight);
    let granularity = match (clock.minute, clock.second) {
        (_, Some(_)) => Granularity::Second,
        (Some(_), None) => Granularity::Minute,
        (None, None) => Granularity::Hour,
    };
    let t = Temporal { kind: TimexType::Time, span: TimeSpan::at(at), granularity, ..base };
    // a bare clock time leans on the day before it, whatever that leaned on
    let anchor = if raw.has_date() { t.anchor } else { Anchor::Discourse };
    Temporal { value: t.lower(), anchor, ..t }
}

fn kind(raw: &Raw) -> TimexType {
    if raw.clock.is_some() || raw.part.is_some() { TimexType::Time } else { TimexType::Date }
}

fn finest(raw: &Raw) -> Granularity {
    match raw {
        Raw { clock: Some(_), .. } => Granularity::Minute,
        Raw { part: Some(_), .. } => Granularity::PartOfDay,
        Raw { day: Some(_), .. } => Granularity::Day,
        Raw { month: Some(_), .. } => Granularity::Month,
        _ => Granularity::Day,
    }
}
