//! The subject of a claim: the topic of its sentence, else of its section, else of the document.

use super::SubjectFrom;
use super::context::Context;
use super::layout::Layout;
use super::mentions::slice;
use crate::extract::Record;
use crate::extract::entity::{Entity, EntityKind};
use crate::lexicon::{Phrases, Table, table};
use crate::text::{BlockKind, Span};

/// Endings of the names of authorities: a number is rarely about them, they speak about others.
static WORDS: Table<Phrases> = table!("subject.csv", Phrases::new);

/// The subjects that the sentences of a document inherit.
#[derive(Debug, Default)]
pub(super) struct Subjects<'a> {
    /// For each sentence, the topic of those before it in its section.
    inherited: Vec<Option<&'a Entity>>,
    /// The organisation that the whole document is about.
    document: Option<&'a Entity>,
}

/// Returns true if entities of a type can be the subject of a number.
fn can_be_subject(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Org | EntityKind::Person | EntityKind::Loc | EntityKind::Product | EntityKind::Event)
}

/// Returns true if an entity is an authority, which speaks about others.
fn speaks_for_others(entity: &Entity) -> bool {
    let name = entity.canonical.as_str();
    entity.kind == EntityKind::Org && WORDS.ends(name)
}

impl<'a> Subjects<'a> {
    /// Follows the topics through a document.
    pub fn read(record: &'a Record, layout: &Layout) -> Self {
        let mut out = Subjects { document: main_organisation(record), ..Subjects::default() };
        let mut topic: Option<&Entity> = None;
        let mut section: Option<&Entity> = None;
        for (i, sentence) in record.reading.view.sentences.iter().enumerate() {
            let block = sentence.block as usize;
            let (first, _) = layout.sentences[block];
            if let BlockKind::Heading(level) = record.reading.view.blocks[block].1 {
                let only = only_entity(record, i);
                section = if level <= 1 { None } else { only };
                topic = section;
                out.inherited.push(None);
                continue;
            }
            if i == first {
                topic = section;
            }
            out.inherited.push(topic.or(section));
            topic = topic_of(record, i).or(topic);
        }
        out
    }

    /// The subject of a value, and how firmly it is known.
    pub fn of(&self, context: &Context<'_, 'a>, view: Span) -> (Option<&'a Entity>, SubjectFrom) {
        let record = context.record;
        let label = |block: Option<usize>| block.and_then(|b| only_entity(record, context.layout.sentences[b].0));
        if let Some(e) = label(context.column_label()).or_else(|| label(context.row_label())) {
            return (Some(e), SubjectFrom::Sentence);
        }
        let clause = context.sentence.clause(view.start);
        let named = |from: usize, to: usize| {
            context.sentence.entities.iter().rev().copied().find(|m| {
                m.view.start >= from
                    && m.view.end <= to
                    && is_marked(record, m.view)
                    && can_be_subject(m.value.kind)
                    && !speaks_for_others(&m.value)
            })
        };
        match named(clause.start, view.start).or_else(|| named(0, clause.start)) {
            Some(m) => (Some(&m.value), SubjectFrom::Sentence),
            None => match self.inherited.get(context.index).copied().flatten() {
                Some(e) => (Some(e), SubjectFrom::Section),
                None => (self.document, SubjectFrom::Document),
            },
        }
    }
}

/// The organisation that a document is about; none if no organisation stands out.
fn main_organisation(record: &Record) -> Option<&Entity> {
    let mut counts: Vec<(&Entity, usize)> = Vec::new();
    for m in record.entities.iter().filter(|m| m.value.kind == EntityKind::Org && !speaks_for_others(&m.value)) {
        // names in the title and the first sentences weigh more
        let weight = if m.sentence < 6 { 3 } else { 1 };
        match counts.iter_mut().find(|(e, _)| e.canonical == m.value.canonical) {
            Some((_, n)) => *n += weight,
            None => counts.push((&m.value, weight)),
        }
    }
    let total: usize = counts.iter().map(|(_, n)| *n).sum();
    let best = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
    counts.iter().find(|(_, n)| *n == best && best >= 3 && best * 2 >= total).map(|(e, _)| *e)
}

/// The organisation, place or person that a sentence mentions; none if it mentions several.
fn only_entity(record: &Record, sentence: usize) -> Option<&Entity> {
    let mut all = slice(&record.entities, sentence)
        .iter()
        .filter(|m| matches!(m.value.kind, EntityKind::Org | EntityKind::Loc | EntityKind::Person))
        .map(|m| &m.value);
    let first = all.next()?;
    all.all(|e| e.canonical == first.canonical).then_some(first)
}

/// The organisation or event that is the topic of a sentence; of several the last.
fn topic_of(record: &Record, sentence: usize) -> Option<&Entity> {
    let all = slice(&record.entities, sentence).iter().chain(slice(&record.references, sentence));
    let topics = all.filter(|m| {
        matches!(m.value.kind, EntityKind::Org | EntityKind::Event)
            && is_marked(record, m.view)
            && !speaks_for_others(&m.value)
    });
    topics.max_by_key(|m| m.view.start).map(|m| &m.value)
}

/// Returns true if は, が, も, の or a colon follows an entity, after brackets if there are any: it is a topic, subject or
/// possessor.
fn is_marked(record: &Record, view: Span) -> bool {
    let after = &record.reading.view.text[view.end..];
    let after = match after.strip_prefix('（') {
        Some(inner) => inner.split_once('）').map_or(inner, |(_, rest)| rest),
        None => after,
    };
    after.starts_with(['は', 'が', 'も', 'の', '：'])
}
