//! Rules: each reads one record, or the facts of all, and returns findings.
//!
//! A rule is two files and one line: `name.rs`, `name.md` (what, why, limits, examples), and its row in [`all`].
//! Every rule fires only when all its terms are in the text.

mod figures;
mod finding;
mod rules;

pub use finding::{Finding, Place, Severity};
pub use rules::expected_fact::unexpected;

use crate::claim::Claim;
use crate::expect::Expected;
use crate::extract::Record;
use crate::fact::{Fact, Linker};
use crate::text::{LineIndex, Span};
use Reads::{Document, Facts, Review};
use figures::change::{self, Changes};
use rules::*;
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

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.compared += other.compared;
        self.agreed += other.agreed;
        self.differed += other.differed;
        self.skipped += other.skipped;
    }
}

/// A rule.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name, as in messages, decisions and `explain`.
    pub name: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// What it looks at, in one line.
    pub summary: &'static str,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// What it reads.
    pub reads: Reads,
}

/// What a rule reads, and what it does with it.
#[derive(Clone, Copy)]
pub enum Reads {
    /// One document.
    Document(fn(&mut Report)),
    /// The claims and facts of all documents.
    Facts(fn(&Compared) -> Told),
    /// What was to close findings, and closed none.
    Review(Closer, fn(Unmatched) -> Finding),
}

/// What the rules over facts read.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// All claims, in order.
    pub claims: &'a [Claim],
    /// All facts; they index the claims.
    pub facts: &'a [Fact],
    /// What is known.
    pub expected: &'a [Expected],
    /// What claims are linked with.
    pub linker: &'a Linker,
}

/// What a rule over facts says.
#[derive(Debug, Default)]
pub struct Told {
    /// What it found.
    pub findings: Vec<Finding>,
    /// How often it compared something.
    pub count: Count,
    /// Lines of expected facts that no claim is about.
    pub unstated: Vec<u32>,
}

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

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! rule {
    ($module:ident, $name:literal, $severity:ident, $reads:expr, $summary:literal) => {
        Rule {
            name: $name,
            severity: Severity::$severity,
            summary: $summary,
            page: include_str!(concat!("rules/", stringify!($module), ".md")),
            reads: $reads,
        }
    };
}

static ALL: [Rule; 18] = [
    rule!(date_weekday, "date-weekday", Error, Document(date_weekday::check), "a weekday that does not fit its date"),
    rule!(impossible_date, "impossible-date", Error, Document(impossible_date::check), "a date no calendar has"),
    rule!(era_year, "era-year", Error, Document(era_year::check), "an era year and a western year that differ"),
    rule!(order, "order", Warning, Document(order::check), "dates whose order contradicts the words between them"),
    rule!(duration, "duration", Warning, Document(duration::check), "a length of time against its beginning and end"),
    rule!(age, "age", Warning, Document(age::check), "an age against the date of birth beside it"),
    rule!(
        list_count,
        "list-count",
        Warning,
        Document(list_count::check),
        "a stated number of names against the names listed"
    ),
    rule!(sum, "sum", Warning, Document(sum::check), "a total that is not the sum of its parts"),
    rule!(
        difference,
        "difference",
        Warning,
        Document(difference::check),
        "a stated difference against its two numbers"
    ),
    rule!(
        percent_change,
        "percent-change",
        Warning,
        Document(percent_change::check),
        "a stated rate of change against its two values"
    ),
    rule!(share, "share", Warning, Document(share::check), "a stated share against the part and the whole"),
    rule!(
        unit_price,
        "unit-price",
        Warning,
        Document(unit_price::check),
        "a unit price times a number against the product stated"
    ),
    rule!(
        unit_conversion,
        "unit-conversion",
        Warning,
        Document(unit_conversion::check),
        "one measure in two units that cannot be equal"
    ),
    rule!(
        currency_pair,
        "currency-pair",
        Error,
        Document(currency_pair::check),
        "one sum in two currencies that cannot be equal"
    ),
    rule!(fact_conflict, "fact-conflict", Error, Facts(fact_conflict::check), "two sources that contradict each other"),
    rule!(
        expected_fact,
        "expected-fact",
        Error,
        Facts(expected_fact::check),
        "a document that contradicts the file of expected facts"
    ),
    rule!(
        stale_decision,
        "stale-decision",
        Warning,
        Review(Closer::Decision, stale_decision::check),
        "a decision about a finding that is gone"
    ),
    rule!(
        unused_ignore,
        "unused-ignore",
        Warning,
        Review(Closer::Comment, unused_ignore::check),
        "a comment in an article that closes no finding"
    ),
];

/// Every rule, in the order of tables and reports.
pub fn all() -> &'static [Rule] {
    &ALL
}

/// The finding about what closes no finding, by the rule that reads it.
pub fn unmatched(of: Closer, what: Unmatched) -> Option<Finding> {
    let own = |rule: &Rule| match rule.reads {
        Reads::Review(closer, make) if closer == of => Some(make),
        _ => None,
    };
    Some(all().iter().find_map(own)?(what))
}

/// A document under inspection, and what was found so far.
pub struct Report<'a> {
    /// The document, as it was read.
    pub record: &'a Record,
    lines: &'a LineIndex,
    /// Its changes, read when a rule first asks for them.
    changes: &'a OnceCell<Changes<'a>>,
    rule: &'static Rule,
    count: Count,
    findings: Vec<Finding>,
}

/// Runs every rule over one document.
pub fn inspect(record: &Record, lines: &LineIndex) -> (Vec<Finding>, Vec<Count>) {
    let mut findings = Vec::new();
    let mut counts = Vec::new();
    let changes = OnceCell::new();
    for rule in all() {
        let mut report =
            Report { record, lines, changes: &changes, rule, count: Count::default(), findings: Vec::new() };
        if let Reads::Document(run) = rule.reads {
            run(&mut report);
        }
        counts.push(report.count);
        findings.append(&mut report.findings);
    }
    findings.sort_by_key(|f| (f.place.char_start, f.place.char_end));
    (findings, counts)
}

impl<'a> Report<'a> {
    /// The changes of the document.
    fn changes(&self) -> &'a Changes<'a> {
        self.changes.get_or_init(|| change::changes(self.record))
    }

    /// A place of the document under inspection.
    pub fn place(&self, span: Span, label: impl Into<String>) -> Place {
        let doc = &self.record.document;
        let (start, end) = (self.lines.position(&doc.text, span.start), self.lines.position(&doc.text, span.end));
        Place {
            path: doc.path.clone(),
            source: doc.source.clone(),
            line: start.line,
            column: start.column,
            byte_column: start.byte_column,
            char_start: start.chars,
            char_end: end.chars,
            excerpt: doc.excerpt(span),
            label: label.into(),
        }
    }

    /// Records a comparison that held.
    pub fn holds(&mut self) {
        self.count.compared += 1;
        self.count.agreed += 1;
    }

    /// Records a candidate that lacked a term.
    pub fn skips(&mut self) {
        self.count.skipped += 1;
    }

    /// Records a comparison that failed.
    pub fn fails(&mut self, place: Place, related: Vec<Place>, message: String) -> &mut Finding {
        self.count.compared += 1;
        self.count.differed += 1;
        self.findings.push(Finding {
            rule: self.rule.name.to_owned(),
            severity: self.rule.severity,
            message,
            place,
            related,
            ..Finding::default()
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}
