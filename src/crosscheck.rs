//! The second half of the arrow: the claims of all documents become facts, and the findings about them are reviewed.
//!
//! The command line, the library, the examples on the pages of rules and the calibration all come through here. What
//! comes out depends on the set of claims only, whatever their order and the number of threads; a claim given twice
//! counts once.

use crate::check::{self, Analysis, Count, Finding, Reads, Rule, Severity};
use crate::claim::Claim;
use crate::expect::Expected;
use crate::fact::{Fact, Linkage, Linker, Tolerances, join_names};
use crate::review::{Docket, Ignore, Reviewed, review};
use rayon::prelude::*;

/// What the documents showed one by one.
#[derive(Debug, Default)]
pub struct Inside {
    /// Findings inside documents.
    pub findings: Vec<Finding>,
    /// Comparisons by rule, in the order of [`check::all`]; empty when only claims are known.
    pub counts: Vec<Count>,
    /// Comments in the articles that close findings.
    pub ignores: Vec<Ignore>,
}

impl Inside {
    /// Takes what a document showed out of its analysis.
    pub fn add(&mut self, analysis: &mut Analysis) {
        self.counts.resize(analysis.counts.len(), Count::default());
        self.counts.iter_mut().zip(&analysis.counts).for_each(|(all, own)| *all += *own);
        self.ignores.extend(Ignore::all(analysis));
        self.findings.append(&mut analysis.findings);
    }
}

/// What claims and findings are held against.
#[derive(Debug, Default)]
pub struct Against {
    /// What claims are linked with.
    pub linker: Linker,
    /// How far values may differ.
    pub tolerances: Tolerances,
    /// Facts that are known.
    pub expected: Vec<Expected>,
    /// Levels of the rules and decisions of earlier runs.
    pub docket: Docket,
}

/// A rule that ran.
#[derive(Clone, Copy, Debug)]
pub struct Ran {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave its findings are set.
    pub severity: Severity,
    /// How often it compared something.
    pub count: Count,
}

/// What claims say together.
#[derive(Debug, Default)]
pub struct Crosscheck {
    /// The claims, in order; `facts` index them.
    pub claims: Vec<Claim>,
    /// The facts, in the order of their first claims.
    pub facts: Vec<Fact>,
    /// All findings, open and closed, in the order of every report.
    pub findings: Vec<Reviewed>,
    /// The rules that are not turned off, in order.
    pub rules: Vec<Ran>,
    /// Lines of expected facts that no document states.
    pub unstated: Vec<u32>,
}

/// Compares all claims with each other and with what is expected, and reviews what was found, the parts of the work side
/// by side in the threads that are there.
pub fn crosscheck(mut claims: Vec<Claim>, inside: Inside, against: &Against) -> Crosscheck {
    as_one_corpus(&mut claims);
    let linker = &against.linker;
    let mut facts = link(&mut claims, linker);
    against.tolerances.soften(&claims, &mut facts, &linker.concepts);
    let mut findings = inside.findings;
    let mut counts = inside.counts;
    let inspected = !counts.is_empty();
    counts.resize(check::all().len(), Count::default());
    let compared = check::compare(&claims, &facts, &against.expected, linker);
    findings.extend(compared.findings);
    counts.iter_mut().zip(compared.counts).for_each(|(all, own)| *all += own);
    let stated = against.expected.iter().zip(&compared.expected);
    let unstated = stated.filter(|(_, count)| count.compared == 0).map(|(e, _)| e.row.line).collect();
    let outcome = review(findings, &inside.ignores, &against.docket);
    let ran = |(rule, own): (&'static Rule, Count)| {
        let severity = against.docket.levels.of(rule.name, rule.severity)?;
        let count = match rule.reads {
            Reads::Document(_) if !inspected => return None,
            Reads::Document(_) | Reads::Facts(_) | Reads::Expected(_) => own,
            Reads::Review(of, _) => outcome.count(of),
        };
        Some(Ran { rule, severity, count })
    };
    let rules = check::all().iter().zip(counts).filter_map(ran).collect();
    Crosscheck { claims, facts, findings: outcome.findings, rules, unstated }
}

/// Links claims into facts and judges them. The result depends on the set of claims only.
pub fn link(claims: &mut [Claim], linker: &Linker) -> Vec<Fact> {
    let linkage = Linkage::new(claims);
    let of_block = |block: Vec<usize>| -> Vec<Fact> {
        linkage.parts(&block).into_par_iter().flat_map_iter(|part| linkage.facts(&part, linker)).collect()
    };
    let mut facts: Vec<Fact> = linkage.blocks().into_iter().flat_map(of_block).collect();
    facts.sort_by_key(|f| f.claims.first().copied());
    facts
}

/// Makes the claims of many documents those of one corpus: in the order of their documents and places, of a claim given
/// twice one, and of people and organisations one name.
pub fn as_one_corpus(claims: &mut Vec<Claim>) {
    let text = |c: &Claim| serde_json::to_string(c).unwrap_or_default();
    claims.sort_by(|a, b| {
        let key = |c: &Claim| (c.char_start, c.char_end);
        (&a.path, key(a), &a.claim_id)
            .cmp(&(&b.path, key(b), &b.claim_id))
            .then_with(|| if a == b { std::cmp::Ordering::Equal } else { text(a).cmp(&text(b)) })
    });
    claims.dedup();
    join_names(claims);
}
