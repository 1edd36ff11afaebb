//! SARIF 2.1.0, as GitHub code scanning and other viewers read it.

use super::region::Region;
use super::{RenderOptions, Report};
use crate::check::{Place, Severity};
use crate::corpus;
use crate::crosscheck::Ran;
use crate::error::Error;
use crate::output::shown;
use crate::review::{Reviewed, Status};
use serde_json::{Value, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, Error> {
    let names: Vec<&str> = report.rules.iter().map(|r| r.rule.name).collect();
    let rules: Vec<Value> = report
        .rules
        .iter()
        .map(|Ran { rule, severity, .. }| {
            json!({
                "id": rule.name,
                "shortDescription": {"text": rule.page.summary},
                "help": {"text": rule.page.text, "markdown": rule.page.text},
                "defaultConfiguration": {"level": level(*severity)},
            })
        })
        .collect();
    let results: Vec<Value> = report.findings.iter().map(|r| result(r, &names, report.baseline)).collect();
    let unread: Vec<Value> = report
        .documents
        .iter()
        .filter(|d| d.status == corpus::Status::Error)
        .map(|d| {
            json!({
                "level": "error",
                "message": {"text": d.note},
                "locations": [{"physicalLocation": {"artifactLocation": artifact(&d.path)}}],
            })
        })
        .collect();
    let counts = json!({
        "documents": report.totals.documents,
        "error": report.count(Severity::Error),
        "warning": report.count(Severity::Warning),
        "info": report.count(Severity::Info),
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "totsugo",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": unread.is_empty(), "toolExecutionNotifications": unread}],
            "results": results,
            "properties": {"open": counts},
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).expect("strings, numbers and lists only");
    text.push('\n');
    Ok(shown::json(text).into_bytes())
}

fn result(r: &Reviewed, rules: &[&str], baseline: bool) -> Value {
    let f = &r.finding;
    let notes: Vec<String> = [
        (f.message.as_str(), ""),
        (&f.difference, "差: "),
        (&f.suspected_cause, "推定原因: "),
        (&f.suggestion, "修正案: "),
    ]
    .into_iter()
    .filter(|(text, _)| !text.is_empty())
    .map(|(text, name)| format!("{name}{text}"))
    .collect();
    let related: Vec<Value> = f
        .related
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let mut at = location(p);
            at["id"] = json!(i + 1);
            at["message"] = json!({"text": if p.label.is_empty() { &p.excerpt.surface } else { &p.label }});
            at
        })
        .collect();
    let mut out = json!({
        "ruleId": f.rule,
        "level": level(f.severity),
        "message": {"text": notes.join("\n")},
        "locations": [location(&f.place)],
        "relatedLocations": related,
        "partialFingerprints": {"totsugo/v1": r.fingerprint},
    });
    if let Some(index) = rules.iter().position(|name| *name == f.rule) {
        out["ruleIndex"] = json!(index);
    }
    if baseline {
        out["baselineState"] = json!(if r.status == Status::New { "new" } else { "unchanged" });
    }
    if matches!(r.status, Status::Closed | Status::Ignored)
        && let Some(decision) = &r.decision
    {
        let kind = if r.status == Status::Ignored { "inSource" } else { "external" };
        out["suppressions"] = json!([{"kind": kind, "status": "accepted", "justification": decision.reason}]);
    }
    out
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(place: &Place) -> Value {
    let own = Region::of(place);
    let mut region = json!({"startLine": own.line, "endLine": own.end_line});
    if let Some((start, end)) = own.columns {
        (region["startColumn"], region["endColumn"]) = (json!(start), json!(end));
    }
    if !place.excerpt.surface.is_empty() {
        region["snippet"] = json!({"text": place.excerpt.surface});
    }
    json!({"physicalLocation": {"artifactLocation": artifact(own.file), "region": region}})
}

/// An artifact location. A relative path is one from the root of the repository.
fn artifact(path: &str) -> Value {
    match path.strip_prefix('/') {
        Some(absolute) => json!({"uri": format!("file:///{}", encoded(absolute))}),
        None => json!({"uri": encoded(path), "uriBaseId": "%SRCROOT%"}),
    }
}

/// A path as a URI reference (RFC 3986). All but unreserved characters and `/` is percent-encoded, so that no name becomes
/// a scheme, a query or a fragment.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
