//! What was said before: the days, months and headings that a partial date leans on.

pub(crate) mod announced;
pub(crate) mod chronicle;
pub(crate) mod days;
pub(crate) mod discourse;
pub(crate) mod event;
pub(crate) mod habit;
mod month_of;
pub(crate) mod named;
pub(crate) mod next_day;
pub(crate) mod page;
mod place;
pub(crate) mod standing;
pub(crate) mod tense;
mod told;
mod year_of;
pub(crate) mod years;
