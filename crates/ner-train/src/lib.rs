//! Trains and evaluates the named entity model.
//!
//! `ner-train` writes the model and its gazetteer, `ner-eval` measures them; `crates/ner/README.md` says how to call them.

pub mod cluster;
pub mod crf;
pub mod data;
pub mod fit;
pub mod list;
pub mod score;
pub mod sudachi;
pub mod vectors;
