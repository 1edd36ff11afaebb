//! `totsugo run`: a corpus in, a folder of tables out.

use super::against::Against;
use super::args::Run;
use super::gather::{Gathered, note};
use super::input::Input;
use super::session::Session;
use super::{CLEAN, INPUT};
use crate::check::Analysis;
use crate::corpus::Status;
use crate::error::Error;
use crate::output::folder::Folder;
use crate::output::rows::DocumentRows;
use crate::output::summary::{Shown, summary};
use std::path::Path;

pub(super) fn run(args: Run, session: &mut Session) -> Result<u8, Error> {
    let dialect = args.csv.or(&session.config).in_files();
    let (paths, output) = (session.paths(&args.paths), session.output(args.output));
    let mut against = Against::read(&args.review, session)?;
    against.must_exist()?;
    let apart: Vec<&Path> = against.files().chain([output.as_path()]).collect();
    let input = Input::find(&paths, &args.inputs, &apart, session)?;
    let mut folder = Folder::create(&output, dialect)?;
    let pipeline = session.pipeline()?;
    against.read_facts(&pipeline)?;
    let mut bar = input.bar.clone();
    let mut gathered = Gathered::default();
    let encode = |analysis: Analysis| (DocumentRows::new(&analysis, dialect), analysis);
    pipeline.for_each(input.records(session), encode, |batch| {
        bar.done(batch.len());
        for (rows, analysis) in batch {
            folder.append(&rows)?;
            if analysis.record.document.status != Status::Error || session.global.quiet {
                note(&analysis.record.document, session); // the summary names those that could not be read
            }
            gathered.add(analysis);
        }
        Ok(())
    })?;
    bar.clear();
    let concluded = gathered.conclude(&against);
    folder.finish(&concluded.report())?;
    let shown = Shown { folder: Some(&output), ..Shown::default() };
    session.say(&summary(&concluded.report(), &shown));
    Ok(if concluded.totals.unreadable > 0 { INPUT } else { CLEAN })
}
