//! `totsugo run`: a corpus in, a folder of tables out.

use super::against::Against;
use super::args::{Run, Written};
use super::gather::{Gathered, note};
use super::input::Input;
use super::session::Session;
use super::{CLEAN, COLUMNS, INPUT};
use crate::check::Analysis;
use crate::corpus::Status;
use crate::error::Error;
use crate::output::folder::Folder;
use crate::output::report::{Look, Report};
use crate::output::rows::DocumentRows;
use crate::output::shelf::Slip;
use crate::output::summary::{Shown, summary};
use crate::output::text::Color;
use std::path::Path;

pub(super) fn run(args: Run, session: &mut Session) -> Result<u8, Error> {
    let written = &args.written;
    let dialect = written.csv.or(&session.config).in_files();
    let (keep, lang) = (written.keep(), written.language.or(&session.config));
    let (paths, output) = (session.paths(&args.paths), session.output(written.output.clone()));
    let mut against = Against::read(&args.review, session)?;
    against.must_exist()?;
    let apart: Vec<&Path> = against.files().chain([output.as_path()]).collect();
    let input = Input::find(&paths, &args.inputs, &apart, session)?;
    let mut folder = Folder::create(&output, dialect)?;
    let engine = session.engine()?;
    against.read_facts(&engine)?;
    let mut bar = input.bar.clone();
    let mut gathered = Gathered::on(folder.shelf()?);
    let encode =
        |analysis: Analysis| (DocumentRows::new(&analysis, dialect), Slip::new(&analysis, keep, lang), analysis);
    engine.for_each(input.records(session), encode, |batch| {
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
    let concluded = gathered.conclude(&against, session.jobs())?;
    write(folder, &output, &concluded.report(), written, session)?;
    Ok(if concluded.totals.unreadable > 0 { INPUT } else { CLEAN })
}

/// Everything beside the tables that grow with the corpus; then the folder is in its place and the summary said.
pub(super) fn write(
    mut folder: Folder,
    output: &Path,
    report: &Report,
    written: &Written,
    session: &mut Session,
) -> Result<(), Error> {
    let (dialect, lang) = (written.csv.or(&session.config).in_files(), written.language.or(&session.config));
    for out in written.outs() {
        let look = Look { color: Color::Off, columns: COLUMNS, dialect, lang, tables: out.path.is_none() };
        let bytes = (out.format().write)(report, &look)?;
        match &out.path {
            None => folder.file(&out.format().file(), &bytes)?,
            Some(path) => std::fs::write(path, bytes).map_err(Error::io(path, "writing the report"))?,
        }
    }
    folder.finish(report)?;
    session.say(&summary(report, &Shown { folder: Some(output), report: true, ..Shown::default() }));
    Ok(())
}
