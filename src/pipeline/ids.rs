//! Document ids that are unique in a run.

use crate::corpus::{Document, Status};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Hashes of the ids so far with their numbers: sixteen bytes for each document.
#[derive(Debug, Default)]
pub(super) struct Ids(HashMap<u64, u32>);

impl Ids {
    /// Makes the id of a document unique: the second document with an id gets the suffix `-2`, and a note.
    pub fn make_unique(&mut self, document: &mut Document) {
        let count = self.0.entry(hash(&document.id)).or_insert(0);
        *count += 1;
        let mut n = *count;
        if n == 1 {
            return;
        }
        let unique = loop {
            let candidate = format!("{}-{n}", document.id);
            if self.0.insert(hash(&candidate), 1).is_none() {
                break candidate;
            }
            n += 1;
        };
        let start = if document.note.is_empty() { format!("{}: ", document.path) } else { "; ".to_owned() };
        document.note += &format!("{start}the id {} is taken by an earlier document; {unique} here", document.id);
        document.status = document.status.max(Status::Warning);
        document.id = unique;
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new(); // with fixed keys, so that runs are equal
    id.hash(&mut hasher);
    hasher.finish()
}
