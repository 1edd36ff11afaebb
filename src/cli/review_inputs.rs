//! What claims and findings are held against: settings, a baseline, expected facts.

use super::args::{Judged, Review};
use super::session::Session;
use crate::corpus::{self, Format};
use crate::crosscheck;
use crate::error::Error;
use crate::expect::{self, ExpectedClaim, ExpectedFact};
use crate::fact::Effect;
use crate::output::plural;
use crate::output::{baseline, judgements};
use crate::pipeline::Engine;
use crate::review::{Baseline, Policy, Ruling};
use std::path::{Path, PathBuf};

/// What claims and findings are held against, and the files it is read from.
#[derive(Debug, Default)]
pub(super) struct ReviewInputs {
    /// Tolerances, expected facts and policy.
    pub against: crosscheck::Against,
    /// The file of the baseline, whether it exists or not.
    pub baseline: Option<PathBuf>,
    /// The file of expected facts.
    facts: Option<PathBuf>,
    /// The file of judgements.
    judgements: Option<PathBuf>,
    /// Expected facts that were not analysed yet.
    rows: Vec<ExpectedFact>,
}

impl ReviewInputs {
    /// The settings alone.
    pub fn settings(session: &Session) -> Self {
        let config = &session.config;
        let policy = Policy { levels: config.levels(), ..Policy::default() };
        let (tolerances, linker) = (config.tolerances(), session.linker());
        let against = crosscheck::Against { policy, tolerances, linker, ..crosscheck::Against::default() };
        ReviewInputs { against, ..ReviewInputs::default() }
    }

    /// The settings, and the files that the call or the settings name.
    ///
    /// # Errors
    /// When a file cannot be read or understood.
    pub fn read(review: &Review, session: &Session) -> Result<Self, Error> {
        let config = &session.config;
        let mut out = ReviewInputs::settings(session);
        out.against.policy.today = review.today;
        out.baseline = review.baseline.clone().or_else(|| config.check.baseline.clone());
        if let Some(path) = out.baseline.as_ref().filter(|p| p.exists()) {
            out.against.policy.baseline = Some(decisions(path, review)?);
        }
        out.judge(&review.judged, session)?;
        out.facts = review.facts.clone().or_else(|| config.check.facts.clone());
        if let Some(path) = &out.facts {
            out.rows = rows(path)?;
        }
        Ok(out)
    }

    /// Reads the judgements that the call or the settings name.
    ///
    /// # Errors
    /// When the file cannot be read or understood.
    pub fn judge(&mut self, judged: &Judged, session: &Session) -> Result<(), Error> {
        self.judgements = judged.judgements.clone().or_else(|| session.config.check.judgements.clone());
        let Some(path) = &self.judgements else { return Ok(()) };
        let bytes = std::fs::read(path).map_err(Error::named(path, "reading the judgements"))?;
        let refused = |(line, message): (u32, String)| Error::Line { path: path.clone(), line: line as usize, message };
        self.against.judgements = judgements::read(&bytes).map_err(refused)?;
        Ok(())
    }

    /// Says how many judgements hold, and which do not and why, so that nothing that was answered is lost unseen.
    pub fn tell_judged(&self, effects: &[Effect], session: &mut Session) {
        let Some(path) = self.judgements.as_ref().filter(|_| !effects.is_empty()) else { return };
        let hold = effects.iter().filter(|e| **e == Effect::Holds).count();
        session.say(&format!("{}: {hold} of {} hold", path.display(), plural(effects.len(), "judgement")));
        for (j, effect) in self.against.judgements.iter().zip(effects) {
            let why = match effect {
                Effect::Holds => continue,
                Effect::Gone => "its passages are not there any more, or were edited; answer again, or delete it",
                Effect::Overruled => "others say otherwise of the facts of the two; keep those that are right",
                Effect::Equal => "the two values are equal, and have no relation; leave `relation` empty",
            };
            session.say(&format!("{}:{}: {} by {}: {why}", path.display(), j.line, j.fingerprint, j.judged_by));
        }
    }

    /// The files it is read from, which are no articles.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.baseline, &self.facts, &self.judgements].into_iter().flatten().map(PathBuf::as_path)
    }

    /// Refuses a baseline that does not exist.
    pub fn must_exist(&self) -> Result<(), Error> {
        match &self.baseline {
            Some(path) if self.against.policy.baseline.is_none() => Err(Error::Usage(format!(
                "{}: there is no such baseline; write a first one with --update-baseline",
                path.display()
            ))),
            _ => Ok(()),
        }
    }

    /// Analyses the expected facts as articles are analysed.
    pub fn read_facts(&mut self, engine: &Engine) -> Result<(), Error> {
        let Some(path) = &self.facts else { return Ok(()) };
        for row in std::mem::take(&mut self.rows) {
            let line = row.line as usize;
            let refused = |message| Error::Line { path: path.clone(), line, message };
            self.against.expected.push(claimed(row, path, engine).map_err(refused)?);
        }
        Ok(())
    }
}

/// Analyses an expected fact. `path` is that of its file.
///
/// # Errors
/// Why it states no value to compare, as a message.
pub(super) fn claimed(row: ExpectedFact, path: &Path, engine: &Engine) -> Result<ExpectedClaim, String> {
    let (sentence, _) = row.sentence();
    let analysis = engine.analyse(corpus::parse(sentence, Format::Txt, &path.to_string_lossy()));
    let text = &analysis.record.document.text;
    let names = analysis.record.entities.iter().map(|m| (m.span.of(text).to_owned(), m.value.canonical.clone()));
    row.claimed(analysis.claims, &names.collect::<Vec<_>>())
}

/// Reads a file of expected facts.
fn rows(path: &Path) -> Result<Vec<ExpectedFact>, Error> {
    let text = std::fs::read_to_string(path).map_err(Error::named(path, "reading the expected facts"))?;
    let is_csv = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let refused = |(line, column, message)| Error::Place { path: path.to_owned(), line, column, message };
    expect::rows(&text, is_csv).map_err(refused)
}

/// Reads a baseline.
fn decisions(path: &Path, review: &Review) -> Result<Baseline, Error> {
    let bytes = std::fs::read(path).map_err(Error::named(path, "reading the baseline"))?;
    let shown = path.to_string_lossy();
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    let refused = |(row, why): (usize, String)| Error::Line {
        path: path.to_owned(),
        line: 0,
        message: if row == 0 { why } else { format!("row {row}: {why}") },
    };
    let baseline = baseline::read(shown, &bytes).map_err(refused)?;
    let closed = |d: &&crate::review::Decision| d.ruling.is_some_and(|r| r != Ruling::Fix) && d.expires.is_some();
    match baseline.decisions.iter().find(closed) {
        Some(d) if review.today.is_none() => Err(Error::Usage(format!(
            "{shown}: the decision on line {} expires; say which day it is, as in --today \"$(date +%F)\"",
            d.line
        ))),
        _ => Ok(baseline),
    }
}
