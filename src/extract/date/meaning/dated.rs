//! A temporal expression with what a check can verify.

use super::super::context::discourse::Discourse;
use super::super::context::tense::Tense;
use super::super::grammar::raw::{Form, Raw};
use super::super::grammar::time_words::{Origin, Relative};
use super::super::grammar::written_date::Field;
use super::resolve::resolve;
use crate::value::{Anchor, Granularity, Temporal};
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
    /// Whether its year, month or day rests on what the corpus says of the page: 1月26日 on a page without a date.
    pub inferred: bool,
    /// Weekday written beside a day, whether the day is known or not.
    pub weekday: Option<Weekday>,
    /// Whether the sentence speaks of what is to come.
    pub ahead: bool,
    /// Whether the sentence tells it as past.
    pub past: bool,
    /// How far from the publication date it is told: 昨年3月 is a year back, きのう a day.
    pub from_document: Option<FromDocument>,
    /// Offset of a relative date as an ISO 8601 duration: 42分後 is PT42M.
    pub away: Option<CompactString>,
}

/// Offset of a relative date from the publication date, in the unit it is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FromDocument {
    /// 昨年 is -1.
    Years(i32),
    /// 先月 is -1.
    Months(i32),
    /// きょう is 0, きのう -1.
    Days(i32),
}

/// Resolves an expression of block `block` and takes its date into the discourse.
pub(crate) fn dated(raw: &Raw, d: &mut Discourse, block: usize) -> Dated {
    let mut time = resolve(raw, d, block);
    if time.anchor == Anchor::Document && !d.page.is_stated() {
        time.anchor = Anchor::Corpus;
    }
    let inferred = match time.anchor {
        Anchor::Corpus => true,
        Anchor::Discourse => d.at.inferred,
        Anchor::Explicit | Anchor::Document | Anchor::None => false,
    };
    if time.span.lower.is_some() {
        d.at.inferred = inferred;
    }
    let weekdays = raw.stated_weekday().zip(time.span.lower.map(|l| l.date())).into_iter().collect();
    let nonexistent =
        (time.span.lower.is_none() && time.granularity == Granularity::Day).then(|| written_day(&time.value)).flatten();
    let away = match &raw.form {
        Form::Offset(offset) => Some(offset.length.iso().into()),
        _ => None,
    };
    Dated {
        time,
        weekdays,
        era_mismatch: raw.contradictory_years(),
        nonexistent,
        inferred,
        weekday: raw.stated_weekday(),
        ahead: d.said.tense.ahead(),
        past: d.said.tense == Tense::Past,
        from_document: from_document(raw),
        away,
    }
}

fn from_document(raw: &Raw) -> Option<FromDocument> {
    let steps = |relative: Relative| (relative.origin == Origin::Document).then_some(relative.steps);
    match (raw.year(), raw.month(), raw.day()) {
        (.., Some(Field::At(day))) => steps(day).map(FromDocument::Days),
        (_, Some(Field::At(month)), _) => steps(month).map(FromDocument::Months),
        (Some(Field::At(year)), ..) => steps(year).map(FromDocument::Years),
        _ => None,
    }
}

/// Year, month and day of a TIMEX3 value that gives all three.
fn written_day(value: &str) -> Option<(i16, i8, i8)> {
    let mut parts = value.splitn(3, '-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
