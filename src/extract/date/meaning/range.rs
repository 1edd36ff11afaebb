//! Ranges: the right end of 〜, and what it takes from the left.

use super::super::context::discourse::{Discourse, Tense, plus_days, plus_months};
use super::super::grammar::parse;
use super::super::grammar::raw::{Field, Raw, Shape};
use super::super::{Dated, dated};
use super::month_end::at_month_end;
use crate::extract::cursor::Cursor;
use crate::lexicon::{Era, era_at};
use crate::text::Span;
use crate::value::{Granularity, Temporal, TimeSpan, TimexType};
use jiff::civil::DateTime;

/// What an expression joined to the one before it takes from it.
#[derive(Clone, Debug)]
pub(crate) struct Left {
    time: Temporal,
    afternoon: bool,
    /// Its era, where it is counted by one.
    era: Option<&'static Era>,
}

impl Left {
    /// The left end `time`, written as `surface`.
    pub fn new(time: &Temporal, surface: &str) -> Self {
        let afternoon = ["午後", "夜", "夕", "PM", "pm"].iter().any(|w| surface.contains(w));
        Left { time: time.clone(), afternoon, era: era_at(surface) }
    }

    /// Whether the text between two expressions makes them the ends of a range.
    pub fn joins(between: &str) -> bool {
        matches!(between.trim_matches(' '), "から" | "より" | "〜" | "―" | "-" | "ー")
    }

    /// 午後1時から3時: the half of the day holds for the right end too.
    pub fn lend(&self, raw: &mut Raw) {
        let bare = raw.clock.is_some() && !raw.has_date();
        if bare && self.afternoon && raw.clock.is_some_and(|c| c.hour < 12 && !c.halved) {
            raw.same_half = true;
        }
        // 平成16年4月〜17年3月: the era holds for the right end too
        if let (Some(era), true, Some(Field::Is(short))) = (self.era, raw.short_year, raw.year)
            && let Some(year) = era.year(short.into())
        {
            (raw.year, raw.short_year) = (Some(Field::Is(year)), false);
        }
    }

    /// The right end never precedes the left: 12月29日〜1月3日 ends in the year after, 午後11時から午前2時 on the next day.
    pub fn correct(&self, raw: &Raw, t: &mut Temporal, d: &mut Discourse, block: usize) {
        let (Some(left), Some(lower), Some(upper)) = (self.time.span.lower, t.span.lower, t.span.upper) else { return };
        if upper >= left || raw.year.is_some() || !matches!(raw.shape, Shape::Calendar) {
            return;
        }
        let later = |x: DateTime| -> Option<DateTime> {
            let date = match (raw.month, raw.day) {
                (Some(Field::Is(_)), _) => x.date().checked_add(jiff::Span::new().years(1)).ok()?,
                (None, Some(Field::Is(day))) => {
                    let next = plus_months(x.date(), 1)?;
                    next.with().day(day).build().ok()?
                }
                (None, None) if raw.clock.is_some() => plus_days(x.date(), 1)?,
                _ => return None,
            };
            Some(date.to_datetime(x.time()))
        };
        let (Some(lower), Some(upper)) = (later(lower), later(upper)) else { return };
        if lower < left {
            return;
        }
        t.span = TimeSpan { lower: Some(lower), upper: Some(upper) };
        t.value = match t.granularity {
            Granularity::Month => format!("{:04}-{:02}", lower.year(), lower.month()),
            _ => t.lower(),
        };
        if let Some(day) = t.day() {
            d.note_day(day, block);
        }
    }
}

/// Resolves an expression, and the right end of a range if one follows.
pub(crate) fn read(
    mut raw: Raw,
    begin: usize,
    cursor: &Cursor,
    d: &mut Discourse,
    block: usize,
    left: Option<&Left>,
) -> (Dated, usize) {
    let text = cursor.text;
    if let Some(left) = left {
        left.lend(&mut raw);
    }
    let mut first = dated(&raw, d, block);
    if let Some(left) = left {
        left.correct(&raw, &mut first.time, d, block);
    }
    at_month_end(&raw, &mut first.time, text, Span::new(begin, cursor.at), d.tense == Tense::Past);
    apposed(&raw, &mut first, cursor, d, block);
    let open = matches!(raw.shape, Shape::Calendar | Shape::Quarter(_) | Shape::Day(_) | Shape::Epoch(_))
        && (first.time.span.lower.is_some() || d.habit)
        && raw.year_to.is_none();
    if open && raw.modifier.is_none() {
        let mut ahead = *cursor;
        ahead.skip_blanks();
        let marked = ahead.eat_any(&["〜", "―", "-"]).is_some();
        ahead.skip_blanks();
        if marked && ahead.at < text.len() {
            let mut after = d.clone();
            let right = parse::expression(&mut ahead)
                .filter(|r| matches!(r.shape, Shape::Calendar | Shape::Quarter(_) | Shape::Day(_) | Shape::Epoch(_)));
            if let Some(mut second) = right {
                // the right end of 1月26日〜2月13日 never precedes the left
                after.tense = Tense::Future;
                let left = Left::new(&first.time, &text[begin..cursor.at]);
                left.lend(&mut second);
                let mut last = dated(&second, &mut after, block);
                left.correct(&second, &mut last.time, &mut after, block);
                if let Some(time) = join(&first.time, &last.time) {
                    *d = after;
                    let weekdays = first.weekdays.into_iter().chain(last.weekdays).collect();
                    let era_mismatch = first.era_mismatch.or(last.era_mismatch);
                    return (Dated { time, weekdays, era_mismatch, ..first }, ahead.at);
                }
            }
        }
    }
    let end = text[..cursor.at].trim_end_matches(' ').len();
    (first, end)
}

/// 36分後の午前5時50分: the time that follows says when the shift ends.
fn apposed(raw: &Raw, first: &mut Dated, cursor: &Cursor, d: &Discourse, block: usize) {
    let mut ahead = *cursor;
    if !matches!(raw.shape, Shape::Shift { .. }) || !ahead.eat("の") {
        return;
    }
    if let Some(second) = parse::expression(&mut ahead).filter(|r| r.clock.is_some() || r.day.is_some()) {
        let said = dated(&second, &mut d.clone(), block).time;
        let timex = std::mem::take(&mut first.time.timex);
        first.time = Temporal { timex, anchor: first.time.anchor, ..said };
    }
}

/// Both ends as one.
pub(crate) fn join(first: &Temporal, last: &Temporal) -> Option<Temporal> {
    // 平日の9時〜17時
    let habit = [first, last].iter().all(|t| t.kind == TimexType::Time && t.span == TimeSpan::default());
    if habit {
        let value = format!("{}/{}", first.value, last.value);
        let timex = format!("{}/{}", first.timex, last.timex);
        return Some(Temporal { value, timex, granularity: first.granularity.max(last.granularity), ..first.clone() });
    }
    let (from, to): (DateTime, DateTime) = (first.span.lower?, last.span.upper?);
    if to < from || first.kind != last.kind || first.kind == TimexType::Set {
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
