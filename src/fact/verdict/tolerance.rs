//! How far two values may be apart and still count as one, where a team says so for an attribute.
//!
//! Comparing knows rounding and hedges by itself; this is for what a team agrees to overlook. It judges relations that
//! are already made, and so can only soften them.

use super::super::{Fact, Relation, Verdict};
use crate::claim::Claim;
use crate::extract::number;
use crate::lexicon::{Concepts, UnitClass, comparable_unit, same_unit, unit_at};
use crate::text::fold_str;
use crate::value::{Decimal, pow10};
use jiff::SignedDuration;

/// A distance that is overlooked.
#[derive(Clone, Debug, PartialEq)]
pub enum Tolerance {
    /// Per cent of the greater value.
    Percent(Decimal),
    /// In the unit of the values.
    Absolute {
        /// The distance.
        most: Decimal,
        /// What it is counted in; empty for the unit of the values, whichever it is.
        unit: String,
    },
    /// Between dates or times.
    Time(SignedDuration),
}

impl Tolerance {
    /// Reads `1%`, `5000万円`, `10`, `2日`, `3時間` or `30分`.
    ///
    /// # Errors
    /// What can be written, in words.
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

    /// Whether it can hold between values of `dimension`: 5000万円 says nothing of people.
    pub fn fits(&self, dimension: &str) -> bool {
        let time = matches!(dimension, "date" | "duration");
        match self {
            Tolerance::Time(_) => time,
            Tolerance::Percent(_) => !time,
            Tolerance::Absolute { unit, .. } => {
                // shares differ by points
                let alike = |other: &str| other == unit || other == "%" && unit == "ポイント";
                !time && (unit.is_empty() || dimension.split_once(':').is_some_and(|(_, other)| alike(other)))
            }
        }
    }

    /// Whether a difference, as comparing prints it, is overlooked.
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

/// `value` of a unit written out, in the unit that values of its dimension are compared in.
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

/// Tolerances by attribute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tolerances(pub Vec<(String, Tolerance)>);

impl Tolerances {
    /// Makes compatible what is in conflict by no more than a tolerance allows.
    pub fn soften(&self, claims: &[Claim], facts: &mut [Fact], concepts: &Concepts) {
        if self.0.is_empty() {
            return;
        }
        for fact in facts.iter_mut().filter(|f| f.verdict == Verdict::Conflict) {
            let Fact { values, relations, .. } = fact;
            let both = |r: &Relation| [&claims[values[r.a].claims[0]], &claims[values[r.b].claims[0]]];
            for r in relations.iter_mut().filter(|r| r.verdict == Verdict::Conflict) {
                let pair = both(r);
                let mut fitting = self.0.iter().filter(|(name, _)| pair.iter().any(|c| is_called(c, name, concepts)));
                let dimension = &pair[0].stated.dimension;
                if fitting.any(|(_, t)| t.fits(dimension) && t.allows(&r.difference, &r.difference_pct)) {
                    (r.verdict, r.cause) = (Verdict::Compatible, String::new());
                }
            }
            fact.verdict = fact.relations.iter().map(|r| r.verdict).max().unwrap_or(fact.verdict);
        }
    }
}

/// Whether the value of a claim is what `name` names: an attribute as the tables print it, or one word of it; a
/// synonym does. `*` is any.
fn is_called(claim: &Claim, name: &str, concepts: &Concepts) -> bool {
    const NAMING: u8 = 70;
    let name = fold_str(name);
    let concept = concepts.find(&name).find(|h| h.end - h.start == name.len()).map(|h| h.concept.concept.as_str());
    let word = |w: &str| w == name || concept.is_some_and(|c| c == w);
    name == "*"
        || claim.attribute == name
        || claim.attribute.split(' ').any(word)
        || claim.terms.iter().any(|t| t.weight >= NAMING && word(&t.word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerances_are_read_and_judge_differences() {
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
    fn a_tolerance_holds_between_values_of_its_unit() {
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
