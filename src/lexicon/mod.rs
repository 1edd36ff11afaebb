//! The knowledge that several rooms share, as data: every unit, word of time, hedge, name and synonym is a row of a CSV beside
//! this file, with an example that comes out differently without it. Rows are compiled in; adding one is adding a line. What
//! one room reads stands beside its reader.

mod changes;
mod concepts;
mod eras;
mod figures;
mod lengths;
mod modality;
mod names;
mod prefixes;
mod revisions;
mod same_units;
mod table;
mod units;
mod uses;

pub use changes::change_at;
pub use concepts::{Concept, Concepts, Hit};
pub use eras::{Era, era_at, era_names, eras};
pub(crate) use figures::{Use as FigureUse, WORDS as FIGURE_WORDS};
pub use lengths::{LengthUnit, LengthWord, length_at, length_starts, whole_lengths};
pub use modality::{Modality, modality_of};
pub use names::{Affix, AffixRole, Affixes, NameClass, NameRow, Names, Roles, affixes, names};
pub use revisions::{Replaced, moves_date, replaced_after, replaced_before};
pub use same_units::{comparable_unit, same_unit};
#[cfg(test)]
pub(crate) use table::testing;
pub use units::{
    Hedge, Unit, UnitClass, hedge_before_at, hedge_words_before, hedges_after, hedges_before, money_before_at,
    money_before_starts, money_name, unit_at,
};

pub(crate) use prefixes::Prefixes;
pub(crate) use table::{Table, decimal, rows, table, yes};
pub(crate) use uses::{Phrases, Uses};

use std::hash::Hasher;

/// Hashes short keys of our own tables, where nobody can choose keys that collide.
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
