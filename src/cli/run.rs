//! `totsugo run`: a corpus in, a folder of tables out.

use super::args::{Run, Written};
use super::gather::{Concluded, Gathered, note};
use super::input::Input;
use super::session::Session;
use super::{CLEAN, INPUT};
use crate::check::Analysis;
use crate::corpus::Status;
use crate::error::Error;
use crate::output::folder::Folder;
use crate::output::report::Look;
use crate::output::rows::DocumentRows;
use crate::output::shelf::Slip;
use crate::output::summary::{Shown, summary};
use crate::output::text::Color;

pub(super) fn run(args: Run, session: &mut Session) -> Result<u8, Error> {
    let Written { output, csv, lang, .. } = &args.written;
    let (dialect, lang, keep) = (csv.in_files(), lang.lang(), args.written.keep());
    let input = Input::find(&args.paths, &args.inputs, Some(output), session)?;
    let mut folder = Folder::create(output, dialect)?;
    let pipeline = session.pipeline()?;
    let mut bar = input.bar.clone();
    let mut gathered = Gathered::on(Some(folder.shelf()?));
    let encode =
        |analysis: Analysis| (DocumentRows::new(&analysis, dialect), Slip::new(&analysis, keep, lang), analysis);
    pipeline.for_each(input.records(session), encode, |batch| {
        bar.done(batch.len());
        for (rows, slip, analysis) in batch {
            folder.append(&rows)?;
            gathered.keep(slip)?;
            if analysis.record.document.status != Status::Error || session.global.quiet {
                note(&analysis.record.document, session); // the summary names those that could not be read
            }
            gathered.add(analysis);
        }
        Ok(())
    })?;
    bar.clear();
    let concluded = gathered.conclude()?;
    write(folder, &concluded, &args.written, session)?;
    Ok(if concluded.totals.unreadable > 0 { INPUT } else { CLEAN })
}

/// Everything beside the tables that grow with the corpus; then the folder is in its place and the summary said.
pub(super) fn write(
    mut folder: Folder,
    concluded: &Concluded,
    written: &Written,
    session: &mut Session,
) -> Result<(), Error> {
    let report = concluded.report();
    let (dialect, lang) = (written.csv.in_files(), written.lang.lang());
    for out in written.outs() {
        let look = Look { color: Color::Off, columns: super::COLUMNS, dialect, lang, tables: out.path.is_none() };
        let bytes = (out.format.write)(&report, &look)?;
        match &out.path {
            None => folder.file(&out.format.file(), &bytes)?,
            Some(path) => std::fs::write(path, bytes).map_err(Error::io(path, "writing the report"))?,
        }
    }
    folder.finish(&report)?;
    let shown = Shown { folder: Some(&written.output), report: true, ..Shown::default() };
    session.say(&summary(&report, &shown));
    Ok(())
}
