//! The formats of `--out FORMAT[=PATH]`. A format is one file, which turns a [`Report`] into bytes, and one line here.

mod concise;
mod csv;
mod github;
mod gitlab;
mod jsonl;
mod junit;
mod markdown;
mod rdjsonl;
mod sarif;
mod site;
#[cfg(test)]
mod tests;
mod text;

use super::html;
use super::report::{Look, Report};
use super::shelf::Keep;
use crate::error::Error;

/// A format.
#[derive(Clone, Copy)]
pub struct Format {
    /// Its name, as typed.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Whether it is no text, and so nothing for a terminal.
    pub binary: bool,
    /// What it needs of each document beyond its claims and findings.
    pub keep: Keep,
    /// Turns a report into bytes. Fails only when the format cannot hold the report.
    pub write: fn(&Report, &Look) -> Result<Vec<u8>, Error>,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

const fn text(name: &'static str, about: &'static str, write: fn(&Report, &Look) -> Result<Vec<u8>, Error>) -> Format {
    Format { name, about, binary: false, keep: Keep { articles: false, rows: false }, write }
}

/// Every format, in the order of the help.
pub const ALL: &[Format] = &[
    text("text", "quotes with carets under the words that matter", text::write),
    text("concise", "path:line:col: level[rule] message", concise::write),
    text("jsonl", "a JSON object a finding, and one that counts them", jsonl::write),
    text("csv", "the table findings.csv, which is also the review form", csv::write),
    text("sarif", "SARIF 2.1.0, for code scanning", sarif::write),
    text("github", "annotations of GitHub Actions, and its job summary", github::write),
    text("markdown", "a summary to paste or to append", markdown::write),
    text("junit", "JUnit XML: a suite a rule, a case a fact", junit::write),
    text("rdjsonl", "diagnostics for reviewdog", rdjsonl::write),
    text("gitlab", "GitLab code quality", gitlab::write),
    Format { keep: Keep { articles: true, rows: false }, ..text("html", "one page to read in a browser", html::write) },
    #[cfg(feature = "xlsx")]
    Format {
        name: "xlsx",
        about: "a workbook for review, with the tables as sheets",
        binary: true,
        keep: Keep { articles: false, rows: true },
        write: super::xlsx::write,
    },
];

impl Format {
    /// The file it is written to beside the tables.
    pub fn file(&self) -> String {
        match self.name {
            "html" => html::FILE.to_owned(),
            "xlsx" => "review.xlsx".to_owned(),
            name => format!("findings.{name}"),
        }
    }
}

/// The format of that name.
pub fn named(name: &str) -> Option<&'static Format> {
    ALL.iter().find(|f| f.name.eq_ignore_ascii_case(name))
}

/// All names, for a message.
pub fn names() -> String {
    ALL.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")
}
