//! Documents that may speak of one matter.

pub(crate) mod acquaintance;
pub(crate) mod candidates;
pub(crate) mod names;
pub(crate) mod neighbours;
