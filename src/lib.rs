//! Reads Japanese articles, extracts dates, amounts and entities, and cross-checks what the sources state.
//!
//! ```text
//! files ─► Document ─► Sentence ─► Token ─► Mention(Value) ─► Claim ─► Fact ─► Finding ─► tables, reports, exit code
//!          corpus      text        morph    extract           claim    fact    check      output, cli
//! ```
//!
//! Eight nouns, one arrow: a stage takes the previous noun and returns the next, none reaches back. A module uses
//! only modules declared above it here. [`Pipeline`] runs the whole arrow over a document or a stream of them.
//!
//! # Example
//!
//! ```
//! use totsugo::{Format, Pipeline, corpus};
//!
//! let article = "---\npublished: 2018-01-27\n---\n取引所から26日、約580億円相当のNEMが流出した。";
//! let pipeline = Pipeline::embedded()?;
//! let analysis = pipeline.analyse(corpus::parse(article, Format::Md, "article.md"));
//!
//! let date = &analysis.record.dates[0];
//! assert_eq!(date.span.of(article), "26日");
//! assert_eq!(date.value.time.value, "2018-01-26");
//!
//! let amount = &analysis.record.amounts[0].value.amount;
//! println!("{} {} {}", date.value.time.value, amount.value.as_ref().expect("exact"), amount.unit);
//! assert_eq!((amount.value.clone(), amount.unit.as_str()), (Some(58_000_000_000_i64.into()), "JPY"));
//! # Ok::<(), totsugo::Error>(())
//! ```

// In layer order, which is the order of use; the blank lines keep rustfmt from sorting it.
pub mod error;

pub mod text;

pub mod value;

pub mod lexicon;

pub mod corpus;

pub mod morph;

pub mod extract;

pub mod dating;

pub mod claim;

pub mod fact;

pub mod expect;

pub mod check;

pub mod review;

pub mod crosscheck;

pub mod output;

pub mod pipeline;

pub mod config;

pub mod cli;

#[cfg(test)]
mod tests;

pub use check::{Analysis, Finding};
pub use claim::Claim;
pub use corpus::{Document, Format};
pub use error::Error;
pub use extract::{Mention, Record};
pub use fact::Fact;
pub use morph::Token;
pub use pipeline::Pipeline;
pub use text::Sentence;
