//! A claim made ready for comparison: its words weighed by rarity, its contrasts looked up, once and not for each pair.

use super::super::Tally;
use super::super::verdict::change::dynamic;
use crate::claim::Claim;
use crate::lexicon::{Concept, Concepts};
use crate::value::Decimal;

/// From this closeness on a word names the value.
pub(crate) const NAMING: f32 = 0.70;

/// A claim with what comparing it needs.
#[derive(Debug)]
pub struct Item<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Its words, by key.
    pub(crate) words: Vec<Weighed<'a>>,
    /// Its value in the unit of its dimension, where it is one number.
    pub(crate) number: Option<Decimal>,
    /// Closeness of the closest word whose value moves from report to report, 0 where there is none.
    pub(crate) dynamic: u8,
    /// Of each contrast group, the closest members.
    pub(crate) contrasts: Vec<Contrast<'a>>,
    /// The values told in the same breath, in order.
    pub(crate) company: Vec<Companion<'a>>,
}

/// A value that stands near another one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Companion<'a> {
    /// Dimension, value and exponent.
    pub value: (&'a str, &'a str, i32),
    /// 0 to 1: how near it stands and how unusual it is.
    pub weight: f32,
}

/// A word with what it weighs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighed<'a> {
    pub word: &'a str,
    /// 0 to 1.
    pub closeness: f32,
    /// 0 to 1, 1 for a word of one claim.
    pub rarity: f32,
    /// Whether the lexicon of concepts knows it.
    pub concept: bool,
    /// Whether it makes the value another kind of value (上限, 平均, その他).
    pub qualifier: bool,
}

/// The members of a contrast group that stand closest to a value.
#[derive(Debug)]
pub(crate) struct Contrast<'a> {
    pub group: &'a str,
    pub closeness: u8,
    pub members: Vec<&'a str>,
}

impl<'a> Item<'a> {
    /// Makes a claim ready, its words being what `concepts` says of them.
    pub fn new(claims: &'a [Claim], of: usize, tally: &Tally, concepts: &'a Concepts) -> Self {
        let claim = &claims[of];
        let mut contrasts: Vec<Contrast> = Vec::new();
        let mut words: Vec<Weighed> = Vec::with_capacity(claim.terms.len());
        for term in &claim.terms {
            let row = concepts.get(&term.word);
            // an event may be told by such a word alone (開始, 発表), a number not
            let manner = claim.stated.dimension != "date" && row.is_some_and(Concept::is_manner);
            words.push(Weighed {
                word: &term.word,
                closeness: f32::from(term.weight) / 100.0,
                rarity: tally.rarity(&term.word) * if manner { MANNER } else { 1.0 },
                concept: row.is_some() && !manner,
                qualifier: row.is_some_and(|r| r.contrast == QUALIFIER),
            });
            if let Some(row) =
                row.filter(|r| !matches!(r.contrast.as_str(), "" | QUALIFIER) && term.weight >= INHERITED)
            {
                note(&mut contrasts, &row.contrast, term.weight, &term.word);
            }
        }
        words.sort_unstable_by_key(|w| w.word);
        Item {
            claim,
            number: super::super::verdict::compare::number(&claim.stated, &claim.stated.value),
            words,
            dynamic: dynamic(claim, concepts),
            contrasts,
            company: company(claims, of, tally),
        }
    }

    /// Words that name the value.
    pub(crate) fn naming(&self) -> impl Iterator<Item = &Weighed<'a>> {
        self.words.iter().filter(|w| w.closeness >= NAMING)
    }

    /// Closeness of a word, 0 where it is missing.
    pub(crate) fn closeness(&self, word: &str) -> f32 {
        self.words.binary_search_by_key(&word, |w| w.word).map_or(0.0, |i| self.words[i].closeness)
    }
}

/// The values beside a claim's own; claims are in the order of their documents and places.
fn company<'a>(claims: &'a [Claim], of: usize, tally: &Tally) -> Vec<Companion<'a>> {
    let own = &claims[of];
    let value = |c: &'a Claim| (c.stated.dimension.as_str(), c.stated.value.as_str(), c.stated.exponent);
    let near = |c: &&'a Claim| c.doc_id == own.doc_id && gap(c, own) < BREATH;
    let before = claims[..of].iter().rev().take_while(near);
    let after = claims[of + 1..].iter().take_while(near);
    let mut out: Vec<Companion> = before
        .chain(after)
        .filter(|c| value(c) != value(own) && !c.stated.value.is_empty())
        .map(|c| Companion {
            value: value(c),
            weight: (1.0 - gap(c, own) as f32 / BREATH as f32) * super::ingredient::unusual_value(c, tally),
        })
        .collect();
    out.sort_by(|a, b| a.value.cmp(&b.value).then(b.weight.total_cmp(&a.weight)));
    out.dedup_by_key(|c| c.value);
    out
}

/// Characters within which values are told in one breath.
const BREATH: u32 = 100;

fn gap(a: &Claim, b: &Claim) -> u32 {
    a.char_start.saturating_sub(b.char_end).max(b.char_start.saturating_sub(a.char_end))
}

/// What a word that tells how a number is meant weighs, against one that tells what it counts.
const MANNER: f32 = 0.4;

/// The contrast group whose members may be missing on one side, and then tell two kinds of values apart.
const QUALIFIER: &str = "qualifier";

/// A contrast may be inherited from the heading.
const INHERITED: u8 = 20;

fn note<'a>(all: &mut Vec<Contrast<'a>>, group: &'a str, closeness: u8, member: &'a str) {
    let Some(known) = all.iter_mut().find(|c| c.group == group) else {
        all.push(Contrast { group, closeness, members: vec![member] });
        return;
    };
    if closeness > known.closeness {
        (known.closeness, known.members) = (closeness, Vec::new());
    }
    if closeness == known.closeness {
        known.members.push(member);
    }
}
