//! Days and spans that a text has told, as far as later expressions ask for them.

use crate::value::days_between;
use jiff::civil::Date;
use std::collections::VecDeque;

/// The longest span whose days are near each other, in days.
const SEASON: i32 = 100;

/// Days within which a day is near the publication date.
const RECENT: i32 = 120;

/// How many days and spans are remembered.
const REMEMBERED: usize = 16;

/// Days and spans told, whatever they leaned on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// The days resolved last, the latest first.
    pub days: VecDeque<Date>,
    /// The spans named last with their year, the latest first.
    pub spans: VecDeque<(Date, Date)>,
    /// Whether one was near the publication date.
    pub recent: bool,
    /// The first day of which a time of day is told.
    pub timed: Option<Date>,
    /// The day of a dateline with a clock time (4日午後2時25分 東京): what a flash reports is of that day.
    pub flash: Option<Date>,
}

impl Told {
    /// Takes in a resolved day of a page published on `published`.
    pub fn note_day(&mut self, day: Date, published: Option<Date>) {
        self.recent |= published.is_some_and(|p| days_between(day, p).abs() <= RECENT);
        self.days.truncate(REMEMBERED - 1);
        self.days.push_front(day);
    }

    /// Takes in a span named with its year.
    pub fn note_span(&mut self, from: Date, to: Date) {
        if days_between(from, to) <= SEASON {
            self.spans.truncate(REMEMBERED - 1);
            self.spans.push_front((from, to));
        }
    }
}
