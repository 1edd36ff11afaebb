//! The rules, a line each: its file, how grave its findings are, what it reads.
//!
//! A rule is `NAME.rs`, its page `NAME.md`, the words it goes by in `NAME.csv`, and its line here. What else it needs
//! stands in the folder `NAME/`. Each fires only when all its terms are in the text.

use super::finding::Severity::{Error, Warning};
use super::page::{Page, dashed};
use super::rule::Closer::{Comment, Decision};
use super::rule::Reads::{Document, Expected, Facts, Review};
use super::rule::Rule;

/// Declares the files of the rules, and lists the rules in [`ALL`]. `cargo fmt` does not see files that a macro declares:
/// `rustfmt src/check/rules/*.rs` does.
macro_rules! rules {
    ($($file:ident: $severity:expr, $reads:expr;)*) => {
        $(pub(super) mod $file;)*

        /// Every rule, in the order of tables and reports.
        pub(super) static ALL: &[Rule] = &[$({
            const NAME: [u8; stringify!($file).len()] = dashed(stringify!($file));
            let Ok(name) = std::str::from_utf8(&NAME) else { panic!() };
            let page = Page::new(include_str!(concat!(stringify!($file), ".md")));
            Rule { name, page, severity: $severity, reads: $reads }
        }),*];
    };
}

rules! {
    date_weekday: Error, Document(date_weekday::check);
    impossible_date: Error, Document(impossible_date::check);
    era_year: Error, Document(era_year::check);
    order: Warning, Document(order::check);
    duration: Warning, Document(duration::check);
    age: Warning, Document(age::check);
    list_count: Warning, Document(list_count::check);
    sum: Warning, Document(sum::check);
    difference: Warning, Document(difference::check);
    percent_change: Warning, Document(percent_change::check);
    share: Warning, Document(share::check);
    unit_price: Warning, Document(unit_price::check);
    unit_conversion: Warning, Document(unit_conversion::check);
    currency_pair: Error, Document(currency_pair::check);
    fact_conflict: Error, Facts(fact_conflict::check);
    expected_fact: Error, Expected(expected_fact::check);
    stale_decision: Warning, Review(Decision, stale_decision::check);
    unused_ignore: Warning, Review(Comment, unused_ignore::check);
}
