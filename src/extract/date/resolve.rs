//! From what is written to what is meant: [`Raw`] and [`Discourse`] to [`Temporal`].

use super::discourse::{Discourse, plus_days, plus_months};
use super::period;
use super::raw::{Clock, Field, Raw, Shape, Sub};
use super::span::{duration, epoch, shift, sub_month, sub_year};
use crate::value::{Anchor, Granularity, Temporal, TimeSpan, TimexType};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

/// Nouns of things counted at a moment: 3月末の人口 is the count of the last day, not of the last ten.
const STOCKS: [&str; 12] =
    ["残高", "人口", "時点", "現在", "世帯数", "会員数", "契約数", "口座数", "在庫", "従業員数", "株主", "総資産"];

/// The last day where `text`, the sentence it stands in, speaks of such a thing.
pub(super) fn at_month_end(raw: &Raw, t: &mut Temporal, text: &str) {
    if raw.sub == Some(Sub::End) && t.granularity == Granularity::TenDays && STOCKS.iter().any(|s| text.contains(s)) {
        t.span.lower = t.span.upper;
        t.granularity = Granularity::Day;
        t.value = t.lower();
    }
}

/// Resolves an expression of block `block` and takes its date into the discourse.
pub(super) fn resolve(raw: &Raw, d: &mut Discourse, block: usize) -> Temporal {
    let mut t = match &raw.shape {
        Shape::Calendar => calendar(raw, d, block),
        Shape::Months(from, to) => period::months(raw, *from, *to, d),
        Shape::Fiscal { term, closing } => period::fiscal(raw, *term, *closing, d),
        Shape::SamePeriod(years) => period::same(raw, *years, d),
        Shape::Duration(length, upper) => duration(length, upper.as_ref()),
        Shape::Shift { length, back, from_document } => shift(length, *back, *from_document, d),
        Shape::Set(period) => Temporal {
            kind: TimexType::Set,
            value: period.clone(),
            timex: period.clone(),
            anchor: Anchor::Explicit,
            ..Temporal::default()
        },
        Shape::Epoch { first, years } => epoch(*first, *years),
        Shape::Named(class, number) => period::named(*class, *number, d),
    };
    t.modifier = raw.modifier.or(t.modifier);
    if raw.shape != Shape::Calendar {
        return t;
    }
    if let Some(day) = t.day() {
        d.note_day(day, block);
    } else if let (Some(lower), Granularity::Month | Granularity::Year | Granularity::TenDays, true) =
        (t.span.lower, t.granularity, t.kind == TimexType::Date)
    {
        let month = (t.granularity != Granularity::Year).then(|| lower.month());
        d.note_month(lower.year(), month, block);
    }
    t
}

fn calendar(raw: &Raw, d: &mut Discourse, block: usize) -> Temporal {
    let timex = written(raw);
    let Some((day, anchor, granularity)) = place(raw, d, block) else {
        return Temporal {
            kind: kind(raw),
            value: timex.clone(),
            timex,
            anchor: Anchor::None,
            granularity: finest(raw),
            ..Temporal::default()
        };
    };
    let base = Temporal { timex, anchor, granularity, ..Temporal::default() };
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
            value: format!("{date}T{}", &part.code[1..]),
            span: TimeSpan { lower: Some(date.at(part.from, 0, 0, 0)), upper: upper.ok() },
            granularity: Granularity::PartOfDay,
            ..base
        }
        .coded(part.code);
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

impl Temporal {
    fn coded(mut self, code: &str) -> Self {
        if let Some(at) = self.value.find('T') {
            self.value.truncate(at);
            self.value.push_str(code);
        }
        self
    }
}

/// A day, or year, month and day of one that does not exist.
type Day = Result<Date, (i16, i8, i8)>;

/// The first day of the year, month, week or day meant, what it leans on and how fine it is.
fn place(raw: &Raw, d: &Discourse, block: usize) -> Option<(Day, Anchor, Granularity)> {
    let here = d.block == block || d.heading.is_some_and(|h| Some(h.year()) == d.year);
    let now = d.now();
    if let Some(week) = raw.week {
        let (base, steps, anchor) = match week {
            Field::FromDiscourse(n) => (d.current_day()?, n, Anchor::Discourse),
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
    let mut anchor = Anchor::Explicit;
    let year = match raw.year {
        Some(Field::Is(y)) if raw.short_year => {
            anchor = Anchor::Document;
            Some(period::full_year(y, now))
        }
        Some(Field::Is(y)) => Some(y),
        Some(Field::FromDocument(n)) => {
            anchor = Anchor::Document;
            Some(now?.year() + n as i16)
        }
        Some(Field::FromDiscourse(n)) => {
            anchor = Anchor::Discourse;
            Some(d.passing_year.or(d.year).or(now.map(|x| x.year()))? + n as i16)
        }
        None => None,
    };
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
                    let (y, a) = d.year_of(m, day, here)?;
                    anchor = a;
                    (Some(y), Some(m))
                }
            }
        }
    };
    match (year, month, raw.day) {
        (Some(y), None, None) => Date::new(y, 1, 1).ok().map(|x| (Ok(x), anchor, Granularity::Year)),
        (Some(y), Some(m), None) => Date::new(y, m, 1).ok().map(|x| (Ok(x), anchor, Granularity::Month)),
        (Some(y), Some(m), Some(Field::Is(day))) => {
            // 翌1日 after the 31st, 翌28日: the next such day
            let found = Date::new(y, m, day).map_err(|_| (y, m, day));
            if raw.month == Some(Field::FromDiscourse(0))
                && let (Ok(x), Some(last)) = (found, d.day)
                && x < last
                && last.day() > 20
                && day < 10
            {
                return plus_months(x, 1)
                    .and_then(|f| Date::new(f.year(), f.month(), day).ok())
                    .map(|x| (Ok(x), anchor, Granularity::Day));
            }
            Some((found, anchor, Granularity::Day))
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
            let (y, m, anchor) = d.month_of(day, raw.weekday, d.block == block)?;
            Some((Date::new(y, m, day).map_err(|_| (y, m, day)), anchor, Granularity::Day))
        }
        (None, None, None) => {
            if let Some(w) = raw.weekday {
                let now = now?;
                let back = (i64::from(now.weekday().to_monday_zero_offset()) - i64::from(w.to_monday_zero_offset()))
                    .rem_euclid(7);
                let days = if d.future { (7 - back) % 7 } else { -back };
                return plus_days(now, days).map(|x| (Ok(x), Anchor::Document, Granularity::Day));
            }
            let (day, anchor) = d
                .clock_day(d.block == block)
                .map(|x| (x, Anchor::Discourse))
                .or(d.published.map(|x| (x, Anchor::Document)))?;
            Some((Ok(day), anchor, Granularity::Day))
        }
        _ => None,
    }
}

fn timed(raw: &Raw, clock: Clock, date: Date, d: &mut Discourse, base: Temporal) -> Temporal {
    let afternoon = d.clock.is_some_and(|c| c.hour >= 12);
    let before = d.clock.map_or(0, |c| c.hour);
    let clock = Clock { hour: if clock.hour == Clock::SAME { before } else { clock.hour }, ..clock };
    let hour = if raw.same_half && afternoon && clock.hour < 12 { clock.hour + 12 } else { clock.hour };
    d.clock = Some(Clock { hour, ..clock });
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

/// The TIMEX3 value of the words alone.
fn written(raw: &Raw) -> String {
    let mut out = String::new();
    let clock = raw.clock.map(|c| match c.minute {
        Some(m) if c.hour == Clock::SAME => format!("TXX:{m:02}"),
        Some(m) => format!("T{:02}:{m:02}", c.hour),
        None => format!("T{:02}", c.hour),
    });
    if raw.has_date() {
        let year = match raw.year {
            Some(Field::Is(y)) if !raw.short_year => format!("{y:04}"),
            Some(Field::Is(y)) => format!("XX{y:02}"),
            _ => "XXXX".to_owned(),
        };
        out.push_str(&year);
        match (raw.month, raw.day, raw.week) {
            (Some(Field::Is(m)), ..) => out.push_str(&format!("-{m:02}")),
            (_, _, Some(_)) => out.push_str("-WXX"),
            (_, Some(_), _) | (Some(_), ..) => out.push_str("-XX"),
            (None, None, None) if raw.weekday.is_some() => out.push_str("-WXX"),
            _ => {}
        }
        match (raw.day, raw.weekday) {
            (Some(Field::Is(d)), _) => out.push_str(&format!("-{d:02}")),
            (Some(_), _) => out.push_str("-XX"),
            (None, Some(w)) => out.push_str(&format!("-{}", w.to_monday_one_offset())),
            _ => {}
        }
    }
    out.push_str(&clock.unwrap_or_default());
    if let Some(part) = raw.part.filter(|_| raw.clock.is_none()) {
        out.push_str(part.code);
    }
    out
}

/// The later end of a range written as two expressions.
pub(super) fn join(first: &Temporal, last: &Temporal) -> Option<Temporal> {
    let (from, to): (DateTime, DateTime) = (first.span.lower?, last.span.upper?);
    if to < from || first.kind != last.kind {
        return None;
    }
    Some(Temporal {
        value: format!("{}/{}", first.value, last.value),
        timex: format!("{}/{}", first.timex, last.timex),
        span: TimeSpan { lower: Some(from), upper: Some(to) },
        granularity: first.granularity.max(last.granularity),
        ..first.clone()
    })
}
