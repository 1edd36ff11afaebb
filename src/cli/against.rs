//! What findings are held against: settings, decisions of earlier runs, expected facts.

use super::args::Review;
use super::session::Session;
use crate::corpus::{self, Format};
use crate::crosscheck;
use crate::error::Error;
use crate::expect::{self, Expected, Row};
use crate::output::form;
use crate::pipeline::Engine;
use crate::review::{Baseline, Docket, Ruling};
use std::path::{Path, PathBuf};

/// What findings are held against.
#[derive(Debug, Default)]
pub(super) struct Against {
    /// What the program needs of it.
    pub whole: crosscheck::Against,
    /// The file of decisions, whether it exists or not.
    pub baseline: Option<PathBuf>,
    facts: Option<PathBuf>,
    rows: Vec<Row>,
}

impl Against {
    /// The settings alone.
    pub fn settings(session: &Session) -> Self {
        let config = &session.config;
        let docket = Docket { levels: config.levels(), ..Docket::default() };
        let (tolerances, linker) = (config.tolerances(), session.linker());
        let whole = crosscheck::Against { docket, tolerances, linker, expected: Vec::new() };
        Against { whole, ..Against::default() }
    }

    /// The settings, and the files that the call or the settings name.
    pub fn read(review: &Review, session: &Session) -> Result<Self, Error> {
        let config = &session.config;
        let mut out = Against::settings(session);
        out.whole.docket.today = review.today;
        out.baseline = review.baseline.clone().or_else(|| config.check.baseline.clone());
        if let Some(path) = out.baseline.as_ref().filter(|p| p.exists()) {
            out.whole.docket.baseline = Some(decisions(path, review)?);
        }
        out.facts = review.facts.clone().or_else(|| config.check.facts.clone());
        if let Some(path) = &out.facts {
            out.rows = rows(path)?;
        }
        Ok(out)
    }

    /// The files it was read from, which are no articles.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.baseline, &self.facts].into_iter().flatten().map(PathBuf::as_path)
    }

    /// Refuses a file of decisions that is not there.
    pub fn must_exist(&self) -> Result<(), Error> {
        match &self.baseline {
            Some(path) if self.whole.docket.baseline.is_none() => Err(Error::Usage(format!(
                "{}: there is no such baseline; write a first one with --update-baseline",
                path.display()
            ))),
            _ => Ok(()),
        }
    }

    /// Reads the expected facts as articles are read.
    pub fn read_facts(&mut self, engine: &Engine) -> Result<(), Error> {
        let Some(path) = &self.facts else { return Ok(()) };
        for row in std::mem::take(&mut self.rows) {
            let line = row.line as usize;
            let refused = |message| Error::Line { path: path.clone(), line, message };
            self.whole.expected.push(read(row, path, engine).map_err(refused)?);
        }
        Ok(())
    }
}

/// A row with its claim.
pub(super) fn read(row: Row, path: &Path, engine: &Engine) -> Result<Expected, String> {
    let (sentence, _) = row.sentence();
    let analysis = engine.analyse(corpus::parse(sentence, Format::Txt, &path.to_string_lossy()));
    let text = &analysis.record.document.text;
    let names = analysis.record.entities.iter().map(|m| (m.span.of(text).to_owned(), m.value.canonical.clone()));
    row.claimed(analysis.claims, &names.collect::<Vec<_>>())
}

fn rows(path: &Path) -> Result<Vec<Row>, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| Error::Usage(format!("{}: reading the expected facts: {e}", path.display())))?;
    let is_csv = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let refused = |(line, column, message)| Error::Place { path: path.to_owned(), line, column, message };
    expect::rows(&text, is_csv).map_err(refused)
}

fn decisions(path: &Path, review: &Review) -> Result<Baseline, Error> {
    let bytes =
        std::fs::read(path).map_err(|e| Error::Usage(format!("{}: reading the baseline: {e}", path.display())))?;
    let shown = path.to_string_lossy();
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    let refused = |(row, why): (usize, String)| Error::Line {
        path: path.to_owned(),
        line: 0,
        message: if row == 0 { why } else { format!("row {row}: {why}") },
    };
    let baseline = form::baseline(shown, &bytes).map_err(refused)?;
    let closed = |d: &&crate::review::Decision| d.ruling.is_some_and(|r| r != Ruling::Fix) && d.expires.is_some();
    match baseline.decisions.iter().find(closed) {
        Some(d) if review.today.is_none() => Err(Error::Usage(format!(
            "{shown}: the decision on line {} expires; say which day it is, as in --today \"$(date +%F)\"",
            d.line
        ))),
        _ => Ok(baseline),
    }
}
