//! Trains the model of names and measures it.

pub mod cluster;
pub mod crf;
pub mod data;
pub mod fit;
pub mod list;
pub mod score;
pub mod sudachi;
pub mod vectors;
