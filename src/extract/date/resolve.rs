//! From what is written to what is meant: [`Raw`] and [`Discourse`] to [`Temporal`].

use super::discourse::{Discourse, plus_days, plus_months};
use super::period;
use super::raw::{Clock, Field, Raw, Shape, Sub};
use super::span::{duration, epoch, shift, sub_month, sub_year};
use crate::lexicon::NamedDay;
use crate::value::{Anchor, Granularity, Temporal, TimeSpan, TimexType};
use jiff::SignedDuration;
use jiff::civil::Date;

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
            super::range::join(&from, &to).unwrap_or(to)
        }
        Shape::Day(day) => named_day(raw, day, d, block),
        Shape::Named(class, number) => period::named(*class, *number, d),
    };
    t.modifier = raw.modifier.or(t.modifier);
    if !matches!(raw.shape, Shape::Calendar | Shape::Day(_)) {
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

/// 元日, 2018年の海の日, 年末年始.
fn named_day(raw: &Raw, day: &NamedDay, d: &mut Discourse, block: usize) -> Temporal {
    let timex = day.fixed().map_or("XXXX-XX-XX".to_owned(), |(m, d)| format!("XXXX-{m:02}-{d:02}"));
    let year = year(raw, d);
    let (year, anchor) = match (year, day.dates(d.now().map_or(2018, |n| n.year()))) {
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

/// The year meant, where one is written or counted, and what it leans on.
fn year(raw: &Raw, d: &mut Discourse) -> Option<(i16, Anchor)> {
    let now = d.now();
    Some(match raw.year? {
        Field::Is(y) if raw.short_year => (period::full_year(raw, y, d), Anchor::Document),
        Field::Is(y) => (y, Anchor::Explicit),
        Field::FromDocument(n) => (now?.year() + n as i16, Anchor::Document),
        Field::FromDiscourse(n) => (d.passing_year.or(d.year).or(now.map(|x| x.year()))? + n as i16, Anchor::Discourse),
    })
}

/// The first day of the year, month, week or day meant, what it leans on and how fine it is.
fn place(raw: &Raw, d: &mut Discourse, block: usize) -> Option<(Day, Anchor, Granularity)> {
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
                    let (y, a) = d.year_of(m, day, here)?;
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
                let days = if d.tense.ahead() { (7 - back) % 7 } else { -back };
                return plus_days(now, days).map(|x| (Ok(x), Anchor::Document, Granularity::Day));
            }
            let (day, anchor) = d
                .clock_day(d.block == block)
                .map(|x| (x, Anchor::Discourse))
                .or(d.published.map(|x| (x, Anchor::Document)))?;
            let day = if raw.next_day { plus_days(day, 1)? } else { day };
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

/// What the words say by themselves: a TIMEX3 value with X for what is not written, as BCCWJ-TimeBank's
/// `valueFromSurface` has it (小西ほか 2013).
fn written(raw: &Raw) -> String {
    let mut out = String::new();
    if raw.has_date() || raw.sub.is_some() {
        out.push_str(&match raw.year {
            Some(Field::Is(y)) if raw.short_year => format!("XX{y:02}"),
            Some(Field::Is(y)) if y > 0 => format!("{y:04}"),
            Some(Field::Is(y)) => format!("BC{:04}", 1 - y),
            _ => "XXXX".to_owned(),
        });
        let before_common_era = matches!(raw.year, Some(Field::Is(y)) if y <= 0);
        if let Some(Sub::Season(_, code)) = raw.sub {
            out.push_str(&format!("-{code}"));
        } else if let (Some(_), None, None) | (None, Some(_), None) =
            (raw.week, raw.weekday.filter(|_| raw.nth.is_none()), raw.day)
        {
            let day = raw.weekday.map_or(String::new(), |w| format!("-{}", w.to_monday_one_offset()));
            out.push_str(&format!("-WXX{day}"));
        } else if let (Some(_), Some(w), None, None) = (raw.week, raw.weekday, raw.day, raw.nth) {
            out.push_str(&format!("-WXX-{}", w.to_monday_one_offset()));
        } else if !before_common_era {
            let month = match raw.month {
                Some(Field::Is(m)) => format!("{m:02}"),
                _ => "XX".to_owned(),
            };
            let day = match raw.day {
                Some(Field::Is(d)) => format!("{d:02}"),
                _ => "XX".to_owned(),
            };
            out.push_str(&format!("-{month}-{day}"));
        }
    }
    match (raw.clock, raw.part) {
        (Some(c), _) => {
            let hour = if c.hour == Clock::SAME { "XX".to_owned() } else { format!("{:02}", c.hour) };
            let minute = c.minute.map_or(String::new(), |m| format!(":{m:02}"));
            let second = c.second.map_or(String::new(), |s| format!(":{s:02}"));
            out.push_str(&format!("T{hour}{minute}{second}"));
        }
        (None, Some(part)) => out.push_str(part.code),
        (None, None) => {}
    }
    if let Some(to) = raw.day_to {
        out = format!("{out}/{}", written(&Raw { day: Some(Field::Is(to)), day_to: None, ..raw.clone() }));
    }
    if let Some(to) = raw.year_to {
        out = format!("{out}/{to:04}-XX-XX");
    }
    out
}
