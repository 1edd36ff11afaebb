//! From a group of linked claims to a judged fact.

pub(crate) mod history;
pub(crate) mod judge;
pub(crate) mod tolerance;
