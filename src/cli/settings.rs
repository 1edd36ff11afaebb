//! Finding and reading `totsugo.toml`.

use crate::config::{Config, FILE};
use crate::error::Error;
use std::path::{Path, PathBuf};

/// Reads a file of settings. Relative paths in it start from its folder.
///
/// # Errors
/// [`Error::Usage`] when it cannot be read, [`Error::Line`] when it is not UTF-8, [`Error::Place`] when it is not
/// understood.
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

/// The nearest `totsugo.toml` from the working folder upwards, as a path relative to the working folder.
pub(super) fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let ups = here.ancestors().scan(PathBuf::new(), |up, _| {
        let at = up.join(FILE);
        up.push("..");
        Some(at)
    });
    ups.into_iter().find(|p| p.is_file())
}
