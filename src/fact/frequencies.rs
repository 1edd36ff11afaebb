//! How often words and values occur in the claims that are linked together.

use crate::claim::Claim;
use compact_str::CompactString;
use std::collections::{HashMap, HashSet};

/// Frequencies over all claims and documents.
#[derive(Debug, Default)]
pub struct Frequencies {
    /// Of each word of claims, the sum of its closeness (0 to 1) to their values.
    words: HashMap<CompactString, f32>,
    /// Claims that state a value, by dimension and value.
    values: HashMap<(CompactString, CompactString), u32>,
    /// Claims of each dimension.
    dimensions: HashMap<CompactString, u32>,
    /// Documents that have a keyword.
    keywords: HashMap<CompactString, u32>,
    documents: u32,
    claims: u32,
}

impl Frequencies {
    /// Counts the claims.
    pub fn new(claims: &[Claim]) -> Self {
        let mut out = Frequencies { claims: claims.len() as u32, ..Frequencies::default() };
        let mut seen: HashSet<&str> = HashSet::new();
        for claim in claims {
            if seen.insert(&claim.doc_id) {
                out.documents += 1;
                for word in claim.keywords.iter() {
                    *out.keywords.entry(word.clone()).or_default() += 1;
                }
            }
            for term in &claim.terms {
                *out.words.entry(term.word.clone()).or_default() += f32::from(term.closeness) / 100.0;
            }
            *out.dimensions.entry(claim.stated.dimension.clone()).or_default() += 1;
            *out.values.entry((claim.stated.dimension.clone(), claim.stated.value.clone())).or_default() += 1;
        }
        out
    }

    /// Rarity of a word in claims: its inverse document frequency over claims, scaled so that a word of one claim has 1.
    pub fn rarity(&self, word: &str) -> f32 {
        rarity(self.words.get(word).map(|n| n.max(1.0)), self.claims)
    }

    /// Rarity of the dimension of a claim: 震度 says what it measures, 人 does not.
    pub fn rarity_of_dimension(&self, claim: &Claim) -> f32 {
        rarity(self.dimensions.get(&claim.stated.dimension).map(|n| *n as f32), self.claims)
    }

    /// Rarity of a keyword: its inverse document frequency, scaled so that a keyword of one document has 1.
    pub fn rarity_of_keyword(&self, word: &str) -> f32 {
        rarity(self.keywords.get(word).map(|n| *n as f32), self.documents)
    }

    /// Number of documents that have a keyword.
    pub fn documents_with(&self, word: &str) -> u32 {
        self.keywords.get(word).copied().unwrap_or(0)
    }

    /// Number of claims that state the value of a claim.
    pub fn occurrences(&self, claim: &Claim) -> u32 {
        self.values.get(&(claim.stated.dimension.clone(), claim.stated.value.clone())).copied().unwrap_or(1)
    }
}

/// Inverse document frequency of something that occurs in `count` of `all`, scaled to at most 1.
fn rarity(count: Option<f32>, all: u32) -> f32 {
    let (all, n) = (all.max(2) as f32, count.unwrap_or(1.0));
    (1.0 + all / n).ln() / (1.0 + all).ln()
}
