//! The diagnostic format of reviewdog, one JSON object for each open finding. Columns are 1-based and in bytes.

use super::region::Region;
use super::{RenderOptions, Report};
use crate::check::{Place, Severity};
use crate::error::Error;
use crate::output::shown;
use serde_json::{Value, json};

pub(super) fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, Error> {
    let line = |r: &crate::review::Reviewed| {
        let f = &r.finding;
        let related: Vec<Value> = f
            .related
            .iter()
            .map(|p| {
                let what = if p.label.is_empty() { &p.excerpt.surface } else { &p.label };
                json!({"message": what, "location": location(p)})
            })
            .collect();
        let notes = [&f.message, &f.suspected_cause, &f.suggestion].into_iter().filter(|s| !s.is_empty());
        let diagnostic = json!({
            "message": notes.map(String::as_str).collect::<Vec<_>>().join("\n"),
            "location": location(&f.place),
            "severity": severity(f.severity),
            "source": {"name": "totsugo"},
            "code": {"value": f.rule},
            "related_locations": related,
        });
        shown::json(diagnostic.to_string()) + "\n"
    };
    Ok(report.open().map(line).collect::<String>().into_bytes())
}

fn location(place: &Place) -> Value {
    let region = Region::of(place);
    let range = match region.bytes {
        Some((start, end)) => json!({
            "start": {"line": region.line, "column": start},
            "end": {"line": region.end_line, "column": end},
        }),
        None => json!({"start": {"line": region.line}}),
    };
    json!({"path": region.file, "range": range})
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}
