//! The corpus dates its pages: a page that does not say when it was written is placed by the affair it tells of.
//!
//! 「1月26日、11:28分頃 入金がストップ」 on a page without a date is 2018 where other pages of the same affair date the same
//! event. What is found is no publication date but a *reference date*: the day near which the page reads best. It lets
//! months, days and clock times be resolved; nothing is ordered by it.
//!
//! Works in three steps: what dating needs of each page ([`Page`]), the pages of the same affair, and the day on which the
//! statements of a page agree best with theirs ([`place`]). The result depends on the set of pages only. Its cost is near
//! linear in their number: a page is compared with the 24 most similar ones, found by its rarer words.

mod affair;
mod day;
mod evidence;
mod page;
mod place;
mod reference;

pub use page::{Page, Statement, When};
pub use place::place;
