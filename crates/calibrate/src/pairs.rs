//! Pairs of claims that a person judged, as linking sees them.

use crate::gold::Cluster;
use totsugo::internals::fact::{Item, LinkScore, Linker, Tally};

/// A pair of claims with the person's answer.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Indices of the claims in their cluster.
    pub claims: (usize, usize),
    /// What speaks for and against, by the weights of the program.
    pub score: LinkScore,
    /// Whether they are about the same thing.
    pub same: bool,
    /// How much the pair counts in fitting.
    pub weight: f64,
}

/// A claim a person did not mark is hardly ever the same as one that was: such a pair counts a little, as different.
const UNMARKED: f64 = 0.2;

/// A pair of articles on different matters counts a little: there are very many.
const STRANGE: f64 = 0.1;

/// All pairs of a cluster that are not excluded. Rarity is that of the cluster, as in a run over it.
pub fn judged(cluster: &Cluster) -> Vec<Judged> {
    let mut out = Vec::new();
    each(cluster, |x, y, score| {
        if !score.excluded.is_empty() {
            return;
        }
        let (same, weight) = match (cluster.gold_of[x], cluster.gold_of[y]) {
            (Some(g), Some(h)) if cluster.kin(g, h) => (false, 0.0),
            (Some(g), Some(h)) => (cluster.gold[g].fact_key == cluster.gold[h].fact_key, 1.0),
            (None, None) => (false, 0.0),
            _ => (false, UNMARKED),
        };
        let weight = if cluster.strangers(x, y) { weight * STRANGE } else { weight };
        out.push(Judged { claims: (x, y), score, same, weight });
    });
    out
}

/// Calls `f` with every pair of claims of one block and its first score.
pub fn each(cluster: &Cluster, mut f: impl FnMut(usize, usize, LinkScore)) {
    let tally = Tally::new(&cluster.claims);
    let item = |i| Item::new(&cluster.claims, i, &tally, &Linker::embedded().concepts);
    let items: Vec<Item> = (0..cluster.claims.len()).map(item).collect();
    for x in 0..items.len() {
        for y in x + 1..items.len() {
            if items[x].claim.block == items[y].claim.block {
                f(x, y, Linker::embedded().score(&items[x], &items[y], &tally));
            }
        }
    }
}
