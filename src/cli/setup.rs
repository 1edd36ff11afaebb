//! The settings of a call: finding `totsugo.toml`, writing a first one, showing what holds.

use super::CLEAN;
use super::session::Session;
use crate::config::{Config, FILE, TEMPLATE};
use crate::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Reads a file of settings. Its paths are taken from its folder.
pub(super) fn read(path: &Path) -> Result<Config, Error> {
    let text = std::fs::read_to_string(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::InvalidData => {
            Error::Line { path: path.to_owned(), line: 0, message: "not UTF-8".to_owned() }
        }
        _ => Error::Usage(format!("{}: reading the settings: {e}", path.display())),
    })?;
    let refused = |(line, column, message)| Error::Place { path: path.to_owned(), line, column, message };
    let config = Config::read(&text).map_err(refused)?;
    Ok(config.below(path.parent().unwrap_or(Path::new(""))))
}

/// The nearest `totsugo.toml` from the working folder upwards, as seen from there.
pub(super) fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let ups = here.ancestors().scan(PathBuf::new(), |up, _| {
        let at = up.join(FILE);
        up.push("..");
        Some(at)
    });
    ups.into_iter().find(|p| p.is_file())
}

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

pub(super) fn show(session: &mut Session) -> Result<u8, Error> {
    let from = match &session.config_file {
        Some(path) => format!("# {} and the defaults\n", path.display()),
        None => "# the defaults: no totsugo.toml is read\n".to_owned(),
    };
    let text = session.config.clone().effective().to_toml();
    session.out((from + &text).as_bytes())?;
    Ok(CLEAN)
}
