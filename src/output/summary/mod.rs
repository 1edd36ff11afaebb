//! The summary at the end of a run: what was read, the conflicts, and which file to open first.

mod conflict;

use super::caret::{head, pad};
use super::diagnostic::concise_line;
use super::fact_view::FactView;
use super::highlights::{self, Highlight};
use super::plural;
use super::report::Report;
use super::rows::compared;
use super::shown::one_line;
use super::totals::Totals;
use crate::fact::Verdict;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Width in terminal columns, that of the narrowest usual terminal.
const COLUMNS: usize = 80;

/// Most highlights.
const HIGHLIGHTS: usize = 3;

/// What the summary shows.
#[derive(Clone, Copy, Debug)]
pub struct SummaryOptions<'a> {
    /// Most conflicts, and most lines of every other list.
    pub limit: usize,
    /// The output folder, when one was written.
    pub folder: Option<&'a Path>,
    /// Whether it holds `report.html`.
    pub report: bool,
}

impl Default for SummaryOptions<'_> {
    fn default() -> Self {
        SummaryOptions { limit: 20, folder: None, report: false }
    }
}

/// The summary as plain text, 80 columns wide where the content lets it.
pub fn summary(report: &Report, options: &SummaryOptions) -> String {
    let mut out = String::new();
    counts(&mut out, report);
    verdicts(&mut out, report);
    conflicts(&mut out, report, options);
    inside(&mut out, report, options);
    updates(&mut out, report, options);
    where_to_look(&mut out, report, options);
    out
}

/// Writes the numbers of documents and mentions.
fn counts(out: &mut String, report: &Report) {
    let totals = report.totals;
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
    let entities = format!("{} of {}", plural(totals.entities, "mention"), plural(report.entities.len(), "entity"));
    *out += &format!("{line}\n{dates}, {amounts}, {entities}; {}\n", plural(report.claims.len(), "claim"));
    *out += &undated(report);
    for (path, note) in &totals.notes {
        // a note begins with its path
        let place = if note.starts_with(path.as_str()) { String::new() } else { format!("{}: ", one_line(path)) };
        *out += &format!("  unreadable: {place}{}\n", one_line(note));
    }
    if totals.unreadable > totals.notes.len() {
        *out += &format!("  and {} more unreadable\n", totals.unreadable - totals.notes.len());
    }
}

/// The line about documents without a publication date, and about dates that are compared in part; empty if there are none.
fn undated(report: &Report) -> String {
    let Totals { undated, placed, documents, .. } = *report.totals;
    let partial = report.claims.iter().filter(|c| !c.stated.written.is_empty()).count();
    let mut parts = Vec::new();
    if undated > 0 {
        let verb = if undated == 1 { "has" } else { "have" };
        let by_others = if placed > 0 { format!(" ({placed} placed by what the others say)") } else { String::new() };
        parts.push(format!("{undated} of {documents} {verb} no date{by_others}"));
    }
    if partial > 0 {
        let verb = if partial == 1 { "is" } else { "are" };
        parts.push(format!("{} {verb} compared by month, day and time alone", plural(partial, "date")));
    }
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join("; ")) }
}

/// Writes the number of facts of each verdict.
fn verdicts(out: &mut String, report: &Report) {
    if report.facts.is_empty() {
        return;
    }
    let table = [
        (Verdict::Conflict, "both cannot be true"),
        (Verdict::Updated, "each true at its time"),
        (Verdict::Compatible, "one rounds or contains the other"),
        (Verdict::Agree, "equal in all sources"),
        (Verdict::Single, "one source only"),
    ];
    *out += &format!("\n{}\n", plural(report.facts.len(), "fact"));
    for (verdict, meaning) in table {
        let n = report.facts.iter().filter(|f| f.verdict == verdict).count();
        *out += &format!("  {n:>6}  {:<10}  {meaning}\n", verdict.as_str());
    }
}

/// Writes the conflicts.
fn conflicts(out: &mut String, report: &Report, options: &SummaryOptions) {
    let views = highlights::conflicts(report);
    title(out, views.len(), "Conflicts between sources");
    for (i, (severity, view)) in views.iter().take(options.limit).enumerate() {
        conflict::write(out, i + 1, *severity, *view);
    }
    more(out, views.len(), "comparison.csv", options);
}

/// Writes the findings inside documents.
fn inside(out: &mut String, report: &Report, options: &SummaryOptions) {
    let found = highlights::inside(report);
    title(out, found.len(), "Findings inside documents");
    for f in found.iter().take(options.limit) {
        *out += &format!("  {}\n", concise_line(&f.finding));
    }
    more(out, found.len(), "findings.csv", options);
}

/// Writes the updated facts, each with its values in order of publication.
fn updates(out: &mut String, report: &Report, options: &SummaryOptions) {
    let updated: Vec<_> = report.facts.iter().filter(|f| f.verdict == Verdict::Updated).collect();
    title(out, updated.len(), "Updated figures");
    for fact in updated.iter().take(options.limit) {
        let view = FactView::new(fact, report.claims);
        let mut claims: Vec<_> = fact.values.iter().filter_map(|v| view.first(v)).collect();
        claims.sort_by(|a, b| (&a.published, &a.path, a.char_start).cmp(&(&b.published, &b.path, b.char_start)));
        let steps: Vec<String> = claims
            .iter()
            .map(|c| {
                format!(
                    "{} ({})",
                    one_line(&c.excerpt.surface),
                    one_line(if c.published.is_empty() { &c.source } else { &c.published })
                )
            })
            .collect();
        let steps = steps.join(" → ");
        let room = COLUMNS.saturating_sub(steps.width() + 4).max(20);
        *out += &format!("  {}: {steps}\n", name_within(view, room));
    }
    more(out, updated.len(), "facts.csv", options);
}

/// The highlights and the files to open, at the end, where a terminal shows them.
fn where_to_look(out: &mut String, report: &Report, options: &SummaryOptions) {
    let Some(folder) = options.folder else { return };
    let found = highlights::highlights(report, HIGHLIGHTS);
    if !found.is_empty() {
        *out += &format!("\n{} to look at first\n", plural(found.len(), "thing"));
    }
    for (i, highlight) in found.iter().enumerate() {
        *out += &format!("{:>3}. {}\n", i + 1, told(*highlight));
    }
    let compared = compared(report.claims, report.facts).len();
    let mut files = vec![
        ("comparison.csv", format!("{} with a column per source, conflicts first", plural(compared, "fact"))),
        ("findings.csv", format!("{} with places; also the review form", plural(report.findings.len(), "finding"))),
    ];
    match options.report {
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

/// A highlight in one line: the disputed values side by side, or the finding, with its place.
fn told(highlight: Highlight) -> String {
    let view = match highlight {
        Highlight::Finding(r) => return concise_line(&r.finding),
        Highlight::Fact(view) => view,
    };
    let values: Vec<_> = view.disputed().into_iter().filter_map(|v| view.first(v)).collect();
    let surfaces: Vec<String> = values.iter().take(HIGHLIGHTS).map(|c| one_line(&c.excerpt.surface)).collect();
    let mut what = surfaces.join(" ≠ ");
    if values.len() > HIGHLIGHTS {
        what += " ≠ …";
    }
    // the least supported value is the likeliest slip
    let place = values.last().map(|c| format!(" ({}:{}:{})", one_line(&c.path), c.line, c.column)).unwrap_or_default();
    let room = COLUMNS.saturating_sub(what.width() + place.width() + 7).max(20);
    format!("{}: {what}{place}", name_within(view, room))
}

/// Subject, attribute and scope of a fact, in one line.
fn name(view: FactView) -> String {
    let label = view.label();
    if label.is_empty() { "(no subject)".to_owned() } else { one_line(&label) }
}

/// The name of a fact in so many columns: without its subject where that leaves no room.
fn name_within(view: FactView, room: usize) -> String {
    let whole = name(view);
    if whole.width() <= room { whole } else { head(&one_line(view.phrase()), room) }
}

/// Writes the heading of a list that is not empty.
fn title(out: &mut String, n: usize, what: &str) {
    if n > 0 {
        *out += &format!("\n{what} ({n})\n");
    }
}

/// Writes how many lines of a list were left out, and where they are.
fn more(out: &mut String, n: usize, file: &str, options: &SummaryOptions) {
    if n > options.limit {
        let place = options.folder.map(|f| format!(" in {}", f.join(file).display())).unwrap_or_default();
        *out += &format!("  and {} more{place}\n", n - options.limit);
    }
}

#[cfg(test)]
mod tests;
