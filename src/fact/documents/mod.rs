//! Documents: which may be about one matter, and which names of theirs are the same.

pub(crate) mod candidates;
pub(crate) mod names;
pub(crate) mod neighbours;
pub(crate) mod shared_names;
