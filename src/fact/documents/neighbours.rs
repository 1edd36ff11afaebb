//! Which documents may speak of one matter: a table over the whole corpus that every block is linked with, so that a
//! corpus of a million claims is as many small ones.

use super::super::Tally;
use super::acquaintance::Acquaintance;
use crate::claim::Claim;
use compact_str::CompactString;
use std::collections::HashMap;

/// In a corpus of up to so many documents any two may speak of one matter.
const FEW: usize = 12;

/// The words of a document are followed to others from the rarest on, until so many documents have been met: rare ones
/// always, common ones where a whole corpus is about one affair.
const BUDGET: usize = 4_000;

/// A word that more documents repeat is followed only from a document that shares no two rarer ones with others.
const COMMON: usize = 80;

/// A document is compared with at most so many others, those it shares most with.
const AT_MOST: usize = 40;

/// A document that shares less than this part of what the one it shares most with does is on another matter.
const RELATED: f32 = 0.3;

/// What documents share that know no name in common counts by so much.
const STRANGE: f32 = 0.25;

/// For each document, the documents to compare it with.
#[derive(Debug)]
pub(crate) struct Neighbours<'a> {
    index: HashMap<&'a str, usize>,
    near: Vec<Vec<usize>>,
}

impl<'a> Neighbours<'a> {
    /// Finds the documents that repeat the same rare words. Documents are numbered in order of their claims.
    pub fn new(claims: &'a [Claim], tally: &Tally) -> Self {
        let mut index: HashMap<&str, usize> = HashMap::new();
        let mut topics: Vec<&[CompactString]> = Vec::new();
        for claim in claims {
            if !index.contains_key(claim.doc_id.as_str()) {
                index.insert(&claim.doc_id, topics.len());
                topics.push(&claim.topics);
            }
        }
        if topics.len() <= FEW {
            let all = |d: usize| (0..topics.len()).filter(|o| *o != d).collect();
            return Neighbours { index, near: (0..topics.len()).map(all).collect() };
        }
        let mut on: HashMap<&str, Vec<usize>> = HashMap::new();
        for (d, words) in topics.iter().enumerate() {
            for word in words.iter().filter(|w| tally.documents_on(w) > 1) {
                on.entry(word).or_default().push(d);
            }
        }
        let acquaintance = Acquaintance::new(claims);
        let mut shared = Shared { with: vec![(0, 0.0); topics.len()], ..Shared::default() };
        let mut near = Vec::with_capacity(topics.len());
        for (d, words) in topics.iter().enumerate() {
            shared.follow(d, words, &on, tally);
            near.push(shared.nearest(|other| acquaintance.strangers(d, other)));
        }
        Neighbours { index, near }
    }

    /// Whether a document is a neighbour of another.
    pub fn mutual(&self, d: usize, of: usize) -> bool {
        self.near.get(d).is_some_and(|near| near.binary_search(&of).is_ok())
    }

    /// Number of a document, and those of its neighbours.
    pub fn of(&self, doc: &str) -> (usize, &[usize]) {
        let d = self.index.get(doc).copied().unwrap_or(usize::MAX);
        (d, self.near.get(d).map_or(&[], Vec::as_slice))
    }
}

/// What a document shares with the others. One for all documents, since it has a place for each.
#[derive(Default)]
struct Shared {
    /// With each document, how many words and what they weigh.
    with: Vec<(u32, f32)>,
    /// The documents with which that is anything.
    met: Vec<usize>,
    /// With how many of them it is more than one word.
    related: usize,
}

impl Shared {
    /// Follows the words of document `d` to others.
    fn follow(&mut self, d: usize, words: &[CompactString], on: &HashMap<&str, Vec<usize>>, tally: &Tally) {
        let lists = words.iter().filter_map(|w| on.get(w.as_str()).map(|list| (w.as_str(), list)));
        let mut lists: Vec<(&str, &Vec<usize>)> = lists.collect();
        lists.sort_by_key(|(word, list)| (list.len(), *word));
        let mut met = 0;
        for (word, list) in lists {
            met += list.len();
            // what three others share beside it is its matter; a word of hundreds is only that of the corpus
            if list.len() > COMMON && self.related >= 3 || met > BUDGET && self.met.len() >= AT_MOST {
                break;
            }
            let rarity = tally.rarity_of_topic(word);
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

    /// The documents that most is shared with, in order, and nothing is shared any more.
    fn nearest(&mut self, strange: impl Fn(usize) -> bool) -> Vec<usize> {
        self.related = 0;
        let weigh = |other| {
            let (_, weight) = std::mem::take(&mut self.with[other]);
            (other, if strange(other) { weight * STRANGE } else { weight })
        };
        let mut all: Vec<(usize, f32)> = self.met.drain(..).map(weigh).collect();
        let most = all.iter().map(|(_, weight)| *weight).fold(0.0, f32::max);
        all.retain(|(_, weight)| *weight >= RELATED * most);
        all.sort_by(|(a, p), (b, q)| q.total_cmp(p).then(a.cmp(b)));
        all.truncate(AT_MOST);
        // by reference: an iterator that owns the list would hand on its thousands of places with it
        let mut out: Vec<usize> = all.iter().map(|(other, _)| *other).collect();
        out.sort_unstable();
        out
    }
}
