//! What a document speaks of: the names and nouns it repeats.

use super::context::Sentences;
use crate::extract::Record;
use compact_str::CompactString;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How many words tell what a document is about.
const KEPT: usize = 24;

/// Sentences that are read for it: news says what it is about at its beginning.
const READ: usize = 40;

/// The words of a document that stand in most of its sentences; those of the title and the first lines count double.
pub(super) fn topics(record: &Record, sentences: &Sentences) -> Vec<CompactString> {
    let mut counts: HashMap<&str, (u32, usize)> = HashMap::new();
    for i in 0..record.reading.view.sentences.len().min(READ) {
        let weight = if i < 3 { 2 } else { 1 };
        let words = &sentences.get(i).words;
        for (k, word) in words.iter().enumerate().filter(|(_, w)| !w.verbal && w.text.chars().nth(1).is_some()) {
            let entry = counts.entry(word.text).or_insert((0, i * 1000 + k));
            entry.0 += weight;
        }
    }
    let mut all: Vec<(&str, (u32, usize))> = counts.into_iter().collect();
    all.sort_unstable_by_key(|(_, (n, first))| (Reverse(*n), *first));
    let mut out: Vec<CompactString> = all.into_iter().take(KEPT).map(|(w, _)| w.into()).collect();
    out.sort_unstable();
    out
}
