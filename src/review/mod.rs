//! What a team has decided about findings, and how a finding is recognised in the next run.
//!
//! Three things close a finding: a decision in the baseline (the table of findings, filled in), being known there as
//! debt, and a comment in the article itself. Each is reported when it no longer matches anything.

mod baseline;
mod ignore;
mod print;

pub use baseline::{Baseline, Decision, Ruling};
pub use ignore::Ignore;

use crate::check::{self, Closer, Count, Finding, Severity};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How a finding stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// To be looked at.
    #[default]
    Open,
    /// Not in the baseline.
    New,
    /// Was decided, but only until a day that has passed.
    Expired,
    /// In the baseline as debt: stays visible, does not fail.
    Known,
    /// Closed by a decision.
    Closed,
    /// Closed by a comment in the article.
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

    /// Whether it counts against `--fail-on`.
    pub fn is_open(self) -> bool {
        matches!(self, Status::Open | Status::New | Status::Expired)
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
    /// What was decided about it, if it is in the baseline or ignored.
    pub decision: Option<Decision>,
}

/// How grave each rule is set, where not as its own default; `None` turns it off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(pub BTreeMap<String, Option<Severity>>);

impl Levels {
    /// How grave findings of the rule are, a rule's own default being `default`.
    pub fn of(&self, rule: &str, default: Severity) -> Option<Severity> {
        self.0.get(rule).copied().unwrap_or(Some(default))
    }

    fn is_off(&self, rule: &str) -> bool {
        self.0.get(rule).is_some_and(Option::is_none)
    }
}

/// What findings are reviewed against.
#[derive(Clone, Debug, Default)]
pub struct Docket {
    /// How grave the rules are.
    pub levels: Levels,
    /// Decisions of earlier runs.
    pub baseline: Option<Baseline>,
    /// The day on which an expiry is judged.
    pub today: Option<Date>,
}

/// Reviewed findings, and how many comments and decisions matched something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// All findings in the order of every report.
    pub findings: Vec<Reviewed>,
    /// Comments in the articles: `differed` are those that match nothing.
    pub comments: Count,
    /// Rows of the baseline, likewise.
    pub decisions: Count,
}

impl Outcome {
    /// How many of what closes findings matched something.
    pub fn count(&self, of: Closer) -> Count {
        match of {
            Closer::Comment => self.comments,
            Closer::Decision => self.decisions,
        }
    }
}

/// Reviews the findings of a run, which `ignores` in the articles may close.
pub fn review(findings: Vec<Finding>, ignores: &[Ignore], docket: &Docket) -> Outcome {
    let set = |mut f: Finding| {
        f.severity = docket.levels.of(&f.rule, f.severity)?;
        Some(f)
    };
    let findings: Vec<Finding> = findings.into_iter().filter_map(set).collect();
    // one that speaks of rules that are off only has nothing to match
    let live = |i: &&Ignore| i.rules.is_empty() || i.rules.iter().any(|r| !docket.levels.is_off(r));
    let ignores: Vec<&Ignore> = ignores.iter().filter(live).collect();
    let (matches, unused, comments) = ignore::apply(&ignores, &findings);
    let open = if docket.baseline.is_some() { Status::New } else { Status::Open };
    let ignored = |(finding, by): (Finding, Option<&Ignore>)| Reviewed {
        finding,
        fingerprint: String::new(),
        status: if by.is_some() { Status::Ignored } else { open },
        decision: by.map(Decision::inline),
    };
    let mut all: Vec<Reviewed> = findings.into_iter().zip(matches).map(ignored).collect();
    let plain = |finding| Reviewed { finding, status: open, ..Reviewed::default() };
    all.extend(unused.into_iter().filter_map(|u| check::unmatched(Closer::Comment, u)).filter_map(set).map(plain));
    print::in_order(&mut all);
    print::number(&mut all);
    let mut decisions = Count::default();
    if let Some(baseline) = &docket.baseline {
        let stale = baseline.apply(&mut all, docket, &mut decisions);
        let mut stale: Vec<Reviewed> = stale
            .into_iter()
            .filter_map(|u| check::unmatched(Closer::Decision, u))
            .filter_map(set)
            .map(plain)
            .collect();
        print::number(&mut stale);
        all.extend(stale);
        print::in_order(&mut all);
    }
    Outcome { findings: all, comments, decisions }
}

#[cfg(test)]
mod tests;
