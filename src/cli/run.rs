//! `totsugo run`: a corpus in, a folder of tables out.

use super::args::{OutputArgs, Run, writable};
use super::collect::{Collector, DocumentResult, Results, note};
use super::earlier::Earlier;
use super::input::Input;
use super::review_inputs::ReviewInputs;
use super::session::Session;
use super::{CLEAN, COLUMNS, INPUT};
use crate::check::Analysis;
use crate::corpus::Status;
use crate::error::Error;
use crate::output::document_csv::DocumentCsv;
use crate::output::folder::Folder;
use crate::output::render::{Color, RenderOptions};
use crate::output::summary::{SummaryOptions, summary};
use std::path::Path;

pub(super) fn run(args: Run, session: &mut Session) -> Result<u8, Error> {
    let dialect = args.output.csv.or(&session.config).in_files();
    let (needs, lang) = (args.output.needs(), args.output.language.or(&session.config));
    let (paths, output) = (session.paths(&args.paths), session.output(args.output.folder.clone()));
    let mut inputs = ReviewInputs::read(&args.review, session)?;
    inputs.must_exist()?;
    writable(&args.output.outs())?;
    // a baseline of the call decides alone
    let earlier = if inputs.baseline.is_none() { Earlier::read(&output, session) } else { Earlier::default() };
    inputs.against.policy.baseline = inputs.against.policy.baseline.take().or_else(|| earlier.baseline());
    let apart: Vec<&Path> = inputs.files().chain([output.as_path()]).collect();
    let input = Input::find(&paths, &args.inputs, &apart, session)?;
    let mut folder = Folder::create(&output, dialect)?;
    let engine = session.engine()?;
    inputs.read_facts(&engine)?;
    let mut bar = input.bar.clone();
    let mut collector = Collector::with_spill(folder.spill()?);
    let result =
        |analysis: Analysis| (DocumentCsv::new(&analysis, dialect), DocumentResult::new(analysis, needs, lang));
    engine.for_each_dated(input.records(session), result, |batch| {
        bar.done(batch.len());
        for (place, (rows, result)) in batch {
            folder.append(place, &rows)?;
            if result.summary.status != Status::Error || session.global.quiet {
                note(&result.summary, session); // the summary of the run names those that could not be read
            }
            collector.add(place, result)?;
        }
        Ok(())
    })?;
    bar.clear();
    let results = collector.finish(&inputs, session.jobs())?;
    write(folder, &output, &results, earlier, &args.output, session)?;
    inputs.tell_judged(&results.crosscheck.effects, session);
    Ok(if results.totals.unreadable > 0 { INPUT } else { CLEAN })
}

/// Writes the formats and the other tables, moves the folder to its place and prints the summary.
pub(super) fn write(
    mut folder: Folder,
    output: &Path,
    results: &Results,
    mut earlier: Earlier,
    args: &OutputArgs,
    session: &mut Session,
) -> Result<(), Error> {
    let report = &results.report();
    let (dialect, lang) = (args.csv.or(&session.config).in_files(), args.language.or(&session.config));
    for out in args.outs() {
        let options = RenderOptions { color: Color::Off, columns: COLUMNS, dialect, lang, tables: out.path.is_none() };
        let bytes = (out.format().write)(report, &options)?;
        match &out.path {
            None => folder.file(&out.format().file(), &bytes)?,
            Some(path) => std::fs::write(path, bytes).map_err(Error::io(path, "writing the report"))?,
        }
    }
    folder.carries(earlier.carried(results));
    let kept = folder.finish(report)?;
    session.say_lines(&summary(
        report,
        &SummaryOptions { folder: Some(output), report: true, ..SummaryOptions::default() },
    ));
    earlier.tell(results, &kept, session);
    Ok(())
}
