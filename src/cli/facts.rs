//! `totsugo facts init`: a first file of expected facts, drafted from what sources agree on.

use super::args::{Facts, FactsCommand, FactsInit, has_folder};
use super::collect::Collector;
use super::input::Input;
use super::review_inputs::{ReviewInputs, claimed};
use super::session::Session;
use super::{CLEAN, INPUT};
use crate::check;
use crate::claim::Claim;
use crate::error::Error;
use crate::expect::{ExpectedClaim, ExpectedFact, drafts, to_toml};
use crate::fact::Linker;
use std::io::Write;
use std::path::Path;

pub(super) fn run(args: Facts, session: &mut Session) -> Result<u8, Error> {
    match args.command {
        FactsCommand::Init(own) => init(own, session),
    }
}

fn init(args: FactsInit, session: &mut Session) -> Result<u8, Error> {
    let to_file = args.output != Path::new("-");
    if to_file && args.output.exists() {
        let path = args.output.display();
        return Err(Error::Usage(format!("{path} exists already and is left as it is; name another file with -o")));
    }
    if to_file {
        has_folder(&args.output)?;
    }
    let paths = session.paths(&args.paths);
    let input = Input::find(&paths, &args.inputs, &[], session)?;
    let engine = session.engine()?;
    let collector = Collector::read(input, &engine, Default::default(), session)?;
    let results = collector.finish(&ReviewInputs::settings(session), session.jobs())?;
    let report = results.report();
    let mut drafted: Vec<ExpectedClaim> = Vec::new();
    for (candidates, value) in drafts(report.facts, report.claims) {
        let read = candidates.into_iter().filter_map(|row| claimed(row, &args.output, &engine).ok());
        drafted.extend(read.into_iter().find(|e| e.says(value)));
    }
    let rows = holding(drafted, report.claims, &session.linker());
    let text = to_toml(&rows);
    if to_file {
        let mut file = std::fs::File::create_new(&args.output).map_err(Error::io(&args.output, "writing the facts"))?;
        file.write_all(text.as_bytes()).map_err(Error::io(&args.output, "writing the facts"))?;
        session.say(&format!("{}: {} facts; read them, and keep what is settled", args.output.display(), rows.len()));
    } else {
        session.out(text.as_bytes())?;
    }
    Ok(if results.totals.unreadable > 0 { INPUT } else { CLEAN })
}

/// The drafts that a document states and none contradicts, by the rule that holds documents to expected facts.
fn holding(drafted: Vec<ExpectedClaim>, claims: &[Claim], linker: &Linker) -> Vec<ExpectedFact> {
    let counts = check::compare(claims, &[], &drafted, linker).expected;
    let holds = drafted.into_iter().zip(counts).filter(|(_, c)| c.agreed > 0 && c.differed == 0);
    let mut rows: Vec<ExpectedFact> = holds.map(|(e, _)| e.row).collect();
    rows.dedup_by(|a, b| (&a.subject, &a.attribute, &a.value) == (&b.subject, &b.attribute, &b.value));
    rows
}
