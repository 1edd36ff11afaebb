//! Nearest neighbours of documents by their keywords: only claims of neighbours are compared, so that the cost grows with the
//! number of documents and not with its square.

use super::super::frequencies::Frequencies;
use super::shared_names::SharedNames;
use crate::claim::Claim;
use compact_str::CompactString;
use std::collections::HashMap;

/// In a corpus of at most so many documents all are neighbours.
const FEW: usize = 12;

/// Documents that are looked at through the keywords of one, the rarest keywords first: frequent ones count only where a whole
/// corpus is about one matter.
const BUDGET: usize = 4_000;

/// Keywords of more documents are skipped once three documents share two rarer ones.
const COMMON: usize = 80;

/// Most neighbours of a document.
const AT_MOST: usize = 40;

/// Least similarity of a neighbour, relative to that of the nearest.
const RELATED: f32 = 0.3;

/// Factor on the similarity of two documents that no names connect.
const UNCONNECTED: f32 = 0.25;

/// The neighbours of each document.
#[derive(Debug)]
pub(crate) struct Neighbours<'a> {
    /// Number of each document, by identifier.
    index: HashMap<&'a str, usize>,
    /// Numbers of the neighbours of each document, sorted.
    near: Vec<Vec<usize>>,
}

impl<'a> Neighbours<'a> {
    /// Finds the documents that share rare keywords. Documents are numbered in the order of their claims.
    pub fn new(claims: &'a [Claim], frequencies: &Frequencies) -> Self {
        let mut index: HashMap<&str, usize> = HashMap::new();
        let mut keywords: Vec<&[CompactString]> = Vec::new();
        for claim in claims {
            if !index.contains_key(claim.doc_id.as_str()) {
                index.insert(&claim.doc_id, keywords.len());
                keywords.push(&claim.keywords);
            }
        }
        if keywords.len() <= FEW {
            let all = |d: usize| (0..keywords.len()).filter(|o| *o != d).collect();
            return Neighbours { index, near: (0..keywords.len()).map(all).collect() };
        }
        let mut with: HashMap<&str, Vec<usize>> = HashMap::new();
        for (d, words) in keywords.iter().enumerate() {
            for word in words.iter().filter(|w| frequencies.documents_with(w) > 1) {
                with.entry(word).or_default().push(d);
            }
        }
        let names = SharedNames::new(claims);
        let mut shared = Shared { with: vec![(0, 0.0); keywords.len()], ..Shared::default() };
        let mut near = Vec::with_capacity(keywords.len());
        for (d, words) in keywords.iter().enumerate() {
            shared.follow(d, words, &with, frequencies);
            near.push(shared.nearest(|other| names.unconnected(d, other)));
        }
        Neighbours { index, near }
    }

    /// Returns true if document `of` is among the neighbours of document `d`.
    pub fn lists(&self, d: usize, of: usize) -> bool {
        self.near.get(d).is_some_and(|near| near.binary_search(&of).is_ok())
    }

    /// The number of a document, and the numbers of its neighbours.
    pub fn of(&self, doc: &str) -> (usize, &[usize]) {
        let d = self.index.get(doc).copied().unwrap_or(usize::MAX);
        (d, self.near.get(d).map_or(&[], Vec::as_slice))
    }
}

/// The keywords that one document shares with each other; reused for all documents, since it has an entry for each.
#[derive(Default)]
struct Shared {
    /// For each other document, the number of shared keywords and their weight: the sum of their squared rarity.
    with: Vec<(u32, f32)>,
    /// The documents that share a keyword.
    met: Vec<usize>,
    /// Number of the documents that share at least two.
    related: usize,
}

impl Shared {
    /// Adds the documents that have the keywords `words` of document `d`; `with` has the documents of every keyword.
    fn follow(
        &mut self,
        d: usize,
        words: &[CompactString],
        with: &HashMap<&str, Vec<usize>>,
        frequencies: &Frequencies,
    ) {
        let lists = words.iter().filter_map(|w| with.get(w.as_str()).map(|list| (w.as_str(), list)));
        let mut lists: Vec<(&str, &Vec<usize>)> = lists.collect();
        lists.sort_by_key(|(word, list)| (list.len(), *word));
        let mut met = 0;
        for (word, list) in lists {
            met += list.len();
            // the matter is known by then; a keyword of hundreds of documents only says what the corpus is about
            if list.len() > COMMON && self.related >= 3 || met > BUDGET && self.met.len() >= AT_MOST {
                break;
            }
            let rarity = frequencies.rarity_of_keyword(word);
            for other in list.iter().filter(|o| **o != d) {
                let (count, weight) = &mut self.with[*other];
                (*count, *weight) = (*count + 1, *weight + rarity * rarity);
                match count {
                    1 => self.met.push(*other),
                    2 => self.related += 1,
                    _ => {}
                }
            }
        }
    }

    /// The nearest documents, sorted by number; clears what is shared.
    fn nearest(&mut self, unconnected: impl Fn(usize) -> bool) -> Vec<usize> {
        self.related = 0;
        let weigh = |other| {
            let (_, weight) = std::mem::take(&mut self.with[other]);
            (other, if unconnected(other) { weight * UNCONNECTED } else { weight })
        };
        let mut all: Vec<(usize, f32)> = self.met.drain(..).map(weigh).collect();
        let most = all.iter().map(|(_, weight)| *weight).fold(0.0, f32::max);
        all.retain(|(_, weight)| *weight >= RELATED * most);
        all.sort_by(|(a, p), (b, q)| q.total_cmp(p).then(a.cmp(b)));
        all.truncate(AT_MOST);
        // by reference: collecting in place would keep the capacity of the long list
        let mut out: Vec<usize> = all.iter().map(|(other, _)| *other).collect();
        out.sort_unstable();
        out
    }
}
