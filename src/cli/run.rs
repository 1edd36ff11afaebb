//! `totsugo run`: a corpus in, a folder of tables out.

use super::args::Run;
use super::gather::{Gathered, note};
use super::input::Input;
use super::session::Session;
use super::{CLEAN, INPUT};
use crate::check::Analysis;
use crate::corpus::Status;
use crate::error::Error;
use crate::output::folder::Folder;
use crate::output::html::{self, Page, Slip};
use crate::output::rows::DocumentRows;
use crate::output::summary::{Shown, summary};

pub(super) fn run(args: Run, session: &mut Session) -> Result<u8, Error> {
    let dialect = args.csv.in_files();
    let input = Input::find(&args.paths, &args.inputs, Some(&args.output), session)?;
    let mut folder = Folder::create(&args.output, dialect)?;
    let pipeline = session.pipeline()?;
    let mut bar = input.bar.clone();
    let mut gathered = Gathered::default();
    let lang = args.lang.lang();
    let mut shelf = folder.shelf()?;
    let encode = |analysis: Analysis| (DocumentRows::new(&analysis, dialect), Slip::new(&analysis, lang), analysis);
    pipeline.for_each(input.records(session), encode, |batch| {
        bar.done(batch.len());
        for (rows, slip, analysis) in batch {
            folder.append(&rows)?;
            slip.map_or(Ok(()), |slip| shelf.put(slip))?;
            if analysis.record.document.status != Status::Error || session.global.quiet {
                note(&analysis.record.document, session); // the summary names those that could not be read
            }
            gathered.add(analysis);
        }
        Ok(())
    })?;
    bar.clear();
    let concluded = gathered.conclude();
    let page = Page { whole: concluded.whole(), totals: &concluded.totals, lang, tables: true };
    folder.stream(html::FILE, |out| html::write(out, page, Some(&mut shelf)))?;
    folder.finish(&concluded.whole())?;
    let shown = Shown { folder: Some(&args.output), report: true, ..Shown::default() };
    session.say(&summary(&concluded.totals, &concluded.whole(), &shown));
    Ok(if concluded.totals.unreadable > 0 { INPUT } else { CLEAN })
}
