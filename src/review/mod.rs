//! Review: which findings of a run are open, by the decisions of a team.
//!
//! A finding is closed by a decision in the baseline (the table of findings, filled in) and by a suppression (a comment
//! in its article); a finding in the baseline without a decision is known debt. A decision or a suppression that matches
//! no finding is a finding itself.

mod baseline;
mod fingerprint;
mod suppression;

pub use baseline::{Baseline, Decision, Ruling};
pub use suppression::Suppression;

use crate::check::{self, Closer, Count, Finding, Severity};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Status of a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Open.
    #[default]
    Open,
    /// Open, and not in the baseline.
    New,
    /// Open, since its decision has expired.
    Expired,
    /// In the baseline without a decision: shown, but does not fail a check.
    Known,
    /// Closed by a decision.
    Closed,
    /// Closed by a suppression.
    Ignored,
}

impl Status {
    /// Every status, open ones first.
    pub const ALL: [Status; 6] =
        [Status::Open, Status::New, Status::Expired, Status::Known, Status::Closed, Status::Ignored];

    /// The value of the `status` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::New => "new",
            Status::Expired => "expired",
            Status::Known => "known",
            Status::Closed => "closed",
            Status::Ignored => "ignored",
        }
    }

    /// Returns true if it counts for `--fail-on`.
    pub fn is_open(self) -> bool {
        matches!(self, Status::Open | Status::New | Status::Expired)
    }
}

/// A finding with its review.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviewed {
    /// The finding.
    pub finding: Finding,
    /// Equal for the same finding in any run, and unique in a run.
    pub fingerprint: String,
    /// Its status.
    pub status: Status,
    /// The decision about it, if it is in the baseline or suppressed.
    pub decision: Option<Decision>,
}

/// Severities by name of the rule, where they are not the default; `None` turns a rule off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(pub BTreeMap<String, Option<Severity>>);

impl Levels {
    /// The severity of a rule whose default is `default`; `None` if it is off.
    pub fn of(&self, rule: &str, default: Severity) -> Option<Severity> {
        self.0.get(rule).copied().unwrap_or(Some(default))
    }

    /// Returns true if the rule is turned off.
    fn is_off(&self, rule: &str) -> bool {
        self.0.get(rule).is_some_and(Option::is_none)
    }
}

/// By what findings are reviewed.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Severities of the rules.
    pub levels: Levels,
    /// Decisions of earlier runs.
    pub baseline: Option<Baseline>,
    /// The day by which decisions expire.
    pub today: Option<Date>,
}

/// Reviewed findings, and how many suppressions and decisions match one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// All findings, in the order of every report.
    pub findings: Vec<Reviewed>,
    /// Suppressions; `differed` is the number of those that match nothing.
    pub comments: Count,
    /// Decisions, likewise.
    pub decisions: Count,
}

impl Outcome {
    /// How many suppressions or decisions match a finding.
    pub fn count(&self, of: Closer) -> Count {
        match of {
            Closer::Comment => self.comments,
            Closer::Decision => self.decisions,
        }
    }
}

/// Reviews the findings of a run.
pub fn review(findings: Vec<Finding>, suppressions: &[Suppression], policy: &Policy) -> Outcome {
    let set = |mut f: Finding| {
        f.severity = policy.levels.of(&f.rule, f.severity)?;
        Some(f)
    };
    let findings: Vec<Finding> = findings.into_iter().filter_map(set).collect();
    // one for rules that are off has nothing to match
    let live = |s: &&Suppression| s.rules.is_empty() || s.rules.iter().any(|r| !policy.levels.is_off(r));
    let suppressions: Vec<&Suppression> = suppressions.iter().filter(live).collect();
    let (matches, unused, comments) = suppression::apply(&suppressions, &findings);
    let debt = policy.baseline.as_ref().is_some_and(|b| !b.carried);
    let open = if debt { Status::New } else { Status::Open };
    let suppressed = |(finding, by): (Finding, Option<&Suppression>)| Reviewed {
        finding,
        fingerprint: String::new(),
        status: if by.is_some() { Status::Ignored } else { open },
        decision: by.map(Decision::of_suppression),
    };
    let mut all: Vec<Reviewed> = findings.into_iter().zip(matches).map(suppressed).collect();
    let plain = |finding| Reviewed { finding, status: open, ..Reviewed::default() };
    all.extend(unused.into_iter().filter_map(|u| check::unmatched(Closer::Comment, u)).filter_map(set).map(plain));
    fingerprint::in_order(&mut all);
    fingerprint::number(&mut all);
    let mut decisions = Count::default();
    if let Some(baseline) = &policy.baseline {
        let stale = baseline.apply(&mut all, policy, &mut decisions);
        let mut stale: Vec<Reviewed> = stale
            .into_iter()
            .filter_map(|u| check::unmatched(Closer::Decision, u))
            .filter_map(set)
            .map(plain)
            .collect();
        fingerprint::number(&mut stale);
        all.extend(stale);
        fingerprint::in_order(&mut all);
    }
    Outcome { findings: all, comments, decisions }
}

#[cfg(test)]
mod tests;
