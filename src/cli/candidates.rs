//! `totsugo candidates`: the pairs of values that a person or another program had best judge.

use super::args::{Candidates, To};
use super::collect::Collector;
use super::input::Input;
use super::review_inputs::ReviewInputs;
use super::session::Session;
use super::{CLEAN, INPUT};
use crate::crosscheck::questions;
use crate::error::Error;
use crate::output::spill::DocumentNeeds;
use crate::output::translations::Lang;
use crate::output::{candidates, plural};
use crate::pipeline::in_threads;
use std::path::Path;

pub(super) fn run(args: Candidates, session: &mut Session) -> Result<u8, Error> {
    let mut inputs = ReviewInputs::settings(session);
    inputs.judge(&args.judged, session)?;
    let apart: Vec<&Path> = inputs.files().collect();
    let input = Input::find(&session.paths(&args.paths), &args.inputs, &apart, session)?;
    let engine = session.engine()?;
    let needs = DocumentNeeds { articles: true, rows: false };
    let collector = Collector::read(input, &engine, (needs, Lang::Ja), session)?;
    let mut results = collector.finish(&inputs, session.jobs())?;
    let found = &mut results.crosscheck;
    let mut asked = in_threads(session.jobs(), || questions(found, &inputs.against, args.reported))?;
    let all = asked.len();
    asked.truncate(results.totals.documents * usize::from(args.per_page));
    let report = results.report();
    let bytes = match args.out {
        To::Jsonl => candidates::jsonl(&report, &asked)?,
        To::Csv => candidates::csv(&report, &asked, args.csv.or(&session.config).in_streams())?,
    };
    session.out_data(&bytes)?;
    inputs.tell_judged(&results.crosscheck.effects, session);
    session.say(&format!("{} of {}, the likeliest conflicts first", asked.len(), plural(all, "candidate")));
    Ok(if results.totals.unreadable > 0 { INPUT } else { CLEAN })
}
