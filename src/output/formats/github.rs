//! Workflow commands, which GitHub Actions shows beside the changed lines.
//!
//! GitHub shows ten annotations of each level in a step and drops the others without a message. So ten of each level are
//! written, the gravest first, and the last command has the number of the others; the job summary (`markdown`) has all.

use super::region::Region;
use super::{RenderOptions, Report};
use crate::check::Severity;
use crate::error::Error;
use crate::output::shown::one_line;
use crate::review::Reviewed;
use std::fmt::Write;

/// Most annotations of a level.
const MOST: usize = 10;

pub(super) fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, Error> {
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

/// Writes the command for a finding.
fn annotation(out: &mut String, command: &str, r: &Reviewed) {
    let f = &r.finding;
    let region = Region::of(&f.place);
    let mut at = format!("file={},line={},endLine={}", property(&one_line(region.file)), region.line, region.end_line);
    // GitHub takes columns only of a range within one line
    if let Some((start, end)) = region.columns.filter(|_| region.line == region.end_line) {
        let _ = write!(at, ",col={start},endColumn={end}");
    }
    let mut lines = vec![one_line(&f.message)];
    for p in &f.related {
        let what = if p.label.is_empty() { String::new() } else { format!("{}: ", one_line(&p.label)) };
        lines.push(format!("{what}{}:{} 「{}」", one_line(&p.path), p.line, one_line(&p.excerpt.surface)));
    }
    lines.extend([&f.suspected_cause, &f.suggestion].into_iter().filter(|s| !s.is_empty()).map(|s| one_line(s)));
    let _ = writeln!(out, "::{command} {at},title={}::{}", property(&f.rule), data(&lines.join("\n")));
}

/// The escaped data of a command, which follow the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The escaped value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
