//! Two claims: may they be about one thing, and what speaks for it.

pub(crate) mod exclude;
pub(crate) mod ingredient;
pub(crate) mod item;
pub(crate) mod link;
pub(crate) mod tally;
pub(crate) mod weight;
