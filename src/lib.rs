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
//! # Comparing articles
//!
//! ```
//! use totsugo::{Document, Pipeline};
//!
//! let wire = "取引所から26日、約580億円相当のNEMが流出した。流出したNEMは5億2300万XEM。";
//! let blog = "取引所から流出したNEMは全部で5億2030万XEMだった。";
//!
//! # let folder = tempfile::tempdir()?;
//! # std::env::set_current_dir(&folder)?;
//! # std::fs::write("own.csv", "concept,surfaces\n流出,流出|持ち出し\n")?;
//! let totsugo = Pipeline::builder().concepts("own.csv")?.build()?;
//! let result = totsugo.crosscheck([Document::from_text("wire", wire), Document::from_text("blog", blog)])?;
//! for fact in result.conflicts() {
//!     println!("{}", fact.label());
//!     for value in fact.values() {
//!         println!("  {} by {:?}", value.surface(), value.sources());
//!     }
//! }
//! # let shown: Vec<_> = result.conflicts().map(|fact| format!("{fact:?}")).collect();
//! # assert_eq!(shown, ["conflict 流出したNEM: [5億2030万XEM by [\"blog\"], 5億2300万XEM by [\"wire\"]]"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Reading one article
//!
//! ```
//! use totsugo::{Document, Pipeline};
//!
//! let article = "---\npublished: 2018-01-27\n---\n取引所から26日、約580億円相当のNEMが流出した。";
//! let read = Pipeline::embedded()?.read(Document::from_bytes("article.md", article))?;
//!
//! let date = read.dates().next().expect("one");
//! assert_eq!((date.surface(), date.value()), ("26日", "2018-01-26"));
//! let amount = read.amounts().next().expect("one");
//! assert_eq!((amount.value().as_deref(), amount.unit()), (Some("58000000000"), "JPY"));
//! # Ok::<(), totsugo::Error>(())
//! ```

// In layer order, which is the order of use; the blank lines keep rustfmt from sorting it.
mod error;

mod text;

mod value;

mod lexicon;

mod corpus;

mod morph;

mod extract;

mod dating;

mod claim;

mod fact;

mod expect;

mod check;

mod review;

mod crosscheck;

mod output;

mod pipeline;

mod library;

mod config;

pub mod cli;

#[cfg(test)]
mod tests;

pub use check::{Finding, Place, Severity};
pub use error::Error;
pub use fact::Verdict;
pub use library::{AmountRef, ClaimRef, CorpusResult, DateRef, Document, DocumentResult, FactRef, NameRef};
pub use library::{Pipeline, PipelineBuilder, ValueRef};
pub use text::Excerpt;

/// Opens modules to the packages, tests and benches of this repository.
macro_rules! open {
    ($($module:ident)+) => {
        /// The stages, for the tests and benches of this package and for `crates/calibrate` and `crates/ner-train`, which
        /// measure and train them. It is no part of the interface: anything in it may change in any version.
        #[doc(hidden)]
        pub mod internals {
            $(pub mod $module {
                pub use crate::$module::*;
            })+
        }
    };
}

open!(text value lexicon corpus morph extract claim fact expect check review crosscheck output pipeline config);
