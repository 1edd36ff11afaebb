//! `totsugo explain`: the page of a rule, or one line of a file, stage by stage.

mod comparisons;
mod line;

use super::args::{Explain, Inputs};
use super::input::Input;
use super::session::Session;
use super::{CLEAN, INPUT, rules};
use crate::check::{self, Analysis};
use crate::claim::Claim;
use crate::corpus::{self, Document, Status};
use crate::crosscheck::{Against, Inside, crosscheck};
use crate::error::Error;
use crate::output::shown;
use crate::pipeline::{Engine, in_threads};
use crate::review::Levels;
use crate::text::nearest;
use comparisons::comparisons;
use line::stages;

pub(super) fn run(args: Explain, session: &mut Session) -> Result<u8, Error> {
    if let Some(rule) = check::named(&args.what) {
        session.out(rule.page.text.trim_end().as_bytes())?;
        session.out(b"\n")?;
        return Ok(CLEAN);
    }
    let place = args.what.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse::<u32>().ok()?)));
    match place {
        Some((file, line)) => explain(file, line, &args, session),
        None if std::path::Path::new(&args.what).exists() => {
            Err(Error::Usage(format!("{0}: which line? Give it as in {0}:12", args.what)))
        }
        None => {
            session.say_lines(rules::list(&Levels::default()).trim_end());
            Err(Error::Usage(unknown(&args.what)))
        }
    }
}

/// Explains one line of a document; in a JSON Lines or CSV file, where a line is a document, all of it. `feed.jsonl#3:2`
/// is line 2 of the text of the document on line 3.
fn explain(file: &str, line: u32, args: &Explain, session: &mut Session) -> Result<u8, Error> {
    let (path, _) = file.rsplit_once('#').filter(|(path, _)| !path.is_empty()).unwrap_or((file, ""));
    let path = if std::path::Path::new(file).exists() { file } else { path };
    let files = corpus::find(&[path.to_owned()], args.from.map(super::args::From::format))?;
    let engine = session.engine()?;
    for raw in files.iter().flat_map(corpus::open) {
        let own = raw.path().to_owned();
        let (record, whole) = own.split_once('#').map_or((own.as_str(), false), |(f, _)| (f, true));
        let here = match whole {
            true if file == own || same(file, &own) => Some(Some(line)),
            true if same(&format!("{file}#{line}"), &own) => Some(None),
            true => None,
            false => Some(Some(line)).filter(|_| same(file, record) || files.len() == 1),
        };
        let Some(line) = here else { continue };
        let document = raw.parse();
        let (analysis, claims) = match args.with.as_slice() {
            [] => (engine.analyse(document), Vec::new()),
            paths => among(&document, paths, &engine, session)?,
        };
        if analysis.record.document.status == Status::Error {
            session.trouble(&analysis.record.document.note);
            return Ok(INPUT);
        }
        let lines = analysis.lines.position(&analysis.record.document.text, analysis.record.document.text.len()).line;
        if let Some(line) = line.filter(|line| *line == 0 || *line > lines) {
            return Err(Error::Usage(format!("{file}:{line}: the document has lines 1 to {lines}")));
        }
        session.out(shown::lines(&stages(&analysis, line)).as_bytes())?;
        if !args.with.is_empty() {
            let here = |c: &&Claim| line.is_none_or(|line| c.line == line);
            let own: Vec<Claim> = analysis.claims.iter().filter(here).cloned().collect();
            compared(&own, claims, session)?;
        }
        return Ok(CLEAN);
    }
    Err(Error::Usage(format!("{file}:{line}: no document there")))
}

/// The analysis of a document as one of the documents in `paths`, which place it if it has no date; and the claims of all.
fn among(
    document: &Document,
    paths: &[String],
    engine: &Engine,
    session: &mut Session,
) -> Result<(Analysis, Vec<Claim>), Error> {
    let input = Input::find(paths, &Inputs::default(), &[], session)?;
    let (mut own, mut claims) = (None, Vec::new());
    let map = |analysis: Analysis| {
        let same = analysis.record.document.id == document.id;
        (analysis.claims.clone(), same.then_some(analysis))
    };
    engine.for_each_dated(input.records(session), map, |batch| {
        for (_, (of_one, same)) in batch {
            claims.extend(of_one);
            own = own.take().or(same);
        }
        Ok(())
    })?;
    let missing = || format!("{} is not among the documents of --with {}", document.path, paths.join(" "));
    Ok((own.ok_or_else(|| Error::Usage(missing()))?, claims))
}

/// Prints what claims of one document are compared with among `claims`.
fn compared(own: &[Claim], claims: Vec<Claim>, session: &mut Session) -> Result<(), Error> {
    if own.is_empty() {
        return session.out(b"\nno claims on this line\n");
    }
    let against = Against { linker: session.linker(), ..Against::default() };
    let whole = in_threads(session.jobs(), || crosscheck(claims, Inside::default(), &against))?;
    session.out(shown::lines(&comparisons(own, &whole.claims, &whole.facts, &against.linker)).as_bytes())
}

/// Returns true if a path as given is a path as shown.
fn same(given: &str, shown: &str) -> bool {
    given.strip_prefix("./").unwrap_or(given) == shown
}

/// The message for what is neither a rule nor a line.
fn unknown(what: &str) -> String {
    let near = nearest(what, check::all().iter().map(|r| r.name)).map(|name| format!("; did you mean {name}?"));
    format!("`{what}` is neither a rule, as `totsugo rules` lists them, nor FILE:LINE{}", near.unwrap_or_default())
}
