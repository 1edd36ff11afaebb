//! Labels of the values of a fact, for reports that show them side by side.

use super::fact_view::FactView;
use crate::fact::Verdict;

/// The letter of a value of a fact, and its relation to the best supported value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueLabel {
    /// A, B, C …; empty where the fact has one value.
    pub letter: String,
    /// The relation to the best supported value; `None` for that value itself.
    pub verdict: Option<Verdict>,
    /// The relation as a CSS class: `best`, `only`, or the verdict.
    pub class: &'static str,
}

impl ValueLabel {
    /// The label of value `i`, counted from 0 in the order of support.
    pub fn of(view: FactView, i: usize) -> ValueLabel {
        let fact = view.fact;
        if fact.values.len() < 2 {
            return ValueLabel { letter: String::new(), verdict: None, class: "only" };
        }
        let letter = match u8::try_from(i) {
            Ok(n @ 0..26) => char::from(b'A' + n).to_string(),
            _ => (i + 1).to_string(),
        };
        let to_best = fact.relations.iter().find(|r| (r.a == 0 && r.b == i) || (r.b == 0 && r.a == i));
        let verdict = to_best.map(|r| r.verdict).filter(|_| i > 0);
        let class = match (i, verdict) {
            (0, _) => "best",
            (_, Some(verdict)) => verdict.as_str(),
            _ => "only",
        };
        ValueLabel { letter, verdict, class }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::{claim, fact};

    #[test]
    fn values_stand_to_the_best_supported_one() {
        let claims = [claim("a", "毎日", "58000000000", "580億円"), claim("b", "朝日", "59700000000", "597億円")];
        let conflict = fact("f1", &[0, 1], Verdict::Conflict);
        let view = FactView::new(&conflict, &claims);
        let [best, other] = [0, 1].map(|i| ValueLabel::of(view, i));
        assert_eq!((best.letter.as_str(), best.verdict, best.class), ("A", None, "best"));
        assert_eq!((other.letter.as_str(), other.verdict, other.class), ("B", Some(Verdict::Conflict), "conflict"));
        let single = fact("f2", &[0], Verdict::Single);
        assert_eq!(ValueLabel::of(FactView::new(&single, &claims), 0).letter, "");
    }
}
