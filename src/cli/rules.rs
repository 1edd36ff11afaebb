//! `totsugo rules` and `totsugo notice`.

use super::CLEAN;
use super::session::Session;
use crate::check::{self, Severity};
use crate::error::Error;
use crate::review::Levels;

/// One rule a line: name, severity, what it looks at.
pub(super) fn list(levels: &Levels) -> String {
    let width = check::all().iter().map(|r| r.name.len()).max().unwrap_or(0);
    let level = |r: &check::Rule| levels.of(r.name, r.severity).map_or("off", Severity::as_str);
    let line = |r: &check::Rule| format!("{:width$}  {:7}  {}\n", r.name, level(r), r.page.summary);
    check::all().iter().map(line).collect()
}

pub(super) fn run(session: &mut Session) -> Result<u8, Error> {
    session.out(list(&session.config.levels()).as_bytes())?;
    session.say("\n`totsugo explain RULE` shows what a rule does, with examples");
    Ok(CLEAN)
}

pub(super) fn notice(session: &mut Session) -> Result<u8, Error> {
    session.out(ipadic::NOTICE.trim_end().as_bytes())?;
    session.out(b"\n")?;
    #[cfg(feature = "ner")]
    session.out(format!("\n{}\n", ner::embedded::NOTICE.trim_end()).as_bytes())?;
    Ok(CLEAN)
}
