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
    let bytes = std::fs::read(path).map_err(Error::named(path, "reading the settings"))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let line = e.as_bytes()[..e.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        Error::Line { path: path.to_owned(), line, message: "not UTF-8; save the file as UTF-8".to_owned() }
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
