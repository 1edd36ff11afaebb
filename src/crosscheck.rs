//! The second half of the pipeline: from the claims of all documents to facts and reviewed findings.
//!
//! The command line, the library, the examples on the pages of rules and the calibration share it. The result depends on
//! the set of claims only, not on their order or the number of threads; a claim given twice counts once.

use crate::check::{self, Analysis, Count, Finding, Reads, Rule, Severity};
use crate::claim::Claim;
use crate::expect::ExpectedClaim;
use crate::fact::{Effect, Fact, Judgement, Linkage, Linker, Question, Tolerances, effects, fingerprint, join_names};
use crate::review::{Policy, Reviewed, Suppression, review};
use rayon::prelude::*;
use std::collections::HashSet;

/// What was found inside the documents, one by one.
#[derive(Debug, Default)]
pub struct Inside {
    /// Findings inside documents.
    pub findings: Vec<Finding>,
    /// Comparisons of each rule, in the order of [`check::all`]; empty if only claims are known.
    pub counts: Vec<Count>,
    /// Comments in the articles that suppress findings.
    pub suppressions: Vec<Suppression>,
}

impl Inside {
    /// What was found inside one document. The findings are moved out of its analysis.
    pub fn of(analysis: &mut Analysis) -> Self {
        Inside {
            suppressions: Suppression::all(analysis),
            counts: analysis.counts.clone(),
            findings: std::mem::take(&mut analysis.findings),
        }
    }

    /// Adds what was found inside further documents.
    pub fn join(&mut self, mut other: Inside) {
        self.counts.resize(other.counts.len(), Count::default());
        self.counts.iter_mut().zip(&other.counts).for_each(|(all, own)| *all += *own);
        self.suppressions.append(&mut other.suppressions);
        self.findings.append(&mut other.findings);
    }

    /// Adds what was found inside a document. The findings are moved out of its analysis.
    pub fn add(&mut self, analysis: &mut Analysis) {
        self.join(Inside::of(analysis));
    }
}

/// What claims and findings are compared with.
#[derive(Debug, Default)]
pub struct Against {
    /// Weights, thresholds and synonyms that claims are linked with.
    pub linker: Linker,
    /// Differences that are no conflict, by attribute.
    pub tolerances: Tolerances,
    /// What was judged of pairs of claims.
    pub judgements: Vec<Judgement>,
    /// Expected facts.
    pub expected: Vec<ExpectedClaim>,
    /// Severities of the rules, and decisions of earlier reviews.
    pub policy: Policy,
}

/// A rule that ran.
#[derive(Clone, Copy, Debug)]
pub struct Ran {
    /// The rule.
    pub rule: &'static Rule,
    /// Severity of its findings.
    pub severity: Severity,
    /// What it compared.
    pub count: Count,
}

/// The result of [`crosscheck`].
#[derive(Debug, Default)]
pub struct Crosscheck {
    /// The claims, sorted by document and place; `facts` index them.
    pub claims: Vec<Claim>,
    /// The facts, in the order of their first claims.
    pub facts: Vec<Fact>,
    /// All findings, open and closed, in the order of the reports.
    pub findings: Vec<Reviewed>,
    /// The rules that ran, in the order of [`check::all`].
    pub rules: Vec<Ran>,
    /// Lines of the expected facts that no document states.
    pub unstated: Vec<u32>,
    /// What became of the judgements, in their order.
    pub effects: Vec<Effect>,
}

/// Links all claims, compares them with each other and with what is expected, and reviews the findings. Linking runs in
/// parallel.
pub fn crosscheck(mut claims: Vec<Claim>, inside: Inside, against: &Against) -> Crosscheck {
    as_one_corpus(&mut claims);
    let linker = &against.linker;
    let mut facts = link(&mut claims, linker, &against.judgements);
    let effects = effects(&against.judgements, &claims, &facts);
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
    let outcome = review(findings, &inside.suppressions, &against.policy);
    let ran = |(rule, own): (&'static Rule, Count)| {
        let severity = against.policy.levels.of(rule.name, rule.severity)?;
        let count = match rule.reads {
            Reads::Document(_) if !inspected => return None,
            Reads::Document(_) | Reads::Facts(_) | Reads::Expected(_) => own,
            Reads::Review(of, _) => outcome.count(of),
        };
        Some(Ran { rule, severity, count })
    };
    let rules = check::all().iter().zip(counts).filter_map(ran).collect();
    Crosscheck { claims, facts, findings: outcome.findings, rules, unstated, effects }
}

/// Links claims into facts and judges them; judgements go before what is computed. The result depends on the set of claims
/// only. Sorts the claims; the facts index them.
pub fn link(claims: &mut [Claim], linker: &Linker, judgements: &[Judgement]) -> Vec<Fact> {
    let linkage = Linkage::new(claims).judged(judgements);
    let of_dimension = |dimension: Vec<usize>| -> Vec<Fact> {
        let components = linkage.components(&dimension).into_par_iter();
        components.flat_map_iter(|component| linkage.facts(&component, linker)).collect()
    };
    let mut facts: Vec<Fact> = linkage.dimensions().into_iter().flat_map(of_dimension).collect();
    facts.sort_by_key(|f| f.claims.first().copied());
    facts
}

/// The questions to a judge about pairs of values that may be of one fact and cannot both be true, those worth most first;
/// with `reported`, also about conflicts that are reported.
pub fn questions(found: &mut Crosscheck, against: &Against, reported: bool) -> Vec<Question> {
    let Crosscheck { claims, facts, .. } = found;
    let linkage = Linkage::new(claims).judged(&against.judgements);
    let answered = linkage.answered(facts);
    let of_dimension = |dimension: Vec<usize>| -> Vec<Question> {
        let components = linkage.components(&dimension).into_par_iter();
        components.flat_map_iter(|c| linkage.questions(&c, &answered, &against.linker, reported)).collect()
    };
    let mut out: Vec<Question> = linkage.dimensions().into_iter().flat_map(of_dimension).collect();
    out.sort_by(|p, q| q.worth.total_cmp(&p.worth).then_with(|| p.claims.cmp(&q.claims)));
    // a sentence that a page repeats is asked about once
    let mut asked = HashSet::new();
    out.retain(|q| asked.insert(fingerprint(&found.claims[q.claims[0]], &found.claims[q.claims[1]])));
    out
}

/// Makes the claims of many documents one corpus: sorts them by document and place, removes duplicates, and replaces short
/// names of people and organisations by long ones.
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
