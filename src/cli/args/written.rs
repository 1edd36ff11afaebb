//! What can be typed for commands that write a folder.

use super::Csv;
use crate::config::{Config, Out};
use crate::output::formats;
use crate::output::shelf::Keep;
use crate::output::words::Lang;
use clap::Args as Group;
use std::path::PathBuf;

/// What to write and where.
#[derive(Debug, Default, Group)]
pub(in crate::cli) struct Written {
    /// Folder to write; an earlier output there is replaced when all is done [default: output]
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
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

impl Written {
    /// What to write beside the tables: the report, and what was asked for.
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
    pub fn keep(&self) -> Keep {
        keep(&self.outs())
    }
}

/// What formats need of each document.
pub(in crate::cli) fn keep(outs: &[Out]) -> Keep {
    outs.iter().fold(Keep::default(), |keep, out| keep | out.format().keep)
}

/// What a report is written in.
#[derive(Clone, Copy, Debug, Default, Group)]
pub(in crate::cli) struct Language {
    /// Language of headings and labels in the report and the workbook [default: ja]
    #[arg(long = "lang", value_name = "LANGUAGE")]
    lang: Option<Lang>,
}

impl Language {
    /// The language, by the configuration where the call says nothing.
    pub fn or(self, config: &Config) -> Lang {
        self.lang.or(config.lang).unwrap_or_default()
    }
}
