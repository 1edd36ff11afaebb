//! Text to what is written: each form of a date, a time, a length or a set, without anything that is said elsewhere.

pub(crate) mod calendar;
pub(crate) mod clock;
pub(crate) mod epoch;
pub(crate) mod fiscal;
pub(crate) mod length;
pub(crate) mod measure;
pub(crate) mod numeric;
pub(crate) mod parse;
pub(crate) mod raw;
pub(crate) mod set;
pub(crate) mod weekday;
pub(crate) mod word;
pub(crate) mod year;
