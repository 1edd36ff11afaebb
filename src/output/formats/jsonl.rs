//! JSON Lines: an object for each finding, open or closed, and at the end one with their numbers. `schema` is the version
//! of the members; it changes when one is renamed or removed or changes its meaning.

use super::{RenderOptions, Report};
use crate::check::{Finding, Severity};
use crate::error::Error;
use crate::output::shown::json;
use crate::review::Ruling;
use serde::Serialize;
use std::collections::BTreeMap;

/// Version of the members.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line<'a> {
    Finding {
        schema: u32,
        #[serde(flatten)]
        finding: &'a Finding,
        status: &'static str,
        fingerprint: &'a str,
        /// The decision, `null` when there is none.
        decision: Option<&'a str>,
        reason: Option<&'a str>,
    },
    Summary {
        schema: u32,
        documents: usize,
        unreadable: usize,
        error: usize,
        warning: usize,
        info: usize,
        /// Number of findings of each status.
        status: BTreeMap<&'static str, usize>,
    },
}

pub(super) fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, Error> {
    let findings = report.findings.iter().map(|r| Line::Finding {
        schema: SCHEMA,
        finding: &r.finding,
        status: r.status.as_str(),
        fingerprint: &r.fingerprint,
        decision: r.decision.as_ref().and_then(|d| d.ruling).map(Ruling::as_str),
        reason: r.decision.as_ref().map(|d| d.reason.as_str()).filter(|s| !s.is_empty()),
    });
    let summary = Line::Summary {
        schema: SCHEMA,
        documents: report.totals.documents,
        unreadable: report.totals.unreadable,
        error: report.count(Severity::Error),
        warning: report.count(Severity::Warning),
        info: report.count(Severity::Info),
        status: report.by_status(),
    };
    let line = |l| json(serde_json::to_string(&l).expect("strings, numbers and lists only")) + "\n";
    Ok(findings.chain([summary]).map(line).collect::<String>().into_bytes())
}
