//! Days the text has named with their month: 25日 long after 昨年10月25日 means that day.

use super::super::grammar::raw::Raw;
use super::super::grammar::written_date::Field;
use crate::value::Temporal;
use crate::value::days_between;
use jiff::civil::{Date, Weekday};
use std::collections::VecDeque;

/// How many days are remembered, and how many months.
const REMEMBERED: usize = 16;

/// How long before publication a bare day is yesterday's news rather than one of a month told of before, in days.
const NEWS: i32 = 3;

/// How long before publication a month is that lends nothing to such a day, in days.
const FAR: i32 = 45;

/// Days and months named in full, the last ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    days: VecDeque<Date>,
    months: VecDeque<(i16, i8)>,
}

impl Named {
    /// Takes in an expression that names its month.
    pub fn note(&mut self, raw: &Raw, time: &Temporal) {
        let Some(date) = raw.month().and(time.span.lower).map(|l| l.date()) else { return };
        self.months.truncate(REMEMBERED - 1);
        self.months.push_front((date.year(), date.month()));
        if matches!(raw.day(), Some(Field::Is(_))) {
            self.days.truncate(REMEMBERED - 1);
            self.days.push_front(date);
        }
    }

    /// The last day named whose next has that number: 11日に決算を出した … 翌12日.
    pub fn before(&self, day: i8) -> Option<Date> {
        self.days.iter().filter_map(|d| d.tomorrow().ok()).find(|next| next.day() == day)
    }

    /// The day of that number, where `otherwise`, the one by the publication date, is of a month the text has not
    /// spoken of.
    pub fn again(&self, day: i8, weekday: Option<Weekday>, otherwise: Option<Date>) -> Option<Date> {
        if otherwise.is_some_and(|d| self.months.contains(&(d.year(), d.month()))) {
            return None;
        }
        let fits = |d: &&Date| d.day() == day && weekday.is_none_or(|w| d.weekday() == w);
        self.days.iter().find(fits).copied()
    }
}

/// Returns true if a bare day of a sentence in the past is `recent`, a day of the last few, rather than `carried`, one of
/// the month spoken of.
pub(crate) fn is_news(published: Date, recent: Date, carried: Option<Date>) -> bool {
    (0..=NEWS).contains(&days_between(recent, published)) && carried.is_none_or(|c| days_between(c, published) > FAR)
}
