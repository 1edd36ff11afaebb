//! A computed number as a writer would put it: 46311127000 is 463億1112万7000円.

use super::passage::Figure;
use crate::value::{Decimal, plain};
use bigdecimal::RoundingMode;

/// A computed number beside a figure like it: in its unit, with no more digits than it has.
pub(crate) fn spoken(number: &Decimal, like: Figure) -> String {
    let unit = like.value.amount.unit.as_str();
    if unit != "JPY" {
        let digits = i64::from(-like.value.amount.precision.min(0));
        return format!("{}{unit}", plain(&rounded(number, digits)));
    }
    yen(number)
}

/// A number to so many digits after the point.
pub(crate) fn rounded(number: &Decimal, digits: i64) -> Decimal {
    number.with_scale_round(digits, RoundingMode::HalfUp)
}

fn yen(number: &Decimal) -> String {
    let whole = rounded(number, 0);
    let digits = plain(&whole.abs());
    if digits.len() < 5 {
        return format!("{}円", plain(&rounded(number, 2)));
    }
    let mut out = String::new();
    let mut from = 0;
    for k in (0..digits.len().div_ceil(4)).rev() {
        let to = digits.len() - 4 * k;
        let part = digits[from..to].trim_start_matches('0');
        if !part.is_empty() {
            out.push_str(part);
            out.push_str(["", "万", "億", "兆", "京"].get(k).copied().unwrap_or(""));
        }
        from = to;
    }
    let minus = if *number < 0 { "-" } else { "" };
    format!("{minus}{out}円")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yen_are_written_as_newspapers_write_them() {
        for (number, text) in [
            ("46311127000", "463億1112万7000円"),
            ("500", "500円"),
            ("-30000", "-3万円"),
            ("142.5", "142.5円"),
            ("1000000000000", "1兆円"),
        ] {
            assert_eq!(yen(&number.parse().expect("a number")), text);
        }
    }
}
