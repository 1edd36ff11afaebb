//! Comparing two stated values: equal, compatible, or apart.

use super::Verdict;
use crate::claim::Stated;
use crate::value::{Decimal, Granularity, pow10};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

/// How two values stand to each other, leaving aside when they were said.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Agree, compatible or conflict.
    pub verdict: Verdict,
    /// Second minus first; empty when there is no single difference.
    pub difference: String,
    /// The same in per cent of the greater.
    pub difference_pct: String,
}

impl Comparison {
    fn of(verdict: Verdict) -> Self {
        Comparison { verdict, difference: String::new(), difference_pct: String::new() }
    }
}

/// How far from a hedged time another may lie and still be the same (minutes): 3時ごろ half an hour, 5時14分ごろ five minutes.
fn about(time: DateTime) -> i64 {
    match time.minute() {
        0 | 30 => 30,
        m if m % 10 == 0 || m == 15 || m == 45 => 15,
        _ => 5,
    }
}

/// Compares two values of one dimension.
pub fn compare(a: &Stated, b: &Stated) -> Comparison {
    if a.dimension == "date" {
        return dates(a, b);
    }
    if a.dimension == "duration" {
        return durations(a, b);
    }
    amounts(a, b)
}

/// Lengths of time: equal (1週間, 7日間), or near each other when one is hedged (半日近く, 約8時間半).
fn durations(a: &Stated, b: &Stated) -> Comparison {
    let equal = a.value == b.value || matches!((minutes(a), minutes(b)), (Some(x), Some(y)) if x == y);
    if equal {
        return Comparison::of(if a.modifier == b.modifier { Verdict::Agree } else { Verdict::Compatible });
    }
    let hedged = !a.modifier.is_empty() || !b.modifier.is_empty();
    let near = hedged && !apart(a, b, 1.2);
    Comparison::of(if near { Verdict::Compatible } else { Verdict::Conflict })
}

/// A length of time in minutes, a month as 30 days and a year as 365.
pub(super) fn minutes(s: &Stated) -> Option<f64> {
    let span: jiff::Span = s.value.parse().ok()?;
    let days = f64::from(span.get_years()) * 365.0 + f64::from(span.get_months()) * 30.0;
    let rest = span.years(0).months(0).total((jiff::Unit::Minute, jiff::SpanRelativeTo::days_are_24_hours())).ok()?;
    Some(days * 24.0 * 60.0 + rest)
}

/// Whether two lengths of time are too different to be one length misreported or rounded.
pub(super) fn lengths_apart(a: &Stated, b: &Stated) -> bool {
    apart(a, b, 3.0)
}

fn apart(a: &Stated, b: &Stated, times: f64) -> bool {
    !matches!((minutes(a), minutes(b)), (Some(x), Some(y)) if x > 0.0 && y > 0.0 && x.max(y) / x.min(y) <= times)
}

/// A number of a stated amount in the unit of its dimension.
pub(super) fn number(s: &Stated, field: &str) -> Option<Decimal> {
    let written: Decimal = field.parse().ok()?;
    Some(if s.exponent == 0 { written } else { written * pow10(s.exponent) })
}

/// The numbers of two amounts, a loss as a negative one where the other side writes it so.
fn numbers(a: &Stated, b: &Stated) -> (Option<Decimal>, Option<Decimal>) {
    let signed = |s: &Stated, other: &Stated| {
        let n = number(s, &s.value)?;
        Some(if is_told_as_loss(s, other) { -n } else { n })
    };
    (signed(a, b), signed(b, a))
}

/// Whether an amount is a loss by its words where the other one has a sign: it stands for the negative then.
pub(super) fn is_told_as_loss(s: &Stated, other: &Stated) -> bool {
    s.loss && !negative(s) && negative(other)
}

fn negative(s: &Stated) -> bool {
    s.value.starts_with('-')
}

fn amounts(a: &Stated, b: &Stated) -> Comparison {
    let (Some(x), Some(y)) = numbers(a, b) else {
        let same = a.value == b.value && a.lower == b.lower && a.upper == b.upper && a.exponent == b.exponent;
        let verdict = match (same, overlap(a, b)) {
            (true, _) => Verdict::Agree,
            (_, true) => Verdict::Compatible,
            _ => Verdict::Conflict,
        };
        return Comparison::of(verdict);
    };
    if x == y {
        // 震度6強 and 6弱 share the digit and no more
        let ends = |s: &Stated| Some((number(s, &s.lower)?, number(s, &s.upper)?));
        if let (Some((al, au)), Some((bl, bu))) = (ends(a), ends(b))
            && negative(a) == negative(b)
            && (au < bl || bu < al)
        {
            return Comparison::of(Verdict::Conflict);
        }
        let same = bounded(a) == bounded(b);
        return Comparison::of(if same { Verdict::Agree } else { Verdict::Compatible });
    }
    let difference = &y - &x;
    let greater = if x.abs() > y.abs() { x.abs() } else { y.abs() };
    let pct = if greater == 0 {
        Decimal::from(0)
    } else {
        (&difference * Decimal::from(100) / &greater).with_scale_round(2, bigdecimal::RoundingMode::HalfEven)
    };
    let verdict =
        if overlap(a, b) || rounds(a, &x, &y) || rounds(b, &y, &x) { Verdict::Compatible } else { Verdict::Conflict };
    Comparison { verdict, difference: crate::value::plain(&difference), difference_pct: crate::value::plain(&pct) }
}

/// Whether a value is a bound (以上, 余り) rather than itself.
fn bounded(s: &Stated) -> bool {
    !s.modifier.is_empty() && s.modifier != "approx"
}

/// Whether the bounds of the two share a value; an open end reaches as far as a fifth beyond the stated one, since
/// 「100億円余り」 does not mean 500億円.
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
    // two limits on the same side (15歳以下, 18歳以下) are two values
    if !a.modifier.is_empty()
        && a.modifier == b.modifier
        && matches!(a.modifier.as_str(), "at_most" | "at_least" | "less_than" | "more_than")
    {
        return false;
    }
    matches!((ends(a), ends(b)), (Some((al, au)), Some((bl, bu))) if (bounded(a) || bounded(b)) && al <= bu && bl <= au)
}

/// Whether `x` as stated is `y` rounded: to its last written digit (580億, 1万2千), or to the last that is not zero when the
/// text says 約.
fn rounds(s: &Stated, x: &Decimal, y: &Decimal) -> bool {
    let (digits, scale) = x.normalized().into_bigint_and_exponent();
    let significant = digits.to_string().trim_start_matches('-').len();
    let (finer, _) = y.normalized().into_bigint_and_exponent();
    let finer = finer.to_string().trim_start_matches('-').len();
    let hedged = !s.modifier.is_empty();
    let written = s.precision + s.exponent;
    // 7割 is no exact 70.0％
    let tenths = s.dimension.starts_with("percent") && written == 1;
    // a number written to its ones is a count or a price, no rounding: 110円 is not 108円
    if finer <= significant || !hedged && !tenths && (written <= 0 && x.abs() >= 1 || significant < 2) {
        return false;
    }
    let unit = pow10(-(scale as i32));
    let near = (x - y).abs() < &unit * Decimal::from(5) * pow10(-1);
    // newspapers also cut: 1兆2,345億 becomes 1兆2,300億
    let cut = hedged && x <= y && (y - x) < unit;
    near || cut
}

/// The day of an ISO date or time.
pub(super) fn day(s: &str) -> Option<Date> {
    s.get(..10)?.parse().ok()
}

fn moment(s: &str) -> Option<DateTime> {
    s.parse::<DateTime>().ok().or_else(|| s.parse::<Date>().ok().map(|d| d.at(0, 0, 0, 0)))
}

/// Whether the two are told as times of day, of which one leaves the day open.
fn clocks(a: &Stated, b: &Stated) -> bool {
    let timed = |s: &Stated| s.precision >= Granularity::Hour as i32;
    (a.clock || b.clock) && timed(a) && timed(b)
}

/// Days from one date to the other; none between two times of day of which one leaves the day open.
pub(super) fn days_between(a: &Stated, b: &Stated) -> Option<i32> {
    let (x, y) = (day(&a.lower)?, day(&b.lower)?);
    if clocks(a, b) { Some(0) } else { x.until(y).ok().map(|s| s.get_days()) }
}

fn dates(a: &Stated, b: &Stated) -> Comparison {
    let bounds = |s: &Stated| Some((moment(&s.lower)?, moment(&s.upper)?));
    let shifted = |s: &Stated, other: &Stated| {
        let (lower, upper) = bounds(s)?;
        let to = moment(&other.lower).filter(|_| clocks(a, b) && s.clock);
        let days = to.map_or(0, |to| lower.date().until(to.date()).map_or(0, |d| d.get_days()));
        let moved = |t: DateTime| t.saturating_add(jiff::Span::new().days(days));
        Some((moved(lower), moved(upper)))
    };
    let (Some((al, au)), Some((bl, bu))) = (shifted(a, b), shifted(b, a)) else {
        return Comparison::of(if a.value == b.value { Verdict::Agree } else { Verdict::Conflict });
    };
    let timed = |s: &Stated| s.precision >= Granularity::PartOfDay as i32;
    if (al, au) == (bl, bu) && timed(a) == timed(b) {
        return Comparison::of(Verdict::Agree);
    }
    // the end of a day is its last minute when the other side gives a time
    let end = |s: &Stated, u: DateTime| if timed(s) { u } else { u.date().at(23, 59, 59, 0) };
    let (au, bu) = (end(a, au), end(b, bu));
    // 朝, 夕方 have no sharp border
    let soft = |s: &Stated| {
        if s.precision == Granularity::PartOfDay as i32 { SignedDuration::from_hours(2) } else { SignedDuration::ZERO }
    };
    let widen = |s: &Stated, l: DateTime, u: DateTime| (l.saturating_sub(soft(s)), u.saturating_add(soft(s)));
    let ((al, au), (bl, bu)) = (widen(a, al, au), widen(b, bl, bu));
    let vague = [a, b].iter().any(|s| s.precision == Granularity::PartOfDay as i32);
    if al <= bl && bu <= au || bl <= al && au <= bu || vague && al <= bu && bl <= au {
        return Comparison::of(Verdict::Compatible);
    }
    let minutes = al.duration_until(bl).as_mins();
    let hedged = [a, b].iter().any(|s| matches!(s.modifier.as_str(), "approx" | "slightly_more" | "slightly_less"));
    // 正午すぎ and 3時すぎ reach to the end of the hour
    let past = |early: &Stated, by: i64| {
        let full = moment(&early.lower).is_some_and(|m| m.minute() == 0);
        early.modifier == "slightly_more" && full && (0..60).contains(&by)
    };
    let reach = |s: &Stated, at: DateTime| if s.modifier.is_empty() { 0 } else { about(at) };
    let within = minutes.abs() <= reach(a, al).max(reach(b, bl)) || past(a, minutes) || past(b, -minutes);
    let verdict = if timed(a) && timed(b) && hedged && within { Verdict::Compatible } else { Verdict::Conflict };
    let difference = match (timed(a) && timed(b), minutes) {
        (true, m) => format!("{}PT{}H{}M", if m < 0 { "-" } else { "" }, m.abs() / 60, m.abs() % 60),
        (false, _) => {
            let days = al.date().until(bl.date()).map_or(0, |s| s.get_days());
            format!("{}P{}D", if days < 0 { "-" } else { "" }, days.abs())
        }
    };
    Comparison { verdict, difference, difference_pct: String::new() }
}
