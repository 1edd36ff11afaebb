//! How a report is rendered.

use super::csv::Dialect;
use super::translations::Lang;

/// Whether to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// ANSI colours.
    On,
    /// Plain text.
    #[default]
    Off,
}

/// How a report is rendered.
#[derive(Clone, Copy, Debug)]
pub struct RenderOptions {
    /// Colours, for a terminal.
    pub color: Color,
    /// Width in terminal columns.
    pub columns: usize,
    /// Dialect of CSV.
    pub dialect: Dialect,
    /// Language of headings and labels.
    pub lang: Lang,
    /// Whether the tables lie in the same folder, so that the report can link to them.
    pub tables: bool,
}
