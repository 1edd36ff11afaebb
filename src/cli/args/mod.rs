//! The arguments of the command line.

mod check;
mod csv;
mod output;

pub(super) use check::{Candidates, Check, Facts, FactsCommand, FactsInit, Judged, Review};
pub(super) use csv::Csv;
pub(super) use output::{Language, OutputArgs, has_folder, needs, writable};

use crate::corpus;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXIT: &str = "\
Exit codes:
  0  clean
  1  findings at or above --fail-on (check only)
  2  the call, a dictionary or another setting is to be corrected
  3  nothing to read, or some input could not be read (the rest was processed)";

/// The version; a build without the model of names says so.
const VERSION: &str = if cfg!(feature = "ner") {
    env!("CARGO_PKG_VERSION")
} else {
    concat!(env!("CARGO_PKG_VERSION"), " (built without the model of names: rules alone find them; see --ner-model)")
};

/// Reads Japanese articles, extracts dates, amounts and entities, and cross-checks the facts between sources.
///
/// Start with `totsugo run FOLDER`: it says what it found and which file of output/ to open first.
#[derive(Debug, Parser)]
#[command(name = "totsugo", version = VERSION, after_help = EXIT, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// Threads; 0 for one per core. The output is the same for any number
    #[arg(long, short, global = true, value_name = "N", default_value_t = 0, value_parser = jobs)]
    pub jobs: u16,
    /// No progress and no summary; errors are still shown
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Also say what was read and every note about a document
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Colours; auto looks at the terminal and at NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Folder of another lindera dictionary, in place of the embedded IPADIC
    #[arg(long, global = true, value_name = "FOLDER")]
    pub dict: Option<PathBuf>,
    /// Words of your own: rows of `word,kind[,reading]`, the kind one of 一般 人名 姓 名 組織 地域
    #[arg(long, global = true, value_name = "CSV")]
    pub user_dict: Option<PathBuf>,
    /// Another model of names, in place of the embedded one; its list of names, names-ja.bin, lies beside it
    #[arg(long, global = true, value_name = "FILE")]
    pub ner_model: Option<PathBuf>,
    /// Names of your own: rows of `canonical,type,alias`, as in 若宮商会,ORG,若宮
    #[arg(long, global = true, value_name = "CSV")]
    pub aliases: Option<PathBuf>,
    /// Settings, in place of the totsugo.toml of this folder or the nearest above
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Read no totsugo.toml
    #[arg(long, global = true, conflicts_with = "config")]
    pub isolated: bool,
}

/// A number of threads.
fn jobs(text: &str) -> Result<u16, String> {
    let number = text.parse().ok().filter(|n| *n <= 1024);
    number.ok_or_else(|| "give a number of threads from 1 to 1024, or 0 for one per core".to_owned())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read a corpus and write all tables into a folder
    Run(Run),
    /// Report contradictions and exit with 1 when there are some, for CI
    Check(Check),
    /// Print the records of every document, as a stream
    Extract(Extract),
    /// Compare the claims that `extract` printed, in any number of files
    Crosscheck(Crosscheck),
    /// Print the pairs of values that a person or another program had best judge
    Candidates(Candidates),
    /// Show the page of a rule, or how one line of a file is read
    Explain(Explain),
    /// List the rules, each with the severity that holds for it
    Rules,
    /// Write expected facts that documents are checked against
    Facts(Facts),
    /// Write a commented totsugo.toml into the working folder
    Init,
    /// Print the settings that hold: the file's, and the defaults
    Config,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of the program or of one of its commands
    Man {
        /// The command
        command: Option<String>,
    },
    /// Print the licences of the embedded dictionary and model
    Notice,
}

#[derive(Debug, Default, Group)]
pub(super) struct Inputs {
    /// Read every file as this format instead of going by its name
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<From>,
    /// Also read the files this file lists, one a line (or with NUL between); - is standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<String>,
    /// What standard input is called, and goes by when it has a known extension; it then stands for that file
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Largest document that is read, in MiB; larger ones are refused one by one [default: 16]
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u16).range(1..=i64::from(corpus::MOST_MEBIBYTES)))]
    pub max_document: Option<u16>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum From {
    Txt,
    Md,
    Html,
    Jsonl,
    Csv,
}

impl From {
    pub fn format(self) -> corpus::Format {
        match self {
            From::Txt => corpus::Format::Txt,
            From::Md => corpus::Format::Md,
            From::Html => corpus::Format::Html,
            From::Jsonl => corpus::Format::Jsonl,
            From::Csv => corpus::Format::Csv,
        }
    }
}

#[derive(Debug, Group)]
pub(super) struct Run {
    /// Files, folders and globs of .txt .md .html .jsonl .csv (also .gz .zst); - is standard input [default: corpus]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub review: Review,
    #[command(flatten)]
    pub inputs: Inputs,
}

#[derive(Debug, Group)]
pub(super) struct Extract {
    /// Files, folders and globs; - is standard input, which is also read when nothing is given and something is piped in
    pub paths: Vec<String>,
    /// jsonl: a line per document; csv: one table
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub to: To,
    /// Which table --to csv prints
    #[arg(long, value_name = "TABLE", default_value = "amounts")]
    pub table: MentionTable,
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub csv: Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum To {
    Jsonl,
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MentionTable {
    Dates,
    Amounts,
    Entities,
    Claims,
}

#[derive(Debug, Group)]
pub(super) struct Crosscheck {
    /// Files, folders and globs of .jsonl as `totsugo extract` prints them (also .gz .zst); - is standard input
    #[arg(required = true)]
    pub claims: Vec<String>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub judged: Judged,
}

#[derive(Debug, Group)]
pub(super) struct Explain {
    /// A rule, as `totsugo rules` lists them, or FILE:LINE
    #[arg(value_name = "RULE | FILE:LINE")]
    pub what: String,
    /// Read the file as this format instead of going by its name
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<From>,
    /// Also say what the claims of the line were compared with in these files and folders, and why they were linked or not
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub with: Vec<String>,
}
