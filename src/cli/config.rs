//! `totsugo init` and `totsugo config`.

use super::CLEAN;
use super::session::Session;
use crate::config::{FILE, TEMPLATE};
use crate::error::Error;
use crate::output::shown::one_line;
use std::io::Write;

/// Writes a commented `totsugo.toml`.
pub(super) fn init(session: &mut Session) -> Result<u8, Error> {
    let refused = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::AlreadyExists => Error::Usage(format!("{FILE} exists already and is left as it is")),
        _ => Error::io(FILE, "writing the settings")(e),
    };
    let mut file = std::fs::File::create_new(FILE).map_err(refused)?;
    file.write_all(TEMPLATE.as_bytes()).map_err(Error::io(FILE, "writing the settings"))?;
    session.say(&format!("{FILE} is written; everything in it is a comment until you change it"));
    Ok(CLEAN)
}

/// Prints the settings that hold, with the defaults.
pub(super) fn show(session: &mut Session) -> Result<u8, Error> {
    let from = match &session.config_file {
        Some(path) => format!("# {} and the defaults\n", one_line(&path.to_string_lossy())),
        None => "# the defaults: no totsugo.toml is read\n".to_owned(),
    };
    let text = session.config.clone().effective().to_toml();
    session.out((from + &text).as_bytes())?;
    Ok(CLEAN)
}
