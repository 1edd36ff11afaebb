//! From a group of claims to a fact: its distinct values, how they stand to each other, and the verdict.

use super::cluster::Cluster;
use super::{Fact, Relation, Value, Verdict, cause, compare};
use crate::claim::Claim;
use crate::lexicon::{Modality, concepts};
use crate::text::hex;

pub(super) fn judge(claims: &[Claim], cluster: Cluster) -> Fact {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in &cluster.claims {
        let same = |g: &&mut Vec<usize>| compare(&claims[g[0]].stated, &claims[*i].stated).verdict == Verdict::Agree;
        match groups.iter_mut().find(same) {
            Some(g) => g.push(*i),
            None => groups.push(vec![*i]),
        }
    }
    groups.sort_by_key(|g| (std::cmp::Reverse(sources(claims, g)), g[0]));
    let id = fact_id(claims, &cluster.claims);
    let values: Vec<Value> = groups
        .into_iter()
        .enumerate()
        .map(|(k, claims)| Value { id: format!("v{}-{}", &id[1..], k + 1), claims })
        .collect();
    let mut relations = Vec::new();
    for a in 0..values.len() {
        for b in a + 1..values.len() {
            relations.extend(relate(claims, &values, a, b));
        }
    }
    let verdict = match relations.iter().map(|r| r.verdict).max() {
        Some(v) => v,
        None if sources(claims, &cluster.claims) > 1 => Verdict::Agree,
        None => Verdict::Single,
    };
    Fact { id, claims: cluster.claims, values, relations, verdict, confidence: cluster.confidence }
}

fn sources(claims: &[Claim], group: &[usize]) -> usize {
    let mut docs: Vec<&str> = group.iter().map(|i| claims[*i].doc_id.as_str()).collect();
    docs.sort_unstable();
    docs.dedup();
    docs.len()
}

/// The same claims make the same id in any run.
fn fact_id(claims: &[Claim], group: &[usize]) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for i in group {
        hash.update(claims[*i].claim_id.as_bytes());
        hash.update([0x1f]);
    }
    format!("f{}", hex(&hash.finalize()[..5]))
}

/// The relation of two values, if different documents state them.
fn relate(claims: &[Claim], values: &[Value], a: usize, b: usize) -> Option<Relation> {
    let pairs = values[a].claims.iter().flat_map(|x| values[b].claims.iter().map(move |y| (&claims[*x], &claims[*y])));
    let across: Vec<(&Claim, &Claim)> = pairs.filter(|(x, y)| x.doc_id != y.doc_id).collect();
    let (x, y) = *across.first()?;
    let comparison = compare(&x.stated, &y.stated);
    // a change in the world explains the pair if it explains every pair of claims behind it; a headline that repeats
    // a moving figure without its time goes with the text
    let explained = across.iter().filter(|(x, y)| updated(x, y)).count();
    let moving = || across.iter().all(|(x, y)| dynamic(x, NEARBY) && dynamic(y, NEARBY) && !slipped(x, y));
    let moved = explained == across.len() || explained > 0 && moving();
    let verdict = match comparison.verdict {
        Verdict::Conflict if moved => Verdict::Updated,
        v => v,
    };
    let cause = if verdict == Verdict::Conflict { cause::suspect(x, y) } else { "" };
    Some(Relation {
        a,
        b,
        verdict,
        difference: comparison.difference,
        difference_pct: comparison.difference_pct,
        cause: cause.to_owned(),
    })
}

/// Whether two different values can each have been true at their time.
pub(super) fn updated(x: &Claim, y: &Claim) -> bool {
    if x.published.is_empty() || y.published.is_empty() {
        return false;
    }
    // a revision is told by the later source; one that had appeared before explains nothing
    if x.scope.former != y.scope.former {
        return true;
    }
    let (early, late) = if x.published <= y.published { (x, y) } else { (y, x) };
    let apart = early.published != late.published;
    let as_of_differs = x.stated.dimension != "date"
        && !x.as_of_upper.is_empty()
        && !y.as_of_upper.is_empty()
        && x.as_of_upper != y.as_of_upper;
    let planned = early.modality == Modality::Planned || early.modality == Modality::Speculative;
    let moved =
        dynamic(x, NEARBY) && dynamic(y, NEARBY) && (apart || as_of_differs) || apart && (planned || revised(late));
    moved && !slipped(x, y)
}

/// Whether the two differ by a slip of the pen rather than by time.
fn slipped(x: &Claim, y: &Claim) -> bool {
    matches!(cause::suspect(x, y), "digits swapped" | "万 for 億" | "increase for decrease")
}

/// Closeness from which a word says what kind of value it is, for judging what was linked.
const NEARBY: u8 = 30;

/// Whether a word of at least that closeness says that the value moves from report to report.
pub(super) fn dynamic(c: &Claim, closeness: u8) -> bool {
    c.terms.iter().any(|t| t.weight >= closeness && concepts().get(&t.word).is_some_and(|r| r.is_dynamic()))
}

/// Whether the text says that a figure was revised or replaced.
fn revised(c: &Claim) -> bool {
    c.scope.former || c.terms.iter().any(|t| t.weight >= 25 && matches!(t.word.as_str(), "修正" | "従来" | "延期"))
}

/// Whether one source itself gives both values as earlier and later.
pub(super) fn replaces(x: &Claim, y: &Claim) -> bool {
    let moved = dynamic(x, NEARBY) && dynamic(y, NEARBY) && !x.as_of_upper.is_empty() && x.as_of_upper != y.as_of_upper;
    moved || revised(x) || revised(y)
}
