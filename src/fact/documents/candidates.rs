//! Candidate pairs: the pairs of claims that are scored. All pairs would cost the square of the claims.

use super::neighbours::Neighbours;
use crate::claim::Claim;
use std::collections::HashMap;

/// Dimensions with at most so many claims are compared claim by claim.
const SMALL: usize = 60;

/// Returns true if an equal value is reason enough to compare claims of unrelated documents: a number of four digits.
fn is_distinctive(claim: &Claim) -> bool {
    claim.stated.digits() >= 4 && claim.stated.dimension != "date"
}

/// A value that more claims state is no reason to compare two of them.
const CROWD: usize = 60;

/// A claim is compared with all claims of a document with at most so many, else with as many that share its value or one of
/// its closest words.
const AT_ONCE: usize = 48;

/// The candidate pairs among claims of one dimension: claims of neighbouring documents, repeated values of one document, and
/// equal distinctive values of any two documents.
pub(crate) fn candidates(claims: &[Claim], of_dimension: &[usize], neighbours: &Neighbours) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    if of_dimension.len() <= SMALL {
        let near = |x: usize, y: usize| {
            let (a, b) = (neighbours.of(&claims[x].doc_id).0, neighbours.of(&claims[y].doc_id).0);
            a == b || neighbours.lists(a, b) || neighbours.lists(b, a)
        };
        let alike = |x: usize, y: usize| claims[x].stated.value == claims[y].stated.value && is_distinctive(&claims[x]);
        for (k, x) in of_dimension.iter().enumerate() {
            out.extend(of_dimension[k + 1..].iter().filter(|y| near(*x, **y) || alike(*x, **y)).map(|y| (*x, *y)));
        }
        return out;
    }
    let mut of_document: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut of_value: HashMap<&str, Vec<usize>> = HashMap::new();
    for i in of_dimension {
        let claim = &claims[*i];
        of_document.entry(neighbours.of(&claim.doc_id).0).or_default().push(*i);
        of_value.entry(claim.stated.value.as_str()).or_default().push(*i);
    }
    for list in of_value.values() {
        let distinctive = is_distinctive(&claims[list[0]]);
        for (k, x) in list.iter().enumerate() {
            if distinctive && list.len() <= CROWD {
                out.extend(list[k + 1..].iter().map(|y| (*x, *y)));
            }
            // repetitions in one document form a chain: each goes with the next ones
            let own = list[k + 1..].iter().take_while(|y| claims[**y].doc_id == claims[*x].doc_id);
            out.extend(own.take(4).map(|y| (*x, *y)));
        }
    }
    for own in of_document.values() {
        let (d, near) = neighbours.of(&claims[own[0]].doc_id);
        for other in near.iter().filter_map(|n| of_document.get(n).filter(|_| *n > d || !neighbours.lists(*n, d))) {
            for x in own {
                out.extend(likeliest(claims, *x, other).into_iter().map(|y| ((*x).min(y), (*x).max(y))));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The claims of another document that a claim is compared with.
fn likeliest(claims: &[Claim], x: usize, others: &[usize]) -> Vec<usize> {
    if others.len() <= AT_ONCE {
        return others.to_vec();
    }
    let closest = |i: usize| claims[i].terms.iter().take(3).map(|t| t.word.as_str());
    let alike = |y: &&usize| {
        claims[**y].stated.value == claims[x].stated.value || closest(**y).any(|w| closest(x).any(|v| v == w))
    };
    others.iter().filter(alike).take(AT_ONCE).copied().collect()
}

/// The claims whose value their document calls replaced, each with the claim that replaced it.
pub(crate) fn revisions(claims: &[Claim], of_dimension: &[usize]) -> Vec<(usize, usize)> {
    let place = |i: usize| (claims[i].doc_id.as_str(), claims[i].char_start);
    let at: HashMap<(&str, u32), usize> = of_dimension.iter().map(|i| (place(*i), *i)).collect();
    let to = |i: &usize| Some((*i, *at.get(&(claims[*i].doc_id.as_str(), claims[*i].replaced_by?))?));
    of_dimension.iter().filter_map(to).collect()
}
