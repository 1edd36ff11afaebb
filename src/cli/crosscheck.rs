//! `totsugo crosscheck`: comparing the claims that `extract` printed in other runs.

use super::args::{Crosscheck, From, Inputs, writable};
use super::collect::Collector;
use super::earlier::Earlier;
use super::input::Input;
use super::review_inputs::ReviewInputs;
use super::run::write;
use super::session::Session;
use super::{CLEAN, INPUT};
use crate::corpus::MOST_MEBIBYTES;
use crate::error::Error;
use crate::output::document_csv::DocumentCsv;
use crate::output::folder::Folder;
use crate::output::jsonl::claims_from_line;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn run(args: Crosscheck, session: &mut Session) -> Result<u8, Error> {
    let dialect = args.output.csv.or(&session.config).in_files();
    let inputs = Inputs { from: Some(From::Jsonl), max_document: Some(MOST_MEBIBYTES), ..Inputs::default() };
    let output = session.output(args.output.folder.clone());
    let mut against = ReviewInputs::settings(session);
    against.judge(&args.judged, session)?;
    let apart: Vec<&Path> = against.files().chain([output.as_path()]).collect();
    let input = Input::find(&args.claims, &inputs, &apart, session)?;
    writable(&args.output.outs())?;
    let mut folder = Folder::create(&output, dialect)?;
    let bar = input.bar.clone();
    let mut collector = Collector::default();
    let mut code = CLEAN;
    for raw in input.records(session) {
        let place = raw.path().to_owned();
        let claims = |line: String| if line.is_empty() { Ok(Vec::new()) } else { claims_from_line(&line) };
        match raw.decode().and_then(claims) {
            Ok(claims) => collector.claims.extend(claims),
            Err(why) => {
                code = INPUT;
                session.trouble(&match place.rsplit_once('#') {
                    Some((file, line)) => format!("{file}:{line}: {why}; the line is left out"),
                    None => format!("{place}: {why}"),
                });
            }
        }
    }
    bar.clear();
    if collector.claims.is_empty() && code == INPUT {
        session.trouble(&format!(
            "no claims to compare; {} is left as it is: give what `totsugo extract` prints",
            output.display()
        ));
        return Ok(code);
    }
    let mut results = collector.finish(&against, session.jobs())?;
    results.totals.documents =
        results.crosscheck.claims.iter().map(|c| c.doc_id.as_str()).collect::<BTreeSet<_>>().len();
    folder.append(0, &DocumentCsv::of_claims(&results.crosscheck.claims, dialect))?;
    write(folder, &output, &results, Earlier::default(), &args.output, session)?;
    against.tell_judged(&results.crosscheck.effects, session);
    Ok(code)
}
