//! Facts: claims of several sources about the same thing, and what comparing them says.

mod documents;
mod group;
mod pair;
mod verdict;

pub(crate) use documents::names::join as join_names;
pub use group::part::Part;
pub use group::partners::{Partner, partners};
pub use group::rivals::Rivals;
pub use pair::ingredient::{INGREDIENTS, Ingredient, Ingredients};
pub use pair::item::Item;
pub use pair::link::{LinkScore, Linker, SecondLook, Setting, THRESHOLDS, Thresholds};
pub use pair::tally::Tally;
pub use pair::weight::Weight;
pub use verdict::change::{SIGNS, signs};
pub use verdict::compare::compare;
pub use verdict::difference::Difference;
pub use verdict::history::{TRACES, traces};
pub use verdict::tolerance::{Tolerance, Tolerances};

use crate::claim::Claim;
use documents::{candidates, neighbours};
use group::cluster;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the claims of a fact say together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Equal after normalisation.
    Agree,
    /// One rounds, approximates or contains the other.
    Compatible,
    /// Each true at its time: the later one replaces the earlier.
    Updated,
    /// Both cannot be true.
    Conflict,
    /// Only one source states it.
    #[default]
    Single,
}

impl Verdict {
    /// The value of the `verdict` and `relation` columns.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Agree => "agree",
            Verdict::Compatible => "compatible",
            Verdict::Updated => "updated",
            Verdict::Conflict => "conflict",
            Verdict::Single => "single",
        }
    }
}

/// One distinct value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Identifier within the run, `v`, the fact's identifier without its letter, and its rank: `v0c2ff99b90-1`.
    pub id: String,
    /// Indices of the claims that state it, in order.
    pub claims: Vec<usize>,
}

/// Two distinct values of a fact, compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Index of the first value.
    pub a: usize,
    /// Index of the second value.
    pub b: usize,
    /// How they stand to each other.
    pub verdict: Verdict,
    /// `b` minus `a` as a plain decimal, or a duration for dates; empty when there is none.
    pub difference: String,
    /// The same in per cent of the greater, empty when there is none.
    pub difference_pct: String,
    /// What kind of slip would explain it (`digits swapped`), empty when none fits.
    pub cause: String,
}

/// Claims about the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Stable identifier, from the ids of its claims.
    pub id: String,
    /// Indices of its claims, in document order.
    pub claims: Vec<usize>,
    /// Its distinct values, best supported first.
    pub values: Vec<Value>,
    /// Every pair of distinct values that different documents state.
    pub relations: Vec<Relation>,
    /// The strongest thing its relations say.
    pub verdict: Verdict,
    /// Least link score within the fact, 0 to 1; 1 for a single claim.
    pub confidence: f32,
}

impl Fact {
    /// Number of sources that state it.
    pub fn sources(&self, claims: &[Claim]) -> usize {
        let mut all: Vec<&str> = self.claims.iter().map(|c| claims[*c].source.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }
}

/// What linking has to know of all claims before it looks at any: how rare words and values are, and which documents may
/// speak of one matter.
#[derive(Debug)]
pub struct Linkage<'a> {
    claims: &'a [Claim],
    tally: Tally,
    neighbours: neighbours::Neighbours<'a>,
}

impl<'a> Linkage<'a> {
    /// Reads the claims, which are brought into order first: what is linked depends on the set of them only.
    pub fn new(claims: &'a mut [Claim]) -> Self {
        claims.sort_by(|a, b| {
            (&a.path, a.char_start, a.char_end, &a.claim_id).cmp(&(&b.path, b.char_start, b.char_end, &b.claim_id))
        });
        let claims: &'a [Claim] = claims;
        let tally = Tally::new(claims);
        let neighbours = neighbours::Neighbours::new(claims, &tally);
        Linkage { claims, tally, neighbours }
    }

    /// For each kind of value, the claims that may ever be linked.
    pub fn blocks(&self) -> Vec<Vec<usize>> {
        let mut blocks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, claim) in self.claims.iter().enumerate() {
            blocks.entry(claim.block.as_str()).or_default().push(i);
        }
        blocks.into_values().collect()
    }

    /// The parts of a block, which are independent of one another.
    pub fn parts(&self, block: &[usize]) -> Vec<Part> {
        let pairs = candidates::candidates(self.claims, block, &self.neighbours);
        Part::divide(block, pairs, candidates::revisions(self.claims, block))
    }

    /// The facts of a part, judged.
    pub fn facts(&self, part: &Part, linker: &Linker) -> Vec<Fact> {
        let clusters = cluster::cluster(self.claims, part, &self.tally, linker);
        clusters.into_iter().map(|c| verdict::judge::judge(self.claims, c, linker)).collect()
    }
}
