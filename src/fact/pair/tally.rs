//! How rare words and values are in the whole set of claims.

use crate::claim::Claim;
use compact_str::CompactString;
use std::collections::{HashMap, HashSet};

/// Counts over all claims.
#[derive(Debug, Default)]
pub struct Tally {
    words: HashMap<CompactString, f32>,
    values: HashMap<(CompactString, CompactString), u32>,
    dimensions: HashMap<CompactString, u32>,
    topics: HashMap<CompactString, u32>,
    documents: u32,
    claims: u32,
}

impl Tally {
    /// Counts words and values.
    pub fn new(claims: &[Claim]) -> Self {
        let mut out = Tally { claims: claims.len() as u32, ..Tally::default() };
        let mut seen: HashSet<&str> = HashSet::new();
        for claim in claims {
            if seen.insert(&claim.doc_id) {
                out.documents += 1;
                for word in claim.topics.iter() {
                    *out.topics.entry(word.clone()).or_default() += 1;
                }
            }
            for term in &claim.terms {
                *out.words.entry(term.word.clone()).or_default() += f32::from(term.weight) / 100.0;
            }
            *out.dimensions.entry(claim.stated.dimension.clone()).or_default() += 1;
            *out.values.entry((claim.stated.dimension.clone(), claim.stated.value.clone())).or_default() += 1;
        }
        out
    }

    /// How rare a word is: 1 in one claim, near 0 in all (inverse document frequency over claims).
    pub fn rarity(&self, word: &str) -> f32 {
        rare(self.words.get(word).map(|n| n.max(1.0)), self.claims)
    }

    /// How rare values of a dimension are: 震度 and M name what they measure, 人 does not.
    pub fn rarity_of_dimension(&self, claim: &Claim) -> f32 {
        rare(self.dimensions.get(&claim.stated.dimension).map(|n| *n as f32), self.claims)
    }

    /// How rare a word is as a topic of documents.
    pub fn rarity_of_topic(&self, word: &str) -> f32 {
        rare(self.topics.get(word).map(|n| *n as f32), self.documents)
    }

    /// How many documents repeat a word.
    pub fn documents_on(&self, word: &str) -> u32 {
        self.topics.get(word).copied().unwrap_or(0)
    }

    /// In how many claims a value occurs.
    pub fn occurrences(&self, claim: &Claim) -> u32 {
        self.values.get(&(claim.stated.dimension.clone(), claim.stated.value.clone())).copied().unwrap_or(1)
    }
}

fn rare(count: Option<f32>, all: u32) -> f32 {
    let (all, n) = (all.max(2) as f32, count.unwrap_or(1.0));
    (1.0 + all / n).ln() / (1.0 + all).ln()
}
