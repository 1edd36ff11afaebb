//! What a rule is: its name, its page, how grave its findings are, and what it reads.

use super::finding::{Finding, Place, Severity};
use super::page::Page;
use super::report::{Count, Found, Report};
use crate::claim::Claim;
use crate::expect::ExpectedClaim;
use crate::fact::{Fact, Linker};

/// A rule.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name, as in messages, decisions and `explain`.
    pub name: &'static str,
    /// Its page.
    pub page: Page,
    /// How grave its findings are.
    pub severity: Severity,
    /// What it reads.
    pub reads: Reads,
}

/// What a rule reads, and the function that reads it.
///
/// The function says what is wrong and where; whoever runs it adds the name of the rule and the severity.
#[derive(Clone, Copy)]
pub enum Reads {
    /// One document.
    Document(fn(&mut Report)),
    /// The facts of all documents, which index their claims.
    Facts(fn(&[Claim], &[Fact]) -> Found<Count>),
    /// The claims of all documents, held to the facts that are expected, with a count for each of these.
    Expected(Hold),
    /// What was to close findings, and closed none.
    Review(Closer, fn(Unmatched) -> Finding),
}

/// Holds the claims of all documents to what is expected; the linker says which claims are about one thing. The findings
/// come with a count for each expected fact.
pub type Hold = fn(&[Claim], &[ExpectedClaim], &Linker) -> Found<Vec<Count>>;

/// What closes findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closer {
    /// Rows of the baseline.
    Decision,
    /// Comments in articles.
    Comment,
}

/// A decision or a comment that closes no finding.
#[derive(Clone, Debug, Default)]
pub struct Unmatched {
    /// Where it stands.
    pub place: Place,
    /// What it was about, or what is wrong with it; may be empty.
    pub what: String,
    /// Where the finding stood that it was about.
    pub gone: Option<Place>,
}

impl Rule {
    /// The finding as one of this rule.
    pub(super) fn signs(&self, finding: Finding) -> Finding {
        let severity = if finding.unsure { Severity::Info } else { self.severity };
        Finding { rule: self.name.to_owned(), severity, ..finding }
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
