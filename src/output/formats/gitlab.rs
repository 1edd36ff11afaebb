//! GitLab's code quality report.

use super::site::Site;
use super::{Look, Report};
use crate::check::Severity;
use crate::error::Error;
use crate::review::Reviewed;
use serde_json::{Value, json};

pub(super) fn write(report: &Report, _: &Look) -> Result<Vec<u8>, Error> {
    let issues: Vec<Value> = report.open().map(issue).collect();
    let mut text = serde_json::to_string_pretty(&issues).expect("strings, numbers and lists only");
    text.push('\n');
    Ok(text.into_bytes())
}

fn issue(r: &Reviewed) -> Value {
    let f = &r.finding;
    let site = Site::of(&f.place);
    json!({
        "description": f.message,
        "check_name": f.rule,
        "fingerprint": r.fingerprint,
        "severity": match f.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        "location": {"path": site.file, "lines": {"begin": site.line, "end": site.end_line}},
    })
}
