//! The formats of `--out FORMAT[=PATH]`. A format is one file, which renders a [`Report`], and one line here.

mod concise;
mod csv;
mod github;
mod gitlab;
mod jsonl;
mod junit;
mod markdown;
mod rdjsonl;
mod region;
mod sarif;
mod text;

use super::html;
use super::render::RenderOptions;
use super::report::Report;
use super::spill::DocumentNeeds;
use crate::error::Error;

/// A format.
#[derive(Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its description in the help, in a few words.
    pub about: &'static str,
    /// Whether it is no text, and so is not written to a terminal.
    pub binary: bool,
    /// What it needs of each document beyond claims and findings.
    pub needs: DocumentNeeds,
    /// Renders a report. An error says why the format cannot hold it.
    pub write: fn(&Report, &RenderOptions) -> Result<Vec<u8>, Error>,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A format that is text and needs nothing of documents.
const fn text(
    name: &'static str,
    about: &'static str,
    write: fn(&Report, &RenderOptions) -> Result<Vec<u8>, Error>,
) -> Format {
    Format { name, about, binary: false, needs: DocumentNeeds { articles: false, rows: false }, write }
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
    Format {
        needs: DocumentNeeds { articles: true, rows: false },
        ..text("html", "one page to read in a browser", html::write)
    },
    #[cfg(feature = "xlsx")]
    Format {
        name: "xlsx",
        about: "a workbook for review, with the tables as sheets",
        binary: true,
        needs: DocumentNeeds { articles: false, rows: true },
        write: super::xlsx::write,
    },
];

impl Format {
    /// The name of its file in an output folder.
    pub fn file(&self) -> String {
        match self.name {
            "html" => html::FILE.to_owned(),
            "xlsx" => "review.xlsx".to_owned(),
            name => format!("findings.{name}"),
        }
    }
}

/// The format of a name, in any case.
pub fn named(name: &str) -> Option<&'static Format> {
    ALL.iter().find(|f| f.name.eq_ignore_ascii_case(name))
}

/// The names of all formats, for messages.
pub fn names() -> String {
    ALL.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")
}
