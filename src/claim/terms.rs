//! The words a value stands with, and the attribute they name.

use super::Term;
use super::closeness::{self, closeness, is_borne_by};
use super::context::Context;
use super::label::label;
use super::mentions::slice;
use super::moment;
use super::sentence::{Sentence, Word, WordKind};
use super::target::Target;
use crate::text::{BlockKind, Span};
use crate::value::TimexType;
use compact_str::CompactString;
use std::cmp::Reverse;

/// Most words of a claim.
const KEPT: usize = 16;

/// Sentences at the beginning of a document in which a date by itself heads nothing.
const HEAD: usize = 2;

/// The concept of what happens on the day of a dateline.
const PUBLISHED: &str = "発表";

/// A word with its closeness to the value.
type Weighed<'s, 'b> = (&'s Word<'b>, u8);

/// The words of a value, closest first, the attribute that the closest name, and the label for a reader.
pub(super) fn terms(context: &Context, target: &Target) -> (Vec<Term>, String, CompactString) {
    let dateline = target.is_date && is_dateline(context, target.view);
    let implied = dateline.then(|| context.sentences.concepts.get(PUBLISHED)).flatten().map(Word::implied);
    let mut found = own_words(context, target);
    // a sentence without a close word leaves naming the value to the one before
    let weak = found.iter().all(|(_, closeness)| *closeness < closeness::PREDICATE);
    found.extend(labels(context, target));
    found.extend(block_words(context, context.heading(), closeness::HEADING));
    found.extend(implied.iter().map(|w| (w, closeness::IMPLIED)));
    if let Some((sentence, closeness)) = continued(context, weak) {
        let words = sentence.words.iter().filter(|w| w.kind != WordKind::Place);
        found.extend(words.map(|w| (w, closeness)));
    }
    let named = naming(&found);
    let (attribute, label) = (attribute(&named), label(context, named));
    found.sort_unstable_by_key(|(word, closeness)| (Reverse(*closeness), word.key));
    let mut kept = Vec::with_capacity(KEPT);
    found.retain(|(word, _)| {
        let keep = kept.len() < KEPT && !kept.contains(&word.key);
        kept.extend(keep.then_some(word.key));
        keep
    });
    let terms = found.into_iter().map(|(word, closeness)| Term { word: word.text.into(), closeness }).collect();
    (terms, attribute, label)
}

/// The places that limit what a value counts: close to it, or in the labels of its row and column.
pub(super) fn places(context: &Context, target: &Target) -> Vec<CompactString> {
    let words = &context.sentence.words;
    let near = target.near(words);
    let close =
        |k: usize, w: &Word| w.kind == WordKind::Place && closeness(context, k, w, target) >= closeness::PREDICATE;
    let own = near.clone().zip(&words[near]).filter(|(k, w)| close(*k, w)).map(|(_, w)| w);
    let labels = context.row_label().into_iter().chain(context.column_label());
    let labels = labels.flat_map(|b| {
        let (first, end) = context.layout.sentences[b];
        (first..end).flat_map(|s| &context.sentences.get(s).words)
    });
    let all = own.chain(labels).filter(|w| w.kind == WordKind::Place);
    let mut out: Vec<CompactString> = all.map(|w| w.text.into()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The words of the value's own sentence.
fn own_words<'a, 'b>(context: &Context<'a, 'b>, target: &Target) -> Vec<Weighed<'a, 'b>> {
    let all = &context.sentence.words;
    let near = target.near(all);
    let mut found: Vec<Weighed> = Vec::with_capacity(near.len() + KEPT);
    for (k, word) in near.clone().zip(&all[near]) {
        let own = closeness(context, k, word, target);
        let foreign = word.kind == WordKind::Party && !is_borne_by(context, word, target.view);
        found.push((word, if foreign { own.min(closeness::FAR) } else { own }));
    }
    // a date that ends its clause (締め切りは13日) belongs to what stands before it
    let weak = found.iter().all(|(_, closeness)| *closeness < closeness::PREDICATE);
    if target.is_date && weak && !target.is_moment {
        for (word, closeness) in &mut found {
            if target.clause.contains(word.span) {
                *closeness = (*closeness).max(closeness::NEAR);
            }
        }
    }
    found
}

/// The words that the layout gives a value: the labels of its row and column, and what stands beside or under a date.
fn labels<'a, 'b>(context: &Context<'a, 'b>, target: &Target) -> Vec<Weighed<'a, 'b>> {
    let mut found = Vec::new();
    let kind = context.kind();
    if let BlockKind::Cell { .. } = kind {
        found.extend(block_words(context, context.row_label(), closeness::LABEL));
        found.extend(block_words(context, context.column_label(), closeness::NEAR));
        if context.row_label().is_none() && target.is_date {
            for cell in context.layout.row_of(context.block) {
                found.extend(block_words(context, Some(cell), closeness::NEAR));
            }
        }
    }
    if target.is_date && matches!(kind, BlockKind::Heading(_)) {
        let items = context.layout.under(context.block).filter(|block| !has_time(context, *block));
        for item in items.take(2) {
            found.extend(block_words(context, Some(item), closeness::NEAR));
        }
    }
    if target.is_date
        && let Some(sentence) = under(context)
    {
        found.extend(sentence.words.iter().map(|w| (w, closeness::NEAR)));
    }
    found
}

/// The sentence under a line that holds a date alone: 1月26日、11:28分頃 ⏎ ネムの入金がストップ.
fn under<'a, 'b>(context: &Context<'a, 'b>) -> Option<&'a Sentence<'b>> {
    let view = &context.record.reading.view;
    let next = view.sentences.get(context.index + 1)?;
    let follows = next.block as usize <= context.block + 1
        && !matches!(view.blocks[next.block as usize].1, BlockKind::Heading(_));
    let alone = matches!(context.kind(), BlockKind::Paragraph | BlockKind::Item) && context.sentence.words.is_empty();
    let dated = !slice(&context.record.dates, context.index + 1).is_empty();
    (alone && follows && !dated && context.index >= HEAD).then(|| context.sentences.get(context.index + 1))
}

/// The words of the first two sentences of another block.
fn block_words<'a, 'b>(
    context: &Context<'a, 'b>,
    block: Option<usize>,
    closeness: u8,
) -> impl Iterator<Item = Weighed<'a, 'b>> + use<'a, 'b> {
    let (first, end) = block.map_or((0, 0), |block| context.layout.sentences[block]);
    let sentences = context.sentences;
    (first..end.min(first + 2)).flat_map(|s| &sentences.get(s).words).map(move |w| (w, closeness))
}

/// The sentence before, if this one continues it, and the closeness of its words: this one has no predicate (青波市で4人、夕凪町で1人。)
/// or no close word for the value (`weak`), or it is an answer.
fn continued<'a, 'b>(context: &Context<'a, 'b>, weak: bool) -> Option<(&'a Sentence<'b>, u8)> {
    let Context { record, index, .. } = *context;
    let first = context.layout.sentences[context.block].0 == index;
    let has_predicate = || record.reading.sentence_tokens(index).iter().any(|t| t.pos.is_predicate());
    if index == 0 || matches!(context.kind(), BlockKind::Cell { .. }) {
        return None;
    }
    let view = &record.reading.view;
    let before = view.sentence(index - 1).trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '」');
    // ――事故の日のことを。 is said by an interviewer
    let asked = before.ends_with(['？', 'か']) || before.starts_with(['―', '—', 'Q']);
    if !asked && (first || !weak && has_predicate()) {
        return None;
    }
    let closeness = if asked { closeness::FAR } else { closeness::TOPIC };
    Some((context.sentences.get(index - 1), closeness))
}

/// Returns true if a date stands by itself in the first lines: it is the day of the publication.
fn is_dateline(context: &Context, view: Span) -> bool {
    let (block, _) = context.record.reading.view.blocks[context.block];
    let is_empty = |from: usize, to: usize| {
        let rest = context.between(from, to).unwrap_or("");
        !rest.contains(char::is_alphanumeric)
    };
    context.index < moment::DATELINE && is_empty(block.start, view.start) && is_empty(view.end, block.end)
}

/// Returns true if a block has a date or time.
fn has_time(context: &Context, block: usize) -> bool {
    let (first, end) = context.layout.sentences[block];
    let dates = (first..end).flat_map(|s| slice(&context.record.dates, s));
    dates.into_iter().any(|d| d.value.time.kind != TimexType::Duration)
}

/// Most words that name a value.
const NAMING: usize = 4;

/// The words that name a value, a few of the closest, in the order of the text.
fn naming<'s, 'b>(words: &[Weighed<'s, 'b>]) -> Vec<&'s Word<'b>> {
    let mut best: [Option<&Weighed>; NAMING] = [None; NAMING];
    let rank = |(word, closeness): &Weighed| (Reverse(*closeness), word.span.start);
    for word in words.iter().filter(|(_, closeness)| *closeness >= closeness::PREDICATE) {
        let at = best.iter().position(|other| other.is_none_or(|other| rank(other) > rank(word)));
        if let Some(at) = at {
            best[at..].rotate_right(1);
            best[at] = Some(word);
        }
    }
    let mut out: Vec<&Word> = best.into_iter().flatten().map(|(word, _)| *word).collect();
    out.sort_by_key(|word| word.span.start);
    out
}

/// The attribute that these words name: each once, with a blank between.
fn attribute(words: &[&Word]) -> String {
    let texts = || words.iter().map(|word| word.text);
    let mut out = String::with_capacity(texts().map(|text| text.len() + 1).sum());
    for (i, text) in texts().enumerate() {
        if !texts().take(i).any(|before| before == text) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(text);
        }
    }
    out
}
