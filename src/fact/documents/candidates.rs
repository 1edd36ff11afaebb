//! Pairs of claims worth scoring.

use super::neighbours::Neighbours;
use crate::claim::Claim;
use std::collections::HashMap;

/// Blocks up to this size are compared claim by claim.
const SMALL: usize = 60;

/// Whether an equal value is reason enough to compare claims of documents on different matters.
fn telling(claim: &Claim) -> bool {
    claim.stated.digits() >= 4 && claim.stated.dimension != "date"
}

/// A value that more claims than this share is no reason to compare two of them.
const CROWD: usize = 60;

/// A claim is compared with at most so many of one document, those that share its value or its closest words first.
const AT_ONCE: usize = 48;

/// Pairs worth scoring: equal values of one document, anything of two neighbours, and unusual values told anywhere.
pub(crate) fn candidates(claims: &[Claim], block: &[usize], neighbours: &Neighbours) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    if block.len() <= SMALL {
        let near = |x: usize, y: usize| {
            let (a, b) = (neighbours.of(&claims[x].doc_id).0, neighbours.of(&claims[y].doc_id).0);
            a == b || neighbours.mutual(a, b) || neighbours.mutual(b, a)
        };
        let alike = |x: usize, y: usize| claims[x].stated.value == claims[y].stated.value && telling(&claims[x]);
        for (k, x) in block.iter().enumerate() {
            out.extend(block[k + 1..].iter().filter(|y| near(*x, **y) || alike(*x, **y)).map(|y| (*x, *y)));
        }
        return out;
    }
    let mut of_document: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut of_value: HashMap<&str, Vec<usize>> = HashMap::new();
    for i in block {
        let claim = &claims[*i];
        of_document.entry(neighbours.of(&claim.doc_id).0).or_default().push(*i);
        of_value.entry(claim.stated.value.as_str()).or_default().push(*i);
    }
    for list in of_value.values() {
        let telling = telling(&claims[list[0]]);
        for (k, x) in list.iter().enumerate() {
            if telling && list.len() <= CROWD {
                out.extend(list[k + 1..].iter().map(|y| (*x, *y)));
            }
            // a source that repeats itself is a chain: each repetition goes with the next ones
            let own = list[k + 1..].iter().take_while(|y| claims[**y].doc_id == claims[*x].doc_id);
            out.extend(own.take(4).map(|y| (*x, *y)));
        }
    }
    for own in of_document.values() {
        let (d, near) = neighbours.of(&claims[own[0]].doc_id);
        for other in near.iter().filter_map(|n| of_document.get(n).filter(|_| *n > d || !neighbours.mutual(*n, d))) {
            for x in own {
                out.extend(likeliest(claims, *x, other).into_iter().map(|y| ((*x).min(y), (*x).max(y))));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The claims of one document to compare a claim with.
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

/// Claims that were replaced, with the claims of the same document that took their place.
pub(crate) fn revisions(claims: &[Claim], block: &[usize]) -> Vec<(usize, usize)> {
    let place = |i: usize| (claims[i].doc_id.as_str(), claims[i].char_start);
    let at: HashMap<(&str, u32), usize> = block.iter().map(|i| (place(*i), *i)).collect();
    let to = |i: &usize| Some((*i, *at.get(&(claims[*i].doc_id.as_str(), claims[*i].replaced_by?))?));
    block.iter().filter_map(to).collect()
}
