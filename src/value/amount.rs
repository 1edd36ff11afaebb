//! Quantities: exact decimals with a unit, bounds and written precision.

use super::Modifier;
use compact_str::ToCompactString;
use serde::{Deserialize, Serialize};

/// An exact decimal number. Binary floats hold neither 兆 nor 銭 exactly.
pub type Decimal = bigdecimal::BigDecimal;

/// What a quantity measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountKind {
    /// A sum of fiat money; the unit is its ISO 4217 code.
    Money,
    /// Units of a crypto asset; the unit is its ticker.
    Crypto,
    /// People or things; the unit is the counter as written.
    Count,
    /// Per cent, 割 or percentage points.
    Percent,
    /// 倍, fractions.
    Ratio,
    /// Money per unit of something.
    Price,
    /// Age in years.
    Age,
    /// A physical measure; the unit is a UCUM code.
    Measure,
    /// A place in an order.
    Rank,
    /// Anything else with a counter.
    #[default]
    Other,
}

impl AmountKind {
    /// The value of the `kind` column.
    pub fn as_str(self) -> &'static str {
        match self {
            AmountKind::Money => "money",
            AmountKind::Crypto => "crypto",
            AmountKind::Count => "count",
            AmountKind::Percent => "percent",
            AmountKind::Ratio => "ratio",
            AmountKind::Price => "price",
            AmountKind::Age => "age",
            AmountKind::Measure => "measure",
            AmountKind::Rank => "rank",
            AmountKind::Other => "other",
        }
    }

    /// The kind of a value of the `kind` column.
    pub fn parse(s: &str) -> Option<Self> {
        use AmountKind::*;
        [Money, Crypto, Count, Percent, Ratio, Price, Age, Measure, Rank, Other].into_iter().find(|k| k.as_str() == s)
    }
}

/// The direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 増, 上昇, 高.
    Up,
    /// 減, 下落, 安, ▲.
    Down,
}

impl Direction {
    /// The value of the `direction` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
        }
    }
}

/// A quantity as the text states it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amount {
    /// What it measures.
    pub kind: AmountKind,
    /// The number stated; `None` where only bounds are (数十億円).
    pub value: Option<Decimal>,
    /// Least value that the text leaves open.
    pub lower: Option<Decimal>,
    /// Greatest value that the text leaves open.
    pub upper: Option<Decimal>,
    /// The unit: an ISO 4217 code, a ticker, %, a UCUM code, or the counter as written.
    pub unit: String,
    /// How the number is modified.
    pub modifier: Option<Modifier>,
    /// Power of ten of the last digit written: 8 of 580億.
    pub precision: i32,
    /// The direction, of a change.
    pub direction: Option<Direction>,
}

impl Amount {
    /// The interval that the text leaves open, without tolerance: that of the value where there are no bounds.
    pub fn bounds(&self) -> (Option<&Decimal>, Option<&Decimal>) {
        match (&self.lower, &self.upper) {
            (None, None) => (self.value.as_ref(), self.value.as_ref()),
            (lower, upper) => (lower.as_ref(), upper.as_ref()),
        }
    }
}

/// Ten to the power `n`.
pub fn pow10(n: i32) -> Decimal {
    Decimal::new(1.into(), i64::from(-n))
}

/// A decimal in plain notation, without exponent and without trailing zeros after the point.
pub fn plain(value: &Decimal) -> String {
    let (digits, scale) = value.as_bigint_and_scale();
    // most numbers fit a machine word, which prints many times faster than a big number
    match i64::try_from(digits.as_ref()) {
        Ok(digits) => plain_word(digits, scale),
        Err(_) => value.normalized().to_plain_string(),
    }
}

/// `digits` divided by ten to the power `scale`, in plain notation.
fn plain_word(mut digits: i64, mut scale: i64) -> String {
    if digits == 0 {
        return "0".to_owned();
    }
    while digits % 10 == 0 && scale > 0 {
        digits /= 10;
        scale -= 1;
    }
    let point = usize::try_from(scale).unwrap_or(0);
    let figures = digits.unsigned_abs().to_compact_string();
    let mut out = String::with_capacity(figures.len() + 8);
    if digits < 0 {
        out.push('-');
    }
    // one figure at least stands before the point
    out.extend(std::iter::repeat_n('0', (point + 1).saturating_sub(figures.len())));
    out.push_str(&figures);
    if point > 0 {
        out.insert(out.len() - point, '.');
    }
    out.extend(std::iter::repeat_n('0', usize::try_from(-scale).unwrap_or(0)));
    out
}

/// Yen in units of 億円.
pub fn oku(yen: &Decimal) -> Decimal {
    yen * pow10(-8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_print_plainly() {
        let value: Decimal = "1234500000000".parse().expect("a number");
        assert_eq!(plain(&value), "1234500000000");
        assert_eq!(plain(&oku(&value)), "12345");
        assert_eq!(plain(&pow10(-3)), "0.001");
        assert_eq!(plain(&(pow10(20) * pow10(1))), "1000000000000000000000");
        for text in ["0", "-0.00", "-0.50", "12.30", "-1200", "0.00100", "9223372036854775807", "-9223372036854775808"]
        {
            let value: Decimal = text.parse().expect("a number");
            for value in [&value, &(&value * pow10(3)), &(&value * pow10(-9)), &(&value * pow10(30))] {
                assert_eq!(plain(value), value.normalized().to_plain_string(), "{text}");
            }
        }
    }
}
