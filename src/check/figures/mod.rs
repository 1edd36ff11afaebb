//! The figures of a passage, and what they are to one another: parts of a total, the ends of a change, cells of a grid.
//!
//! Rules compare what stands here; nothing here names a rule.

pub(super) mod change;
mod ends;
pub(super) mod grid;
pub(super) mod interval;
pub(super) mod kind;
pub(super) mod parts;
pub(super) mod passage;
pub(super) mod spoken;
pub(super) mod total;
