//! Judgements: what a person or another program said of two claims, and the claims they are about.
//!
//! A judgement names its two claims by their passages, not by their places, so that it survives edits elsewhere. It speaks
//! for all claims that are grouped with the two.

use super::{Fact, Verdict};
use crate::claim::Claim;
use crate::text::{SENTENCE_ENDS, hex};
use std::collections::HashMap;

/// What a judge said of two claims: whether they state one fact, and how their values stand to each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// 1-based line of the file.
    pub line: u32,
    /// The two claims: see [`fingerprint`].
    pub fingerprint: String,
    /// Whether the two state one fact.
    pub same: bool,
    /// How the two values stand to each other; `None` leaves it to the program.
    pub relation: Option<Verdict>,
    /// Why.
    pub reason: String,
    /// Who judged: a person, or the name of a program.
    pub judged_by: String,
}

/// What became of a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The facts are as it says.
    Holds,
    /// One of its two passages is gone, or was edited.
    Gone,
    /// Other judgements say otherwise: 1 is 2 and 2 is 3, but 1 is not 3.
    Overruled,
    /// It gives a relation of two values that are equal.
    Equal,
}

/// A pair of claims that a judgement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct JudgedPair {
    /// Index of the first claim.
    pub a: usize,
    /// Index of the second claim.
    pub b: usize,
    /// Index of the judgement.
    pub judgement: usize,
    /// Whether the two state one fact.
    pub same: bool,
}

/// The identifier of a pair of claims: equal in any run in which both sentences stand in the same files, whatever else is
/// edited. It begins with a letter, or a spreadsheet would take some for numbers.
pub fn fingerprint(a: &Claim, b: &Claim) -> String {
    let mut both = [anchor(a), anchor(b)];
    both.sort_unstable();
    format!("p{}", both.join("-"))
}

/// Most claims with one sentence that a judgement is about: a table may repeat a row any number of times.
const REPEATED: usize = 12;

/// A hash of the path of a claim, its value as written, and the words of its sentence, as far as its excerpt has them.
fn anchor(claim: &Claim) -> String {
    use sha2::{Digest, Sha256};
    let e = &claim.excerpt;
    let before = e.before.rsplit(SENTENCE_ENDS).next().unwrap_or_default();
    let after = e.after.split(SENTENCE_ENDS).next().unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [claim.path.as_str(), before, &e.surface, after] {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    hex(&hash.finalize()[..6])
}

/// The pairs of claims that judgements are about: of one dimension, in two documents. A sentence that a page repeats makes
/// several.
pub(crate) fn locate(judgements: &[Judgement], claims: &[Claim]) -> Vec<JudgedPair> {
    if judgements.is_empty() {
        return Vec::new();
    }
    let mut at: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, claim) in claims.iter().enumerate() {
        at.entry(anchor(claim)).or_default().push(i);
    }
    let claims_at = |anchor: &str| at.get(anchor).into_iter().flatten().take(REPEATED).copied();
    let mut out = Vec::new();
    for (judgement, j) in judgements.iter().enumerate() {
        let Some((x, y)) = j.fingerprint.strip_prefix('p').and_then(|both| both.split_once('-')) else { continue };
        for a in claims_at(x) {
            let comparable = |b: &usize| {
                let (p, q) = (&claims[a], &claims[*b]);
                p.doc_id != q.doc_id && p.stated.dimension == q.stated.dimension
            };
            let pair = |b: usize| JudgedPair { a: a.min(b), b: a.max(b), judgement, same: j.same };
            out.extend(claims_at(y).filter(comparable).map(pair));
        }
    }
    out
}

/// For each claim its fact and its value, as indices of `facts` and of the fact's values.
pub(crate) fn places(facts: &[Fact], claims: usize) -> Vec<(usize, usize)> {
    let mut out = vec![(0, 0); claims];
    for (f, fact) in facts.iter().enumerate() {
        for (v, value) in fact.values.iter().enumerate() {
            value.claims.iter().for_each(|c| out[*c] = (f, v));
        }
    }
    out
}

/// What became of each judgement.
pub fn effects(judgements: &[Judgement], claims: &[Claim], facts: &[Fact]) -> Vec<Effect> {
    if judgements.is_empty() {
        return Vec::new();
    }
    let (pairs, places) = (locate(judgements, claims), places(facts, claims.len()));
    let effect = |(i, j): (usize, &Judgement)| {
        let mut own = pairs.iter().filter(|p| p.judgement == i).map(|p| (places[p.a], places[p.b])).peekable();
        if own.peek().is_none() {
            return Effect::Gone;
        }
        own.fold(Effect::Holds, |effect, (x, y)| match (x.0 == y.0) == j.same {
            false => Effect::Overruled,
            true if x == y && j.relation.is_some() => Effect::Equal,
            true => effect,
        })
    };
    judgements.iter().enumerate().map(effect).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Excerpt;

    fn claim(path: &str, before: &str, surface: &str, after: &str) -> Claim {
        let [before, surface, after] = [before, surface, after].map(str::to_owned);
        Claim { path: path.to_owned(), excerpt: Excerpt { before, surface, after }, ..Claim::default() }
    }

    #[test]
    fn a_fingerprint_holds_its_two_sentences_and_nothing_else() {
        let a = claim("a.md", "被害は", "580億円", "だった。");
        let b = claim("b.md", "流出は", "590億円", "だ");
        let known = fingerprint(&a, &b);
        assert_eq!(fingerprint(&b, &a), known);
        // sentences beside it do not count, and no line does
        let edited = claim("a.md", "新しい文。被害は", "580億円", "だった。続きの文。");
        assert_eq!(fingerprint(&edited, &b), known);
        for other in [
            claim("c.md", "被害は", "580億円", "だった。"),
            claim("a.md", "補償は", "580億円", "だった。"),
            claim("a.md", "被害は", "581億円", "だった。"),
            claim("a.md", "被害は", "580億円", "という。"),
        ] {
            assert_ne!(fingerprint(&other, &b), known, "{other:?}");
        }
    }
}
