//! `totsugo check`: findings and an exit code.

use super::args::{Check, FailOn, Out};
use super::gather::{Gathered, note};
use super::input::Input;
use super::session::Session;
use super::{CLEAN, COLUMNS, FOUND, INPUT};
use crate::check::{Analysis, Severity};
use crate::error::Error;
use crate::output::report::{Look, Report};
use crate::output::shelf::{Keep, Shelf, Slip};
use crate::output::text::Color;

pub(super) fn run(args: Check, session: &mut Session) -> Result<u8, Error> {
    let input = Input::find(&args.paths, &args.inputs, None, session)?;
    let pipeline = session.pipeline()?;
    let mut bar = input.bar.clone();
    let keep = args.out.iter().fold(Keep::default(), |keep, out| keep | out.format.keep);
    let shelf = if keep.any() { Some(Shelf::new(None)?) } else { None };
    let mut gathered = Gathered::on(shelf);
    let lang = args.lang.lang();
    let encode = |analysis: Analysis| (Slip::new(&analysis, keep, lang), analysis);
    pipeline.for_each(input.records(session), encode, |batch| {
        bar.done(batch.len());
        for (slip, analysis) in batch {
            gathered.keep(slip)?;
            note(&analysis.record.document, session);
            gathered.add(analysis);
        }
        Ok(())
    })?;
    bar.clear();
    let concluded = gathered.conclude()?;
    let report = concluded.report();
    for out in &args.out {
        write(out, &report, &args, session)?;
    }
    session.say(&counts(&report));
    let found = report.open().any(|r| fails(r.finding.severity, args.fail_on));
    Ok(match (report.totals.unreadable > 0, found) {
        (true, _) => INPUT,
        (false, true) => FOUND,
        (false, false) => CLEAN,
    })
}

fn fails(severity: Severity, fail_on: FailOn) -> bool {
    match fail_on {
        FailOn::Error => severity >= Severity::Error,
        FailOn::Warning => severity >= Severity::Warning,
        FailOn::Info => true,
        FailOn::Never => false,
    }
}

fn write(out: &Out, report: &Report, args: &Check, session: &mut Session) -> Result<(), Error> {
    let look = |dialect| Look { color: Color::Off, columns: COLUMNS, dialect, lang: args.lang.lang(), tables: false };
    match &out.path {
        None if out.format.binary && session.streams.stdout_is_terminal => Err(Error::Usage(format!(
            "--out {0} is no text for a terminal: give a file, as in --out {0}=findings.{0}",
            out.format.name
        ))),
        None => {
            let look = Look { color: session.color(), ..look(args.csv.in_streams()) };
            session.out(&(out.format.write)(report, &look)?)
        }
        Some(path) => {
            let look = look(args.csv.in_files());
            std::fs::write(path, (out.format.write)(report, &look)?).map_err(Error::io(path, "writing the findings"))
        }
    }
}

/// How many findings there are, in one line.
fn counts(report: &Report) -> String {
    let count = |(severity, what)| plural(report.count(severity), what);
    let [errors, warnings, infos] =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")].map(count);
    let totals = report.totals;
    let unread = if totals.unreadable > 0 { format!(", {} not read", totals.unreadable) } else { String::new() };
    format!("{errors}, {warnings}, {infos} in {}{unread}", plural(totals.documents, "document"))
}

fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 || what == "info" { "" } else { "s" })
}
