//! What one claim was compared with, and how that came out: for explaining, not for linking.

use super::super::pair::item::Item;
use super::super::pair::link::{LinkScore, Linker};
use super::super::{Tally, Verdict};
use super::rivals::Rivals;
use crate::claim::Claim;
use std::collections::HashMap;

/// A claim of another document with the score of the pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Partner {
    /// Its index.
    pub claim: usize,
    /// How the pair was scored, the second look included.
    pub score: LinkScore,
}

/// The claims of other documents that claim `of` may be linked with, the likeliest first. Scores are those of
/// [`super::super::Linkage`] over the same claims, whose words `tally` has counted.
pub fn partners(claims: &[Claim], of: usize, tally: &Tally, linker: &Linker) -> Vec<Partner> {
    let block: Vec<usize> = (0..claims.len()).filter(|i| claims[*i].block == claims[of].block).collect();
    let items: HashMap<usize, Item> =
        block.iter().map(|i| (*i, Item::new(claims, *i, tally, &linker.concepts))).collect();
    let score = |x: usize, y: usize| linker.score(&items[&x.min(y)], &items[&x.max(y)], tally);
    let mut rivals = Rivals::default();
    let own = block.iter().filter(|x| claims[**x].doc_id == claims[of].doc_id);
    for x in own {
        for y in block.iter().filter(|y| claims[**y].doc_id != claims[of].doc_id) {
            rivals.note(claims, *x, *y, &score(*x, *y));
        }
    }
    let mut out: Vec<Partner> = block
        .iter()
        .filter(|y| claims[**y].doc_id != claims[of].doc_id)
        .map(|y| {
            let mut s = score(of, *y);
            s.evidence = linker.look_again(&s, &rivals.look(claims, of, *y, &s));
            Partner { claim: *y, score: s }
        })
        .collect();
    out.sort_by(|a, b| b.score.evidence.total_cmp(&a.score.evidence).then(a.claim.cmp(&b.claim)));
    out
}

impl Partner {
    /// The ingredients that counted, with what each was worth, the weightiest first.
    pub fn reasons<'l>(&self, linker: &'l Linker) -> Vec<(&'l str, f32)> {
        let rows = linker.weights.iter().zip(&self.score.ingredients);
        let mut out: Vec<(&str, f32)> = rows
            .map(|(w, i)| (w.ingredient.as_str(), w.of(self.score.setting) * i))
            .filter(|(_, v)| v.abs() >= 0.05)
            .collect();
        out.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        out
    }

    /// The two values compared, in a word.
    pub fn compared(&self) -> &'static str {
        match self.score.verdict {
            Verdict::Conflict => "different",
            v => v.as_str(),
        }
    }
}
