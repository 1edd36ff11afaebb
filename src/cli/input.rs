//! From paths to a stream of documents, with a progress bar for a person who waits.

use super::args::Inputs;
use super::session::Session;
use crate::corpus::{self, RawDocument, Source};
use crate::error::Error;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::Path;

/// Documents to come, and the bar that shows how far they are.
pub(super) struct Input {
    sources: Vec<Source>,
    pub bar: Bar,
}

/// A bar over the files, with the number of documents beside it.
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

    /// Counts documents that are done.
    pub fn done(&mut self, documents: usize) {
        self.documents += documents;
        self.bar.set_message(self.documents.to_string());
    }

    /// Removes the bar, so that the summary starts on a clean line.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Input {
    /// Finds the files. What lies in `output`, which is about to be replaced, is no input.
    pub fn find(
        paths: &[String],
        inputs: &Inputs,
        output: Option<&Path>,
        session: &mut Session,
    ) -> Result<Self, Error> {
        let mut sources = corpus::find(paths, inputs.from.map(super::args::From::format))?;
        let found = sources.len();
        if let Some(output) = output.and_then(|o| o.canonicalize().ok()) {
            sources.retain(|s| !s.path.canonicalize().is_ok_and(|p| p.starts_with(&output)));
        }
        if sources.is_empty() {
            return Err(Error::NothingMatched(paths.to_vec()));
        }
        if sources.len() < found {
            session.detail(&format!("{} files in the output folder are not read", found - sources.len()));
        }
        let bar = Bar::new(sources.len(), session);
        Ok(Input { sources, bar })
    }

    /// The documents, in the order of the files.
    pub fn records(self, session: &mut Session) -> impl Iterator<Item = RawDocument> + Send + use<> {
        let mut stdin = session.streams.stdin.take();
        let bar = self.bar.bar;
        self.sources.into_iter().flat_map(move |source| {
            bar.inc(1);
            match stdin.take_if(|_| source.display == "-") {
                Some(stdin) => corpus::open_reader(&source, stdin),
                None => corpus::open(&source),
            }
        })
    }
}
