//! Tables, JSON and text over the same rows.
//!
//! [`report`] is what there is to show; [`schema`] knows every column; [`rows`] turns data into rows; the others
//! encode them, those of [`formats`] for `--out`. Nothing here prints: only
//! [`folder`] touches files, the rest returns bytes or text.

pub mod caret;
pub mod csv;
pub mod datapackage;
pub mod first;
pub mod folder;
pub mod form;
pub mod formats;
pub mod html;
pub mod jsonl;
mod plural;
mod rename;
pub mod report;
pub mod rows;
pub mod schema;
pub mod shelf;
pub mod summary;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod text;
pub mod words;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub(crate) use plural::plural;
