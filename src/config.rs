//! The settings in `totsugo.toml`. Flags of a call go before them, defaults after.

use crate::check::{self, Severity};
use crate::corpus::{MOST_MEBIBYTES, USUAL_MEBIBYTES};
use crate::fact::{Tolerance, Tolerances};
use crate::output::csv::{Headers, Style};
use crate::output::formats::{self, Format};
use crate::output::translations::Lang;
use crate::review::Levels;
use crate::text::from_toml;
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The file's name.
pub const FILE: &str = "totsugo.toml";

/// What `totsugo init` writes: every key with its default, as comments.
pub const TEMPLATE: &str = include_str!("config/totsugo.toml");

/// The whole file. What is absent has its default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Config {
    /// Files, folders and globs to read.
    pub paths: Vec<String>,
    /// Folder that `run` writes.
    pub output: Option<PathBuf>,
    /// Largest document that is read, in MiB.
    pub max_document: Option<Mebibytes>,
    /// How CSV files are written.
    pub csv: Option<Style>,
    /// Language of header rows.
    pub headers: Option<Headers>,
    /// Language of the report and the workbook.
    pub lang: Option<Lang>,
    /// What `check` does.
    pub check: Check,
    /// Severities by rule.
    pub rules: BTreeMap<RuleName, Level>,
    /// Tolerances by attribute.
    pub tolerance: BTreeMap<String, ToleranceText>,
    /// Words and names of the team.
    pub lexicon: Lexicon,
}

/// The section `[check]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Check {
    /// From which severity a finding fails the check.
    pub fail_on: Option<FailOn>,
    /// The formats to write.
    pub out: Vec<Out>,
    /// The baseline: a table of findings with decisions.
    pub baseline: Option<PathBuf>,
    /// The file of expected facts.
    pub facts: Option<PathBuf>,
    /// The judgements about pairs of claims.
    pub judgements: Option<PathBuf>,
}

/// The section `[lexicon]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Lexicon {
    /// Names: a CSV of `canonical,type,alias`.
    pub aliases: Option<PathBuf>,
    /// Synonyms: a CSV of `concept,surfaces`, the surfaces with `|` between.
    pub concepts: Option<PathBuf>,
    /// Words for the tokeniser: a CSV of `word,kind[,reading]`.
    pub user_dict: Option<PathBuf>,
    /// Folder of another dictionary.
    pub dict: Option<PathBuf>,
    /// Another model of names.
    pub ner_model: Option<PathBuf>,
}

/// A size of documents that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mebibytes(pub u16);

impl<'de> Deserialize<'de> for Mebibytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u16::deserialize(deserializer)?;
        let refused = || D::Error::custom(format!("give a number of MiB from 1 to {MOST_MEBIBYTES}"));
        (1..=MOST_MEBIBYTES).contains(&number).then_some(Mebibytes(number)).ok_or_else(refused)
    }
}

/// From which severity a finding fails the check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum FailOn {
    #[default]
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// Returns true if a finding of that severity fails the check.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }
}

/// The severity of the findings of a rule, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Level {
    Error,
    Warning,
    Info,
    Off,
}

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Info => Some(Severity::Info),
            Level::Off => None,
        }
    }

    fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Info => Level::Info,
        }
    }
}

/// The name of an existing rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RuleName(String);

impl<'de> Deserialize<'de> for RuleName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if check::named(&name).is_some() {
            return Ok(RuleName(name));
        }
        let all: Vec<String> = check::all().iter().map(|r| format!("`{}`", r.name)).collect();
        Err(D::Error::custom(format!("unknown rule `{name}`, expected one of {}", all.join(", "))))
    }
}

/// A tolerance as written: `1%`, `5000万円`, `30分`. It is well-formed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ToleranceText(String);

impl<'de> Deserialize<'de> for ToleranceText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Tolerance::parse(&text).map_err(D::Error::custom)?;
        Ok(ToleranceText(text))
    }
}

/// A format to write, and where: `FORMAT` or `FORMAT=PATH`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Out {
    /// The name of the format.
    name: &'static str,
    /// The file, `None` for standard output.
    pub path: Option<PathBuf>,
}

impl Out {
    /// The format.
    pub fn format(&self) -> &'static Format {
        formats::named(self.name).unwrap_or(&formats::ALL[0]) // made of a name that exists
    }
}

impl std::str::FromStr for Out {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let (name, path) = s.split_once('=').map_or((s, None), |(f, p)| (f, Some(p)));
        let refused = || format!("`{name}` is no format; give {}, as in jsonl=findings.jsonl", formats::names());
        let format = formats::named(name).ok_or_else(refused)?;
        match path {
            Some("") => Err("the path after `=` is missing".to_owned()),
            path => Ok(Out { name: format.name, path: path.filter(|p| *p != "-").map(PathBuf::from) }),
        }
    }
}

impl<'de> Deserialize<'de> for Out {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl Serialize for Out {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let path = self.path.as_ref().map(|p| format!("={}", p.display())).unwrap_or_default();
        serializer.serialize_str(&format!("{}{path}", self.name))
    }
}

impl Config {
    /// Reads the text of the file.
    ///
    /// # Errors
    /// 1-based line and column (in code points) of the first mistake, and a message.
    pub fn read(text: &str) -> Result<Self, (u32, u32, String)> {
        from_toml(text.trim_start_matches('\u{feff}'))
    }

    /// The settings with every relative path starting from `base`, the folder of the file.
    pub fn below(mut self, base: &std::path::Path) -> Self {
        let below = |p: &mut PathBuf| *p = base.join(&*p);
        for path in &mut self.paths {
            *path = base.join(&*path).to_string_lossy().into_owned();
        }
        let Lexicon { aliases, concepts, user_dict, dict, ner_model } = &mut self.lexicon;
        let Check { out, baseline, facts, judgements, .. } = &mut self.check;
        let files = [&mut self.output, baseline, facts, judgements];
        let files = files.into_iter().chain([aliases, concepts, user_dict, dict, ner_model]);
        files.chain(out.iter_mut().map(|o| &mut o.path)).flatten().for_each(below);
        self
    }

    /// The settings with every default written out.
    pub fn effective(mut self) -> Self {
        if self.paths.is_empty() {
            self.paths = vec!["corpus".to_owned()];
        }
        if self.check.out.is_empty() {
            self.check.out.push(Out { name: formats::ALL[0].name, path: None });
        }
        self.output.get_or_insert_with(|| PathBuf::from("output"));
        self.max_document.get_or_insert(Mebibytes(USUAL_MEBIBYTES));
        self.headers.get_or_insert_default();
        self.lang.get_or_insert_default();
        self.check.fail_on.get_or_insert_default();
        for rule in check::all() {
            self.rules.entry(RuleName(rule.name.to_owned())).or_insert(Level::of(rule.severity));
        }
        self
    }

    /// The text of a file with these settings.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default() // strings, lists and tables of them
    }

    /// The severities of the rules.
    pub fn levels(&self) -> Levels {
        Levels(self.rules.iter().map(|(name, level)| (name.0.clone(), level.severity())).collect())
    }

    /// The tolerances.
    pub fn tolerances(&self) -> Tolerances {
        let read = |(name, d): (&String, &ToleranceText)| Some((name.clone(), Tolerance::parse(&d.0).ok()?));
        Tolerances(self.tolerance.iter().filter_map(read).collect())
    }
}

#[cfg(test)]
mod tests;
