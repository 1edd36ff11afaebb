//! Keywords of a document: its most frequent names and nouns.

use super::mentions::slice;
use crate::extract::Record;
use crate::morph::Pos;
use compact_str::CompactString;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

/// Most keywords of a document.
const KEPT: usize = 36;

/// Sentences that are read: news says at the beginning what it is about.
const READ: usize = 60;

/// Capacity for the words of most documents.
const USUAL: usize = 400;

/// The most frequent words of a document, sorted; those of the title and the first lines count double.
pub(super) fn keywords(record: &Record) -> Arc<[CompactString]> {
    let reading = &record.reading;
    let mut counts: HashMap<&str, (u32, usize)> = HashMap::with_capacity(USUAL);
    for i in 0..reading.view.sentences.len().min(READ) {
        let weight = if i < 3 { 2 } else { 1 };
        let names = slice(&record.entities, i).iter().map(|m| (m.view.start, m.value.canonical.as_str()));
        let nouns =
            reading.sentence_tokens(i).iter().filter(|t| is_noun(t.pos)).map(|t| (t.start as usize, reading.text(t)));
        for (at, word) in names.chain(nouns).filter(|(_, w)| w.chars().nth(1).is_some()) {
            let entry = counts.entry(word).or_insert((0, at));
            entry.0 += weight;
        }
    }
    let mut all: Vec<(&str, (u32, usize))> = counts.into_iter().collect();
    if all.len() > KEPT {
        all.select_nth_unstable_by_key(KEPT, |(word, (n, first))| (Reverse(*n), *first, *word));
    }
    let mut out: Vec<CompactString> = all.into_iter().take(KEPT).map(|(w, _)| w.into()).collect();
    out.sort_unstable();
    out.into()
}

fn is_noun(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::ProperNoun | Pos::Organization | Pos::Place)
}
