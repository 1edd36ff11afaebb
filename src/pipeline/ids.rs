//! Document ids that are unique in a run.

use crate::corpus::{Document, Status};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The ids given so far, as hashes: sixteen bytes a document, whatever the ids.
#[derive(Debug, Default)]
pub(super) struct Ids(HashMap<u64, u32>);

impl Ids {
    /// Gives the second document with an id the suffix `-2`, and says so in its note.
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
    let mut hasher = DefaultHasher::new(); // keys are fixed: the same in every run
    id.hash(&mut hasher);
    hasher.finish()
}
