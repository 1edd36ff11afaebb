//! The pairs of claims of a cluster, scored and labelled.

use crate::gold::Cluster;
use totsugo::internals::fact::{Frequencies, LinkScore, Linker, Profile};

/// A pair of claims with its label.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Indices of the claims in their cluster.
    pub claims: (usize, usize),
    /// Its score by the weights of the program.
    pub score: LinkScore,
    /// True if a person judged that they state one fact.
    pub same: bool,
    /// How much the pair counts in fitting.
    pub weight: f64,
}

/// Weight of a pair of a marked and an unmarked claim, which hardly ever state one fact.
const UNMARKED: f64 = 0.2;

/// Factor on the weight of pairs of different matters, of which there are very many.
const UNRELATED: f64 = 0.1;

/// The pairs of a cluster that no constraint excludes. Frequencies are those of the cluster, as in a run over it.
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
        let weight = if cluster.unrelated(x, y) { weight * UNRELATED } else { weight };
        out.push(Judged { claims: (x, y), score, same, weight });
    });
    out
}

/// Calls `f` with every pair of claims of one dimension and its score by the two alone.
pub fn each(cluster: &Cluster, mut f: impl FnMut(usize, usize, LinkScore)) {
    let claims = &cluster.claims;
    let frequencies = Frequencies::new(claims);
    let profile = |i| Profile::new(claims, i, &frequencies, &Linker::embedded().concepts);
    let profiles: Vec<Profile> = (0..claims.len()).map(profile).collect();
    for x in 0..claims.len() {
        for y in x + 1..claims.len() {
            if claims[x].stated.dimension == claims[y].stated.dimension {
                f(x, y, Linker::embedded().score(&profiles[x], &profiles[y], &frequencies));
            }
        }
    }
}
