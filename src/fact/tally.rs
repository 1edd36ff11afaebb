//! How rare words and values are in the whole set of claims: the only thing linking needs beyond a block.

use crate::claim::Claim;
use compact_str::CompactString;
use std::collections::HashMap;

/// Counts over all claims.
#[derive(Debug, Default)]
pub struct Tally {
    words: HashMap<CompactString, u32>,
    values: HashMap<(CompactString, CompactString), u32>,
    claims: u32,
}

impl Tally {
    /// Counts words and values.
    pub fn new(claims: &[Claim]) -> Self {
        let mut out = Tally { claims: claims.len() as u32, ..Tally::default() };
        for claim in claims {
            for term in &claim.terms {
                *out.words.entry(term.word.clone()).or_default() += 1;
            }
            *out.values.entry((claim.stated.dimension.clone(), claim.stated.value.clone())).or_default() += 1;
        }
        out
    }

    /// Weight of a word: the rarer, the more it says (inverse document frequency over claims).
    pub fn rarity(&self, word: &str) -> f32 {
        let n = self.words.get(word).copied().unwrap_or(1) as f32;
        (1.0 + self.claims as f32 / n).ln()
    }

    /// In how many claims a value occurs.
    pub fn occurrences(&self, claim: &Claim) -> u32 {
        self.values.get(&(claim.stated.dimension.clone(), claim.stated.value.clone())).copied().unwrap_or(1)
    }
}
