//! Whether two stated values are equal, compatible or different.

use super::super::Verdict;
use super::iso::{moment, timed, tolerance};
use super::partial;
use crate::claim::Stated;
use crate::value::{Decimal, Granularity, day, pow10};
use jiff::SignedDuration;
use jiff::civil::DateTime;

/// Compares two values of one dimension: [`Verdict::Agree`], [`Verdict::Compatible`] or [`Verdict::Conflict`], whenever they
/// were stated.
pub fn compare(a: &Stated, b: &Stated) -> Verdict {
    if a.dimension == "date" {
        return if partial::is_partial(a, b) { partial::compare(a, b) } else { dates(a, b) };
    }
    if a.dimension == "duration" {
        return durations(a, b);
    }
    amounts(a, b)
}

/// Compares lengths of time: equal are 1週間 and 7日間, compatible are near lengths of which one is hedged (約8時間半).
fn durations(a: &Stated, b: &Stated) -> Verdict {
    let hedged = !a.modifier.is_empty() || !b.modifier.is_empty();
    match () {
        () if a.value == b.value || matches!((minutes(a), minutes(b)), (Some(x), Some(y)) if x == y) => {
            agree_if(a.modifier == b.modifier)
        }
        () if hedged && !apart(a, b, 1.2) || may_be_equal(a, b) => Verdict::Compatible,
        () => Verdict::Conflict,
    }
}

/// Returns true if two lengths of time are equal for years and months of some length, the first day counted or not: 6年と2日
/// and 2195日.
fn may_be_equal(a: &Stated, b: &Stated) -> bool {
    let days = |s: &Stated| -> Option<(f64, f64)> {
        let span: jiff::Span = s.value.parse().ok()?;
        let (years, months) = (f64::from(span.get_years()), f64::from(span.get_months()));
        let rest = span.years(0).months(0).total((jiff::Unit::Day, jiff::SpanRelativeTo::days_are_24_hours())).ok()?;
        // twelve months in a row are a year
        let whole = years + (months / 12.0).floor();
        let months = months % 12.0;
        Some((
            whole * 365.0 + months * 30.0 - months.min(2.0) + rest,
            whole * 365.0 + (whole / 4.0).ceil() + months * 31.0 + rest + 1.0,
        ))
    };
    let calendar = |s: &Stated| s.value.contains('Y') || s.value.split('T').next().is_some_and(|d| d.contains('M'));
    let meet = |(from, to): (f64, f64), (first, last): (f64, f64)| from <= last && first <= to;
    (calendar(a) != calendar(b)) && days(a).zip(days(b)).is_some_and(|(x, y)| meet(x, y))
}

/// Verdict of two equal values: agree if they are meant in the `same` way, else compatible.
fn agree_if(same: bool) -> Verdict {
    if same { Verdict::Agree } else { Verdict::Compatible }
}

/// A length of time in minutes; a month counts 30 days, a year 365.
pub(crate) fn minutes(s: &Stated) -> Option<f64> {
    let span: jiff::Span = s.value.parse().ok()?;
    let days = f64::from(span.get_years()) * 365.0 + f64::from(span.get_months()) * 30.0;
    let rest = span.years(0).months(0).total((jiff::Unit::Minute, jiff::SpanRelativeTo::days_are_24_hours())).ok()?;
    Some(days * 24.0 * 60.0 + rest)
}

/// Returns true if one length of time is more than three times the other: too much for a rounding or a slip.
pub(crate) fn lengths_apart(a: &Stated, b: &Stated) -> bool {
    apart(a, b, 3.0)
}

/// Returns true if one length of time is more than `times` the other, or one of them is unknown.
fn apart(a: &Stated, b: &Stated, times: f64) -> bool {
    !matches!((minutes(a), minutes(b)), (Some(x), Some(y)) if x > 0.0 && y > 0.0 && x.max(y) / x.min(y) <= times)
}

/// A number of a stated amount (its value or a bound) in the unit of its dimension.
pub(crate) fn number(s: &Stated, field: &str) -> Option<Decimal> {
    let written: Decimal = field.parse().ok()?;
    Some(if s.exponent == 0 { written } else { written * pow10(s.exponent) })
}

/// The numbers of two amounts; a loss is negative if the other side writes losses with a sign.
pub(crate) fn numbers(a: &Stated, b: &Stated) -> Option<(Decimal, Decimal)> {
    let signed = |s: &Stated, other: &Stated| {
        let n = number(s, &s.value)?;
        Some(if is_told_as_loss(s, other) { -n } else { n })
    };
    Some((signed(a, b)?, signed(b, a)?))
}

/// Returns true if words call an amount a loss (赤字) and the other amount has a minus sign: it means the negative number.
pub(crate) fn is_told_as_loss(s: &Stated, other: &Stated) -> bool {
    s.loss && !negative(s) && negative(other)
}

/// Returns true if the value has a minus sign.
fn negative(s: &Stated) -> bool {
    s.value.starts_with('-')
}

/// Compares two amounts.
fn amounts(a: &Stated, b: &Stated) -> Verdict {
    let written = a.value == b.value && a.exponent == b.exponent;
    let bounds = a.lower == b.lower && a.upper == b.upper;
    if written && bounds && (a.value.is_empty() || a.modifier == b.modifier) {
        return Verdict::Agree;
    }
    let Some((x, y)) = numbers(a, b) else {
        return if overlap(a, b) { Verdict::Compatible } else { Verdict::Conflict };
    };
    if x == y {
        // 震度6強 and 6弱 have one number and disjoint bounds
        let ends = |s: &Stated| Some((number(s, &s.lower)?, number(s, &s.upper)?));
        if let (Some((al, au)), Some((bl, bu))) = (ends(a), ends(b))
            && negative(a) == negative(b)
            && (au < bl || bu < al)
        {
            return Verdict::Conflict;
        }
        return agree_if(bounded(a) == bounded(b));
    }
    if overlap(a, b) || rounds(a, &x, &y) || rounds(b, &y, &x) { Verdict::Compatible } else { Verdict::Conflict }
}

/// Returns true if a value is a bound (以上, 余り) rather than a point.
fn bounded(s: &Stated) -> bool {
    !s.modifier.is_empty() && s.modifier != "approx"
}

/// Returns true if the intervals of two amounts meet. An interval that is open to one side is taken to end a fifth beyond
/// the stated bound, since 100億円以上 is not said of 500億円.
fn overlap(a: &Stated, b: &Stated) -> bool {
    let ends = |s: &Stated| {
        let (lower, upper) = (number(s, &s.lower), number(s, &s.upper));
        let reach = |d: &Decimal, tenths: i64| d * Decimal::from(tenths) * pow10(-1);
        match (lower, upper) {
            (Some(l), Some(u)) => Some((l, u)),
            (Some(l), None) => Some((l.clone(), reach(&l, 12))),
            (None, Some(u)) => Some((reach(&u, 8), u)),
            (None, None) => None,
        }
    };
    // two limits of one kind (15歳以下, 18歳以下) are two values
    let limits = matches!(a.modifier.as_str(), "at_most" | "at_least" | "less_than" | "more_than");
    if limits && a.modifier == b.modifier || !bounded(a) && !bounded(b) {
        return false;
    }
    matches!((ends(a), ends(b)), (Some((al, au)), Some((bl, bu))) if al <= bu && bl <= au)
}

/// Returns true if `x`, as stated in `s`, is `y` rounded: to the last written digit (580億, 1万2千), or to the last digit that
/// is not zero if it is hedged (約).
fn rounds(s: &Stated, x: &Decimal, y: &Decimal) -> bool {
    let (digits, scale) = x.normalized().into_bigint_and_exponent();
    let significant = digits.to_string().trim_start_matches('-').len();
    let (finer, _) = y.normalized().into_bigint_and_exponent();
    let finer = finer.to_string().trim_start_matches('-').len();
    let hedged = !s.modifier.is_empty();
    let written = s.precision + s.exponent;
    // 7割 is not exactly 70.0％
    let tenths = s.dimension.starts_with("percent") && written == 1;
    // a number written to its ones is not rounded: 110円 is not 108円
    // 500億円 may have three digits that count: it is 502億円, but not 540億円
    let one_digit = significant < 2 && (x - y).abs() * Decimal::from(100) > x.abs();
    if finer <= significant || !hedged && !tenths && (written <= 0 && x.abs() >= 1 || one_digit) {
        return false;
    }
    let unit = pow10(-(scale as i32));
    // 62万 is 62万5000 rounded down as well as up
    let near = (x - y).abs() <= &unit * Decimal::from(5) * pow10(-1);
    // newspapers also truncate: 1兆2,345億 becomes 1兆2,300億
    let cut = hedged && x <= y && (y - x) < unit;
    near || cut
}

/// Returns true if both are times of day, and at least one does not state its day.
fn are_clock_times(a: &Stated, b: &Stated) -> bool {
    let timed = |s: &Stated| s.precision >= Granularity::Hour as i32;
    (a.clock || b.clock) && timed(a) && timed(b)
}

/// Days from one date to the other; 0 between two times of day of which one does not state its day. None if one of them has
/// no place in the calendar.
pub(crate) fn days_between(a: &Stated, b: &Stated) -> Option<i32> {
    if partial::is_partial(a, b) {
        return partial::days_between(a, b);
    }
    let (x, y) = (day(&a.lower)?, day(&b.lower)?);
    if are_clock_times(a, b) { Some(0) } else { x.until(y).ok().map(|s| s.get_days()) }
}

/// The intervals of two dates, as first and last moment. A time of day that does not state its day is put on the day of the
/// other. None if one of them has no place in the calendar.
fn intervals(a: &Stated, b: &Stated) -> Option<[(DateTime, DateTime); 2]> {
    let shifted = |s: &Stated, other: &Stated, shifts: bool| {
        let (lower, upper) = (moment(&s.lower)?, moment(&s.upper)?);
        let to = moment(&other.lower).filter(|_| are_clock_times(a, b) && shifts);
        let days = to.map_or(0, |to| lower.date().until(to.date()).map_or(0, |d| d.get_days()));
        let moved = |t: DateTime| t.saturating_add(jiff::Span::new().days(days));
        Some((moved(lower), moved(upper)))
    };
    // of two such times one moves
    Some([shifted(a, b, a.clock && !b.clock)?, shifted(b, a, b.clock)?])
}

/// Returns true if a date is stated with a part of the day, which has no sharp bounds: 朝, 夕方.
fn vague(s: &Stated) -> bool {
    s.precision == Granularity::PartOfDay as i32
}

/// The intervals of two dates as widely as their words allow: two hours more on either side of a part of the day, and a day
/// up to its end.
fn widened(a: &Stated, b: &Stated, intervals: [(DateTime, DateTime); 2]) -> [(DateTime, DateTime); 2] {
    let widen = |s: &Stated, (lower, upper): (DateTime, DateTime)| {
        let upper = if timed(s) { upper } else { upper.date().at(23, 59, 59, 0) };
        let soft = if vague(s) { SignedDuration::from_hours(2) } else { SignedDuration::ZERO };
        (lower.saturating_sub(soft), upper.saturating_add(soft))
    };
    [widen(a, intervals[0]), widen(b, intervals[1])]
}

/// Returns true if one interval contains the other, or, if one is vague, they meet.
fn meet(a: &Stated, b: &Stated, [(al, au), (bl, bu)]: [(DateTime, DateTime); 2]) -> bool {
    al <= bl && bu <= au || bl <= al && au <= bu || (vague(a) || vague(b)) && al <= bu && bl <= au
}

/// Compares two dates or times.
fn dates(a: &Stated, b: &Stated) -> Verdict {
    let Some(intervals) = intervals(a, b) else {
        return if a.value == b.value { Verdict::Agree } else { Verdict::Conflict };
    };
    if intervals[0] == intervals[1] && timed(a) == timed(b) {
        return Verdict::Agree;
    }
    let widened = widened(a, b, intervals);
    if meet(a, b, widened) {
        return Verdict::Compatible;
    }
    let [(al, _), (bl, _)] = widened;
    let minutes = al.duration_until(bl).as_mins();
    let hedged = [a, b].iter().any(|s| matches!(s.modifier.as_str(), "approx" | "slightly_more" | "slightly_less"));
    // 正午すぎ and 3時すぎ last until the next full hour
    let past = |early: &Stated, by: i64| {
        let full = moment(&early.lower).is_some_and(|m| m.minute() == 0);
        early.modifier == "slightly_more" && full && (0..60).contains(&by)
    };
    let tolerance = |s: &Stated, at: DateTime| if s.modifier.is_empty() { 0 } else { tolerance(at.minute().into()) };
    let within = minutes.abs() <= tolerance(a, al).max(tolerance(b, bl)) || past(a, minutes) || past(b, -minutes);
    if timed(a) && timed(b) && hedged && within { Verdict::Compatible } else { Verdict::Conflict }
}

/// The time from one date to another as an ISO 8601 duration, in hours and minutes if both state the time, else in days. None
/// if one date contains the other.
pub(crate) fn time_between(a: &Stated, b: &Stated) -> Option<String> {
    if partial::is_partial(a, b) {
        return None;
    }
    let widened = widened(a, b, intervals(a, b)?);
    if meet(a, b, widened) {
        return None;
    }
    let [(al, _), (bl, _)] = widened;
    let (by, unit) = if timed(a) && timed(b) {
        let by = al.duration_until(bl).as_mins();
        (by, format!("PT{}H{}M", by.abs() / 60, by.abs() % 60))
    } else {
        let by = al.date().until(bl.date()).map_or(0, |s| s.get_days());
        (i64::from(by), format!("P{}D", by.abs()))
    };
    Some(format!("{}{unit}", if by < 0 { "-" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_months_have_no_fixed_number_of_days() {
        let length = |value: &str| Stated { dimension: "duration".into(), value: value.into(), ..Stated::default() };
        for (a, b, expected) in [
            ("P6Y2D", "P2195D", Verdict::Compatible),
            ("P6Y2D", "P2230D", Verdict::Conflict),
            ("P3M", "P92D", Verdict::Compatible),
            ("P3M", "P80D", Verdict::Conflict),
            ("P1W", "P7D", Verdict::Agree),
            ("P2Y", "P3Y", Verdict::Conflict),
        ] {
            assert_eq!(compare(&length(a), &length(b)), expected, "{a} {b}");
        }
    }
}
