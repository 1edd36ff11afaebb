//! Reports: the tables of the output folder, and every format of `--out`.
//!
//! A [`Report`](report::Report) holds the results of a run. [`schema`] has the columns of every table, [`rows`] makes
//! table rows of results, and neither knows a format; [`csv`], [`jsonl`], [`html`], [`xlsx`] and [`formats`] render them.
//! Only [`folder`], with its workspace, and [`spill`] touch files, the rest returns bytes or text. What a terminal or a CI
//! system shows of a stranger passes [`shown`].

pub mod article;
pub mod baseline;
pub mod candidates;
pub mod caret;
pub mod csv;
pub mod datapackage;
pub mod diagnostic;
pub mod display;
pub mod document_csv;
mod entity_names;
pub mod fact_view;
pub mod folder;
pub mod formats;
mod growing;
pub mod highlights;
pub mod html;
pub mod jsonl;
pub mod judgements;
mod passage;
mod plural;
mod reasons;
pub mod render;
pub mod report;
pub mod rows;
pub mod schema;
mod sheet;
pub mod shown;
pub mod spill;
pub mod summary;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod totals;
pub mod translations;
pub mod value_label;
mod workspace;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub(crate) use plural::plural;
