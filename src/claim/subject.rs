//! Whom or what a claim is about: the topic of the sentence, else of the section, else of the document.

use super::SubjectFrom;
use super::context::{Sentence, slice};
use super::section::Layout;
use crate::extract::entity::{Entity, EntityKind};
use crate::extract::{Mention, Record};
use crate::lexicon::{Phrases, Table, table};
use crate::text::{BlockKind, Span};
/// Ends the name of an authority, which speaks about others more often than a figure is about it.
static WORDS: Table<Phrases> = table!("subject.csv", Phrases::new);

/// The subject of each sentence's start, followed through the document.
#[derive(Debug, Default)]
pub(super) struct Topics<'a> {
    /// Topic inherited by each sentence from those before it in its section.
    inherited: Vec<Option<&'a Entity>>,
    /// What the whole document is about.
    document: Option<&'a Entity>,
}

/// Types that have attributes of their own and so can be a subject.
fn can_be_subject(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Org | EntityKind::Person | EntityKind::Loc | EntityKind::Product | EntityKind::Event)
}

/// Agencies and media speak about others; they are rarely what a figure is about.
fn speaks_for_others(entity: &Entity) -> bool {
    let name = entity.canonical.as_str();
    entity.kind == EntityKind::Org && WORDS.ends(name)
}

impl<'a> Topics<'a> {
    pub fn read(record: &'a Record, layout: &Layout) -> Self {
        let mut out = Topics::default();
        let mut counts: Vec<(&'a Entity, usize)> = Vec::new();
        for m in record.entities.iter().filter(|m| m.value.kind == EntityKind::Org && !speaks_for_others(&m.value)) {
            // names in the title and the first sentences weigh more
            let weight = if m.sentence < 6 { 3 } else { 1 };
            match counts.iter_mut().find(|(e, _)| e.canonical == m.value.canonical) {
                Some((_, n)) => *n += weight,
                None => counts.push((&m.value, weight)),
            }
        }
        // one organisation must stand out, or the document is about none
        let total: usize = counts.iter().map(|(_, n)| *n).sum();
        let best = counts.iter().map(|(_, n)| *n).max().unwrap_or(0);
        out.document = counts.iter().find(|(_, n)| *n == best && best >= 3 && best * 2 >= total).map(|(e, _)| *e);
        let mut topic: Option<&Entity> = None;
        let mut section: Option<&Entity> = None;
        for (i, sentence) in record.reading.view.sentences.iter().enumerate() {
            let block = sentence.block as usize;
            let (first, _) = layout.sentences[block];
            if let BlockKind::Heading(level) = record.reading.view.blocks[block].1 {
                let only = single(record, i);
                section = if level <= 1 { None } else { only };
                topic = section;
                out.inherited.push(None);
                continue;
            }
            if i == first {
                topic = section;
            }
            out.inherited.push(topic.or(section));
            topic = marked(record, i).or(topic);
        }
        out
    }

    /// The subject of a value at view range `at` of sentence `i`, which has these `words`.
    pub fn subject(
        &self,
        record: &'a Record,
        layout: &Layout,
        i: usize,
        words: &Sentence<'a>,
        at: Span,
    ) -> (Option<&'a Entity>, SubjectFrom) {
        let block = record.reading.view.sentences[i].block as usize;
        let column = layout.column_label[block].and_then(|b| single(record, layout.sentences[b].0));
        let row = layout.row_label[block].and_then(|b| single(record, layout.sentences[b].0));
        if let Some(e) = column.or(row) {
            return (Some(e), SubjectFrom::Sentence);
        }
        let clause = words.clause(at.start);
        let named = |from: usize, to: usize| {
            words.parties.iter().rev().copied().find(|m| {
                m.view.start >= from
                    && m.view.end <= to
                    && is_marked(record, m.view)
                    && can_be_subject(m.value.kind)
                    && !speaks_for_others(&m.value)
            })
        };
        let in_clause = named(clause.start, at.start);
        let before = named(0, clause.start);
        match in_clause.or(before) {
            Some(m) => (Some(&m.value), SubjectFrom::Sentence),
            None => match self.inherited.get(i).copied().flatten() {
                Some(e) => (Some(e), SubjectFrom::Section),
                None => (self.document, SubjectFrom::Document),
            },
        }
    }
}

/// The only subject-like entity of a sentence.
fn single(record: &Record, sentence: usize) -> Option<&Entity> {
    let mut all = slice(&record.entities, sentence)
        .iter()
        .filter(|m| matches!(m.value.kind, EntityKind::Org | EntityKind::Loc | EntityKind::Person))
        .map(|m| &m.value);
    let first = all.next()?;
    all.all(|e| e.canonical == first.canonical).then_some(first)
}

/// The names of a sentence and its references back to one, in order.
pub(super) fn parties(record: &Record, sentence: usize) -> Vec<&Mention<Entity>> {
    let names = slice(&record.entities, sentence).iter();
    let mut all: Vec<_> = names.chain(slice(&record.references, sentence)).collect();
    all.sort_by_key(|m| m.view.start);
    all
}

/// The entity a sentence makes its topic.
fn marked(record: &Record, sentence: usize) -> Option<&Entity> {
    let all = slice(&record.entities, sentence).iter().chain(slice(&record.references, sentence));
    let topics = all.filter(|m| {
        matches!(m.value.kind, EntityKind::Org | EntityKind::Event)
            && is_marked(record, m.view)
            && !speaks_for_others(&m.value)
    });
    topics.max_by_key(|m| m.view.start).map(|m| &m.value)
}

/// Whether は, が, も or の follows: topic, subject or possessor; closing brackets of a restatement are skipped.
fn is_marked(record: &Record, view: Span) -> bool {
    let after = &record.reading.view.text[view.end..];
    let after = match after.strip_prefix('（') {
        Some(inner) => inner.split_once('）').map_or(inner, |(_, rest)| rest),
        None => after,
    };
    after.starts_with(['は', 'が', 'も', 'の', '：'])
}
