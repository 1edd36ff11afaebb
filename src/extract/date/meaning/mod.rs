//! What is written to what is meant: [`Raw`](super::grammar::raw::Raw) to intervals.

pub(crate) mod dated;
pub(crate) mod day;
pub(crate) mod epoch;
pub(crate) mod fiscal;
pub(crate) mod interval;
pub(crate) mod length;
pub(crate) mod month_end;
pub(crate) mod named_period;
pub(crate) mod period;
pub(crate) mod range;
pub(crate) mod resolve;
pub(crate) mod timex;
pub(crate) mod year;
