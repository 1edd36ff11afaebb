//! Text to [`raw::Raw`]: each form of a date, a time, a length or a set as its own words say it, without context.
//!
//! [`expression`] tries the forms: [`fiscal`], [`set`], [`duration`], [`numeric`], [`epoch`], [`calendar`], [`bare_time`],
//! [`named_period`]. They are made of what stands below them: years, days, weekdays, clock times, lengths, words.

pub(crate) mod bare_time;
pub(crate) mod calendar;
pub(crate) mod clock;
pub(crate) mod day;
pub(crate) mod duration;
pub(crate) mod epoch;
pub(crate) mod expression;
pub(crate) mod fiscal;
pub(crate) mod form;
pub(crate) mod length;
pub(crate) mod length_reader;
pub(crate) mod marks;
pub(crate) mod named_day;
pub(crate) mod named_period;
pub(crate) mod numeric;
pub(crate) mod openers;
pub(crate) mod parts;
pub(crate) mod raw;
pub(crate) mod set;
pub(crate) mod time_words;
pub(crate) mod weekday;
pub(crate) mod written_date;
pub(crate) mod written_time;
pub(crate) mod year;
