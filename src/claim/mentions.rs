//! The mentions of one sentence.

use crate::extract::entity::Entity;
use crate::extract::{Mention, Record};

/// The mentions of one sentence; `all` are in the order of their sentences.
pub(crate) fn slice<T>(all: &[Mention<T>], sentence: usize) -> &[Mention<T>] {
    let from = all.partition_point(|m| (m.sentence as usize) < sentence);
    let own = all[from..].iter().take_while(|m| m.sentence as usize == sentence).count();
    &all[from..from + own]
}

/// The entities that a sentence mentions by name or by an anaphoric expression (同社), in order.
pub(super) fn entities(record: &Record, sentence: usize) -> Vec<&Mention<Entity>> {
    let names = slice(&record.entities, sentence).iter();
    let mut all: Vec<_> = names.chain(slice(&record.references, sentence)).collect();
    all.sort_by_key(|m| m.view.start);
    all
}
