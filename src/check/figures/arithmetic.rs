//! What numbers a writer may have had before rounding them, and whether a stated result can come from stated terms.

use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::value::{AmountKind, Decimal, Modifier, plain, pow10};

/// A quantity of the text.
pub(crate) type Term<'a> = &'a Mention<Quantity>;

/// The value of a mention, if it is a single number.
pub(crate) fn value(m: &Mention<Quantity>) -> Option<&Decimal> {
    m.value.amount.value.as_ref()
}

/// The numbers that, rounded as the text rounds, read as the text reads.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    pub low: Decimal,
    pub high: Decimal,
}

/// Hundredths of a number by which 約 may miss a result.
const HEDGE: i64 = 5;

impl Reach {
    /// What a term may stand for; nothing where the text leaves one side open (以上, 最大).
    pub fn of(m: Term) -> Option<Self> {
        Reach::rounded(m, &step(m))
    }

    /// One number and no other.
    pub fn exactly(number: &Decimal) -> Self {
        Reach { low: number.clone(), high: number.clone() }
    }

    /// The same in a company of terms that are written as finely as `step`: next to 4億1000万円, 15億円 is exact to
    /// the ten million.
    fn rounded(m: Term, step: &Decimal) -> Option<Self> {
        let a = &m.value.amount;
        match (a.modifier, &a.value) {
            (None | Some(Modifier::Approx), Some(v)) => {
                let half = step * Decimal::from(5) * pow10(-1);
                // accounts cut off what is below the last digit: the number itself was further from nought
                let cut = matches!(a.kind, AmountKind::Money | AmountKind::Percent) && a.modifier.is_none();
                let (below, above) = match (cut, *v < 0) {
                    (false, _) => (&half, &half),
                    (true, false) => (&half, step),
                    (true, true) => (step, &half),
                };
                Some(Reach { low: v - below, high: v + above })
            }
            (Some(Modifier::Vague | Modifier::SlightlyLess | Modifier::SlightlyMore), _) => {
                Some(Reach { low: a.lower.clone()?, high: a.upper.clone()? })
            }
            _ => None,
        }
    }

    /// What a stated result may stand for: 約 is wider here than on a term.
    pub fn result(m: Term) -> Option<Self> {
        let mut out = Reach::of(m)?;
        if let (Some(Modifier::Approx), Some(v)) = (m.value.amount.modifier, value(m)) {
            let wide = v.abs() * Decimal::from(HEDGE) * pow10(-2);
            out = Reach { low: out.low.min(v - &wide), high: out.high.max(v + &wide) };
        }
        Some(out)
    }

    /// What two numbers may stand for whose difference is stated as finely as `stated`.
    pub fn difference(high: Term, low: Term, stated: Term) -> Option<Self> {
        let finest = finest(&[high, low, stated]);
        Some(Reach::beside(high, &finest)?.minus(&Reach::beside(low, &finest)?))
    }

    fn beside(m: Term, finest: &Option<Decimal>) -> Option<Self> {
        let own = step(m);
        let shared = finest.clone().filter(|f| m.value.amount.modifier.is_none() && *f < own).unwrap_or(own);
        Reach::rounded(m, &shared)
    }

    /// The sum of terms.
    pub fn sum(terms: &[Term]) -> Option<Self> {
        let finest = finest(terms);
        let mut out = Reach { low: Decimal::from(0), high: Decimal::from(0) };
        for m in terms {
            let term = Reach::beside(m, &finest)?;
            out = Reach { low: out.low + term.low, high: out.high + term.high };
        }
        Some(out)
    }

    fn minus(&self, other: &Reach) -> Reach {
        Reach { low: &self.low - &other.high, high: &self.high - &other.low }
    }

    /// The product of two numbers that are not negative.
    pub fn times(&self, other: &Reach) -> Reach {
        Reach { low: &self.low * &other.low, high: &self.high * &other.high }
    }

    /// The quotient of two numbers that are not negative.
    pub fn over(&self, other: &Reach) -> Option<Reach> {
        let zero = Decimal::from(0);
        (other.low > zero && self.low >= zero)
            .then(|| Reach { low: &self.low / &other.high, high: &self.high / &other.low })
    }

    /// The same in hundredths.
    pub fn percent(self) -> Reach {
        Reach { low: self.low * pow10(2), high: self.high * pow10(2) }
    }

    /// The greatest distance from nought, for a difference whose direction the text does not give.
    pub fn abs(self) -> Reach {
        if self.high < 0 { Reach { low: -self.high, high: -self.low } } else { self }
    }

    /// Whether some number is in both.
    pub fn meets(&self, other: &Reach) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The last digit a writer vouches for: the last that is not nought, but three digits at least; nought for what
/// nobody rounds (16校, 300円).
fn step(m: Term) -> Decimal {
    let a = &m.value.amount;
    let Some(v) = &a.value else { return Decimal::from(0) };
    let written = pow10(a.precision);
    if matches!(a.kind, AmountKind::Percent | AmountKind::Ratio | AmountKind::Measure) {
        return written;
    }
    let (digits, scale) = v.normalized().into_bigint_and_exponent();
    let last = -(scale as i32);
    let first = last + digits.magnitude().to_string().len() as i32 - 1;
    if a.modifier.is_some() {
        return pow10(last).min(v.abs() * Decimal::from(2 * HEDGE) * pow10(-2)).max(written);
    }
    let exact = a.precision <= 0 && if a.kind == AmountKind::Count { last == 0 || first < 3 } else { first < 5 };
    if exact { Decimal::from(0) } else { pow10(last.min(first - 2)).max(written) }
}

/// The finest step of terms that are not hedged.
fn finest(terms: &[Term]) -> Option<Decimal> {
    terms.iter().filter(|m| m.value.amount.modifier.is_none()).map(|m| step(m)).min()
}

/// Whether `stated` can be what the terms give.
pub(crate) fn agrees(stated: Term, computed: &Reach) -> bool {
    Reach::result(stated).is_none_or(|r| r.meets(computed))
}

/// A computed number as a writer would put it beside `like`: its unit, no more digits than it has.
pub(crate) fn spoken(number: &Decimal, like: Term) -> String {
    let unit = like.value.amount.unit.as_str();
    if unit != "JPY" {
        let digits = i64::from(-like.value.amount.precision.min(0));
        return format!("{}{unit}", plain(&number.with_scale_round(digits, bigdecimal::RoundingMode::HalfUp)));
    }
    yen(number)
}

/// 46311127000 as 463億1112万7000円.
fn yen(number: &Decimal) -> String {
    let whole = number.with_scale_round(0, bigdecimal::RoundingMode::HalfUp);
    let digits = plain(&whole.abs());
    if digits.len() < 5 {
        return format!("{}円", plain(&number.with_scale_round(2, bigdecimal::RoundingMode::HalfUp)));
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
