//! Two values of a fact: how they stand to each other.

pub(crate) mod cause;
pub(crate) mod change;
pub(crate) mod compare;
pub(crate) mod difference;
pub(crate) mod history;
pub(crate) mod judge;
pub(crate) mod tolerance;
