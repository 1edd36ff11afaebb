//! totsugo.
pub mod error;
pub mod text;
pub mod value;
pub mod lexicon;
pub mod corpus;
pub mod morph;
pub mod extract;
pub mod claim;
pub mod fact;
pub mod check;
pub mod output;
