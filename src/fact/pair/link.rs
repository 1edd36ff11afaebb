//! Scoring pairs of claims: may the two state one fact, and how strong is the evidence.
//!
//! Agreement may be claimed cheaply; a conflict must be earned. An equal unusual value is evidence of one fact, a
//! different value is not; so equal and different values, numbers and dates have weights of their own.

use super::super::Verdict;
use super::super::frequencies::Frequencies;
use super::super::values::compare::compare;
use super::super::weights::{Feature, LINK_FEATURES, LinkFeatures, Setting, Weights, log_odds, probability};
use super::change::change_log_odds;
use super::exclude::excluded;
use super::features::features;
use super::profile::Profile;
use crate::claim::Claim;
use crate::lexicon::Concepts;
use std::cell::LazyCell;
use std::sync::{Arc, LazyLock};

/// Thresholds of linking, in log odds unless said otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Least evidence to link claims whose values agree or are compatible.
    pub agree: f32,
    /// Least evidence to link claims whose values differ.
    pub differ: f32,
    /// The same if both values were probably true at their time.
    pub changed: f32,
    /// Least value of [`Feature::Covered`], a share, to link claims whose values differ.
    pub named: f32,
    /// Least mean evidence across two groups of one value to join them.
    pub group: f32,
    /// The same for groups of different values: a value that one source states need not share its words with all the others.
    pub groups_differ: f32,
}

/// The thresholds of the program, chosen on development articles for few false conflicts.
pub const THRESHOLDS: Thresholds =
    Thresholds { agree: 0.7, differ: 0.3, changed: -0.3, named: 0.3, group: -0.7, groups_differ: -1.2 };

/// The weights, thresholds and synonyms that claims are linked with.
#[derive(Clone, Debug)]
pub struct Linker {
    /// The weights of the models.
    pub weights: Weights,
    /// The evidence that is enough.
    pub thresholds: Thresholds,
    /// The synonyms.
    pub concepts: Arc<Concepts>,
}

impl Linker {
    /// The weights, thresholds and synonyms of the program.
    pub fn embedded() -> &'static Linker {
        static EMBEDDED: LazyLock<Linker> = LazyLock::new(|| Linker {
            weights: Weights::embedded().clone(),
            thresholds: THRESHOLDS,
            concepts: Concepts::embedded().clone(),
        });
        &EMBEDDED
    }

    /// The same with other synonyms.
    pub fn with_concepts(self, concepts: Arc<Concepts>) -> Self {
        Linker { concepts, ..self }
    }

    /// Scores a pair of claims of one dimension, by the two alone.
    pub fn score(&self, a: &Profile, b: &Profile, frequencies: &Frequencies) -> LinkScore {
        let verdict = compare(&a.claim.stated, &b.claim.stated);
        let moved = LazyCell::new(|| match verdict {
            Verdict::Conflict => probability(self.change(a.claim, b.claim)),
            _ => 0.0,
        });
        let excluded = excluded(a, b, verdict, || *moved >= 0.5);
        let setting = Setting::of(a.claim, verdict);
        if !excluded.is_empty() {
            let features = [0.0; LINK_FEATURES];
            return LinkScore { verdict, excluded, features, setting, first: NEVER, evidence: NEVER };
        }
        let features = features(a, b, verdict, *moved, frequencies);
        let first = self.weigh(&features, setting);
        LinkScore { verdict, excluded, features, setting, first, evidence: first }
    }

    /// Log odds that a pair with these features states one fact.
    pub fn weigh(&self, features: &LinkFeatures, setting: Setting) -> f32 {
        log_odds(&self.weights.link, features, setting)
    }

    /// Log odds that a pair states one fact, in view of its alternatives.
    pub fn look_again(&self, s: &LinkScore, look: &SecondLook) -> f32 {
        if !s.excluded.is_empty() {
            return NEVER;
        }
        log_odds(&self.weights.second_look, &look.features(s.first), s.setting)
    }

    /// Log odds that two different values of one fact were each true at their time.
    pub fn change(&self, a: &Claim, b: &Claim) -> f32 {
        change_log_odds(&self.weights.change, a, b, &self.concepts)
    }

    /// Returns true if the evidence is enough to link a pair.
    pub fn links(&self, s: &LinkScore) -> bool {
        // linking values that changed accuses nobody
        let moved = s.features[Feature::Moved as usize] >= 0.5;
        let least = match s.verdict {
            Verdict::Conflict if moved => self.thresholds.changed,
            Verdict::Conflict => self.thresholds.differ,
            _ => self.thresholds.agree,
        };
        // near numbers are no reason to report a conflict: the two must be named alike, or one be a sure slip of the other
        let feature = |f: Feature| s.features[f as usize];
        let slip =
            feature(Feature::Slip) >= 1.0 && (s.setting == Setting::NumberDiffers || feature(Feature::Name) > 0.1);
        let named = feature(Feature::Covered) >= self.thresholds.named || slip;
        s.excluded.is_empty() && s.evidence >= least && (named || s.verdict != Verdict::Conflict)
    }
}

impl Default for Linker {
    fn default() -> Self {
        Linker::embedded().clone()
    }
}

/// Evidence of an excluded pair.
const NEVER: f32 = f32::NEG_INFINITY;

/// What the other claims of two documents say of a pair. A document states a fact once, so the best alternative counts
/// against the pair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SecondLook {
    /// Log odds of the pair minus those of the best alternative of either claim.
    pub margin: f32,
    /// Log odds of the best alternative of either claim with an equal value; 0 if there is none.
    pub explained: f32,
}

impl SecondLook {
    /// The feature vector, in the order of [`SECOND_LOOK_FEATURES`](super::super::weights::SECOND_LOOK_FEATURES); `first`
    /// are the log odds of the pair alone.
    pub fn features(&self, first: f32) -> [f32; 4] {
        [1.0, first, self.margin, self.explained]
    }
}

/// The score of a pair of claims, with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkScore {
    /// How the two values compare.
    pub verdict: Verdict,
    /// The constraint by which the two cannot state one fact; empty if they can.
    pub excluded: &'static str,
    /// The features.
    pub features: LinkFeatures,
    /// The column of weights.
    pub setting: Setting,
    /// Log odds that the two state one fact, by the two alone.
    pub first: f32,
    /// The same in view of the other claims of the two documents.
    pub evidence: f32,
}

impl LinkScore {
    /// Probability that the two state one fact.
    pub fn probability(&self) -> f32 {
        if self.excluded.is_empty() { probability(self.evidence) } else { 0.0 }
    }
}
