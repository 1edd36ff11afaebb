//! The session of one call: its streams, options and settings.

use super::args::{Command, Global, When};
use super::settings;
use crate::config::{Config, FILE};
use crate::error::Error;
use crate::fact::Linker;
use crate::lexicon::Concepts;
use crate::library::{PipelineBuilder, concepts};
use crate::output::render::Color;
use crate::output::shown;
use crate::pipeline::Engine;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The streams and the environment of a call.
pub struct Streams<'a> {
    /// Standard input.
    pub stdin: Option<Box<dyn Read + Send>>,
    /// Whether it is a terminal.
    pub stdin_is_terminal: bool,
    /// Standard output, for the requested formats.
    pub stdout: &'a mut dyn Write,
    /// Whether it is a terminal.
    pub stdout_is_terminal: bool,
    /// Standard error, for errors, progress and summaries.
    pub stderr: &'a mut dyn Write,
    /// Whether it is a terminal.
    pub stderr_is_terminal: bool,
    /// Whether the environment asks for no colour.
    pub no_color: bool,
    /// The file that GitHub Actions shows as the summary of a step.
    pub step_summary: Option<PathBuf>,
}

/// One call: options, streams and settings.
pub(super) struct Session<'a> {
    pub global: Global,
    pub streams: Streams<'a>,
    /// The settings of the file, without defaults.
    pub config: Config,
    /// The file of the settings.
    pub config_file: Option<PathBuf>,
    /// The synonyms of the program and of the settings.
    concepts: Arc<Concepts>,
}

impl<'a> Session<'a> {
    pub fn new(global: Global, streams: Streams<'a>) -> Self {
        Session {
            global,
            streams,
            config: Config::default(),
            config_file: None,
            concepts: Concepts::embedded().clone(),
        }
    }

    /// Reads the settings. Commands that print what is compiled in read none, and so work beside a broken file.
    pub fn configure(&mut self, command: &Command) -> Result<(), Error> {
        let none =
            matches!(command, Command::Init | Command::Notice | Command::Completions { .. } | Command::Man { .. });
        self.config_file = match &self.global.config {
            _ if none || self.global.isolated => None,
            Some(path) => Some(path.clone()),
            None => settings::find(),
        };
        if let Some(path) = &self.config_file {
            self.config = settings::read(path)?;
        }
        let Global { dict, user_dict, ner_model, aliases, .. } = &mut self.global;
        let own = &self.config.lexicon;
        let named = |key: &str, path: &PathBuf| match path.exists() {
            true => Ok(path.clone()),
            false => Err(Error::Usage(format!(
                "{}: `{key}` names {}, which does not exist; correct the path, or take the line out",
                self.config_file.as_deref().unwrap_or(Path::new(FILE)).display(),
                path.display()
            ))),
        };
        for (key, flag, set) in [
            ("dict", dict, &own.dict),
            ("user-dict", user_dict, &own.user_dict),
            ("ner-model", ner_model, &own.ner_model),
            ("aliases", aliases, &own.aliases),
        ] {
            if let (None, Some(path)) = (&flag, set) {
                *flag = Some(named(key, path)?);
            }
        }
        if let Some(path) = &own.concepts {
            named("concepts", path)?;
            self.concepts = concepts(path)?;
        }
        Ok(())
    }

    /// The paths to read: those of the call, else of the settings, else `corpus`.
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

    /// The number of threads, 0 for one for each core.
    pub fn jobs(&self) -> usize {
        self.global.jobs.into()
    }

    /// Dictionary, model, aliases and synonyms, loaded, and the threads asked for.
    pub fn engine(&mut self) -> Result<Engine, Error> {
        let mut builder = PipelineBuilder::default().with_concepts(self.concepts.clone()).jobs(self.jobs());
        let Global { dict, user_dict, ner_model, aliases, .. } = &self.global;
        if let Some(folder) = dict {
            builder = builder.dictionary(folder);
        }
        if let Some(path) = user_dict {
            builder = builder.words(path);
        }
        if let Some(path) = ner_model {
            builder = builder.model(path);
        }
        if let Some(path) = aliases {
            builder = builder.aliases(path)?;
        }
        let engine = builder.engine()?;
        if !engine.kit().has_model() {
            let why = match self.global.dict.is_some() {
                true => "the embedded model of names is not for this dictionary",
                false => "the program was built without the model of names",
            };
            self.detail(&format!("{why}; rules alone find names, fewer of them (see --ner-model)"));
        }
        Ok(engine)
    }

    /// What claims are linked with.
    pub fn linker(&self) -> Linker {
        Linker::default().with_concepts(self.concepts.clone())
    }

    /// Writes to standard output.
    pub fn out(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.streams.stdout.write_all(bytes).map_err(Error::io("standard output", "writing"))
    }

    /// Writes text for programs to standard output; to a terminal, as lines in which nothing controls.
    pub fn out_data(&mut self, bytes: &[u8]) -> Result<(), Error> {
        match self.streams.stdout_is_terminal {
            true => self.out(shown::lines(&String::from_utf8_lossy(bytes)).as_bytes()),
            false => self.out(bytes),
        }
    }

    /// Flushes standard output.
    pub fn flush(&mut self) -> Result<(), Error> {
        self.streams.stdout.flush().map_err(Error::io("standard output", "writing"))
    }

    /// Whether standard output is coloured.
    pub fn color(&self) -> Color {
        match self.global.color {
            When::Always => Color::On,
            When::Auto if self.streams.stdout_is_terminal && !self.streams.no_color => Color::On,
            _ => Color::Off,
        }
    }

    /// Prints an error on one line. That standard error is gone does not stop the program.
    pub fn trouble(&mut self, text: &str) {
        let _ = writeln!(self.streams.stderr, "totsugo: {}", shown::one_line(text));
    }

    /// Prints a message on one line, unless the call is quiet.
    pub fn say(&mut self, text: &str) {
        self.say_lines(&shown::one_line(text));
    }

    /// Prints a message of several lines, unless the call is quiet.
    pub fn say_lines(&mut self, text: &str) {
        if !self.global.quiet {
            let _ = writeln!(self.streams.stderr, "{}", shown::lines(text.trim_end_matches('\n')));
        }
    }

    /// Prints a message of a verbose call.
    pub fn detail(&mut self, text: &str) {
        if self.global.verbose {
            self.say(text);
        }
    }
}
