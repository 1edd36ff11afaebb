//! The streams of one call and how it wants to be talked to.

use super::args::{Global, When};
use crate::error::Error;
use crate::morph::Tokenizer;
use crate::output::text::Color;
use crate::pipeline::Pipeline;
use std::io::{Read, Write};

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
}

/// One call.
pub(super) struct Session<'a> {
    pub global: Global,
    pub streams: Streams<'a>,
}

impl<'a> Session<'a> {
    pub fn new(global: Global, streams: Streams<'a>) -> Self {
        Session { global, streams }
    }

    /// The dictionary, loaded, and the threads asked for.
    pub fn pipeline(&self) -> Result<Pipeline, Error> {
        let tokenizer = Tokenizer::load(self.global.dict.as_deref(), self.global.user_dict.as_deref())?;
        Ok(Pipeline::new(tokenizer, self.global.jobs.into()))
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
