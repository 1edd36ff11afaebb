//! `totsugo facts init`: a first file of expected facts, out of what the sources agree on.

use super::against::{self, Against};
use super::args::{Facts, FactsCommand, FactsInit};
use super::gather::Gathered;
use super::input::Input;
use super::session::Session;
use super::{CLEAN, INPUT};
use crate::check;
use crate::claim::Claim;
use crate::error::Error;
use crate::expect::{Expected, Row, drafts, to_toml};
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
    let paths = session.paths(&args.paths);
    let input = Input::find(&paths, &args.inputs, &[], session)?;
    let engine = session.engine()?;
    let gathered = Gathered::read(input, &engine, Default::default(), session)?;
    let concluded = gathered.conclude(&Against::settings(session), session.jobs())?;
    let report = concluded.report();
    let mut drafted: Vec<Expected> = Vec::new();
    for (candidates, value) in drafts(report.facts, report.claims) {
        let read = candidates.into_iter().filter_map(|row| against::read(row, &args.output, &engine).ok());
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
    Ok(if concluded.totals.unreadable > 0 { INPUT } else { CLEAN })
}

/// The rows that documents state and none contradicts: what was drafted is held to the same rule as what is written.
fn holding(drafted: Vec<Expected>, claims: &[Claim], linker: &Linker) -> Vec<Row> {
    let counts = check::compare(claims, &[], &drafted, linker).expected;
    let holds = drafted.into_iter().zip(counts).filter(|(_, c)| c.agreed > 0 && c.differed == 0);
    let mut rows: Vec<Row> = holds.map(|(e, _)| e.row).collect();
    rows.dedup_by(|a, b| (&a.subject, &a.attribute, &a.value) == (&b.subject, &b.attribute, &b.value));
    rows
}
