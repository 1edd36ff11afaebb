//! What is written to what is meant: intervals.

pub(crate) mod month_end;
pub(crate) mod period;
pub(crate) mod place;
pub(crate) mod range;
pub(crate) mod resolve;
pub(crate) mod rest;
pub(crate) mod span;
pub(crate) mod timex;
