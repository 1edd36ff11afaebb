//! Decisions in the earlier output of a folder, which the next `run` carries over.

use super::collect::Results;
use super::session::Session;
use crate::output::baseline;
use crate::output::folder::FORMS;
use crate::output::plural;
use crate::review::{Baseline, Decision};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a person decided in the forms of an earlier output.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    decisions: Vec<Decision>,
    /// The forms that these are all decisions of: name and bytes.
    forms: BTreeMap<&'static str, Vec<u8>>,
}

impl Earlier {
    /// Reads the forms in `folder`. A form that cannot be understood is told, and will be kept as it is.
    pub fn read(folder: &Path, session: &mut Session) -> Self {
        let mut out = Earlier::default();
        for name in FORMS {
            let path = folder.join(name);
            let Ok(bytes) = std::fs::read(&path) else { continue };
            if !baseline::filled(&bytes).with_decisions {
                continue;
            }
            match baseline::read(&path.to_string_lossy(), &bytes) {
                Ok(read) => out.add(name, bytes, read.decisions),
                Err((row, why)) => session.say(&format!("{}: row {row}: {why}; not carried over", path.display())),
            }
        }
        out
    }

    /// Adds the decisions of a form. Of two about the same finding the first holds; the form with the other is kept then.
    fn add(&mut self, name: &'static str, bytes: Vec<u8>, decisions: Vec<Decision>) {
        let mut whole = true;
        for decision in decisions.into_iter().filter(Decision::is_written) {
            match self.decisions.iter().find(|d| d.fingerprint == decision.fingerprint) {
                None => self.decisions.push(decision),
                Some(first) => whole &= (first.ruling, &first.reason) == (decision.ruling, &decision.reason),
            }
        }
        if whole {
            self.forms.insert(name, bytes);
        }
    }

    /// The decisions as what findings are reviewed by; `None` when there are none.
    pub fn baseline(&self) -> Option<Baseline> {
        let decisions = self.decisions.clone();
        (!decisions.is_empty()).then(|| Baseline { decisions, carried: true, ..Baseline::default() })
    }

    /// The forms that need not be kept: all decisions in them are in the new findings.
    pub fn carried(&mut self, results: &Results) -> BTreeMap<&'static str, Vec<u8>> {
        let all = self.kept(results) == self.decisions.len();
        if all { std::mem::take(&mut self.forms) } else { BTreeMap::new() }
    }

    /// The number of findings with a decision of these.
    fn kept(&self, results: &Results) -> usize {
        let decided = |r: &&crate::review::Reviewed| r.decision.as_ref().is_some_and(|d| d.line > 0);
        results.crosscheck.findings.iter().filter(decided).count()
    }

    /// Says how many decisions were carried over, how many are about nothing any more, and which files were kept.
    pub fn tell(&self, results: &Results, kept: &[PathBuf], session: &mut Session) {
        if !self.decisions.is_empty() {
            let carried = self.kept(results);
            let more = self.decisions.len() - carried;
            let more = if more > 0 { format!(", {more} match no finding any more") } else { String::new() };
            session.say(&format!("{} carried over from the earlier output{more}", plural(carried, "decision")));
        }
        for path in kept {
            session.say(&format!("{}: kept from the earlier output; nothing in it is lost", path.display()));
        }
    }
}
