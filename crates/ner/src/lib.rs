//! Named entity recognition of tokenised Japanese sentences with a linear-chain CRF.
//!
//! The caller tokenises and passes [`Word`]s; a [`Tagger`] returns [`Name`]s: 高木健一さん gives a person of two tokens.
//! Features are hashed, weights are bytes, and the scores of a word by itself are cached, so that one thread reads a
//! million characters in a second. The labels of tokens are those of [`label`]; training and tagging share [`features`].

mod bits;
mod bytes;
mod cache;
mod features;
mod hash;
pub mod label;
mod model;
mod names;
mod table;
mod tagger;
mod word;

pub use bytes::Damaged;
pub use features::features;
pub use label::Kind;
pub use model::{Model, Weights};
pub use names::Names;
pub use tagger::{Name, Tagger};
pub use word::Word;

/// The model and the gazetteer compiled in; licence and origin are in `models/`.
#[cfg(feature = "embedded")]
pub mod embedded {
    use super::{Damaged, Model, Names};

    /// Licence and attribution of the data. Every copy of a program that embeds the data has to carry them.
    pub const NOTICE: &str = include_str!("../models/ATTRIBUTION.md");

    /// The model.
    ///
    /// # Errors
    /// When the program was built with a model of another version or of other features.
    pub fn model() -> Result<Model, Damaged> {
        Model::from_bytes(include_bytes!("../models/ner-ja.bin"))
    }

    /// The gazetteer.
    ///
    /// # Errors
    /// When the program was built with a damaged file.
    pub fn names() -> Result<Names, Damaged> {
        Names::from_bytes(include_bytes!("../models/names-ja.bin"))
    }
}
