//! Tolerances that a user sets for an attribute: conflicts within them become compatible.
//!
//! Comparison knows roundings and hedges by itself. A tolerance is applied to relations that are already judged, and can
//! only soften them.

use super::super::{Fact, Relation, Verdict};
use crate::claim::Claim;
use crate::extract::number;
use crate::lexicon::{Concepts, UnitClass, comparable_unit, same_unit, unit_at};
use crate::text::fold_str;
use crate::value::{Decimal, pow10};
use jiff::SignedDuration;

/// Greatest difference of two values that is no conflict.
#[derive(Clone, Debug, PartialEq)]
pub enum Tolerance {
    /// In per cent of the greater value.
    Percent(Decimal),
    /// In a unit.
    Absolute {
        /// The greatest difference.
        most: Decimal,
        /// The unit; empty for the unit of the values, whichever it is.
        unit: String,
    },
    /// Between dates, times or lengths of time.
    Time(SignedDuration),
}

impl Tolerance {
    /// Reads `1%`, `5000万円`, `10`, `2日`, `3時間` or `30分`.
    ///
    /// # Errors
    /// A message that says what can be written, if the text is none of these.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = fold_str(text.trim());
        let refused = || format!("`{text}` is no tolerance: write 1%, 5000万円, 10, 2日, 3時間 or 30分");
        let numeral = number::read(&text).ok_or_else(refused)?;
        let (value, unit) = (numeral.value.decimal(), text[numeral.len..].trim());
        let minutes = |each: i64| {
            let value = bigdecimal::ToPrimitive::to_i64(&(&value * Decimal::from(each)));
            let length = value.and_then(SignedDuration::try_from_mins);
            length.map(Tolerance::Time).ok_or_else(refused)
        };
        match unit {
            "日" => minutes(24 * 60),
            "時間" => minutes(60),
            "分" => minutes(1),
            "" => Ok(Tolerance::Absolute { most: value, unit: String::new() }),
            _ => measured(&value, unit).ok_or_else(|| {
                format!("`{unit}` in `{text}` is no unit of amounts: write 1%, 5000万円, 10, 2日, 3時間 or 30分")
            }),
        }
    }

    /// Returns true if the tolerance applies to values of `dimension`: 5000万円 does not apply to people.
    pub fn fits(&self, dimension: &str) -> bool {
        let time = matches!(dimension, "date" | "duration");
        match self {
            Tolerance::Time(_) => time,
            Tolerance::Percent(_) => !time,
            Tolerance::Absolute { unit, .. } => {
                // percentages differ by points
                let alike = |other: &str| other == unit || other == "%" && unit == "ポイント";
                !time && (unit.is_empty() || dimension.split_once(':').is_some_and(|(_, other)| alike(other)))
            }
        }
    }

    /// Returns true if a difference is within the tolerance; it is given as [`Difference`](crate::fact::Difference) prints it.
    pub fn allows(&self, difference: &str, difference_pct: &str) -> bool {
        let within = |text: &str, most: &Decimal| text.parse::<Decimal>().is_ok_and(|d| d.abs() <= *most);
        match self {
            Tolerance::Percent(most) => within(difference_pct, most),
            Tolerance::Absolute { most, .. } => within(difference, most),
            Tolerance::Time(most) => {
                let span = difference.parse::<jiff::Span>();
                let length = span.and_then(|s| s.to_duration(jiff::SpanRelativeTo::days_are_24_hours()));
                length.is_ok_and(|d| d.abs() <= *most)
            }
        }
    }
}

/// The tolerance of `value` in a written unit, converted to the unit of its dimension: 3km gives 3000 m.
fn measured(value: &Decimal, unit: &str) -> Option<Tolerance> {
    let (row, _) = unit_at(unit).filter(|(_, len)| *len == unit.len())?;
    let most = value * pow10(row.exponent);
    if matches!(row.class, UnitClass::Identifier | UnitClass::Fraction) {
        return None;
    }
    if row.unit == "%" {
        return Some(Tolerance::Percent(most));
    }
    let physical = matches!(row.class, UnitClass::Count | UnitClass::Measure);
    let (unit, exponent) = comparable_unit(&row.unit).filter(|_| physical).unwrap_or_else(|| (same_unit(&row.unit), 0));
    Some(Tolerance::Absolute { most: most * pow10(exponent), unit: unit.to_owned() })
}

/// Tolerances by attribute, as [`Tolerances::soften`] matches it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tolerances(pub Vec<(String, Tolerance)>);

impl Tolerances {
    /// Makes conflicts compatible whose difference is within a tolerance, but for those that somebody judged.
    pub fn soften(&self, claims: &[Claim], facts: &mut [Fact], concepts: &Concepts) {
        if self.0.is_empty() {
            return;
        }
        for fact in facts.iter_mut().filter(|f| f.verdict == Verdict::Conflict) {
            let Fact { values, relations, .. } = fact;
            let both = |r: &Relation| [&claims[values[r.a].claims[0]], &claims[values[r.b].claims[0]]];
            let judged = |r: &Relation| r.judgement.as_ref().is_some_and(|j| j.relation.is_some());
            for r in relations.iter_mut().filter(|r| r.verdict == Verdict::Conflict && !judged(r)) {
                let pair = both(r);
                let mut fitting = self.0.iter().filter(|(name, _)| pair.iter().any(|c| is_named(c, name, concepts)));
                let dimension = &pair[0].stated.dimension;
                if fitting.any(|(_, t)| t.fits(dimension) && t.allows(&r.difference, &r.difference_pct)) {
                    (r.verdict, r.cause) = (Verdict::Compatible, String::new());
                }
            }
            fact.verdict = fact.relations.iter().map(|r| r.verdict).max().unwrap_or(fact.verdict);
        }
    }
}

/// Returns true if `name` names the value of a claim: it is the attribute as the tables print it, one word of it, or a
/// synonym of one. `*` names any value.
fn is_named(claim: &Claim, name: &str, concepts: &Concepts) -> bool {
    const NAMING: u8 = 70;
    let name = fold_str(name);
    let concept = concepts.find(&name).find(|h| h.end - h.start == name.len()).map(|h| h.concept.concept.as_str());
    let word = |w: &str| w == name || concept.is_some_and(|c| c == w);
    name == "*"
        || claim.attribute == name
        || claim.attribute.split(' ').any(word)
        || claim.terms.iter().any(|t| t.closeness >= NAMING && word(&t.word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerances_are_read_and_applied_to_differences() {
        for (text, difference, pct, allowed) in [
            ("1%", "500", "0.99", true),
            ("１％", "500", "-1.01", false),
            ("5000万円", "-50000000", "3", true),
            ("5000万円", "50000001", "3", false),
            ("2", "2", "", true),
            ("30分", "-PT0H30M", "", true),
            ("30分", "PT0H31M", "", false),
            ("1日", "P1D", "", true),
            ("1日", "P2D", "", false),
            ("1%", "P1D", "", false),
        ] {
            let tolerance = Tolerance::parse(text).expect(text);
            assert_eq!(tolerance.allows(difference, pct), allowed, "{text}: {difference} {pct}");
        }
        for wrong in ["", "少し", "1から2", "30ふん", "3分の1", "1000000000000000日", "9999999999999999時間"]
        {
            assert!(Tolerance::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_tolerance_applies_to_values_of_its_unit() {
        for (text, dimension, fits) in [
            ("10円", "money:JPY", true),
            ("10円", "unit:人", false),
            ("10人", "unit:人", true),
            ("10名", "unit:人", true),
            ("10", "unit:人", true),
            ("10", "date", false),
            ("1%", "duration", false),
            ("1日", "duration", true),
            ("1日", "money:JPY", false),
            ("2ポイント", "percent:ポイント", true),
            ("0.5ポイント", "percent:%", true),
            ("0.5ポイント", "money:JPY", false),
            ("5XEM", "crypto:XEM", true),
        ] {
            let tolerance = Tolerance::parse(text).expect(text);
            assert_eq!(tolerance.fits(dimension), fits, "{text} {dimension}");
        }
        let metres = Tolerance::Absolute { most: "3000".parse().expect("a number"), unit: "m".to_owned() };
        assert_eq!(Tolerance::parse("3km"), Ok(metres));
        assert_eq!(Tolerance::parse("1割"), Tolerance::parse("10%"));
    }
}
