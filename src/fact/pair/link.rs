//! Which claims speak of the same thing: what speaks for it and against it, weighed.
//!
//! Agreement may be claimed cheaply; a conflict must be earned: equal unusual values are evidence of sameness,
//! different values are not. So equal and differing values, numbers and dates have weights of their own. They are
//! logistic regression over pairs a person judged, made by `crates/calibrate`; their sum is the evidence, in log odds.

use super::super::verdict::compare::compare;
use super::super::{SIGNS, TRACES, Tally, Verdict};
use super::exclude::excluded;
use super::ingredient::{INGREDIENTS, Ingredient, Ingredients, ingredients};
use super::item::Item;
use super::weight::{Weight, table, weigh};
use crate::claim::Claim;
use crate::lexicon::Concepts;
use std::cell::LazyCell;
use std::sync::{Arc, LazyLock};

/// The numbers linking turns on beside the weights, in one place.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Least evidence to link claims whose values agree or are compatible.
    pub agree: f32,
    /// Least evidence to link claims whose values differ.
    pub differ: f32,
    /// The same where a change in the world likely explains the difference.
    pub changed: f32,
    /// Least share of its naming words that one of two differing claims finds in the other.
    pub named: f32,
    /// Least mean evidence between two groups that are joined.
    pub group: f32,
}

/// Chosen on development articles for few false conflicts.
pub const THRESHOLDS: Thresholds = Thresholds { agree: 0.7, differ: 0.3, changed: -0.3, named: 0.3, group: -0.7 };

/// Which column of weights a pair is weighed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Setting {
    NumberEqual,
    NumberDiffers,
    DateEqual,
    DateDiffers,
}

impl Setting {
    /// All of them, in the order of their columns.
    pub const ALL: [Setting; 4] =
        [Setting::NumberEqual, Setting::NumberDiffers, Setting::DateEqual, Setting::DateDiffers];

    /// How values like that of a claim are weighed that stand to each other as `verdict` says.
    pub(crate) fn of(claim: &Claim, verdict: Verdict) -> Self {
        match (claim.stated.dimension == "date", verdict == Verdict::Conflict) {
            (false, false) => Setting::NumberEqual,
            (false, true) => Setting::NumberDiffers,
            (true, false) => Setting::DateEqual,
            (true, true) => Setting::DateDiffers,
        }
    }
}

/// The weights, thresholds and synonyms claims are linked with.
#[derive(Clone, Debug)]
pub struct Linker {
    /// The weights of the ingredients, in their order.
    pub weights: Vec<Weight>,
    /// The weights of the second look, in the order of its values.
    pub second: Vec<Weight>,
    /// The weights of the signs of a change, in their order.
    pub change: Vec<Weight>,
    /// The weights of how two values were told, in their order.
    pub history: Vec<Weight>,
    /// When evidence is enough.
    pub thresholds: Thresholds,
    /// The synonyms.
    pub concepts: Arc<Concepts>,
}

impl Linker {
    /// The weights, thresholds and synonyms of the program.
    pub fn embedded() -> &'static Linker {
        &EMBEDDED
    }

    /// The same with other synonyms.
    pub fn with_concepts(self, concepts: Arc<Concepts>) -> Self {
        Linker { concepts, ..self }
    }

    /// Scores a pair of claims of one block.
    pub fn score(&self, a: &Item, b: &Item, tally: &Tally) -> LinkScore {
        let verdict = compare(&a.claim.stated, &b.claim.stated);
        let moved = LazyCell::new(|| match verdict {
            Verdict::Conflict => sigmoid(self.change(a.claim, b.claim)),
            _ => 0.0,
        });
        let excluded = excluded(a, b, verdict, || *moved >= 0.5);
        let setting = Setting::of(a.claim, verdict);
        if !excluded.is_empty() {
            let ingredients = [0.0; INGREDIENTS];
            return LinkScore { verdict, excluded, ingredients, setting, first: NEVER, evidence: NEVER };
        }
        let ingredients = ingredients(a, b, verdict, *moved, tally);
        let first = self.weigh(&ingredients, setting);
        LinkScore { verdict, excluded, ingredients, setting, first, evidence: first }
    }

    /// The evidence of ingredients, in log odds.
    pub fn weigh(&self, ingredients: &Ingredients, setting: Setting) -> f32 {
        weigh(&self.weights, ingredients, setting)
    }

    /// Looks at a pair again, knowing its rivals.
    pub fn look_again(&self, s: &LinkScore, look: &SecondLook) -> f32 {
        if !s.excluded.is_empty() {
            return NEVER;
        }
        let values = [1.0, s.first, look.margin, look.explained];
        weigh(&self.second, &values, s.setting)
    }

    /// Log odds that two different values of one fact were each true at their time.
    pub fn change(&self, a: &Claim, b: &Claim) -> f32 {
        super::super::verdict::change::evidence(&self.change, a, b, &self.concepts)
    }

    /// Whether two claims are linked on their own.
    pub fn links(&self, s: &LinkScore) -> bool {
        // to link what changed is no accusation
        let moved = s.ingredients[Ingredient::Moved as usize] >= 0.5;
        let least = match s.verdict {
            Verdict::Conflict if moved => self.thresholds.changed,
            Verdict::Conflict => self.thresholds.differ,
            _ => self.thresholds.agree,
        };
        // numbers near each other are no reason to hold one against the other: the two must be named alike, unless
        // chance hardly explains how like they are
        let named = s.ingredients[Ingredient::Covered as usize] >= self.thresholds.named
            || s.ingredients[Ingredient::Slip as usize] >= 1.0;
        s.excluded.is_empty() && s.evidence >= least && (named || s.verdict != Verdict::Conflict)
    }
}

impl Default for Linker {
    fn default() -> Self {
        Linker::embedded().clone()
    }
}

static EMBEDDED: LazyLock<Linker> = LazyLock::new(|| Linker {
    weights: table(include_str!("weights.csv"), &Ingredient::NAMES),
    second: table(include_str!("second_look.csv"), &LOOKS),
    change: table(include_str!("change.csv"), &SIGNS),
    history: table(include_str!("history.csv"), &TRACES),
    thresholds: THRESHOLDS,
    concepts: Concepts::embedded().clone(),
});

/// Evidence of an excluded pair.
const NEVER: f32 = f32::NEG_INFINITY;

/// What a pair is weighed by when it is looked at again: what it is worth alone, and its [`SecondLook`].
const LOOKS: [&str; 4] = ["bias", "first", "margin", "explained"];

/// What the other claims of two documents say of a pair: a source tells one thing once, so the best partner is likely
/// the right one, and one that has its equal there needs no other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SecondLook {
    /// By how much the pair is better than the best other pair of one of the two, of the less favourable side.
    pub margin: f32,
    /// Evidence of another pair with one of the two whose values are equal, 0 if there is none.
    pub explained: f32,
}

/// How alike two claims are, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkScore {
    /// What comparing the values says.
    pub verdict: Verdict,
    /// Why the two can never be one fact; empty when they can.
    pub excluded: &'static str,
    /// What speaks for and against.
    pub ingredients: Ingredients,
    /// The weights they are counted with.
    pub setting: Setting,
    /// Log odds that the two speak of the same thing, as far as the two themselves tell.
    pub first: f32,
    /// The same in view of what else the two documents say.
    pub evidence: f32,
}

impl LinkScore {
    /// The evidence as a probability.
    pub fn probability(&self) -> f32 {
        if self.excluded.is_empty() { sigmoid(self.evidence) } else { 0.0 }
    }
}

/// Log odds as a probability.
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
