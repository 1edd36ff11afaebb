//! `totsugo extract`: the records of documents as a stream. Memory does not grow with the input.

use super::args::{Extract, MentionTable, To};
use super::collect::note;
use super::input::Input;
use super::session::Session;
use super::{CLEAN, INPUT};
use crate::check::Analysis;
use crate::corpus::Status;
use crate::error::Error;
use crate::output::csv::{Dialect, Encoder};
use crate::output::jsonl::document_json;
use crate::output::report::DocumentSummary;
use crate::output::rows::{amount_rows, claim_row, date_rows, entity_rows};
use crate::output::schema::Table;

pub(super) fn run(mut args: Extract, session: &mut Session) -> Result<u8, Error> {
    if args.paths.is_empty() && args.inputs.files_from.is_none() {
        if session.streams.stdin_is_terminal {
            let usage = "nothing to read: give files or folders, or pipe something in (see `totsugo extract --help`)";
            return Err(Error::Usage(usage.to_owned()));
        }
        args.paths.push("-".to_owned());
    }
    let input = Input::find(&args.paths, &args.inputs, &[], session)?;
    let engine = session.engine()?;
    let dialect = args.csv.or(&session.config).in_streams();
    if args.to == To::Csv {
        session.out_data(&dialect.head(table(args.table).fields()))?;
    }
    let encode = |analysis: Analysis| {
        let bytes = match args.to {
            To::Jsonl => (document_json(&analysis) + "\n").into_bytes(),
            To::Csv => rows(&analysis, args.table, dialect),
        };
        (bytes, DocumentSummary::new(&analysis))
    };
    let mut bar = input.bar.clone();
    let mut code = CLEAN;
    engine.for_each(input.records(session), encode, |batch| {
        bar.done(batch.len());
        let mut bytes = Vec::new();
        for (own, document) in batch {
            bytes.extend(own);
            note(&document, session);
            if document.status == Status::Error {
                code = INPUT;
            }
        }
        session.out_data(&bytes)?;
        session.flush() // the next batch may be long in coming
    })?;
    bar.clear();
    Ok(code)
}

fn table(table: MentionTable) -> Table {
    match table {
        MentionTable::Dates => Table::Dates,
        MentionTable::Amounts => Table::Amounts,
        MentionTable::Entities => Table::Entities,
        MentionTable::Claims => Table::Claims,
    }
}

fn rows(analysis: &Analysis, of: MentionTable, dialect: Dialect) -> Vec<u8> {
    let mut encoder = Encoder::new(table(of), dialect);
    let rows = match of {
        MentionTable::Dates => date_rows(analysis),
        MentionTable::Amounts => amount_rows(analysis),
        MentionTable::Entities => entity_rows(analysis),
        MentionTable::Claims => analysis.claims.iter().map(claim_row).collect(),
    };
    rows.iter().for_each(|row| encoder.push(row));
    encoder.finish()
}
