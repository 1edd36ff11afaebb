//! What can be typed.

use crate::corpus;
use crate::output::csv::{Dialect, Headers, Style};
use crate::output::formats::{self, Format};
use crate::output::shelf::Keep;
use crate::output::words::Lang;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXIT: &str = "\
Exit codes:
  0  clean
  1  findings at or above --fail-on (check only)
  2  the call, a dictionary or another setting is to be corrected
  3  nothing to read, or some input could not be read (the rest was processed)";

/// A build without the model says so.
const VERSION: &str = if cfg!(feature = "ner") {
    env!("CARGO_PKG_VERSION")
} else {
    concat!(env!("CARGO_PKG_VERSION"), " (built without the model of names: rules alone find them; see --ner-model)")
};

/// Reads Japanese articles, extracts dates, amounts and entities, and cross-checks the facts between sources.
///
/// Start with `totsugo run FOLDER` and open output/comparison.csv.
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
    #[arg(long, short, global = true, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=1024))]
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
    /// Show the page of a rule, or how one line of a file is read
    Explain(Explain),
    /// List the rules
    Rules,
    /// Print the licences of the embedded dictionary and model
    Notice,
}

#[derive(Debug, Group)]
pub(super) struct Inputs {
    /// Read every file as this format instead of going by its name
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<From>,
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

/// How CSV is written.
#[derive(Clone, Copy, Debug, Group)]
pub(super) struct Csv {
    /// excel: byte order mark, CRLF, formulas made harmless; plain: none of these
    ///
    /// Files are written for excel and streams plainly unless this says otherwise.
    #[arg(long, value_name = "DIALECT")]
    csv: Option<CsvStyle>,
    /// Language of the header row
    #[arg(long, value_name = "LANGUAGE", default_value = "snake")]
    headers: CsvHeaders,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CsvStyle {
    Excel,
    Plain,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CsvHeaders {
    /// Stable names, such as char_start
    Snake,
    /// Japanese headings
    Ja,
}

impl Csv {
    /// The dialect for files.
    pub fn in_files(self) -> Dialect {
        self.or(Style::Excel)
    }

    /// The dialect for standard output.
    pub fn in_streams(self) -> Dialect {
        self.or(Style::Plain)
    }

    fn or(self, default: Style) -> Dialect {
        let style = match self.csv {
            None => default,
            Some(CsvStyle::Excel) => Style::Excel,
            Some(CsvStyle::Plain) => Style::Plain,
        };
        Dialect { style, headers: if matches!(self.headers, CsvHeaders::Ja) { Headers::Ja } else { Headers::Snake } }
    }
}

#[derive(Debug, Group)]
pub(super) struct Run {
    /// Files, folders and globs of .txt .md .html .jsonl .csv (also .gz .zst); - is standard input
    #[arg(default_value = "corpus")]
    pub paths: Vec<String>,
    #[command(flatten)]
    pub written: Written,
    #[command(flatten)]
    pub inputs: Inputs,
}

/// What to write and where, for commands that write a folder.
#[derive(Debug, Group)]
pub(super) struct Written {
    /// Folder to write; an earlier output there is replaced when all is done
    #[arg(long, short, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,
    #[arg(long, value_name = "FORMAT[=PATH]", help = also_help())]
    out: Vec<Out>,
    #[command(flatten)]
    pub csv: Csv,
    #[command(flatten)]
    pub lang: Language,
}

fn also_help() -> String {
    let all: Vec<&str> = formats::ALL.iter().map(|f| f.name).filter(|n| *n != "html").collect();
    format!("More to write beside the tables and report.html, or to a file; may be repeated: {}", all.join(", "))
}

impl Written {
    /// What to write beside the tables: the report, and what was asked for.
    pub fn outs(&self) -> impl Iterator<Item = Out> {
        let report = formats::named("html").map(|format| Out { format, path: None });
        let also = self.out.iter().filter(|o| o.format.name != "html" || o.path.is_some());
        report.into_iter().chain(also.cloned())
    }

    /// What these formats need of each document.
    pub fn keep(&self) -> Keep {
        self.outs().fold(Keep::default(), |keep, out| keep | out.format.keep)
    }
}

/// What a report is written in.
#[derive(Clone, Copy, Debug, Group)]
pub(super) struct Language {
    /// Language of headings and labels in the report and the workbook
    #[arg(long = "lang", value_name = "LANGUAGE", default_value = "ja")]
    lang: LanguageName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageName {
    Ja,
    En,
}

impl Language {
    pub fn lang(self) -> Lang {
        match self.lang {
            LanguageName::Ja => Lang::Ja,
            LanguageName::En => Lang::En,
        }
    }
}

#[derive(Debug, Group)]
pub(super) struct Check {
    /// Files, folders and globs of .txt .md .html .jsonl .csv (also .gz .zst); - is standard input
    #[arg(default_value = "corpus")]
    pub paths: Vec<String>,
    /// Exit with 1 for findings at least this grave
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: FailOn,
    #[arg(long, value_name = "FORMAT[=PATH]", default_value = "text", help = out_help())]
    pub out: Vec<Out>,
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub csv: Csv,
    #[command(flatten)]
    pub lang: Language,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

fn out_help() -> String {
    let all: Vec<String> = formats::ALL.iter().map(|f| format!("- {}: {}", f.name, f.about)).collect();
    format!("What to write, to standard output or to a file; may be repeated:\n{}", all.join("\n"))
}

/// `FORMAT` or `FORMAT=PATH`.
#[derive(Clone, Debug)]
pub(super) struct Out {
    pub format: &'static Format,
    /// `None` for standard output.
    pub path: Option<PathBuf>,
}

impl std::str::FromStr for Out {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let (format, path) = s.split_once('=').map_or((s, None), |(f, p)| (f, Some(p)));
        let refused = || format!("`{format}` is no format; give {}, as in jsonl=findings.jsonl", formats::names());
        let format = formats::named(format).ok_or_else(refused)?;
        match path {
            Some("") => Err("the path after `=` is missing".to_owned()),
            path => Ok(Out { format, path: path.filter(|p| *p != "-").map(PathBuf::from) }),
        }
    }
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
    pub written: Written,
}

#[derive(Debug, Group)]
pub(super) struct Explain {
    /// A rule, as `totsugo rules` lists them, or FILE:LINE
    #[arg(value_name = "RULE | FILE:LINE")]
    pub what: String,
    #[command(flatten)]
    pub inputs: Inputs,
}
