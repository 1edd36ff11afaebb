//! Linked claims joined into groups, one for each fact.

pub(crate) mod alternatives;
pub(crate) mod cluster;
pub(crate) mod component;
pub(crate) mod partners;
pub(crate) mod questions;
