//! Pages of the same affair: those that share rare words.

use super::Page;
use std::collections::HashMap;

/// Most pages that a page leans on.
const NEIGHBOURS: usize = 24;

/// Least similarity of a neighbour, as a share of that of the nearest.
const NEAR: f32 = 0.15;

/// Terms that stand on more pages are not followed: they join affairs, and their lists would grow with the corpus.
const COMMON: usize = 400;

/// An index from terms to pages.
#[derive(Debug)]
pub(super) struct Affairs<'p> {
    pages: &'p [Page],
    on: HashMap<u32, Vec<u32>>,
}

impl<'p> Affairs<'p> {
    pub fn new(pages: &'p [Page]) -> Self {
        let mut on: HashMap<u32, Vec<u32>> = HashMap::new();
        for (i, page) in pages.iter().enumerate() {
            page.terms.iter().for_each(|t| on.entry(*t).or_default().push(i as u32));
        }
        Affairs { pages, on }
    }

    /// Inverse document frequency of a term: the rarer it is, the more it tells.
    pub fn idf(&self, term: u32) -> f32 {
        let df = self.on.get(&term).map_or(1, Vec::len);
        (1.0 + self.pages.len() as f32 / df as f32).ln()
    }

    /// The pages most similar to `page` (cosine of terms weighted by idf), each with its similarity as a share of the
    /// greatest, nearest first.
    pub fn neighbours(&self, page: usize) -> Vec<(usize, f32)> {
        let mut shared: HashMap<u32, f32> = HashMap::new();
        for term in &self.pages[page].terms {
            let Some(on) = self.on.get(term).filter(|on| on.len() <= COMMON) else { continue };
            let worth = self.idf(*term).powi(2);
            on.iter().filter(|p| **p as usize != page).for_each(|p| *shared.entry(*p).or_default() += worth);
        }
        let norm = |p: usize| self.pages[p].terms.iter().map(|t| self.idf(*t).powi(2)).sum::<f32>().sqrt().max(1.0);
        let mut near: Vec<(usize, f32)> = shared.into_iter().map(|(p, s)| (p as usize, s / norm(p as usize))).collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(self.pages[a.0].path.cmp(&self.pages[b.0].path)));
        near.truncate(NEIGHBOURS);
        let best = near.first().map_or(1.0, |(_, s)| *s);
        near.retain(|(_, s)| *s >= NEAR * best);
        near.iter_mut().for_each(|(_, s)| *s = (*s / best).sqrt());
        near
    }
}
