//! The command line: what to read, what to write, and the exit code.

mod args;
mod candidates;
mod changed;
mod check;
mod collect;
mod config;
mod crosscheck;
mod earlier;
mod explain;
mod extract;
mod facts;
mod input;
mod man;
mod review_inputs;
mod rules;
mod run;
mod session;
mod settings;

pub use session::Streams;

use crate::output::shown;
use args::{Args, Command};
use clap::Parser;
use session::Session;
use std::ffi::OsString;

/// Exit code when there is nothing to report.
const CLEAN: u8 = 0;
/// Exit code for findings at or above `--fail-on`.
const FOUND: u8 = 1;
/// Exit code for a call that has to be corrected.
const USAGE: u8 = 2;
/// Exit code for input that could not be read; the rest was processed.
const INPUT: u8 = 3;

/// Width of diagnostics in columns, since the width of the terminal is not known.
const COLUMNS: usize = 100;

/// Runs the program. The first of `args` is its own name. Returns the exit code, as `--help` lists them.
pub fn main(args: impl IntoIterator<Item = impl Into<OsString> + Clone>, mut streams: Streams) -> u8 {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(refusal) => return refused(&refusal, &mut streams),
    };
    let mut session = Session::new(args.global, streams);
    if let Err(error) = session.configure(&args.command) {
        session.trouble(&error.to_string());
        return error.exit_code();
    }
    let done = match args.command {
        Command::Run(own) => run::run(own, &mut session),
        Command::Check(own) => check::run(own, &mut session),
        Command::Extract(own) => extract::run(own, &mut session),
        Command::Crosscheck(own) => crosscheck::run(own, &mut session),
        Command::Candidates(own) => candidates::run(own, &mut session),
        Command::Explain(own) => explain::run(own, &mut session),
        Command::Rules => rules::run(&mut session),
        Command::Facts(own) => facts::run(own, &mut session),
        Command::Init => config::init(&mut session),
        Command::Config => config::show(&mut session),
        Command::Completions { shell } => man::completions(shell, &mut session),
        Command::Man { command } => man::man(command.as_deref(), &mut session),
        Command::Notice => rules::notice(&mut session),
    };
    match done.and_then(|code| session.flush().map(|()| code)) {
        Ok(code) => code,
        Err(error) if error.is_broken_pipe() => CLEAN,
        Err(error) => {
            session.trouble(&error.to_string());
            error.exit_code()
        }
    }
}

/// Prints help and version to standard output, a mistake in the call to standard error; returns the exit code.
fn refused(refusal: &clap::Error, streams: &mut Streams) -> u8 {
    let (stream, terminal): (&mut dyn std::io::Write, bool) = match refusal.use_stderr() {
        true => (&mut *streams.stderr, streams.stderr_is_terminal),
        false => (&mut *streams.stdout, streams.stdout_is_terminal),
    };
    let text = refusal.render();
    let plain = text.to_string();
    let safe = shown::lines(&plain);
    // that a stream is gone cannot be said anywhere
    let _ = match terminal && !streams.no_color && safe == plain {
        true => write!(stream, "{}", text.ansi()),
        false => write!(stream, "{safe}"),
    };
    let _ = stream.flush();
    if refusal.use_stderr() { USAGE } else { CLEAN }
}

#[cfg(test)]
mod tests;
