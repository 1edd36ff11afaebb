//! Claims joined into groups.

pub(crate) mod cluster;
pub(crate) mod part;
pub(crate) mod partners;
pub(crate) mod rivals;
