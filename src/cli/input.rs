//! The input of a call: a stream of documents, and its progress bar.

use super::args::Inputs;
use super::session::Session;
use crate::corpus::{self, InputFile, RawDocument, USUAL_MEBIBYTES};
use crate::error::Error;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::Read;
use std::path::Path;

/// The files to read, and a progress bar.
pub(super) struct Input {
    files: Vec<InputFile>,
    /// The path that standard input stands for.
    stdin: String,
    pub bar: Bar,
}

/// A progress bar over the files, with the number of documents.
#[derive(Clone)]
pub(super) struct Bar {
    bar: ProgressBar,
    documents: usize,
}

impl Bar {
    fn new(files: usize, session: &Session) -> Self {
        let shown = session.streams.stderr_is_terminal && !session.global.quiet;
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(files as u64), target);
        let template = "{wide_bar} {pos}/{len} files, {msg} documents, {elapsed}";
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message("0");
        Bar { bar, documents: 0 }
    }

    /// Counts finished documents.
    pub fn done(&mut self, documents: usize) {
        self.documents += documents;
        self.bar.set_message(self.documents.to_string());
    }

    /// Removes the bar.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Input {
    /// Finds the files. Those in `apart`, which the call itself writes or is controlled by, are no input.
    ///
    /// # Errors
    /// Those of [`corpus::find`]; [`Error::OwnFiles`] when every file is in `apart`.
    pub fn find(paths: &[String], inputs: &Inputs, apart: &[&Path], session: &mut Session) -> Result<Self, Error> {
        let mut paths = paths.to_vec();
        if let Some(list) = &inputs.files_from {
            paths.extend(listed(list, session)?);
        }
        let from = inputs.from.map(super::args::From::format);
        let limit = inputs.max_document.or(session.config.max_document.map(|m| m.0)).unwrap_or(USUAL_MEBIBYTES);
        let mut files = corpus::find(&paths, from)?;
        let stdin = inputs.stdin_filename.as_ref().map(|name| InputFile::new(Path::new(name), from));
        if let Some(named) = &stdin {
            let Some(at) = files.iter().position(|s| s.display == "-") else {
                return Err(Error::Usage("--stdin-filename says what - is: add - to the paths".to_owned()));
            };
            files.remove(at);
            files.retain(|s| s.display != named.display);
            files.push(named.clone());
            files.sort_by(|a, b| a.display.cmp(&b.display));
        }
        let stdin = stdin.map_or_else(|| "-".to_owned(), |s| s.display);
        let found = files.len();
        let apart: Vec<_> = apart.iter().filter_map(|p| p.canonicalize().ok()).collect();
        files.retain(|s| !s.path.canonicalize().is_ok_and(|p| apart.iter().any(|own| p.starts_with(own))));
        if files.is_empty() {
            return Err(if found > 0 { Error::OwnFiles(paths) } else { Error::NothingMatched(paths) });
        }
        files.iter_mut().for_each(|f| f.limit = limit);
        if files.len() < found {
            session.detail(&format!("{} files that the call writes or is told by are not read", found - files.len()));
        }
        let bar = Bar::new(files.len(), session);
        Ok(Input { files, stdin, bar })
    }

    /// The documents, in the order of the files, read as they are asked for.
    pub fn records(self, session: &mut Session) -> impl Iterator<Item = RawDocument> + Send + use<> {
        let mut stdin = session.streams.stdin.take();
        let bar = self.bar.bar;
        self.files.into_iter().flat_map(move |file| {
            bar.inc(1);
            match stdin.take_if(|_| file.display == self.stdin) {
                Some(stdin) => corpus::open_reader(&file, stdin),
                None => corpus::open(&file),
            }
        })
    }
}

/// The paths in a list: one for each line, or with NUL between, as `git ls-files -z` prints them.
fn listed(list: &str, session: &mut Session) -> Result<Vec<String>, Error> {
    let mut text = String::new();
    let read = match (list, session.streams.stdin.take()) {
        ("-", Some(mut stdin)) => stdin.read_to_string(&mut text).map(drop),
        ("-", None) => Ok(()),
        (file, stdin) => {
            session.streams.stdin = stdin;
            std::fs::read_to_string(file).map(|all| text = all)
        }
    };
    read.map_err(Error::named(list, "reading the list of files"))?;
    let separator = if text.contains('\0') { '\0' } else { '\n' };
    Ok(text.split(separator).map(|p| p.trim_end_matches('\r').to_owned()).filter(|p| !p.is_empty()).collect())
}
