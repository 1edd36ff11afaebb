//! Which documents share a name, directly or through a third document.
//!
//! Two articles about one matter nearly always do; two about different matters of one kind (two floods, two floats) hardly
//! ever.

use crate::claim::Claim;
use compact_str::CompactString;
use std::collections::{BTreeSet, HashMap};

/// A name in more documents leads to no third one: it is that of a country or a ministry.
const COMMON: usize = 40;

/// The names of each document; documents are numbered in the order of their claims.
#[derive(Debug, Default)]
pub(crate) struct SharedNames {
    /// The names in a document, sorted.
    names: Vec<Vec<u32>>,
    /// The names in all documents that share a name with it, sorted; none if no other document does.
    related: Vec<Option<Vec<u32>>>,
}

impl SharedNames {
    /// Collects the subjects, places and entities of claims.
    pub fn new(claims: &[Claim]) -> Self {
        let mut out = SharedNames::default();
        let mut documents: HashMap<&str, usize> = HashMap::new();
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        for claim in claims {
            let next = out.names.len();
            let document = *documents.entry(&claim.doc_id).or_insert(next);
            out.names.resize(out.names.len().max(document + 1), Vec::new());
            let all = claim.entities.iter().chain(&claim.places).map(CompactString::as_str);
            for name in all.chain([claim.subject.as_str()]).filter(|name| !name.is_empty()) {
                let next = numbers.len() as u32;
                out.names[document].push(*numbers.entry(name).or_insert(next));
            }
        }
        for names in &mut out.names {
            names.sort_unstable();
            names.dedup();
        }
        let mut known_by: Vec<Vec<usize>> = vec![Vec::new(); numbers.len()];
        for (d, names) in out.names.iter().enumerate() {
            for name in names {
                known_by[*name as usize].push(d);
            }
        }
        let related = |names: &Vec<u32>| {
            let known = names.iter().map(|n| &known_by[*n as usize]).filter(|d| d.len() <= COMMON);
            let others: BTreeSet<usize> = known.flatten().copied().collect();
            let all: BTreeSet<u32> = others.iter().flat_map(|d| &out.names[*d]).copied().collect();
            (others.len() > 1).then(|| all.into_iter().collect())
        };
        out.related = out.names.iter().map(related).collect();
        out
    }

    /// Returns true if two documents, given by their numbers, are not connected by names although each is connected to
    /// others: they share none, and no third document shares one with both.
    pub fn unconnected(&self, a: usize, b: usize) -> bool {
        let related = |d: usize| self.related.get(d)?.as_ref();
        let (Some(names), Some(_)) = (related(a), related(b)) else { return false };
        a != b && !meet(&self.names[a], &self.names[b]) && !meet(names, &self.names[b])
    }
}

/// Returns true if two sorted lists have an element in common.
fn meet(a: &[u32], b: &[u32]) -> bool {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    few.iter().any(|n| many.binary_search(n).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unconnected_documents_share_no_name_even_through_a_third() {
        let claim = |document: &str, names: &[&str]| Claim {
            doc_id: document.into(),
            entities: names.iter().map(|name| (*name).into()).collect(),
            ..Claim::default()
        };
        let claims = [
            claim("0", &["若宮市", "高木健一"]),
            claim("1", &["高木健一", "夕凪川"]),
            claim("2", &["夕凪川"]),
            claim("3", &["磯見市"]),
            claim("4", &["磯見市"]),
            claim("5", &["青葉町"]),
        ];
        let all = SharedNames::new(&claims);
        // 0 is connected to 2 through 1; nothing is known of 5, which shares no name with any
        let unconnected: Vec<usize> = (0..6).filter(|other| all.unconnected(0, *other)).collect();
        assert_eq!(unconnected, [3, 4]);
    }
}
