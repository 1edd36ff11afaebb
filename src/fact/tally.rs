//! How rare words and values are in the whole set of claims: the only thing linking needs beyond a block.

use crate::claim::Claim;
use compact_str::CompactString;
use std::collections::HashMap;

/// Counts over all claims.
#[derive(Debug, Default)]
pub struct Tally {
    words: HashMap<CompactString, u32>,
    values: HashMap<(CompactString, CompactString), u32>,
    dimensions: HashMap<CompactString, u32>,
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
            *out.dimensions.entry(claim.stated.dimension.clone()).or_default() += 1;
            *out.values.entry((claim.stated.dimension.clone(), claim.stated.value.clone())).or_default() += 1;
        }
        out
    }

    /// How rare a word is: 1 in one claim, near 0 in all (inverse document frequency over claims).
    pub fn rarity(&self, word: &str) -> f32 {
        self.rare(self.words.get(word))
    }

    /// How rare values of a dimension are: 震度 and M name what they measure, 人 does not.
    pub fn rarity_of_dimension(&self, claim: &Claim) -> f32 {
        self.rare(self.dimensions.get(&claim.stated.dimension))
    }

    fn rare(&self, count: Option<&u32>) -> f32 {
        let (all, n) = (self.claims.max(2) as f32, count.copied().unwrap_or(1) as f32);
        (1.0 + all / n).ln() / (1.0 + all).ln()
    }

    /// In how many claims a value occurs.
    pub fn occurrences(&self, claim: &Claim) -> u32 {
        self.values.get(&(claim.stated.dimension.clone(), claim.stated.value.clone())).copied().unwrap_or(1)
    }
}
