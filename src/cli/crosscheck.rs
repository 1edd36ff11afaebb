//! `totsugo crosscheck`: the second half alone, over claims that `extract` printed somewhere else.

use super::against::Against;
use super::args::{Crosscheck, From, Inputs};
use super::gather::Gathered;
use super::input::Input;
use super::run::write;
use super::session::Session;
use super::{CLEAN, INPUT};
use crate::error::Error;
use crate::output::folder::Folder;
use crate::output::jsonl::claims_from_line;
use crate::output::rows::DocumentRows;
use std::collections::BTreeSet;

pub(super) fn run(args: Crosscheck, session: &mut Session) -> Result<u8, Error> {
    let dialect = args.written.csv.or(&session.config).in_files();
    let inputs = Inputs { from: Some(From::Jsonl), ..Inputs::default() };
    let output = session.output(args.written.output.clone());
    let input = Input::find(&args.claims, &inputs, &[output.as_path()], session)?;
    let mut folder = Folder::create(&output, dialect)?;
    let bar = input.bar.clone();
    let mut gathered = Gathered::default();
    let mut code = CLEAN;
    for raw in input.records(session) {
        let place = raw.path().to_owned();
        let claims = |line: String| if line.is_empty() { Ok(Vec::new()) } else { claims_from_line(&line) };
        match raw.text().and_then(claims) {
            Ok(claims) => gathered.claims.extend(claims),
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
    let mut concluded = gathered.conclude(&Against::settings(session), session.jobs())?;
    concluded.totals.documents =
        concluded.whole.claims.iter().map(|c| c.doc_id.as_str()).collect::<BTreeSet<_>>().len();
    folder.append(&DocumentRows::of_claims(&concluded.whole.claims, dialect))?;
    write(folder, &output, &concluded.report(), &args.written, session)?;
    Ok(code)
}
