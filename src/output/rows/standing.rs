//! How the values of a fact stand to each other, for whoever shows them side by side.

use super::FactView;
use crate::fact::Verdict;

/// How one value of a fact stands to the best supported one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// A, B, C … where a fact has more than one value.
    pub letter: String,
    /// The relation to the best supported value; nothing for that value itself.
    pub verdict: Option<Verdict>,
    /// The relation in one word: `best`, `only`, or the verdict.
    pub class: &'static str,
}

impl Standing {
    /// The standing of value number `i`.
    pub fn of(view: FactView, i: usize) -> Standing {
        let fact = view.fact;
        if fact.values.len() < 2 {
            return Standing { letter: String::new(), verdict: None, class: "only" };
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
        Standing { letter, verdict, class }
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
        let [best, other] = [0, 1].map(|i| Standing::of(view, i));
        assert_eq!((best.letter.as_str(), best.verdict, best.class), ("A", None, "best"));
        assert_eq!((other.letter.as_str(), other.verdict, other.class), ("B", Some(Verdict::Conflict), "conflict"));
        let single = fact("f2", &[0], Verdict::Single);
        assert_eq!(Standing::of(FactView::new(&single, &claims), 0).letter, "");
    }
}
