//! Ranges: 1月26日〜2月13日, 午後1時から3時, and what their right end takes from the left.

use super::super::context::days::{plus_days, plus_months};
use super::super::context::discourse::Discourse;
use super::super::context::tense::Tense;
use super::super::grammar::expression::expression;
use super::super::grammar::raw::{Form, Raw};
use super::super::grammar::written_date::{Field, Period};
use super::super::grammar::written_time::Time;
use super::dated::{Dated, dated};
use super::interval::join;
use super::month_end::at_month_end;
use crate::extract::cursor::Cursor;
use crate::lexicon::{Era, Phrases, Table, era_at, table};
use crate::text::Span;
use crate::value::{Granularity, Temporal, TimeSpan};
use jiff::civil::DateTime;

/// In the left end of a range: the right end is of the afternoon, too.
static AFTERNOON: Table<Phrases> = table!("range.csv", Phrases::new);

/// What the right end of a range takes from the left end.
#[derive(Clone, Debug)]
pub(crate) struct Left {
    time: Temporal,
    afternoon: bool,
    /// The era its year is counted by.
    era: Option<&'static Era>,
}

impl Left {
    /// The left end `time`, written as `surface`.
    pub fn new(time: &Temporal, surface: &str) -> Self {
        Left { time: time.clone(), afternoon: AFTERNOON.any_in(surface), era: era_at(surface) }
    }

    /// Returns true if the text between two expressions makes them the ends of a range.
    pub fn joins(between: &str) -> bool {
        matches!(between.trim_matches(' '), "から" | "より" | "〜" | "―" | "-" | "ー")
    }

    /// Lends the right end its hour: 4時17分から27分まで, 4時17〜27分. The cursor stands after the right end.
    pub fn lend_hour(&self, right: &mut Raw, c: &Cursor) {
        let last = if let Form::Duration { length, most: None } = &right.form { length.minute() } else { None };
        if let Some(minute) = last
            && self.time.granularity == Granularity::Minute
            && c.before().ends_with('分')
        {
            right.form = Form::Time { time: Time::SameHour { minute }, next_day: false };
        }
    }

    /// Lends the right end the half of the day (午後1時から3時) and the era (平成16年4月〜17年3月).
    pub fn lend(&self, right: &mut Raw) {
        if let Form::Time { time, .. } = &mut right.form
            && let Time::Clock(clock) = *time
            && self.afternoon
            && clock.hour < 12
            && !clock.halved
        {
            *time = Time::SameHalf(clock);
        }
        if let Some(era) = self.era {
            right.fill_year(|digits| era.year(digits.into()));
        }
    }

    /// Moves the right end behind the left: 12月29日〜1月3日 ends in the year after, 午後11時から午前2時 on the next day.
    pub fn correct(&self, raw: &Raw, t: &mut Temporal, d: &mut Discourse, block: usize) {
        let (Some(left), Some(lower), Some(upper)) = (self.time.span.lower, t.span.lower, t.span.upper) else { return };
        if upper >= left
            || raw.year().is_some()
            || !matches!(raw.form, Form::Day(..) | Form::Time { .. } | Form::Period(_))
        {
            return;
        }
        let later = |x: DateTime| -> Option<DateTime> {
            let date = match (raw.month(), raw.day()) {
                (Some(Field::Is(_)), _) => x.date().checked_add(jiff::Span::new().years(1)).ok()?,
                (None, Some(Field::Is(day))) => plus_months(x.date(), 1)?.with().day(day).build().ok()?,
                (None, None) if raw.has_clock() => plus_days(x.date(), 1)?,
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

/// Resolves the expression that was read from byte `begin` of its sentence to the cursor, with the right end of a range if
/// one follows; `left` is the left end, where it is itself a right end. Returns it with the byte offset of its end.
pub(crate) fn read(
    mut raw: Raw,
    begin: usize,
    cursor: &Cursor,
    d: &mut Discourse,
    block: usize,
    left: Option<&Left>,
) -> (Dated, usize) {
    if let Some(left) = left {
        if ["まで", "にかけて", "の間", "ごろ", "頃"].iter().any(|w| cursor.rest().starts_with(w)) {
            left.lend_hour(&mut raw, cursor);
        }
        left.lend(&mut raw);
    }
    let mut first = dated(&raw, d, block);
    if let Some(left) = left {
        left.correct(&raw, &mut first.time, d, block);
    }
    at_month_end(&raw, &mut first.time, cursor.text, Span::new(begin, cursor.at), d.said.tense == Tense::Past);
    if let Some(time) = apposed(&raw, cursor, d, block) {
        let timex = std::mem::take(&mut first.time.timex);
        first.time = Temporal { timex, anchor: first.time.anchor, ..time };
    }
    let open = is_end(&raw.form) && raw.modifier.is_none() && (first.time.span.lower.is_some() || d.said.habit);
    if open && let Some((time, last, end)) = right_end(&first.time, begin, cursor, d, block) {
        let weekdays = first.weekdays.into_iter().chain(last.weekdays).collect();
        let era_mismatch = first.era_mismatch.or(last.era_mismatch);
        return (Dated { time, weekdays, era_mismatch, ..first }, end);
    }
    (first, cursor.before().trim_end_matches(' ').len())
}

/// Returns true for forms that can be an end of a range.
fn is_end(form: &Form) -> bool {
    match form {
        Form::Period(period) => !matches!(period, Period::Years(..)),
        Form::Day(..) | Form::Time { .. } | Form::Quarter { .. } | Form::Epoch(..) => true,
        _ => false,
    }
}

/// Reads the right end of a range after the cursor: the range, its right end alone, and the byte offset where it ends.
fn right_end(
    first: &Temporal,
    begin: usize,
    cursor: &Cursor,
    d: &mut Discourse,
    block: usize,
) -> Option<(Temporal, Dated, usize)> {
    let mut ahead = *cursor;
    ahead.skip_blanks();
    ahead.eat_any(&["〜", "―", "-"])?;
    ahead.skip_blanks();
    let mut right = expression(&mut ahead)?;
    let left = Left::new(first, &cursor.text[begin..cursor.at]);
    left.lend_hour(&mut right, &ahead);
    if !is_end(&right.form) {
        return None;
    }
    let mut after = d.clone();
    // the right end of 1月26日〜2月13日 never precedes the left
    after.said.tense = Tense::Future;
    left.lend(&mut right);
    let mut last = dated(&right, &mut after, block);
    left.correct(&right, &mut last.time, &mut after, block);
    let time = join(first, &last.time)?;
    *d = after;
    Some((time, last, ahead.at))
}

/// The time that follows a point a length away and says when it is: 36分後の午前5時50分.
fn apposed(raw: &Raw, cursor: &Cursor, d: &Discourse, block: usize) -> Option<Temporal> {
    let mut ahead = *cursor;
    if !matches!(raw.form, Form::Offset(_)) || !ahead.eat("の") {
        return None;
    }
    let said = expression(&mut ahead).filter(|said| said.has_clock() || said.day().is_some())?;
    Some(dated(&said, &mut d.clone(), block).time)
}
