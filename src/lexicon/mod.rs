//! The knowledge, as data: every unit, word of time, hedge, name and synonym is a row of a CSV beside this
//! file, with an example that shows it in use. Rows are compiled in; adding one is adding a line.

mod backrefs;
mod changes;
mod concepts;
mod days;
mod examples;
mod figures;
mod marks;
mod modality;
mod names;
mod openers;
mod persons;
mod revisions;
mod same_units;
mod short_forms;
mod table;
mod temporal;
mod units;
mod uses;

pub use backrefs::{BackRef, backref};
pub use changes::change_at;
pub use concepts::{Concept, Concepts, Hit};
pub use days::{NamedDay, is_business_day, named_day_at};
pub use examples::{Example, examples};
pub(crate) use figures::{Use as FigureUse, WORDS as FIGURE_WORDS};
pub use marks::{LengthUnit, LengthWord, Mark, MarkUse, length_at, length_starts, mark_at, mark_before, marks};
pub use modality::{Modality, modality_of};
pub use names::{Affix, AffixRole, Affixes, NameClass, NameRow, Names, Roles, affixes, names};
pub use openers::{opens_temporal, temporal_openers};
pub use persons::is_person_noun;
pub use revisions::{Replaced, moves_date, replaced_after, replaced_before};
pub use same_units::{comparable_unit, same_unit};
pub use short_forms::{company_stem, full_company, full_court, full_ending, is_court, opens_court};
#[cfg(test)]
pub(crate) use table::testing;
pub use temporal::{Class, Era, Part, Word, era_at, eras, word_at};
pub use units::{
    Hedge, Unit, UnitClass, hedge_before_at, hedges_after, hedges_before, money_before_at, money_before_starts,
    money_name, unit_at,
};

pub(crate) use table::{Table, decimal, rows, table};
pub(crate) use uses::{Phrases, Uses};

use crate::text::begins;
use std::hash::Hasher;

/// Finds the longest key a text begins with: buckets by the low bits of the first character, longest keys first.
/// Readers ask at every character, so the usual answer, an empty bucket, has to be one look-up.
#[derive(Debug)]
struct Prefixes<T> {
    /// Bucket after bucket.
    entries: Vec<(String, T)>,
    /// Where each bucket begins, and where the last ends.
    bounds: Vec<u32>,
}

/// Buckets of a [`Prefixes`]; a power of two.
const BUCKETS: usize = 1024;

impl<T> Prefixes<T> {
    /// The keys.
    fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let bucket = |key: &str| key.chars().next().map_or(BUCKETS, |first| first as usize % BUCKETS);
        let mut entries: Vec<(String, T)> = entries.into_iter().filter(|(key, _)| !key.is_empty()).collect();
        entries.sort_by_key(|(key, _)| (bucket(key), std::cmp::Reverse(key.len())));
        let begin = |b| entries.partition_point(|(key, _)| bucket(key) < b) as u32;
        Prefixes { bounds: (0..=BUCKETS).map(begin).collect(), entries }
    }

    /// The value of the longest key at the start of `text`, and the key's length in bytes.
    fn longest(&self, text: &str) -> Option<(&T, usize)> {
        let bucket = text.chars().next()? as usize % BUCKETS;
        let [from, to] = [self.bounds[bucket], self.bounds[bucket + 1]].map(|b| b as usize);
        self.entries[from..to].iter().find(|(key, _)| begins(text, key)).map(|(key, value)| (value, key.len()))
    }

    /// First characters of the keys, some more than once.
    fn starts(&self) -> impl Iterator<Item = char> {
        self.keys().filter_map(|key| key.chars().next())
    }
}

/// Hashes short keys of our own tables, where nobody can choose the keys to collide.
#[derive(Debug, Default)]
pub(crate) struct ShortHasher(u64);

impl Hasher for ShortHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        // byte by byte: a call to copy so few costs more
        let rest = rest.iter().rev().fold(0, |rest, byte| rest << 8 | u64::from(*byte));
        for word in chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).chain([rest]) {
            // the constant and the rotation are those of rustc's own hasher
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
        // the table reads the low bits, the multiplication fills the high ones
        self.0 ^= self.0 >> 32;
    }
}
