//! Which documents speak of the same people, organisations and places, themselves or by a third one: what two articles on
//! one matter nearly always do, and two on different matters of one kind (two floods, two floats) hardly ever.

use crate::claim::Claim;
use compact_str::CompactString;
use std::collections::{BTreeSet, HashMap};

/// A name in more documents than this leads to no third one: it is that of a country or a ministry.
const KNOWN_TO_ALL: usize = 40;

/// The names of each document; documents are numbered in order of their claims.
#[derive(Debug, Default)]
pub(crate) struct Acquaintance {
    /// What a document names, in order.
    names: Vec<Vec<u32>>,
    /// What the documents name that share a name with it; none where no other does.
    circle: Vec<Option<Vec<u32>>>,
}

impl Acquaintance {
    /// Collects the names that stand in sentences with values.
    pub fn new(claims: &[Claim]) -> Self {
        let mut out = Acquaintance::default();
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
        let circle = |names: &Vec<u32>| {
            let known = names.iter().map(|n| &known_by[*n as usize]).filter(|d| d.len() <= KNOWN_TO_ALL);
            let others: BTreeSet<usize> = known.flatten().copied().collect();
            let all: BTreeSet<u32> = others.iter().flat_map(|d| &out.names[*d]).copied().collect();
            (others.len() > 1).then(|| all.into_iter().collect())
        };
        out.circle = out.names.iter().map(circle).collect();
        out
    }

    /// Whether each of two documents, given by their numbers, shares names with others, and neither with the other nor with
    /// one that does.
    pub fn strangers(&self, a: usize, b: usize) -> bool {
        let known = |d: usize| self.circle.get(d)?.as_ref();
        let (Some(circle), Some(_)) = (known(a), known(b)) else { return false };
        a != b && !meet(&self.names[a], &self.names[b]) && !meet(circle, &self.names[b])
    }
}

/// Whether two ordered lists share anything.
fn meet(a: &[u32], b: &[u32]) -> bool {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    few.iter().any(|n| many.binary_search(n).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_name_others_and_nobody_in_common() {
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
        let all = Acquaintance::new(&claims);
        // 0 knows 2 through 1; 5 knows nobody, and may speak of anything
        let strange: Vec<usize> = (0..6).filter(|other| all.strangers(0, *other)).collect();
        assert_eq!(strange, [3, 4]);
    }
}
