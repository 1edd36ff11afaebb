//! The slip of the pen that would turn one value into another.

use super::compare::days_between;
use crate::claim::Claim;
use crate::lexicon::Modality;
use crate::value::{Decimal, day};

/// A suspected cause of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// 万 for 億: 580億 became 580万.
    Myriad,
    /// Two digits changed places: 463 became 436.
    DigitsSwapped,
    /// A digit was dropped or added: 1200 and 120.
    DigitDropped,
    /// One digit of a long number differs.
    OneDigit,
    /// One is with consumption tax of 8 or 10 per cent, the other without.
    Tax,
    /// One is planned, the other not.
    PlanForResult,
    /// The sign was lost: 8.4％増 became 8.4％減.
    IncreaseForDecrease,
    /// The same day of another year.
    Year,
    /// The same day of another month.
    Month,
    /// The day before or after.
    OneDay,
    /// 午前 became 午後: twelve hours apart.
    HalfOfDay,
    /// Japanese time and UTC: nine hours apart.
    TimeZone,
}

impl Cause {
    /// The value of the `suspected_cause` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Cause::Myriad => "万 for 億",
            Cause::DigitsSwapped => "digits swapped",
            Cause::DigitDropped => "digit dropped or added",
            Cause::OneDigit => "one digit differs",
            Cause::Tax => "with and without tax",
            Cause::PlanForResult => "plan for result",
            Cause::IncreaseForDecrease => "increase for decrease",
            Cause::Year => "year off",
            Cause::Month => "month off",
            Cause::OneDay => "one day off",
            Cause::HalfOfDay => "午前 for 午後",
            Cause::TimeZone => "time zone",
        }
    }
}

/// The likeliest cause of two different values; none if no cause fits.
pub(crate) fn suspect(x: &Claim, y: &Claim) -> Option<Cause> {
    let planned = |c: &Claim| c.modality == Modality::Planned;
    if x.stated.dimension == "date" {
        return dates(x, y);
    }
    let (Ok(a), Ok(b)) = (x.stated.value.parse::<Decimal>(), y.stated.value.parse::<Decimal>()) else { return None };
    let (a, b) = (a.abs(), b.abs());
    let (small, large) = if a < b { (&a, &b) } else { (&b, &a) };
    let times = |n: i64| small * Decimal::from(n) == *large;
    if x.stated.value.starts_with('-') != y.stated.value.starts_with('-') && a == b {
        return Some(Cause::IncreaseForDecrease);
    }
    if times(10_000) {
        return Some(Cause::Myriad);
    }
    if times(10) || times(100) || times(1000) {
        return Some(Cause::DigitDropped);
    }
    if swapped(&a, &b) {
        return Some(Cause::DigitsSwapped);
    }
    if near(&(small * Decimal::from(110)), &(large * Decimal::from(100)))
        || near(&(small * Decimal::from(108)), &(large * Decimal::from(100)))
    {
        return Some(Cause::Tax);
    }
    if one_digit(&a, &b) {
        return Some(Cause::OneDigit);
    }
    if planned(x) != planned(y) {
        return Some(Cause::PlanForResult);
    }
    None
}

/// The likeliest cause of two different values, as the `suspected_cause` column has it; empty if no cause fits.
pub fn cause_of(x: &Claim, y: &Claim) -> &'static str {
    suspect(x, y).map_or("", Cause::as_str)
}

/// Plausibility, 0 to 1, that one value is a slip of the pen for the other and not a coincidence.
pub(crate) fn slip(x: &Claim, y: &Claim) -> f32 {
    // 420 and 240, not 42 and 24: two digits change places by chance
    let digits = x.stated.digits().max(y.stated.digits());
    match suspect(x, y) {
        Some(Cause::DigitsSwapped | Cause::DigitDropped) if digits > 2 => 1.0,
        Some(Cause::Myriad | Cause::IncreaseForDecrease) => 1.0,
        Some(Cause::DigitDropped) if digits > 1 => 0.6,
        Some(Cause::DigitsSwapped) => 0.6,
        Some(Cause::OneDigit) if digits > 3 => 0.5,
        Some(Cause::OneDigit | Cause::OneDay | Cause::Month) => 0.2,
        _ => 0.0,
    }
}

/// The digits of two numbers without their common trailing zeros: 240 and 204 for 2400000 and 2040000.
fn digits(a: &Decimal, b: &Decimal) -> (Vec<u8>, Vec<u8>) {
    let scale = a.normalized().fractional_digit_count().max(b.normalized().fractional_digit_count());
    let of = |d: &Decimal| d.with_scale(scale).into_bigint_and_exponent().0.to_string().into_bytes();
    (of(a), of(b))
}

/// Returns true if two digits changed places: neighbours as in 463 and 436, or any two from four digits on.
fn swapped(a: &Decimal, b: &Decimal) -> bool {
    let (a, b) = digits(a, b);
    a.len() == b.len() && transposed(&a, &b)
}

/// Returns true if two numerals of equal length differ in two digits that changed places: see [`swapped`].
fn transposed(a: &[u8], b: &[u8]) -> bool {
    let differ: Vec<usize> = (0..a.len()).filter(|i| a[*i] != b[*i]).collect();
    let near = |i: usize, j: usize| j == i + 1 || a.len() >= 4;
    matches!(differ[..], [i, j] if near(i, j) && a[i] == b[j] && a[j] == b[i])
}

/// Returns true if one digit of at least three differs.
fn one_digit(a: &Decimal, b: &Decimal) -> bool {
    let (a, b) = digits(a, b);
    a.len() == b.len() && a.len() >= 3 && a.iter().zip(&b).filter(|(x, y)| x != y).count() == 1
}

/// Returns true if two numbers differ by at most a thousandth.
fn near(a: &Decimal, b: &Decimal) -> bool {
    let gap = (a - b).abs() * Decimal::from(1000);
    &gap <= b && *b > 0
}

/// The likeliest cause of two different dates.
fn dates(x: &Claim, y: &Claim) -> Option<Cause> {
    let (Some(a), Some(b)) = (day(&x.stated.lower), day(&y.stated.lower)) else { return None };
    let days = days_between(&x.stated, &y.stated).map(i32::abs);
    if days == Some(0) {
        return clocks(&x.stated.lower, &y.stated.lower);
    }
    if a.month() == b.month() && a.day() == b.day() && a.year() != b.year() {
        return Some(Cause::Year);
    }
    if a.year() == b.year() && a.day() == b.day() && a.month() != b.month() {
        return Some(Cause::Month);
    }
    if days == Some(1) {
        return Some(Cause::OneDay);
    }
    // 12日 and 21日, not 1日 and 10日
    let month = (a.year(), a.month()) == (b.year(), b.month()) && a.day() > 9 && b.day() > 9;
    if month && a.day() != b.day() && a.day() / 10 == b.day() % 10 && a.day() % 10 == b.day() / 10 {
        return Some(Cause::DigitsSwapped);
    }
    None
}

/// The likeliest cause of two different times of one day.
fn clocks(x: &str, y: &str) -> Option<Cause> {
    let (Some(x), Some(y)) = (x.get(11..16), y.get(11..16)) else { return None };
    let minutes =
        |s: &str| s.split_once(':').and_then(|(h, m)| Some(h.parse::<i32>().ok()? * 60 + m.parse::<i32>().ok()?));
    let (Some(p), Some(q)) = (minutes(x), minutes(y)) else { return None };
    let digits = |s: &str| s.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let (a, b) = (digits(x), digits(y));
    // the zeros of a full hour are no digits to mistake
    let full = p % 60 == 0 || q % 60 == 0;
    match (p - q).abs() {
        720 => Some(Cause::HalfOfDay),
        540 => Some(Cause::TimeZone),
        _ if !full && transposed(&a, &b) => Some(Cause::DigitsSwapped),
        _ if !full && a.iter().zip(&b).filter(|(x, y)| x != y).count() == 1 => Some(Cause::OneDigit),
        _ => None,
    }
}
