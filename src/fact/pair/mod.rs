//! Pairs of claims: whether the two may state one fact, and the evidence for it.

pub(crate) mod change;
pub(crate) mod exclude;
pub(crate) mod features;
pub(crate) mod link;
pub(crate) mod profile;
