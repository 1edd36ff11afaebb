//! The arguments of commands that write a folder.

use super::Csv;
use crate::config::{Config, Out};
use crate::error::Error;
use crate::output::formats;
use crate::output::spill::DocumentNeeds;
use crate::output::translations::Lang;
use clap::Args as Group;
use std::path::{Path, PathBuf};

/// What to write, and where.
#[derive(Debug, Default, Group)]
pub(in crate::cli) struct OutputArgs {
    /// Folder to write; an earlier output there is replaced when all is done [default: output]
    #[arg(id = "output", long, short, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT[=PATH]", help = also_help())]
    out: Vec<Out>,
    #[command(flatten)]
    pub csv: Csv,
    #[command(flatten)]
    pub language: Language,
}

fn also_help() -> String {
    let all: Vec<&str> = formats::ALL.iter().map(|f| f.name).filter(|n| *n != "html").collect();
    format!("More to write, beside the tables and report.html or to a file; may be repeated: {}", all.join(", "))
}

impl OutputArgs {
    /// The formats to write beside the tables: the report, and those of the call.
    pub fn outs(&self) -> Vec<Out> {
        let mut outs: Vec<Out> = Vec::new();
        for out in "html".parse().into_iter().chain(self.out.clone()) {
            if !outs.contains(&out) {
                outs.push(out);
            }
        }
        outs
    }

    /// What these formats need of each document.
    pub fn needs(&self) -> DocumentNeeds {
        needs(&self.outs())
    }
}

/// Refuses a format whose file cannot be written, before all the work is done for it.
pub(in crate::cli) fn writable<'o>(outs: impl IntoIterator<Item = &'o Out>) -> Result<(), Error> {
    outs.into_iter().filter_map(|out| out.path.as_deref()).try_for_each(has_folder)
}

/// Refuses a path in a folder that does not exist.
pub(in crate::cli) fn has_folder(path: &Path) -> Result<(), Error> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => Err(Error::Usage(format!(
            "{}: there is no folder {}; make it first, or correct the path",
            path.display(),
            folder.display()
        ))),
        _ => Ok(()),
    }
}

/// What formats need of each document.
pub(in crate::cli) fn needs(outs: &[Out]) -> DocumentNeeds {
    outs.iter().fold(DocumentNeeds::default(), |needs, out| needs | out.format().needs)
}

/// The language of a report.
#[derive(Clone, Copy, Debug, Default, Group)]
pub(in crate::cli) struct Language {
    /// Language of headings and labels in the report and the workbook [default: ja]
    #[arg(long = "lang", value_name = "LANGUAGE")]
    lang: Option<Lang>,
}

impl Language {
    /// The language of the call, else of the settings, else the default.
    pub fn or(self, config: &Config) -> Lang {
        self.lang.or(config.lang).unwrap_or_default()
    }
}
