//! Finds the names in a tokenised Japanese sentence with a linear-chain CRF.
//!
//! The caller tokenises and hands over [`Word`]s; a [`Tagger`] gives [`Name`]s. Features are hashes, weights are
//! bytes, and what depends on one word only is summed once per word, so a thread reads a million characters in a
//! second. The labels of tokens are those of [`label`], and [`features`] is what training shares with tagging.

mod bits;
mod features;
mod hash;
pub mod label;
mod model;
mod names;
mod rows;
mod table;
mod tagger;
mod word;

pub use features::features;
pub use label::Kind;
pub use model::{Damaged, Model, Weights};
pub use names::Names;
pub use tagger::{Name, Tagger};
pub use word::Word;

/// The model and the list of names compiled in; licence and origin are in `models/`.
#[cfg(feature = "embedded")]
pub mod embedded {
    use super::{Damaged, Model, Names};

    /// Licence and attribution of the data. Every copy of a program that embeds it has to carry them.
    pub const NOTICE: &str = include_str!("../models/ATTRIBUTION.md");

    /// The model.
    ///
    /// # Errors
    /// When the program was built with a model of other features.
    pub fn model() -> Result<Model, Damaged> {
        Model::from_bytes(include_bytes!("../models/ner-ja.bin"))
    }

    /// The list of names.
    ///
    /// # Errors
    /// When the program was built with a damaged list.
    pub fn names() -> Result<Names, Damaged> {
        Names::from_bytes(include_bytes!("../models/names-ja.bin"))
    }
}
