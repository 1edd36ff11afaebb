//! Rules: what is wrong inside a document, between documents, and in the review.
//!
//! A rule reads one document, the facts of all, what is expected of them, or what closes findings; see [`Reads`]. The
//! list of rules is `rules/mod.rs`.

mod figures;
mod finding;
mod page;
mod report;
mod rule;
mod rules;

pub use finding::{Finding, Place, Severity};
pub use page::Page;
pub use report::{Count, Found, Report};
pub use rule::{Closer, Reads, Rule, Unmatched};

use crate::claim::Claim;
use crate::expect::ExpectedClaim;
use crate::extract::Record;
use crate::fact::{Fact, Linker};
use crate::text::LineIndex;
use std::cell::OnceCell;

/// All that is known of one document: what was read, what it claims, and what is wrong inside it.
#[derive(Debug)]
pub struct Analysis {
    /// What was read.
    pub record: Record,
    /// Line index of the document's text.
    pub lines: LineIndex,
    /// Its claims, in order.
    pub claims: Vec<Claim>,
    /// Findings inside it, in order.
    pub findings: Vec<Finding>,
    /// Comparisons made, by rule, in the order of [`all`].
    pub counts: Vec<Count>,
}

/// Every rule, in the order of tables and reports.
pub fn all() -> &'static [Rule] {
    rules::ALL
}

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    all().iter().find(|rule| rule.name == name)
}

/// Runs the rules over one document: the findings in order of place, and the comparisons by rule.
pub fn inspect(record: &Record, lines: &LineIndex) -> Found<Vec<Count>> {
    let (mut findings, mut counts) = (Vec::new(), Vec::new());
    let changes = OnceCell::new();
    for rule in all() {
        let mut report = Report::new(record, lines, &changes);
        if let Reads::Document(run) = rule.reads {
            run(&mut report);
        }
        let (own, count) = report.close();
        findings.extend(own.into_iter().map(|finding| rule.signs(finding)));
        counts.push(count);
    }
    findings.sort_by_key(|f| (f.place.char_start, f.place.char_end));
    (findings, counts)
}

/// What the rules say of all documents together.
#[derive(Debug, Default)]
pub struct Compared {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Comparisons by rule, in the order of [`all`].
    pub counts: Vec<Count>,
    /// Comparisons by expected fact; none was made where no claim is about it.
    pub expected: Vec<Count>,
}

/// Runs the rules over all documents: over their claims, the facts, which index the claims, and what is expected. The
/// claims are held to what is expected as `linker` links them.
pub fn compare(claims: &[Claim], facts: &[Fact], expected: &[ExpectedClaim], linker: &Linker) -> Compared {
    let mut out = Compared::default();
    for rule in all() {
        let mut count = Count::default();
        let found = match rule.reads {
            Reads::Facts(run) => {
                let (found, own) = run(claims, facts);
                count = own;
                found
            }
            Reads::Expected(run) => {
                let (found, own) = run(claims, expected, linker);
                own.iter().for_each(|c| count += *c);
                out.expected = own;
                found
            }
            Reads::Document(_) | Reads::Review(..) => Vec::new(),
        };
        out.findings.extend(found.into_iter().map(|finding| rule.signs(finding)));
        out.counts.push(count);
    }
    out
}

/// The finding about what closes no finding.
pub fn unmatched(of: Closer, what: Unmatched) -> Option<Finding> {
    let own = |rule: &'static Rule| match rule.reads {
        Reads::Review(closer, run) if closer == of => Some((rule, run)),
        _ => None,
    };
    let (rule, run) = all().iter().find_map(own)?;
    Some(rule.signs(run(what)))
}
