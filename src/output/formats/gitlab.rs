//! The code quality report of GitLab.

use super::region::Region;
use super::{RenderOptions, Report};
use crate::check::Severity;
use crate::error::Error;
use crate::output::shown;
use crate::review::Reviewed;
use serde_json::{Value, json};

pub(super) fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, Error> {
    let issues: Vec<Value> = report.open().map(issue).collect();
    let mut text = serde_json::to_string_pretty(&issues).expect("strings, numbers and lists only");
    text.push('\n');
    Ok(shown::json(text).into_bytes())
}

fn issue(r: &Reviewed) -> Value {
    let f = &r.finding;
    let region = Region::of(&f.place);
    json!({
        "description": f.message,
        "check_name": f.rule,
        "fingerprint": r.fingerprint,
        "severity": match f.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        "location": {"path": region.file, "lines": {"begin": region.line, "end": region.end_line}},
    })
}
