//! Dates of which the year, the month or the day is a guess or unknown, compared on the parts that are written.

use super::iso::{moment, slack, timed};
use crate::claim::Stated;
use crate::fact::Verdict;
use crate::value::day;
use jiff::civil::DateTime;

/// The written parts of a date.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    month: Option<i8>,
    day: Option<i8>,
    /// First and last minute of the day.
    clock: Option<(i16, i16)>,
}

/// Returns true if one of two dates is compared on its written parts alone.
pub(crate) fn is_partial(a: &Stated, b: &Stated) -> bool {
    !a.written.is_empty() || !b.written.is_empty()
}

/// Returns true if two dates write different days, of months that are not both written: 15日 and 9月7日 may be of one event
/// only by chance.
pub(crate) fn of_unknown_months(a: &Stated, b: &Stated) -> bool {
    let (x, y) = (Parts::of(a), Parts::of(b));
    is_partial(a, b) && x.day.zip(y.day).is_some_and(|(x, y)| x != y) && x.month.zip(y.month).is_none()
}

/// Compares two dates on the parts that both write: 1月26日 and 2018年1月26日 are compatible, 1月26日 and 2018年1月27日 are not, 11時28分
/// and 1月26日午前11時28分 are. Without a common part nothing speaks against them.
pub(crate) fn compare(a: &Stated, b: &Stated) -> Verdict {
    let (x, y) = (Parts::of(a), Parts::of(b));
    let differ = |x: Option<i8>, y: Option<i8>| x.zip(y).is_some_and(|(x, y)| x != y);
    let wide = |s: &Stated, (from, to): (i16, i16)| {
        let (before, after) = slack(s, i64::from(from % 60));
        (i64::from(from) - before, i64::from(to) + after)
    };
    let apart = |(x, y): ((i16, i16), (i16, i16))| {
        // only one of the two may be off
        let meet = |(from, to): (i64, i64), (first, last): (i64, i64)| from <= last && first <= to;
        let exact = |(from, to): (i16, i16)| (i64::from(from), i64::from(to));
        !meet(wide(a, x), exact(y)) && !meet(exact(x), wide(b, y))
    };
    // 26日 of which month is unknown may be another's 26日, but it is not the 27日
    if differ(x.month, y.month) || differ(x.day, y.day) || x.clock.zip(y.clock).is_some_and(apart) {
        return Verdict::Conflict;
    }
    let common = x.day.zip(y.day).is_some() || x.clock.zip(y.clock).is_some();
    if common && a.value == b.value { Verdict::Agree } else { Verdict::Compatible }
}

/// Days between two dates by the parts that both write: 0 if these are equal, `None` if they write none in common.
pub(crate) fn days_between(a: &Stated, b: &Stated) -> Option<i32> {
    let (x, y) = (Parts::of(a), Parts::of(b));
    let days = x.day.zip(y.day).map(|(x, y)| i32::from((x - y).abs()));
    match (x.month.zip(y.month), days) {
        (Some((m, n)), Some(days)) => Some(if m == n { days } else { 31 * i32::from((m - n).abs()) }),
        (None, Some(days)) => Some(days),
        (_, None) => x.clock.zip(y.clock).map(|_| 0),
    }
}

impl Parts {
    fn of(s: &Stated) -> Self {
        if s.written.is_empty() { Parts::of_known(s) } else { Parts::of_timex(&s.written) }
    }

    /// The parts of `XXXX-01-26T11:28`; of a range none.
    fn of_timex(timex: &str) -> Self {
        if timex.contains('/') {
            return Parts::default();
        }
        let (date, clock) = timex.split_once('T').map_or((timex, None), |(d, c)| (d, Some(c)));
        let mut parts = date.split('-').skip(1);
        let mut next = || parts.next().and_then(|p| p.parse().ok());
        Parts { month: next(), day: next(), clock: clock.and_then(minutes) }
    }

    /// The parts of a date whose interval is known.
    fn of_known(s: &Stated) -> Self {
        let (Some(from), Some(to)) = (day(&s.lower), day(&s.upper)) else { return Parts::default() };
        let minute = |at: DateTime| i16::from(at.hour()) * 60 + i16::from(at.minute());
        let clock = moment(&s.lower).zip(moment(&s.upper)).filter(|_| timed(s) && from == to);
        Parts {
            month: (from.first_of_month() == to.first_of_month()).then(|| from.month()),
            day: (from == to).then(|| from.day()),
            clock: clock.map(|(from, to)| (minute(from), minute(to))),
        }
    }
}

/// First and last minute of a time of day in TIMEX3; a part of the day has none.
fn minutes(clock: &str) -> Option<(i16, i16)> {
    let mut parts = clock.split(':').map(|p| p.parse::<i16>().ok());
    let hour = 60 * parts.next()??;
    Some(match parts.next() {
        Some(minute) => (hour + minute?, hour + minute?),
        None => (hour, hour + 59),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partial(written: &str) -> Stated {
        Stated { dimension: "date".into(), value: written.into(), written: written.into(), ..Stated::default() }
    }

    fn known(lower: &str, upper: &str) -> Stated {
        let precision = if lower.contains('T') { 60 } else { 0 };
        let [lower, upper]: [compact_str::CompactString; 2] = [lower, upper].map(Into::into);
        Stated { dimension: "date".into(), value: lower.clone(), lower, upper, precision, ..Stated::default() }
    }

    #[test]
    fn only_what_is_written_is_compared() {
        let (day, minute) = (partial("XXXX-01-26"), partial("XXXX-01-26T11:28"));
        for (a, b, expected) in [
            (&day, &known("2018-01-26", "2018-01-26"), Verdict::Compatible),
            (&day, &known("2018-01-27", "2018-01-27"), Verdict::Conflict),
            (&day, &known("2018-01-01", "2018-01-31"), Verdict::Compatible),
            (&day, &day, Verdict::Agree),
            (&minute, &partial("T11:28"), Verdict::Compatible),
            (&minute, &partial("T11:58"), Verdict::Conflict),
            (&minute, &known("2018-01-26T11:28", "2018-01-26T11:28"), Verdict::Compatible),
            (&minute, &partial("XXXX-XX-27"), Verdict::Conflict),
            (&partial("XXXX-XX-XX"), &known("2018-01-27", "2018-01-27"), Verdict::Compatible),
        ] {
            assert_eq!((compare(a, b), compare(b, a)), (expected, expected), "{a:?} {b:?}");
        }
    }
}
