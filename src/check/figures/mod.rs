//! Figures of a passage that rules compare: arithmetic, tables, parts of a total, changes.

pub(crate) mod arithmetic;
pub(crate) mod change;
pub(crate) mod parts;
pub(crate) mod table;
pub(crate) mod total;
