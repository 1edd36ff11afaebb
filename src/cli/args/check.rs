//! The arguments of `check` and `facts`.

use super::{Csv, Inputs, Language, To};
use crate::config::{FailOn, Out};
use crate::output::formats;
use clap::{Args as Group, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// What claims and findings are held against.
#[derive(Debug, Default, Group)]
pub(in crate::cli) struct Review {
    /// A findings.csv with decisions: what it closes does not fail, what is new does
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Expected facts, as TOML or CSV: every document is checked against them
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    #[command(flatten)]
    pub judged: Judged,
    /// The day on which decisions expire or not, as 2026-11-26
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
}

/// A day as it is given.
fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "give a day with year, month and day, as in 2026-11-26".to_owned())
}

/// What was judged of pairs of values.
#[derive(Debug, Default, Group)]
pub(in crate::cli) struct Judged {
    /// Judgements about pairs of values, as `candidates` asks for them: JSON Lines, CSV or a workbook
    #[arg(long, value_name = "FILE")]
    pub judgements: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Candidates {
    /// Files, folders and globs of .txt .md .html .jsonl .csv (also .gz .zst); - is standard input [default: corpus]
    pub paths: Vec<String>,
    /// jsonl: an object per pair; csv: a table to fill in
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub out: To,
    /// Most pairs, times the number of documents
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub per_page: u16,
    /// Also ask about conflicts that are reported
    #[arg(long)]
    pub reported: bool,
    #[command(flatten)]
    pub judged: Judged,
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub csv: Csv,
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Check {
    /// Files, folders and globs of .txt .md .html .jsonl .csv (also .gz .zst); - is standard input [default: corpus]
    pub paths: Vec<String>,
    /// Exit with 1 for findings at least this grave [default: error]
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    #[arg(long, value_name = "FORMAT[=PATH]", help = out_help())]
    pub out: Vec<Out>,
    #[command(flatten)]
    pub review: Review,
    /// Write the baseline again with all that is found now: keeps decisions, drops stale rows, takes in the rest as known
    #[arg(long)]
    pub update_baseline: bool,
    /// Report only what these files have to do with; everything is still read and compared
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub changed: Vec<PathBuf>,
    /// The same for the files that git says have changed since a revision, those not committed included
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub csv: Csv,
    #[command(flatten)]
    pub language: Language,
}

fn out_help() -> String {
    let all: Vec<String> = formats::ALL.iter().map(|f| format!("- {}: {}", f.name, f.about)).collect();
    let head = "What to write, to standard output or to a file; may be repeated [default: text]";
    format!("{head}\n\n{}", all.join("\n"))
}

#[derive(Debug, Group)]
pub(in crate::cli) struct Facts {
    #[command(subcommand)]
    pub command: FactsCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum FactsCommand {
    /// Draft them from what two sources or more agree on
    Init(FactsInit),
}

#[derive(Debug, Group)]
pub(in crate::cli) struct FactsInit {
    /// Files, folders and globs of .txt .md .html .jsonl .csv (also .gz .zst); - is standard input [default: corpus]
    pub paths: Vec<String>,
    /// The file to write, which must not exist; - is standard output
    #[arg(long, short, value_name = "FILE", default_value = "facts.toml")]
    pub output: PathBuf,
    #[command(flatten)]
    pub inputs: Inputs,
}
