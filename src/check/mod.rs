//! Rules: each reads one record, or the facts of all, and returns findings.
//!
//! A rule is two files and one line: `name.rs`, `name.md` (what, why, limits, examples), and its row in [`all`].

mod finding;

pub use finding::{Finding, Place, Severity};

use crate::claim::Claim;
use crate::extract::Record;
use crate::text::LineIndex;

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
}

/// How often a rule compared something, for `checks.csv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Comparisons made.
    pub compared: u64,
    /// Of these, how many agreed.
    pub agreed: u64,
    /// How many did not.
    pub differed: u64,
    /// Candidates that lacked a term.
    pub skipped: u64,
}
