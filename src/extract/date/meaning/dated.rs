//! A temporal expression with what a check can verify.

use super::super::context::discourse::Discourse;
use super::super::grammar::raw::{Form, Raw};
use super::resolve::resolve;
use crate::value::{Granularity, Temporal};
use compact_str::CompactString;
use jiff::civil::{Date, Weekday};

/// A temporal expression, with what the text states beside its value and a check can verify.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dated {
    /// The resolved expression.
    pub time: Temporal,
    /// Each weekday written beside a date, with that date.
    pub weekdays: Vec<(Weekday, Date)>,
    /// Gregorian years that an era and a bracketed year give for the same date, when they differ.
    pub era_mismatch: Option<(i16, i16)>,
    /// Year, month and day of a date that no calendar has.
    pub nonexistent: Option<(i16, i8, i8)>,
    /// Offset of a relative date as an ISO 8601 duration: 42分後 is PT42M.
    pub away: Option<CompactString>,
}

/// Resolves an expression of block `block` and takes its date into the discourse.
pub(crate) fn dated(raw: &Raw, d: &mut Discourse, block: usize) -> Dated {
    let time = resolve(raw, d, block);
    let weekdays = raw.stated_weekday().zip(time.span.lower.map(|l| l.date())).into_iter().collect();
    let nonexistent =
        (time.span.lower.is_none() && time.granularity == Granularity::Day).then(|| written_day(&time.value)).flatten();
    let away = match &raw.form {
        Form::Offset(offset) => Some(offset.length.iso().into()),
        _ => None,
    };
    Dated { time, weekdays, era_mismatch: raw.contradictory_years(), nonexistent, away }
}

/// Year, month and day of a TIMEX3 value that gives all three.
fn written_day(value: &str) -> Option<(i16, i8, i8)> {
    let mut parts = value.splitn(3, '-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
