//! Facts: claims of several documents about the same thing, and how their values compare.
//!
//! ```text
//! claims ─► documents ─► pair ─► group ─► verdict ─► facts
//!           candidates   scores  joined   judged
//! ```
//!
//! Below these stand `weights` (the models), `values` (two stated values compared) and `frequencies` (of words and values);
//! `judgement` holds what people and other programs say of two claims, which goes before what is computed.

// In the order of use; the blank lines keep rustfmt from sorting it.
mod weights;

mod values;

mod frequencies;

mod judgement;

mod documents;

mod pair;

mod group;

mod verdict;

pub(crate) use documents::names::join as join_names;
pub use frequencies::Frequencies;
pub use group::alternatives::Alternatives;
pub use group::component::Component;
pub use group::partners::{Partner, partners};
pub use group::questions::{Answered, Question};
pub use judgement::{Effect, Judgement, effects, fingerprint};
pub use pair::change::change_features;
pub use pair::link::{LinkScore, Linker, SecondLook, THRESHOLDS, Thresholds};
pub use pair::profile::Profile;
pub use values::cause::cause_of;
pub use values::compare::compare;
pub use values::difference::Difference;
pub use verdict::history::history_features;
pub use verdict::tolerance::{Tolerance, Tolerances};
pub use weights::{
    CHANGE_FEATURES, Feature, HISTORY_FEATURES, LINK_FEATURES, LinkFeatures, SECOND_LOOK_FEATURES, Setting, Weight,
    Weights,
};

use crate::claim::Claim;
use documents::candidates::{candidates, revisions};
use documents::neighbours::Neighbours;
use group::cluster::{Scores, cluster};
use group::questions::questions;
use judgement::{JudgedPair, locate, places};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How values compare: of two values, or of all values of a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Equal after normalisation.
    Agree,
    /// One rounds, approximates or contains the other.
    Compatible,
    /// Different, each true at its time: the later replaces the earlier.
    Updated,
    /// Different, and both cannot be true.
    Conflict,
    /// Stated by one source only.
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

/// A distinct value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Identifier within the run, `v`, the fact's identifier without its letter, and its rank: `v0c2ff99b90-1`.
    pub id: String,
    /// Indices of the claims that state it, sorted.
    pub claims: Vec<usize>,
}

/// Two distinct values of a fact, compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Index of the first value.
    pub a: usize,
    /// Index of the second value.
    pub b: usize,
    /// How the two compare.
    pub verdict: Verdict,
    /// `b` minus `a`: see [`Difference::by`].
    pub difference: String,
    /// The same in per cent: see [`Difference::percent`].
    pub difference_pct: String,
    /// The slip of the pen that would explain a conflict (`digits swapped`); empty if none fits.
    pub cause: String,
    /// Probability that the two are of one fact: that of the surest link between claims that state them, else that of the fact.
    pub confidence: f32,
    /// The judgement that the two are of one fact; one that gives their relation goes first.
    pub judgement: Option<Judgement>,
}

/// Claims about the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Identifier computed from those of its claims, the same in any run.
    pub id: String,
    /// Indices of its claims, in document order.
    pub claims: Vec<usize>,
    /// Its distinct values, those of most sources first, then those of most documents.
    pub values: Vec<Value>,
    /// Every pair of distinct values that different documents state.
    pub relations: Vec<Relation>,
    /// The greatest verdict of its relations, in the order of [`Verdict`]; without relations, agree or single.
    pub verdict: Verdict,
    /// Least probability of the links that formed it, 0 to 1; 1 for a single claim.
    pub confidence: f32,
    /// The judgements by which its claims are one fact, in the order of their file.
    pub judgements: Vec<Judgement>,
}

impl Fact {
    /// Number of sources that state it: two articles of one paper are one source.
    pub fn sources(&self, claims: &[Claim]) -> usize {
        distinct(self.claims.iter().map(|i| claims[*i].source.as_str()))
    }

    /// How two of its values compare, as the `relation` column has it; empty if they are not related.
    pub fn verdict_of(&self, a: usize, b: usize) -> &'static str {
        let related = self.relations.iter().find(|r| (r.a, r.b) == (a.min(b), a.max(b)));
        related.map_or("", |r| r.verdict.as_str())
    }

    /// Who judged that its claims are one fact: each name once, with `; ` between.
    pub fn judged_by(&self) -> String {
        let mut names: Vec<&str> = self.judgements.iter().map(|j| j.judged_by.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.join("; ")
    }
}

/// Number of distinct names.
fn distinct<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    let mut all: Vec<&str> = names.collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// The claims of a corpus with what linking needs to know of all of them: the frequencies of words and values, and which
/// documents may be about one matter.
#[derive(Debug)]
pub struct Linkage<'a> {
    claims: &'a [Claim],
    frequencies: Frequencies,
    neighbours: Neighbours<'a>,
    judgements: &'a [Judgement],
    judged: Vec<JudgedPair>,
}

impl<'a> Linkage<'a> {
    /// Sorts the claims, so that the result depends on the set of them only, and reads them.
    pub fn new(claims: &'a mut [Claim]) -> Self {
        claims.sort_by(|a, b| {
            (&a.path, a.char_start, a.char_end, &a.claim_id).cmp(&(&b.path, b.char_start, b.char_end, &b.claim_id))
        });
        let claims: &'a [Claim] = claims;
        let frequencies = Frequencies::new(claims);
        let neighbours = Neighbours::new(claims, &frequencies);
        Linkage { claims, frequencies, neighbours, judgements: &[], judged: Vec::new() }
    }

    /// The same with judgements, which go before what is computed.
    pub fn judged(self, judgements: &'a [Judgement]) -> Self {
        Linkage { judgements, judged: locate(judgements, self.claims), ..self }
    }

    /// The indices of the claims of each dimension: only claims of one dimension are ever linked.
    pub fn dimensions(&self) -> Vec<Vec<usize>> {
        let mut dimensions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, claim) in self.claims.iter().enumerate() {
            dimensions.entry(claim.stated.dimension.as_str()).or_default().push(i);
        }
        dimensions.into_values().collect()
    }

    /// The connected components of the claims of one dimension, which are independent of each other.
    pub fn components(&self, of_dimension: &[usize]) -> Vec<Component> {
        let pairs = candidates(self.claims, of_dimension, &self.neighbours);
        let own = |p: &&JudgedPair| of_dimension.binary_search(&p.a).is_ok();
        let judged = self.judged.iter().filter(own).copied().collect();
        Component::all(of_dimension, pairs, revisions(self.claims, of_dimension), judged)
    }

    /// The judged facts of a component.
    pub fn facts(&self, component: &Component, linker: &Linker) -> Vec<Fact> {
        let clusters = cluster(self.claims, component, &self.frequencies, linker);
        let judge = |c| verdict::judge::judge(self.claims, c, linker, (&component.judged, self.judgements));
        clusters.into_iter().map(judge).collect()
    }

    /// The facts of the claims, with what was judged of them already.
    pub fn answered<'f>(&self, facts: &'f [Fact]) -> Answered<'f> {
        Answered::new(facts, places(facts, self.claims.len()), &self.judged)
    }

    /// The questions to a judge about the claims of a component; with `reported`, also about conflicts that are reported.
    pub fn questions(
        &self,
        component: &Component,
        answered: &Answered,
        linker: &Linker,
        reported: bool,
    ) -> Vec<Question> {
        let scores = Scores::new(self.claims, component, &self.frequencies, linker);
        questions(self.claims, component, scores, answered, reported)
    }
}
