//! `totsugo check`: findings and an exit code.

use super::against::Against;
use super::args::{Check, keep};
use super::changed::Changed;
use super::gather::{Concluded, Gathered};
use super::input::Input;
use super::session::Session;
use super::{CLEAN, COLUMNS, FOUND, INPUT};
use crate::config::Out;
use crate::error::Error;
use crate::output::csv::{Dialect, table};
use crate::output::formats;
use crate::output::plural;
use crate::output::report::{Look, Report};
use crate::output::rows::findings;
use crate::output::schema::Table;
use crate::output::text::Color;
use crate::review::Status;
use std::io::Write;
use std::path::Path;

pub(super) fn run(args: Check, session: &mut Session) -> Result<u8, Error> {
    let changed = Changed::of(&args)?;
    let mut against = Against::read(&args.review, session)?;
    match (args.update_baseline, &against.baseline) {
        (false, _) => against.must_exist()?,
        (true, Some(_)) => {}
        (true, None) => return Err(Error::Usage("--update-baseline: which file? Name it with --baseline".to_owned())),
    }
    let paths = session.paths(&args.paths);
    let outs = outs(&args, session)?;
    let apart: Vec<&Path> = against.files().chain(outs.iter().filter_map(|o| o.path.as_deref())).collect();
    let input = Input::find(&paths, &args.inputs, &apart, session)?;
    let engine = session.engine()?;
    against.read_facts(&engine)?;
    let kept = (keep(&outs), args.language.or(&session.config));
    let gathered = Gathered::read(input, &engine, kept, session)?;
    let mut concluded = gathered.conclude(&against, session.jobs())?;
    if let Some(path) = against.baseline.as_deref().filter(|_| args.update_baseline) {
        update(path, &mut concluded, args.csv.or(&session.config).in_files(), session)?;
    }
    unstated(&concluded, session);
    if let Some(changed) = &changed {
        concluded.whole.findings.retain(|r| changed.concerns(&r.finding));
    }
    write_all(&outs, &args, &concluded.report(), session)?;
    session.say(&concluded.report().counts());
    let fail_on = args.fail_on.or(session.config.check.fail_on).unwrap_or_default();
    let found = concluded.report().open().any(|r| fail_on.fails(r.finding.severity));
    Ok(match (concluded.totals.unreadable > 0, found) {
        (true, _) => INPUT,
        (false, true) => FOUND,
        (false, false) => CLEAN,
    })
}

/// The formats asked for: those of the call, else of the settings, else text.
fn outs(args: &Check, session: &Session) -> Result<Vec<Out>, Error> {
    let chosen = if args.out.is_empty() { &session.config.check.out } else { &args.out };
    Ok(if chosen.is_empty() { vec!["text".parse().map_err(Error::Usage)?] } else { chosen.clone() })
}

/// Writes every format asked for, and with `github` the job summary.
fn write_all(outs: &[Out], args: &Check, report: &Report, session: &mut Session) -> Result<(), Error> {
    let (csv, lang) = (args.csv.or(&session.config), args.language.or(&session.config));
    let look = |dialect| Look { color: Color::Off, columns: COLUMNS, dialect, lang, tables: false };
    for out in outs {
        write(out, report, look(csv.in_streams()), look(csv.in_files()), session)?;
    }
    let summary = session.streams.step_summary.clone().filter(|_| outs.iter().any(|o| o.format().name == "github"));
    let Some(path) = summary else { return Ok(()) };
    let Some(markdown) = formats::named("markdown") else { return Ok(()) };
    let bytes = (markdown.write)(report, &look(csv.in_files()))?;
    let io = || Error::io(&path, "writing the job summary");
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&path).map_err(io())?;
    file.write_all(&bytes).map_err(io())
}

fn write(out: &Out, report: &Report, stream: Look, file: Look, session: &mut Session) -> Result<(), Error> {
    let format = out.format();
    match &out.path {
        None if format.binary && session.streams.stdout_is_terminal => Err(Error::Usage(format!(
            "--out {0} is no text for a terminal: give a file, as in --out {0}=findings.{0}",
            format.name
        ))),
        None => {
            let look = Look { color: session.color(), ..stream };
            session.out(&(format.write)(report, &look)?)
        }
        Some(path) => {
            std::fs::write(path, (format.write)(report, &file)?).map_err(Error::io(path, "writing the findings"))
        }
    }
}

/// Rows of expected facts that no document states protect nothing.
fn unstated(concluded: &Concluded, session: &mut Session) {
    if let [first, rest @ ..] = concluded.whole.unstated.as_slice() {
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        session.say(&format!("expected facts that no document states: the one on line {first}{more}"));
    }
}

/// Writes the baseline again with all that is found: what nobody has decided becomes known, stale rows go.
fn update(path: &Path, concluded: &mut Concluded, dialect: Dialect, session: &mut Session) -> Result<(), Error> {
    let before = concluded.whole.findings.len();
    concluded.whole.findings.retain(|r| r.finding.rule != "stale-decision");
    let gone = before - concluded.whole.findings.len();
    let mut new = 0;
    for r in &mut concluded.whole.findings {
        let undecided = r.decision.as_ref().is_none_or(|d| d.ruling.is_none());
        if r.status.is_open() && undecided {
            r.status = Status::Known;
            new += 1;
        }
    }
    let kept: Vec<_> = concluded.whole.findings.iter().filter(|r| r.status != Status::Ignored).cloned().collect();
    let bytes = table(Table::Findings.fields(), findings(&kept), dialect);
    let io = || Error::io(path, "writing the baseline");
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(io())?;
    file.write_all(&bytes).map_err(io())?;
    file.persist(path).map_err(|e| io()(e.error))?;
    let (rows, gone) = (plural(kept.len(), "row"), plural(gone, "stale row"));
    session.say(&format!("{}: {rows}, of which {new} newly known; {gone} gone", path.display()));
    Ok(())
}
