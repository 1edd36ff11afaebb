//! The possible partners of one claim with their scores, for `totsugo explain`.

use super::super::Verdict;
use super::super::frequencies::Frequencies;
use super::super::pair::link::{LinkScore, Linker};
use super::super::pair::profile::Profile;
use super::alternatives::Alternatives;
use crate::claim::Claim;
use std::collections::HashMap;

/// A claim of another document, with the score of the pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Partner {
    /// Its index.
    pub claim: usize,
    /// The score of the pair, the second look included.
    pub score: LinkScore,
}

/// The claims of other documents with the dimension of claim `of`, the likeliest partner first. `frequencies` are those of
/// `claims`.
pub fn partners(claims: &[Claim], of: usize, frequencies: &Frequencies, linker: &Linker) -> Vec<Partner> {
    let dimension = &claims[of].stated.dimension;
    let alike: Vec<usize> = (0..claims.len()).filter(|i| claims[*i].stated.dimension == *dimension).collect();
    let profile = |i: &usize| (*i, Profile::new(claims, *i, frequencies, &linker.concepts));
    let profiles: HashMap<usize, Profile> = alike.iter().map(profile).collect();
    let score = |x: usize, y: usize| linker.score(&profiles[&x.min(y)], &profiles[&x.max(y)], frequencies);
    let mut alternatives = Alternatives::default();
    let own = alike.iter().filter(|x| claims[**x].doc_id == claims[of].doc_id);
    for x in own {
        for y in alike.iter().filter(|y| claims[**y].doc_id != claims[of].doc_id) {
            alternatives.note(claims, *x, *y, &score(*x, *y));
        }
    }
    let mut out: Vec<Partner> = alike
        .iter()
        .filter(|y| claims[**y].doc_id != claims[of].doc_id)
        .map(|y| {
            let mut s = score(of, *y);
            s.evidence = linker.look_again(&s, &alternatives.look(claims, of, *y, &s));
            Partner { claim: *y, score: s }
        })
        .collect();
    out.sort_by(|a, b| b.score.evidence.total_cmp(&a.score.evidence).then(a.claim.cmp(&b.claim)));
    out
}

impl Partner {
    /// The features with their contributions to the log odds, the greatest first; contributions below 0.05 are left out.
    pub fn reasons<'l>(&self, linker: &'l Linker) -> Vec<(&'l str, f32)> {
        let rows = linker.weights.link.iter().zip(&self.score.features);
        let mut out: Vec<(&str, f32)> = rows
            .map(|(w, f)| (w.feature.as_str(), w.of(self.score.setting) * f))
            .filter(|(_, v)| v.abs() >= 0.05)
            .collect();
        out.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        out
    }

    /// How the two values compare, in a word.
    pub fn compared(&self) -> &'static str {
        match self.score.verdict {
            Verdict::Conflict => "different",
            v => v.as_str(),
        }
    }
}
