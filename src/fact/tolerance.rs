//! How far two values may be apart and still count as one, where a team says so for an attribute.
//!
//! Comparing knows rounding and hedges by itself; this is for what a team agrees to overlook. It judges relations that
//! are already made, and so can only soften them.

use super::{Fact, Relation, Verdict};
use crate::claim::Claim;
use crate::extract::number;
use crate::lexicon::concepts;
use crate::text::fold_str;
use crate::value::Decimal;
use jiff::SignedDuration;

/// A distance that is overlooked.
#[derive(Clone, Debug, PartialEq)]
pub enum Tolerance {
    /// Per cent of the greater value.
    Percent(Decimal),
    /// In the unit of the values.
    Absolute(Decimal),
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
            value.map(|m| Tolerance::Time(SignedDuration::from_mins(m))).ok_or_else(refused)
        };
        match unit {
            // folding makes % full-width
            "％" | "パーセント" => Ok(Tolerance::Percent(value)),
            "日" => minutes(24 * 60),
            "時間" => minutes(60),
            "分" => minutes(1),
            unit if unit.chars().any(|c| c.is_ascii_digit()) => Err(refused()),
            _ => Ok(Tolerance::Absolute(value)),
        }
    }

    /// Whether a difference, as comparing prints it, is overlooked.
    pub fn allows(&self, difference: &str, difference_pct: &str) -> bool {
        let within = |text: &str, most: &Decimal| text.parse::<Decimal>().is_ok_and(|d| d.abs() <= *most);
        match self {
            Tolerance::Percent(most) => within(difference_pct, most),
            Tolerance::Absolute(most) => within(difference, most),
            Tolerance::Time(most) => {
                let span = difference.parse::<jiff::Span>();
                let length = span.and_then(|s| s.to_duration(jiff::SpanRelativeTo::days_are_24_hours()));
                length.is_ok_and(|d| d.abs() <= *most)
            }
        }
    }
}

/// Tolerances by attribute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tolerances(pub Vec<(String, Tolerance)>);

impl Tolerances {
    /// Makes compatible what is in conflict by no more than a tolerance allows.
    pub fn soften(&self, claims: &[Claim], facts: &mut [Fact]) {
        if self.0.is_empty() {
            return;
        }
        for fact in facts.iter_mut().filter(|f| f.verdict == Verdict::Conflict) {
            let Fact { values, relations, .. } = fact;
            let both = |r: &Relation| [&claims[values[r.a].claims[0]], &claims[values[r.b].claims[0]]];
            for r in relations.iter_mut().filter(|r| r.verdict == Verdict::Conflict) {
                let pair = both(r);
                let mut fitting = self.0.iter().filter(|(name, _)| pair.iter().any(|c| is_called(c, name)));
                if fitting.any(|(_, t)| t.allows(&r.difference, &r.difference_pct)) {
                    (r.verdict, r.cause) = (Verdict::Compatible, String::new());
                }
            }
            fact.verdict = fact.relations.iter().map(|r| r.verdict).max().unwrap_or(fact.verdict);
        }
    }
}

/// Whether the value of a claim is what `name` names: an attribute as the tables print it, or one word of it; a
/// synonym does. `*` is any.
fn is_called(claim: &Claim, name: &str) -> bool {
    const NAMING: u8 = 70;
    let name = fold_str(name);
    let concept = concepts().find(&name).find(|h| h.end - h.start == name.len()).map(|h| h.concept.concept.as_str());
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
        for wrong in ["", "少し", "1から2"] {
            assert!(Tolerance::parse(wrong).is_err(), "{wrong}");
        }
    }
}
