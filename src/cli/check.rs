//! `totsugo check`: findings and an exit code.

use super::args::{Check, has_folder, needs, writable};
use super::changed::Changed;
use super::collect::{Collector, Results};
use super::input::Input;
use super::review_inputs::ReviewInputs;
use super::session::Session;
use super::{CLEAN, COLUMNS, FOUND, INPUT};
use crate::config::Out;
use crate::error::Error;
use crate::output::csv::{Dialect, table};
use crate::output::formats;
use crate::output::plural;
use crate::output::render::{Color, RenderOptions};
use crate::output::report::Report;
use crate::output::rows::findings;
use crate::output::schema::Table;
use crate::review::Status;
use std::io::Write;
use std::path::Path;

pub(super) fn run(args: Check, session: &mut Session) -> Result<u8, Error> {
    let changed = Changed::of(&args)?;
    let mut inputs = ReviewInputs::read(&args.review, session)?;
    match (args.update_baseline, &inputs.baseline) {
        (false, _) => inputs.must_exist()?,
        (true, Some(_)) => {}
        (true, None) => return Err(Error::Usage("--update-baseline: which file? Name it with --baseline".to_owned())),
    }
    let paths = session.paths(&args.paths);
    let outs = outs(&args, session)?;
    writable(&outs)?;
    inputs.baseline.as_deref().filter(|_| args.update_baseline).map_or(Ok(()), has_folder)?;
    let apart: Vec<&Path> = inputs.files().chain(outs.iter().filter_map(|o| o.path.as_deref())).collect();
    let input = Input::find(&paths, &args.inputs, &apart, session)?;
    let engine = session.engine()?;
    inputs.read_facts(&engine)?;
    let needs = (needs(&outs), args.language.or(&session.config));
    let collector = Collector::read(input, &engine, needs, session)?;
    let mut results = collector.finish(&inputs, session.jobs())?;
    if let Some(path) = inputs.baseline.as_deref().filter(|_| args.update_baseline) {
        update(path, &mut results, args.csv.or(&session.config).in_files(), session)?;
    }
    unstated(&results, session);
    inputs.tell_judged(&results.crosscheck.effects, session);
    if let Some(changed) = &changed {
        results.crosscheck.findings.retain(|r| changed.concerns(&r.finding));
    }
    write_all(&outs, &args, &results.report(), session)?;
    session.say(&results.report().counts());
    let fail_on = args.fail_on.or(session.config.check.fail_on).unwrap_or_default();
    let found = results.report().open().any(|r| fail_on.fails(r.finding.severity));
    Ok(match (results.totals.unreadable > 0, found) {
        (true, _) => INPUT,
        (false, true) => FOUND,
        (false, false) => CLEAN,
    })
}

/// The formats to write: those of the call, else of the settings, else text.
fn outs(args: &Check, session: &Session) -> Result<Vec<Out>, Error> {
    let chosen = if args.out.is_empty() { &session.config.check.out } else { &args.out };
    Ok(if chosen.is_empty() { vec!["text".parse().map_err(Error::Usage)?] } else { chosen.clone() })
}

/// Writes every format, and with `github` the job summary.
fn write_all(outs: &[Out], args: &Check, report: &Report, session: &mut Session) -> Result<(), Error> {
    let (csv, lang) = (args.csv.or(&session.config), args.language.or(&session.config));
    let options = |dialect| RenderOptions { color: Color::Off, columns: COLUMNS, dialect, lang, tables: false };
    for out in outs {
        write(out, report, options(csv.in_streams()), options(csv.in_files()), session)?;
    }
    let summary = session.streams.step_summary.clone().filter(|_| outs.iter().any(|o| o.format().name == "github"));
    let Some(path) = summary else { return Ok(()) };
    let Some(markdown) = formats::named("markdown") else { return Ok(()) };
    let bytes = (markdown.write)(report, &options(csv.in_files()))?;
    let io = || Error::io(&path, "writing the job summary");
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(&path).map_err(io())?;
    file.write_all(&bytes).map_err(io())
}

fn write(
    out: &Out,
    report: &Report,
    stream: RenderOptions,
    file: RenderOptions,
    session: &mut Session,
) -> Result<(), Error> {
    let format = out.format();
    match &out.path {
        None if format.binary && session.streams.stdout_is_terminal => Err(Error::Usage(format!(
            "--out {0} is no text for a terminal: give a file, as in --out {0}=findings.{0}",
            format.name
        ))),
        None => {
            let options = RenderOptions { color: session.color(), ..stream };
            let bytes = (format.write)(report, &options)?;
            // the text is coloured, and has passed the door already
            if format.name == "text" { session.out(&bytes) } else { session.out_data(&bytes) }
        }
        Some(path) => {
            std::fs::write(path, (format.write)(report, &file)?).map_err(Error::io(path, "writing the findings"))
        }
    }
}

/// Prints how many expected facts no document states, since those protect nothing.
fn unstated(results: &Results, session: &mut Session) {
    if let [first, rest @ ..] = results.crosscheck.unstated.as_slice() {
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        session.say(&format!("expected facts that no document states: the one on line {first}{more}"));
    }
}

/// Writes the baseline with all findings. A finding without a decision becomes known, stale rows are left out.
fn update(path: &Path, results: &mut Results, dialect: Dialect, session: &mut Session) -> Result<(), Error> {
    let before = results.crosscheck.findings.len();
    results.crosscheck.findings.retain(|r| r.finding.rule != "stale-decision");
    let gone = before - results.crosscheck.findings.len();
    let mut new = 0;
    for r in &mut results.crosscheck.findings {
        let undecided = r.decision.as_ref().is_none_or(|d| d.ruling.is_none());
        if r.status.is_open() && undecided {
            r.status = Status::Known;
            new += 1;
        }
    }
    let kept: Vec<_> = results.crosscheck.findings.iter().filter(|r| r.status != Status::Ignored).cloned().collect();
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
