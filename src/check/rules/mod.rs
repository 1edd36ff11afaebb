//! The rules: `NAME.rs` beside its page `NAME.md`.

pub(crate) mod age;
pub(crate) mod currency_pair;
pub(crate) mod date_weekday;
pub(crate) mod difference;
pub(crate) mod duration;
pub(crate) mod era_year;
pub(crate) mod expected_fact;
pub(crate) mod fact_conflict;
pub(crate) mod impossible_date;
pub(crate) mod list_count;
pub(crate) mod order;
pub(crate) mod percent_change;
pub(crate) mod share;
pub(crate) mod stale_decision;
pub(crate) mod sum;
pub(crate) mod unit_conversion;
pub(crate) mod unit_price;
pub(crate) mod unused_ignore;
