//! `totsugo check`: findings and an exit code.

use super::args::{Check, FailOn, Out, Report};
use super::gather::{Gathered, note};
use super::input::Input;
use super::session::Session;
use super::{CLEAN, FOUND, INPUT};
use crate::check::{Finding, Severity};
use crate::error::Error;
use crate::output::csv::{Dialect, table};
use crate::output::rows::{findings, fingerprints, in_order};
use crate::output::schema::Table;
use crate::output::text::{Color, concise, full};

/// Columns of a report, since the width of the reader's window is not known.
const COLUMNS: usize = 100;

pub(super) fn run(args: Check, session: &mut Session) -> Result<u8, Error> {
    let input = Input::find(&args.paths, &args.inputs, None, session)?;
    let pipeline = session.pipeline()?;
    let mut bar = input.bar.clone();
    let mut gathered = Gathered::default();
    pipeline.for_each(
        input.records(session),
        |analysis| analysis,
        |batch| {
            bar.done(batch.len());
            for analysis in batch {
                note(&analysis.record.document, session);
                gathered.add(analysis);
            }
            Ok(())
        },
    )?;
    bar.clear();
    let concluded = gathered.conclude();
    for out in &args.out {
        write(out, &concluded.findings, &args, session)?;
    }
    let count = |s: Severity| concluded.findings.iter().filter(|f| f.severity == s).count();
    let counts =
        [(count(Severity::Error), "error"), (count(Severity::Warning), "warning"), (count(Severity::Info), "info")];
    let totals = &concluded.totals;
    let unread = if totals.unreadable > 0 { format!(", {} not read", totals.unreadable) } else { String::new() };
    let [errors, warnings, infos] = counts.map(|(n, what)| plural(n, what));
    session.say(&format!("{errors}, {warnings}, {infos} in {}{unread}", plural(totals.documents, "document")));
    let found = concluded.findings.iter().any(|f| fails(f.severity, args.fail_on));
    Ok(match (totals.unreadable > 0, found) {
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

fn write(out: &Out, found: &[Finding], args: &Check, session: &mut Session) -> Result<(), Error> {
    match &out.path {
        None => {
            let bytes = report(out.report, found, session.color(), args.csv.in_streams());
            session.out(&bytes)
        }
        Some(path) => std::fs::write(path, report(out.report, found, Color::Off, args.csv.in_files()))
            .map_err(Error::io(path, "writing the findings")),
    }
}

fn report(report: Report, found: &[Finding], color: Color, dialect: Dialect) -> Vec<u8> {
    match report {
        Report::Text if found.is_empty() => Vec::new(),
        Report::Text => (full(found, COLUMNS, color) + "\n").into_bytes(),
        Report::Concise => concise(found).into_bytes(),
        Report::Jsonl => jsonl(found).into_bytes(),
        Report::Csv => table(Table::Findings.fields(), findings(found), dialect),
    }
}

/// A finding with its places, and its fingerprint as the tables have it.
fn jsonl(found: &[Finding]) -> String {
    #[derive(serde::Serialize)]
    struct Line<'a> {
        #[serde(flatten)]
        finding: &'a Finding,
        fingerprint: String,
    }
    let found = in_order(found);
    let prints = fingerprints(&found);
    let line =
        |(finding, fingerprint)| serde_json::to_string(&Line { finding, fingerprint }).unwrap_or_default() + "\n";
    found.into_iter().zip(prints).map(line).collect()
}

fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 || what == "info" { "" } else { "s" })
}
