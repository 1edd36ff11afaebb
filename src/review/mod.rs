//! What a team has decided about findings, and how a finding is recognised in the next run.

mod print;

use crate::check::Finding;
use print::{fingerprints, in_order};

/// How a finding stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// To be looked at.
    #[default]
    Open,
}

impl Status {
    /// The value of the `status` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Open => "open",
        }
    }

    /// Whether it counts against `--fail-on`.
    pub fn is_open(self) -> bool {
        self == Status::Open
    }
}

/// A finding as every report shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviewed {
    /// What was found.
    pub finding: Finding,
    /// Equal for the same finding in any run; no two of one run are equal.
    pub fingerprint: String,
    /// How it stands.
    pub status: Status,
}

/// Findings in the order of every report, each with its fingerprint.
pub fn review(findings: Vec<Finding>) -> Vec<Reviewed> {
    let findings = in_order(findings);
    let prints = fingerprints(&findings);
    let reviewed = |(finding, fingerprint)| Reviewed { finding, fingerprint, status: Status::Open };
    findings.into_iter().zip(prints).map(reviewed).collect()
}
