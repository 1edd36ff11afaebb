//! What kind of slip would turn one value into the other.

use super::compare::day;
use crate::claim::Claim;
use crate::lexicon::Modality;
use crate::value::Decimal;

/// The likeliest cause of a conflict, empty when none fits.
pub(super) fn suspect(x: &Claim, y: &Claim) -> &'static str {
    let planned = |c: &Claim| c.modality == Modality::Planned;
    if x.stated.dimension == "date" {
        return dates(x, y);
    }
    let (Ok(a), Ok(b)) = (x.stated.value.parse::<Decimal>(), y.stated.value.parse::<Decimal>()) else { return "" };
    let (a, b) = (a.abs(), b.abs());
    let (small, large) = if a < b { (&a, &b) } else { (&b, &a) };
    let times = |n: i64| small * Decimal::from(n) == *large;
    if x.stated.value.starts_with('-') != y.stated.value.starts_with('-') && a == b {
        return "increase for decrease";
    }
    if times(10_000) {
        return "万 for 億";
    }
    if times(10) || times(100) || times(1000) {
        return "digit dropped or added";
    }
    if swapped(&digits(&a), &digits(&b)) {
        return "digits swapped";
    }
    if near(&(small * Decimal::from(110)), &(large * Decimal::from(100)))
        || near(&(small * Decimal::from(108)), &(large * Decimal::from(100)))
    {
        return "with and without tax";
    }
    if one_digit(&digits(&a), &digits(&b)) {
        return "one digit differs";
    }
    if planned(x) != planned(y) {
        return "plan for result";
    }
    ""
}

/// Whether two values differ by a slip of the pen, which makes it likelier that they were meant for one.
pub(super) fn is_slip(x: &Claim, y: &Claim) -> bool {
    const SLIPS: [&str; 5] =
        ["digits swapped", "万 for 億", "increase for decrease", "one day off", "one digit differs"];
    // 420 and 240, not 42 and 24: two digits change places by chance
    let long = |c: &Claim| c.stated.value.trim_start_matches('-').len() > 2 || c.stated.dimension == "date";
    (long(x) || long(y)) && SLIPS.contains(&suspect(x, y))
}

fn digits(d: &Decimal) -> Vec<u8> {
    d.normalized().into_bigint_and_exponent().0.to_string().into_bytes()
}

/// 463 and 436: two neighbouring digits change places.
fn swapped(a: &[u8], b: &[u8]) -> bool {
    let differ: Vec<usize> = (0..a.len().min(b.len())).filter(|i| a[*i] != b[*i]).collect();
    a.len() == b.len() && matches!(differ[..], [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

fn one_digit(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.len() >= 3 && a.iter().zip(b).filter(|(x, y)| x != y).count() == 1
}

fn near(a: &Decimal, b: &Decimal) -> bool {
    let gap = (a - b).abs() * Decimal::from(1000);
    &gap <= b && *b > 0
}

fn dates(x: &Claim, y: &Claim) -> &'static str {
    let (Some(a), Some(b)) = (day(&x.stated.lower), day(&y.stated.lower)) else { return "" };
    if a.month() == b.month() && a.day() == b.day() && a.year() != b.year() {
        return "year off";
    }
    if a.year() == b.year() && a.day() == b.day() && a.month() != b.month() {
        return "month off";
    }
    if a.until(b).is_ok_and(|s| s.get_days().abs() == 1) {
        return "one day off";
    }
    if a == b {
        let clock = |c: &Claim| c.stated.lower.get(11..16).map(str::to_owned);
        if let (Some(p), Some(q)) = (clock(x), clock(y)) {
            let minutes = |s: &str| {
                s.split_once(':').and_then(|(h, m)| Some(h.parse::<i32>().ok()? * 60 + m.parse::<i32>().ok()?))
            };
            if let (Some(p), Some(q)) = (minutes(&p), minutes(&q)) {
                return match (p - q).abs() {
                    720 => "午前 for 午後",
                    540 => "time zone",
                    _ => "",
                };
            }
        }
    }
    if a.day() != b.day() && a.day() / 10 == b.day() % 10 && a.day() % 10 == b.day() / 10 {
        return "digits swapped";
    }
    ""
}
