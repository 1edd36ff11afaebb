//! Fits the weights by which totsugo links claims, and measures linking, on clusters of articles with gold: a folder
//! with `corpus/`, `gold/claims.csv` and `gold/pairs.csv`.

pub mod fit;
pub mod gold;
pub mod measure;
pub mod pairs;
