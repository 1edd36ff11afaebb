//! A claim prepared for comparison with many others: what depends on one claim is computed once, not for each pair.

use super::super::frequencies::Frequencies;
use super::super::values::compare::number;
use crate::claim::Claim;
use crate::lexicon::{Concept, Concepts};
use crate::value::{Decimal, Granularity};

/// Least closeness of a word that names the value, 0 to 1.
pub(crate) const NAMING: f32 = 0.70;

/// A claim with what comparing it needs.
#[derive(Debug)]
pub struct Profile<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Its words, sorted by text.
    pub(crate) words: Vec<WeighedWord<'a>>,
    /// Its value in the unit of its dimension, if it is a single number.
    pub(crate) number: Option<Decimal>,
    /// For each contrast group of its words, the closest members.
    pub(crate) contrasts: Vec<Contrast<'a>>,
    /// The other values nearby in the document, sorted by value.
    pub(crate) nearby: Vec<NearbyValue<'a>>,
}

/// A value stated close to another one in the same document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearbyValue<'a> {
    /// Dimension, value and exponent.
    pub value: (&'a str, &'a str, i32),
    /// Proximity times how unusual the value is, 0 to 1.
    pub weight: f32,
}

/// A word of a claim with its weights.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WeighedWord<'a> {
    pub word: &'a str,
    /// Closeness to the value, 0 to 1.
    pub closeness: f32,
    /// Inverse document frequency over claims, scaled to 0 to 1; less for words that only say how a number is meant.
    pub rarity: f32,
    /// True if it is a concept of the lexicon that says what is counted.
    pub concept: bool,
    /// True if it makes the value another kind of value (上限, 平均, その他).
    pub qualifier: bool,
}

/// The closest members of a contrast group (死者, 負傷者) among the words of a claim.
#[derive(Debug)]
pub(crate) struct Contrast<'a> {
    pub group: &'a str,
    pub closeness: u8,
    pub members: Vec<&'a str>,
}

impl<'a> Profile<'a> {
    /// The profile of claim `of`. Claims are in the order of their documents and places.
    pub fn new(claims: &'a [Claim], of: usize, frequencies: &Frequencies, concepts: &'a Concepts) -> Self {
        let claim = &claims[of];
        let mut contrasts: Vec<Contrast> = Vec::new();
        let mut words: Vec<WeighedWord> = Vec::with_capacity(claim.terms.len());
        for term in &claim.terms {
            let row = concepts.get(&term.word);
            // such a word can name an event by itself (開始, 発表), but not a number
            let manner = claim.stated.dimension != "date" && row.is_some_and(Concept::is_manner);
            words.push(WeighedWord {
                word: &term.word,
                closeness: f32::from(term.closeness) / 100.0,
                rarity: frequencies.rarity(&term.word) * if manner { MANNER } else { 1.0 },
                concept: row.is_some() && !manner,
                qualifier: row.is_some_and(|r| r.contrast == QUALIFIER),
            });
            if let Some(row) =
                row.filter(|r| !matches!(r.contrast.as_str(), "" | QUALIFIER) && term.closeness >= INHERITED)
            {
                note(&mut contrasts, &row.contrast, term.closeness, &term.word);
            }
        }
        words.sort_unstable_by_key(|w| w.word);
        let number = number(&claim.stated, &claim.stated.value);
        Profile { claim, number, words, contrasts, nearby: nearby(claims, of, frequencies) }
    }

    /// The words that name the value.
    pub(crate) fn naming(&self) -> impl Iterator<Item = &WeighedWord<'a>> {
        self.words.iter().filter(|w| w.closeness >= NAMING)
    }

    /// Closeness of a word to the value; 0 if the claim does not have it.
    pub(crate) fn closeness(&self, word: &str) -> f32 {
        self.words.binary_search_by_key(&word, |w| w.word).map_or(0.0, |i| self.words[i].closeness)
    }
}

/// How unusual a value is, 0 to 1: numbers by their significant digits, dates by their precision and, inversely, by how
/// many claims state them.
pub(crate) fn unusual_value(c: &Claim, frequencies: &Frequencies) -> f32 {
    if c.stated.dimension == "date" {
        let base = match c.stated.precision {
            p if p >= Granularity::Minute as i32 => 1.0,
            p if p >= Granularity::Hour as i32 => 0.7,
            p if p >= Granularity::Day as i32 => 0.3,
            _ => 0.1,
        };
        // many things happen on the day of the main event
        let crowd = frequencies.occurrences(c).max(6) as f32;
        base * (6.0 / crowd).sqrt()
    } else {
        [0.1, 0.1, 0.4, 0.7].get(c.stated.digits()).copied().unwrap_or(1.0)
    }
}

/// The other values within [`NEARBY`] code points of a claim's own in the same document.
fn nearby<'a>(claims: &'a [Claim], of: usize, frequencies: &Frequencies) -> Vec<NearbyValue<'a>> {
    let own = &claims[of];
    let value = |c: &'a Claim| (c.stated.dimension.as_str(), c.stated.value.as_str(), c.stated.exponent);
    let near = |c: &&'a Claim| c.doc_id == own.doc_id && gap(c, own) < NEARBY;
    let before = claims[..of].iter().rev().take_while(near);
    let after = claims[of + 1..].iter().take_while(near);
    let mut out: Vec<NearbyValue> = before
        .chain(after)
        .filter(|c| value(c) != value(own) && !c.stated.value.is_empty())
        .map(|c| NearbyValue {
            value: value(c),
            weight: (1.0 - gap(c, own) as f32 / NEARBY as f32) * unusual_value(c, frequencies),
        })
        .collect();
    out.sort_by(|a, b| a.value.cmp(&b.value).then(b.weight.total_cmp(&a.weight)));
    out.dedup_by_key(|c| c.value);
    out
}

/// Distance in code points within which another value counts as nearby.
const NEARBY: u32 = 100;

/// Code points between two values of one document.
fn gap(a: &Claim, b: &Claim) -> u32 {
    a.char_start.saturating_sub(b.char_end).max(b.char_start.saturating_sub(a.char_end))
}

/// Factor on the rarity of words that say how a number is meant (合計, 増加), not what it counts.
const MANNER: f32 = 0.4;

/// The contrast group whose members distinguish kinds of values even if one side has none of them.
const QUALIFIER: &str = "qualifier";

/// Least closeness of a word that counts for a contrast: that of words in the heading.
const INHERITED: u8 = 20;

/// Adds a word to its contrast group, which keeps the closest words only.
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
