//! `totsugo completions` and `totsugo man`.

use super::CLEAN;
use super::args::Args;
use super::session::Session;
use crate::error::Error;
use clap::CommandFactory;

/// Prints completions for a shell.
pub(super) fn completions(shell: clap_complete::Shell, session: &mut Session) -> Result<u8, Error> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "totsugo", &mut bytes);
    session.out(&bytes)?;
    Ok(CLEAN)
}

/// Prints the manual page of the program, or of one of its commands.
pub(super) fn man(command: Option<&str>, session: &mut Session) -> Result<u8, Error> {
    let mut whole = Args::command();
    whole.build(); // global options belong to every command's page
    let page = match command {
        None => whole,
        Some(name) => {
            let named = whole.find_subcommand(name).cloned();
            let named = named.ok_or_else(|| Error::Usage(format!("`{name}` is no command; see `totsugo --help`")))?;
            named.display_name(format!("totsugo-{name}"))
        }
    };
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page).render(&mut bytes).map_err(Error::io("the page", "writing to memory"))?;
    session.out(&bytes)?;
    Ok(CLEAN)
}
