//! Why two claims may be about one thing, in words: what they have in common.

use super::translations::Lang;
use crate::claim::Claim;
use std::cmp::Reverse;

/// Least closeness of a word, on the farther side, that two claims share.
const NEAR: u8 = 40;

/// Most words named.
const WORDS: usize = 4;

/// What two claims have in common: どちらも「流出」「NEM」、主題はどちらも「コインチェック」. Empty if nothing can be named.
pub fn reasons(a: &Claim, b: &Claim, lang: Lang) -> Vec<String> {
    let closeness = |c: &Claim, word: &str| c.terms.iter().find(|t| t.word == word).map_or(0, |t| t.closeness);
    let subject = Some(a.subject.as_str()).filter(|s| !s.is_empty() && *s == b.subject);
    let mut words: Vec<(u8, &str)> =
        a.terms.iter().map(|t| (t.closeness.min(closeness(b, &t.word)), &*t.word)).collect();
    words.retain(|(near, word)| *near >= NEAR && Some(*word) != subject);
    words.sort_by_key(|(near, _)| Reverse(*near)); // stable: equally close ones stay in the order of the first claim
    words.truncate(WORDS);
    let words: String = words.iter().map(|(_, word)| format!("「{word}」")).collect();
    let places: String = a.places.iter().filter(|p| b.places.contains(p)).map(|p| format!("「{p}」")).collect();
    let period = a.scope.period.as_ref().filter(|p| b.scope.period.as_ref() == Some(p));
    let day = |c: &'_ Claim| c.as_of_upper.get(..10).filter(|_| c.as_of_explicit).map(str::to_owned);
    let mut out = Vec::new();
    if !words.is_empty() {
        out.push(lang.fill("why_words", &[&words]));
    }
    if let Some(subject) = subject {
        out.push(lang.fill("why_subject", &[&subject]));
    }
    if !places.is_empty() {
        out.push(lang.fill("why_places", &[&places]));
    }
    if let Some((from, to)) = period {
        out.push(lang.fill("why_period", &[&format!("{from}/{to}")]));
    }
    if let Some(day) = day(a).filter(|own| day(b).as_ref() == Some(own)) {
        out.push(lang.fill("why_day", &[&day]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Term;
    use crate::output::testing::claim;

    #[test]
    fn what_two_claims_share_is_told() {
        let with = |words: &[(&str, u8)], mut c: Claim| {
            c.terms =
                words.iter().map(|(word, closeness)| Term { word: (*word).into(), closeness: *closeness }).collect();
            c
        };
        let a = with(&[("流出", 100), ("NEM", 60), ("昨日", 50)], claim("a", "毎日", "58", "58円"));
        let mut b = with(&[("NEM", 100), ("流出", 70), ("昨日", 20)], claim("b", "朝日", "59", "59円"));
        assert_eq!(reasons(&a, &b, Lang::Ja), ["どちらも「流出」「NEM」", "主題はどちらも「コインチェック」"]);
        assert_eq!(reasons(&a, &b, Lang::En), ["both 「流出」「NEM」", "both about コインチェック"]);
        (b.subject, b.terms) = (String::new(), Vec::new());
        assert_eq!(reasons(&a, &b, Lang::Ja), Vec::<String>::new());
    }
}
