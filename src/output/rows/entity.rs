//! The index of entities over all documents.

use super::{EMPTY, show};
use crate::check::Analysis;
use crate::extract::entity::{Declared, EntityKind, id};
use crate::output::csv::Row;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Counts entities document by document; what it keeps grows with the number of distinct names only.
#[derive(Clone, Debug, Default)]
pub struct EntityTally {
    entities: BTreeMap<(EntityKind, String), Seen>,
    documents: usize,
    declared: Declared,
    /// Identifiers that stand for a short name, and the long one.
    renamed: HashMap<String, Renamed>,
}

/// What an entity is called after all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// Its canonical name.
    pub canonical: String,
    /// Its identifier.
    pub id: String,
}

#[derive(Clone, Debug, Default)]
struct Seen {
    aliases: BTreeSet<String>,
    mentions: usize,
    documents: usize,
    last_document: usize,
    days: Option<(Date, Date)>,
}

impl EntityTally {
    /// Adds the entities of a document.
    pub fn add(&mut self, analysis: &Analysis) {
        self.documents += 1;
        let record = &analysis.record;
        self.declared.add(&record.reading, &record.entities);
        for m in &record.entities {
            let seen = self.entities.entry((m.value.kind, m.value.canonical.clone())).or_default();
            seen.mentions += 1;
            if seen.last_document != self.documents {
                seen.last_document = self.documents;
                seen.documents += 1;
            }
            let surface = m.span.of(&record.document.text);
            if !seen.aliases.contains(surface) {
                seen.aliases.insert(surface.to_owned());
            }
            let from = record.dates.partition_point(|d| d.sentence < m.sentence);
            let beside = record.dates[from..].iter().take_while(|d| d.sentence == m.sentence);
            for day in beside.filter_map(|d| d.value.time.day()) {
                let (first, last) = seen.days.unwrap_or((day, day));
                seen.days = Some((first.min(day), last.max(day)));
            }
        }
    }

    /// Joins short names with the long ones of other documents, when all are there.
    pub fn join(&mut self) {
        let names = self.entities.keys().map(|(kind, name)| (*kind, name.as_str()));
        for ((kind, short), long) in self.declared.joined(names) {
            let renamed = Renamed { id: id(kind, &long), canonical: long.clone() };
            self.renamed.insert(id(kind, &short), renamed);
            if let Some(seen) = self.entities.remove(&(kind, short)) {
                self.entities.entry((kind, long)).or_default().join(seen);
            }
        }
    }

    /// What the entity is called after all that was given this identifier when its document was read, if something else.
    pub fn renamed(&self, id: &str) -> Option<&Renamed> {
        self.renamed.get(id)
    }

    /// The identifiers of long names that short ones were joined with.
    pub fn joined(&self) -> BTreeSet<&str> {
        self.renamed.values().map(|renamed| renamed.id.as_str()).collect()
    }

    /// Number of distinct entities.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether none was seen.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The rows of `entity_index`, the most mentioned first. `documents` says in how many documents the joined ones are:
    /// one may name both.
    pub fn rows(&self, documents: &HashMap<String, usize>) -> Vec<Row<'_>> {
        let mut order: Vec<_> = self.entities.iter().collect();
        order.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.mentions));
        order.into_iter().map(|((kind, name), seen)| row(id(*kind, name), (*kind, name), seen, documents)).collect()
    }
}

impl Seen {
    fn join(&mut self, other: Seen) {
        self.aliases.extend(other.aliases);
        self.mentions += other.mentions;
        self.documents += other.documents;
        self.days = match (self.days, other.days) {
            (Some(own), Some(others)) => Some((own.0.min(others.0), own.1.max(others.1))),
            (own, others) => own.or(others),
        };
    }
}

fn row<'a>(
    id: String,
    (kind, name): (EntityKind, &'a str),
    seen: &Seen,
    documents: &HashMap<String, usize>,
) -> Row<'a> {
    let documents = documents.get(&id).copied().unwrap_or(seen.documents);
    let aliases: Vec<&str> = seen.aliases.iter().map(String::as_str).collect();
    vec![
        Cow::Owned(id),
        Cow::Borrowed(name),
        Cow::Borrowed(kind.as_str()),
        Cow::Owned(aliases.join(";")),
        show(seen.mentions),
        show(documents),
        seen.days.map_or(EMPTY, |d| show(d.0)),
        seen.days.map_or(EMPTY, |d| show(d.1)),
    ]
}
