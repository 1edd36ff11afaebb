//! How the source stands to a claim: as a fact, a plan, a report of somebody else.

use super::context::Context;
use crate::lexicon::{Modality, Phrases, Table, modality_of, table};

/// Expressions by which a sentence attributes what it says to somebody else: によると.
static WORDS: Table<Phrases> = table!("modality.csv", Phrases::new);

/// Byte offset in the sentence at which it attributes what it says to somebody else.
pub(super) fn attributed_at(context: &Context) -> Option<usize> {
    WORDS.find(context.record.reading.view.sentence(context.index))
}

/// The modality of a value, and the name of whom the sentence attributes it to. `after` is the text between the value and
/// the end of its clause, whose predicate carries the modality.
pub(super) fn modality(context: &Context, after: &str, attributed_at: Option<usize>) -> (Modality, String) {
    let base = context.record.reading.view.sentences[context.index].span.start;
    let attribution = attributed_at
        .and_then(|at| context.sentence.entities.iter().rfind(|e| e.view.end <= base + at))
        .map(|e| e.value.canonical.clone())
        .unwrap_or_default();
    // a plan announced in a heading or label holds for the bare numbers under it
    let above = [context.heading(), context.row_label(), context.column_label()];
    let planned = above.into_iter().flatten().any(|b| context.layout.planned[b]);
    let modality = if planned && !context.is_paragraph() { Modality::Planned } else { modality_of(after) };
    match modality {
        Modality::Asserted if attributed_at.is_some() => (Modality::Reported, attribution),
        other => (other, attribution),
    }
}
