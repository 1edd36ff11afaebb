//! Workflow commands, which GitHub Actions shows beside the changed lines.
//!
//! GitHub shows ten annotations of each level a step and drops the rest without a word. So the gravest come first, ten
//! a level, and the last command says how many more there are; the job summary (`markdown`) has them all.

use super::site::Site;
use super::{Look, Report};
use crate::check::Severity;
use crate::error::Error;
use crate::output::caret::clean;
use crate::review::Reviewed;
use std::fmt::Write;

/// Annotations of a level that GitHub shows.
const MOST: usize = 10;

pub(super) fn write(report: &Report, _: &Look) -> Result<Vec<u8>, Error> {
    let mut out = String::new();
    let mut more = Vec::new();
    let all = report.gravest();
    for (severity, command, most) in
        // the closing command is a notice itself
        [
            (Severity::Error, "error", MOST),
            (Severity::Warning, "warning", MOST),
            (Severity::Info, "notice", MOST - 1),
        ]
    {
        let of: Vec<_> = all.iter().filter(|r| r.finding.severity == severity).collect();
        of.iter().take(most).for_each(|r| annotation(&mut out, command, r));
        if of.len() > most {
            more.push(format!("+{} more {}", of.len() - most, severity.as_str()));
        }
    }
    let more = if more.is_empty() { String::new() } else { format!(" ({}; see the job summary)", more.join(", ")) };
    let _ = writeln!(out, "::notice title=totsugo::{}", data(&format!("{}{more}", report.counts())));
    Ok(out.into_bytes())
}

fn annotation(out: &mut String, command: &str, r: &Reviewed) {
    let f = &r.finding;
    let site = Site::of(&f.place);
    let mut at = format!("file={},line={},endLine={}", property(site.file), site.line, site.end_line);
    // GitHub takes columns only of a range within one line
    if let Some((start, end)) = site.columns.filter(|_| site.line == site.end_line) {
        let _ = write!(at, ",col={start},endColumn={end}");
    }
    let mut lines = vec![clean(&f.message)];
    for p in &f.related {
        let what = if p.label.is_empty() { String::new() } else { format!("{}: ", clean(&p.label)) };
        lines.push(format!("{what}{}:{} 「{}」", clean(&p.path), p.line, clean(&p.excerpt.surface)));
    }
    lines.extend([&f.suspected_cause, &f.suggestion].into_iter().filter(|s| !s.is_empty()).map(|s| clean(s)));
    let _ = writeln!(out, "::{command} {at},title={}::{}", property(&f.rule), data(&lines.join("\n")));
}

/// What follows the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
