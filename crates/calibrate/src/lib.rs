//! Fits the weights with which totsugo links claims, and measures linking, on gold clusters: folders with `corpus/`,
//! `gold/claims.csv` and `gold/pairs.csv`, described in `clusters/README.md`.

pub mod fit;
pub mod gold;
pub mod measure;
pub mod pairs;
