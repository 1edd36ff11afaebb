//! The closing summary: how much was read, what is in conflict, and which file to open first.

mod conflict;

use super::caret::{clean, head, pad};
use super::first::{self, Thing};
use super::plural;
use super::report::Report;
use super::rows::FactView;
use crate::check::Analysis;
use crate::corpus::Status;
use crate::fact::Verdict;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Columns of the summary, which is made for the narrowest usual terminal.
const COLUMNS: usize = 80;

/// Things to look at first.
const FIRST: usize = 3;

/// What is counted document by document, because documents are not kept.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Documents, unreadable ones included.
    pub documents: usize,
    /// Documents read with something to know.
    pub warnings: usize,
    /// Documents not read.
    pub unreadable: usize,
    /// Temporal mentions.
    pub dates: usize,
    /// Quantity mentions.
    pub amounts: usize,
    /// Entity mentions.
    pub entities: usize,
    /// Path and note of the first documents that could not be read.
    notes: Vec<(String, String)>,
}

impl Totals {
    /// Counts a document.
    pub fn add(&mut self, analysis: &Analysis) {
        let record = &analysis.record;
        self.documents += 1;
        self.dates += record.dates.len();
        self.amounts += record.amounts.len();
        self.entities += record.entities.len();
        match record.document.status {
            Status::Ok => {}
            Status::Warning => self.warnings += 1,
            Status::Error => {
                self.unreadable += 1;
                if self.notes.len() < 5 {
                    self.notes.push((record.document.path.clone(), record.document.note.clone()));
                }
            }
        }
    }
}

/// What the summary shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// How many conflicts at most, and how many lines of every other list.
    pub limit: usize,
    /// The output folder, when one was written.
    pub folder: Option<&'a Path>,
    /// Whether it holds `report.html`.
    pub report: bool,
}

impl Default for Shown<'_> {
    fn default() -> Self {
        Shown { limit: 20, folder: None, report: false }
    }
}

/// The summary as plain text, 80 columns wide where the content lets it.
pub fn summary(whole: &Report, shown: &Shown) -> String {
    let mut out = String::new();
    counts(&mut out, whole);
    verdicts(&mut out, whole);
    conflicts(&mut out, whole, shown);
    inside(&mut out, whole, shown);
    updates(&mut out, whole, shown);
    first_look(&mut out, whole, shown);
    out
}

fn counts(out: &mut String, whole: &Report) {
    let totals = whole.totals;
    let mut line = plural(totals.documents, "document");
    let also: Vec<String> = [(totals.warnings, "with warnings"), (totals.unreadable, "unreadable")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    if !also.is_empty() {
        line += &format!(" ({})", also.join(", "));
    }
    let [dates, amounts] = [plural(totals.dates, "date"), plural(totals.amounts, "amount")];
    let entities = format!("{} of {}", plural(totals.entities, "mention"), plural(whole.entities.len(), "entity"));
    *out += &format!("{line}\n{dates}, {amounts}, {entities}; {}\n", plural(whole.claims.len(), "claim"));
    for (path, note) in &totals.notes {
        // a note begins with its path
        let place = if note.starts_with(path.as_str()) { String::new() } else { format!("{}: ", clean(path)) };
        *out += &format!("  unreadable: {place}{}\n", clean(note));
    }
    if totals.unreadable > totals.notes.len() {
        *out += &format!("  and {} more unreadable\n", totals.unreadable - totals.notes.len());
    }
}

fn verdicts(out: &mut String, whole: &Report) {
    if whole.facts.is_empty() {
        return;
    }
    let table = [
        (Verdict::Conflict, "both cannot be true"),
        (Verdict::Updated, "each true at its time"),
        (Verdict::Compatible, "one rounds or contains the other"),
        (Verdict::Agree, "equal in all sources"),
        (Verdict::Single, "one source only"),
    ];
    *out += &format!("\n{}\n", plural(whole.facts.len(), "fact"));
    for (verdict, meaning) in table {
        let n = whole.facts.iter().filter(|f| f.verdict == verdict).count();
        *out += &format!("  {n:>6}  {:<10}  {meaning}\n", verdict.as_str());
    }
}

fn conflicts(out: &mut String, whole: &Report, shown: &Shown) {
    let views = first::conflicts(whole);
    title(out, views.len(), "Conflicts between sources");
    for (i, (severity, view)) in views.iter().take(shown.limit).enumerate() {
        conflict::write(out, i + 1, *severity, *view);
    }
    more(out, views.len(), "comparison.csv", shown);
}

fn inside(out: &mut String, whole: &Report, shown: &Shown) {
    let found = first::inside(whole);
    title(out, found.len(), "Findings inside documents");
    for f in found.iter().take(shown.limit) {
        *out += &format!("  {}\n", super::text::concise_line(&f.finding));
    }
    more(out, found.len(), "findings.csv", shown);
}

fn updates(out: &mut String, whole: &Report, shown: &Shown) {
    let updated: Vec<_> = whole.facts.iter().filter(|f| f.verdict == Verdict::Updated).collect();
    title(out, updated.len(), "Updated figures");
    for fact in updated.iter().take(shown.limit) {
        let view = FactView::new(fact, whole.claims);
        let mut claims: Vec<_> = fact.values.iter().filter_map(|v| view.first(v)).collect();
        claims.sort_by(|a, b| (&a.published, &a.path, a.char_start).cmp(&(&b.published, &b.path, b.char_start)));
        let steps: Vec<String> = claims
            .iter()
            .map(|c| {
                format!(
                    "{} ({})",
                    clean(&c.excerpt.surface),
                    clean(if c.published.is_empty() { &c.source } else { &c.published })
                )
            })
            .collect();
        let steps = steps.join(" → ");
        let room = COLUMNS.saturating_sub(steps.width() + 4).max(20);
        *out += &format!("  {}: {steps}\n", head(&name(view), room));
    }
    more(out, updated.len(), "facts.csv", shown);
}

/// What to look at first, at the end, where a terminal has it in view.
fn first_look(out: &mut String, whole: &Report, shown: &Shown) {
    let Some(folder) = shown.folder else { return };
    let looks = first::first(whole, FIRST);
    if !looks.is_empty() {
        *out += &format!("\n{} to look at first\n", plural(looks.len(), "thing"));
    }
    for (i, look) in looks.iter().enumerate() {
        *out += &format!("{:>3}. {}\n", i + 1, one_line(*look));
    }
    let compared = whole.facts.iter().filter(|f| f.verdict == Verdict::Conflict || f.sources(whole.claims) > 1).count();
    let mut files = vec![
        ("comparison.csv", format!("{} with a column per source, conflicts first", plural(compared, "fact"))),
        ("findings.csv", format!("{} with places; also the review form", plural(whole.findings.len(), "finding"))),
    ];
    match shown.report {
        true => files.insert(0, ("report.html", "all of this in a browser".to_owned())),
        false => files.push(("timeline.csv", "what happened when".to_owned())),
    }
    *out += "\nWhere to look first\n";
    let paths: Vec<String> = files.iter().map(|(f, _)| folder.join(f).display().to_string()).collect();
    let width = paths.iter().map(|p| p.width()).max().unwrap_or(0);
    for (path, (_, what)) in paths.iter().zip(&files) {
        *out += &format!("  {}  {what}\n", pad(path, width));
    }
}

/// The disputed values side by side, or what was found, with its place.
fn one_line(thing: Thing) -> String {
    let view = match thing {
        Thing::Finding(r) => return super::text::concise_line(&r.finding),
        Thing::Fact(view) => view,
    };
    let values: Vec<_> = view.disputed().into_iter().filter_map(|v| view.first(v)).collect();
    let surfaces: Vec<String> = values.iter().take(FIRST).map(|c| clean(&c.excerpt.surface)).collect();
    let mut what = surfaces.join(" ≠ ");
    if values.len() > FIRST {
        what += " ≠ …";
    }
    // the least supported value is the likeliest slip
    let place = values.last().map(|c| format!(" ({}:{}:{})", clean(&c.path), c.line, c.column)).unwrap_or_default();
    let room = COLUMNS.saturating_sub(what.width() + place.width() + 7).max(20);
    format!("{}: {what}{place}", head(&name(view), room))
}

/// What a fact is about, in one line.
fn name(view: FactView) -> String {
    let label = view.label();
    if label.is_empty() { "(no subject)".to_owned() } else { clean(&label) }
}

fn title(out: &mut String, n: usize, what: &str) {
    if n > 0 {
        *out += &format!("\n{what} ({n})\n");
    }
}

fn more(out: &mut String, n: usize, file: &str, shown: &Shown) {
    if n > shown.limit {
        let place = shown.folder.map(|f| format!(" in {}", f.join(file).display())).unwrap_or_default();
        *out += &format!("  and {} more{place}\n", n - shown.limit);
    }
}

#[cfg(test)]
mod tests;
