//! The streams of one call and how it wants to be talked to.

use super::args::{Command, Global, When};
use super::setup;
use crate::config::Config;
use crate::error::Error;
use crate::extract::Kit;
use crate::extract::entity::{Aliases, NameModel};
use crate::morph::Tokenizer;
use crate::output::text::Color;
use crate::pipeline::Pipeline;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Where a call reads and writes, and what is known of the other end.
pub struct Streams<'a> {
    /// Standard input.
    pub stdin: Option<Box<dyn Read + Send>>,
    /// Whether a person types it.
    pub stdin_is_terminal: bool,
    /// Standard output: the requested format only.
    pub stdout: &'a mut dyn Write,
    /// Whether a person reads it.
    pub stdout_is_terminal: bool,
    /// Standard error: errors, progress, summaries.
    pub stderr: &'a mut dyn Write,
    /// Whether a person reads it.
    pub stderr_is_terminal: bool,
    /// Whether the environment asks for no colour.
    pub no_color: bool,
    /// The file GitHub Actions shows as the summary of a step.
    pub step_summary: Option<PathBuf>,
}

/// The model of names in a file, with the list beside it, for a dictionary.
fn model(path: &Path, dictionary: &str) -> Result<NameModel, Error> {
    let refused = |message: String| Error::Line { path: path.to_owned(), line: 0, message };
    let bytes = std::fs::read(path).map_err(Error::io(path, "reading the model of names"))?;
    let list = path.with_file_name("names-ja.bin");
    let list = match std::fs::read(&list) {
        Ok(bytes) => Some(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
        Err(e) => return Err(Error::io(list, "reading the list of names")(e)),
    };
    let model = NameModel::from_bytes(&bytes, list.as_deref()).map_err(|e| refused(e.to_string()))?;
    if model.tokenizer() == dictionary {
        return Ok(model);
    }
    Err(refused(format!(
        "trained with the dictionary {}, not with {dictionary}; leave out one of the two",
        model.tokenizer()
    )))
}

/// One call.
pub(super) struct Session<'a> {
    pub global: Global,
    pub streams: Streams<'a>,
    /// The settings, without defaults.
    pub config: Config,
    /// Where they come from.
    pub config_file: Option<PathBuf>,
}

impl<'a> Session<'a> {
    pub fn new(global: Global, streams: Streams<'a>) -> Self {
        Session { global, streams, config: Config::default(), config_file: None }
    }

    /// Reads the settings. Commands that print what is compiled in have none, and work beside a broken file.
    pub fn configure(&mut self, command: &Command) -> Result<(), Error> {
        let none =
            matches!(command, Command::Init | Command::Notice | Command::Completions { .. } | Command::Man { .. });
        self.config_file = match &self.global.config {
            _ if none || self.global.isolated => None,
            Some(path) => Some(path.clone()),
            None => setup::find(),
        };
        if let Some(path) = &self.config_file {
            self.config = setup::read(path)?;
        }
        let Global { dict, user_dict, ner_model, aliases, .. } = &mut self.global;
        let own = &self.config.lexicon;
        for (flag, set) in
            [(dict, &own.dict), (user_dict, &own.user_dict), (ner_model, &own.ner_model), (aliases, &own.aliases)]
        {
            *flag = flag.take().or_else(|| set.clone());
        }
        if let Some(path) = &own.concepts {
            let csv = std::fs::read_to_string(path).map_err(Error::io(path, "reading the synonyms"))?;
            let refused = |(line, message)| Error::Line { path: path.clone(), line, message };
            crate::lexicon::add_concepts(&csv).map_err(refused)?;
        }
        Ok(())
    }

    /// What to read: the paths of the call, else of the settings, else `corpus`.
    pub fn paths(&self, given: &[String]) -> Vec<String> {
        match (given.is_empty(), self.config.paths.is_empty()) {
            (false, _) => given.to_vec(),
            (true, false) => self.config.paths.clone(),
            (true, true) => vec!["corpus".to_owned()],
        }
    }

    /// The folder to write: that of the call, else of the settings, else `output`.
    pub fn output(&self, given: Option<PathBuf>) -> PathBuf {
        given.or_else(|| self.config.output.clone()).unwrap_or_else(|| PathBuf::from("output"))
    }

    /// The threads asked for, 0 for one for each core.
    pub fn jobs(&self) -> usize {
        self.global.jobs.into()
    }

    /// Dictionary, model and aliases, loaded, and the threads asked for.
    pub fn pipeline(&mut self) -> Result<Pipeline, Error> {
        let tokenizer = Tokenizer::load(self.global.dict.as_deref(), self.global.user_dict.as_deref())?;
        let mut kit = Kit::new(tokenizer);
        if let Some(path) = &self.global.ner_model {
            let model = model(path, kit.tokenizer().name())?;
            kit = kit.with_model(Some(model));
        }
        if let Some(path) = &self.global.aliases {
            let csv = std::fs::read_to_string(path).map_err(Error::io(path, "reading the aliases"))?;
            let refused = |(line, message)| Error::Line { path: path.clone(), line, message };
            kit = kit.with_aliases(Aliases::parse(csv.trim_start_matches('\u{feff}')).map_err(refused)?);
        }
        if !kit.has_model() {
            let why = match self.global.dict.is_some() {
                true => "the embedded model of names is not for this dictionary",
                false => "the program was built without the model of names",
            };
            self.detail(&format!("{why}; rules alone find names, fewer of them (see --ner-model)"));
        }
        Ok(Pipeline::new(kit, self.jobs()))
    }

    /// Writes what was asked for.
    pub fn out(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.streams.stdout.write_all(bytes).map_err(Error::io("standard output", "writing"))
    }

    pub fn flush(&mut self) -> Result<(), Error> {
        self.streams.stdout.flush().map_err(Error::io("standard output", "writing"))
    }

    /// Whether to colour standard output.
    pub fn color(&self) -> Color {
        match self.global.color {
            When::Always => Color::On,
            When::Auto if self.streams.stdout_is_terminal && !self.streams.no_color => Color::On,
            _ => Color::Off,
        }
    }

    /// Says something that is shown whatever the options. That standard error is gone is no reason to stop.
    pub fn trouble(&mut self, text: &str) {
        let _ = writeln!(self.streams.stderr, "totsugo: {text}");
    }

    /// Says something unless the call is a quiet one.
    pub fn say(&mut self, text: &str) {
        if !self.global.quiet {
            let _ = writeln!(self.streams.stderr, "{}", text.trim_end_matches('\n'));
        }
    }

    /// Says something when asked to say more.
    pub fn detail(&mut self, text: &str) {
        if self.global.verbose {
            self.say(text);
        }
    }
}
