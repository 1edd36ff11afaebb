//! Stated dates as ISO 8601 has them.

use crate::claim::Stated;
use crate::value::Granularity;
use jiff::civil::{Date, DateTime};

/// The moment of an ISO 8601 time, or midnight of a date.
pub(crate) fn moment(s: &str) -> Option<DateTime> {
    s.parse::<DateTime>().ok().or_else(|| s.parse::<Date>().ok().map(|d| d.at(0, 0, 0, 0)))
}

/// Returns true if a date is stated with a time or a part of the day.
pub(crate) fn timed(s: &Stated) -> bool {
    s.precision >= Granularity::PartOfDay as i32
}

/// How far a stated time of day may be off, in minutes before and after: 正午すぎ and 3時すぎ last until the next full hour.
pub(crate) fn slack(s: &Stated, minute: i64) -> (i64, i64) {
    match s.modifier.as_str() {
        "" => (0, 0),
        "slightly_more" if minute == 0 => (tolerance(minute), 59),
        _ => (tolerance(minute), tolerance(minute)),
    }
}

/// Tolerance of a hedged time of day, in minutes, by the minute it is told in: 30 for 3時ごろ, 5 for 5時14分ごろ.
pub(crate) fn tolerance(minute: i64) -> i64 {
    match minute {
        0 | 30 => 30,
        m if m % 10 == 0 || m == 15 || m == 45 => 15,
        _ => 5,
    }
}
