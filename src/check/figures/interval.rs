//! The interval of numbers that a rounded figure may stand for, and whether a stated result can come from stated terms.

use super::passage::{Figure, value};
use crate::value::{AmountKind, Decimal, Modifier, pow10};

/// A closed interval of numbers: 15億円 is 14億5000万 to 15億5000万.
#[derive(Clone, Debug)]
pub(crate) struct Interval {
    pub low: Decimal,
    pub high: Decimal,
}

/// Per cent by which a result with 約 may be missed.
const HEDGE: i64 = 5;

impl Interval {
    /// The numbers that a term may stand for; none where the text leaves one side open (以上, 最大).
    pub fn of(m: Figure) -> Option<Self> {
        Interval::rounded(m, &step(m))
    }

    /// One number and no other.
    pub fn exactly(number: &Decimal) -> Self {
        Interval { low: number.clone(), high: number.clone() }
    }

    /// The numbers that round to a term in steps of `step`.
    fn rounded(m: Figure, step: &Decimal) -> Option<Self> {
        let a = &m.value.amount;
        match (a.modifier, &a.value) {
            (None | Some(Modifier::Approx), Some(v)) => {
                let half = step * Decimal::from(5) * pow10(-1);
                // accounts cut off what is below the last digit: the number itself was further from zero
                let cut = matches!(a.kind, AmountKind::Money | AmountKind::Percent) && a.modifier.is_none();
                let (below, above) = match (cut, *v < 0) {
                    (false, _) => (&half, &half),
                    (true, false) => (&half, step),
                    (true, true) => (step, &half),
                };
                Some(Interval { low: v - below, high: v + above })
            }
            (Some(Modifier::Vague | Modifier::SlightlyLess | Modifier::SlightlyMore), _) => {
                Some(Interval { low: a.lower.clone()?, high: a.upper.clone()? })
            }
            _ => None,
        }
    }

    /// The numbers that a stated result may stand for: 約 is wider here than on a term.
    pub fn result(m: Figure) -> Option<Self> {
        let mut out = Interval::of(m)?;
        if let (Some(Modifier::Approx), Some(v)) = (m.value.amount.modifier, value(m)) {
            let wide = v.abs() * Decimal::from(HEDGE) * pow10(-2);
            out = Interval { low: out.low.min(v - &wide), high: out.high.max(v + &wide) };
        }
        Some(out)
    }

    /// The numbers that a stated quotient may stand for: no writer gives more digits of it than it has.
    pub fn quotient(m: Figure) -> Option<Self> {
        let own = Interval::result(m)?;
        let last = pow10(m.value.amount.precision);
        Some(Interval { low: own.low - &last, high: own.high + &last })
    }

    /// The difference of two terms, each rounded no more coarsely than the difference stated.
    pub fn difference(high: Figure, low: Figure, stated: Figure) -> Option<Self> {
        let finest = finest(&[high, low, stated]);
        Some(Interval::beside(high, &finest)?.minus(&Interval::beside(low, &finest)?))
    }

    /// The numbers that a term may stand for beside terms written as finely as `finest`: next to 4億1000万円, 15億円 is
    /// rounded to 1000万.
    fn beside(m: Figure, finest: &Option<Decimal>) -> Option<Self> {
        let own = step(m);
        let shared = finest.clone().filter(|f| m.value.amount.modifier.is_none() && *f < own).unwrap_or(own);
        Interval::rounded(m, &shared)
    }

    /// The sum of terms.
    pub fn sum(terms: &[Figure]) -> Option<Self> {
        let finest = finest(terms);
        let mut out = Interval { low: Decimal::from(0), high: Decimal::from(0) };
        for m in terms {
            let term = Interval::beside(m, &finest)?;
            out = Interval { low: out.low + term.low, high: out.high + term.high };
        }
        Some(out)
    }

    fn minus(&self, other: &Interval) -> Interval {
        Interval { low: &self.low - &other.high, high: &self.high - &other.low }
    }

    /// The product of two intervals that are not negative.
    pub fn times(&self, other: &Interval) -> Interval {
        Interval { low: &self.low * &other.low, high: &self.high * &other.high }
    }

    /// The quotient of two intervals that are not negative, the second not zero.
    pub fn over(&self, other: &Interval) -> Option<Interval> {
        let zero = Decimal::from(0);
        (other.low > zero && self.low >= zero)
            .then(|| Interval { low: &self.low / &other.high, high: &self.high / &other.low })
    }

    /// The same in per cent.
    pub fn percent(self) -> Interval {
        Interval { low: self.low * pow10(2), high: self.high * pow10(2) }
    }

    /// The same without its sign, for a difference whose direction the text does not give.
    pub fn abs(self) -> Interval {
        if self.high < 0 { Interval { low: -self.high, high: -self.low } } else { self }
    }

    /// Returns true if some number is in both.
    pub fn meets(&self, other: &Interval) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The unit of the last digit that a writer vouches for: the last that is not zero, but three digits at least; zero for
/// what nobody rounds (16校, 300円).
fn step(m: Figure) -> Decimal {
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
fn finest(terms: &[Figure]) -> Option<Decimal> {
    terms.iter().filter(|m| m.value.amount.modifier.is_none()).map(|m| step(m)).min()
}

/// Returns true if the stated figure can be what the terms give.
pub(crate) fn agrees(stated: Figure, computed: &Interval) -> bool {
    Interval::result(stated).is_none_or(|r| r.meets(computed))
}
