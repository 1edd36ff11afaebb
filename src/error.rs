//! The error type. Every variant has the file, the place in it, and what to do.

use std::fmt;
use std::path::PathBuf;

/// What stops a call. Trouble with a single document stops no other: it is told in the result of the others, as
/// [`CorpusResult::unread`](crate::CorpusResult::unread) does.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// No document was found under the given paths: why, for each.
    NothingMatched(Vec<String>),
    /// All files under the given paths are the call's own: in its output folder, its baseline or its settings.
    OwnFiles(Vec<String>),
    /// A file or folder could not be read or written.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was being done, in a few words: writing the table.
        doing: &'static str,
        /// The error of the system.
        source: std::io::Error,
    },
    /// A line of an input (claims, lexicon, dictionary) is malformed.
    Line {
        /// The file, `-` for standard input.
        path: PathBuf,
        /// 1-based line, 0 for the file as a whole.
        line: usize,
        /// What was wrong and what to do.
        message: String,
    },
    /// A place in a file that a person wrote (settings, expected facts) is malformed.
    Place {
        /// The file.
        path: PathBuf,
        /// 1-based line.
        line: u32,
        /// 1-based column in code points.
        column: u32,
        /// What was wrong and what to do.
        message: String,
    },
    /// The dictionary cannot be loaded, with a message.
    Dictionary(String),
    /// The call has to be corrected, with a message.
    Usage(String),
}

impl Error {
    /// Turns an I/O error into [`Error::Io`], for `map_err`.
    pub(crate) fn io(path: impl Into<PathBuf>, doing: &'static str) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { path, doing, source }
    }

    /// Turns the I/O error of a file that the call or its settings name into an error of the call, for `map_err`.
    pub(crate) fn named(path: impl Into<PathBuf>, doing: &'static str) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |e| Error::Usage(format!("{}: {doing}: {e}; correct the path, or leave it out", path.display()))
    }

    /// The exit code of the process: 2 for a call that has to be corrected, 3 for input that cannot be read.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Error::Usage(_) | Error::Dictionary(_) | Error::Line { .. } | Error::Place { .. } => 2,
            Error::NothingMatched(_) | Error::OwnFiles(_) | Error::Io { .. } => 3,
        }
    }

    /// Returns true if the reader of standard output is gone (`| head`), which is no failure.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Error::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NothingMatched(paths) => write!(
                f,
                "nothing to read: {}; give files, folders or globs of .txt, .md, .html, .jsonl or .csv (also .gz, .zst)",
                paths.join("; ")
            ),
            Error::OwnFiles(paths) => write!(
                f,
                "nothing is read of {}: all of it lies in the output folder, or is a baseline or setting of this call; \
                 name another output folder with -o",
                paths.join(", ")
            ),
            Error::Io { path, doing, source } => write!(f, "{}: {doing}: {source}", path.display()),
            Error::Line { path, line: 0, message } => write!(f, "{}: {message}", path.display()),
            Error::Line { path, line, message } => write!(f, "{}:{line}: {message}", path.display()),
            Error::Place { path, line, column, message } => write!(f, "{}:{line}:{column}: {message}", path.display()),
            Error::Dictionary(message) | Error::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
