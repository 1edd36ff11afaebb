//! Rows of the index of entities.

use super::{EMPTY, Row, show};
use crate::check::Analysis;
use crate::extract::entity::{Declared, EntityKind, id};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The entities of documents, with their numbers of mentions. Its size grows with the number of distinct names only.
#[derive(Clone, Debug, Default)]
pub struct EntityIndex {
    entities: BTreeMap<(EntityKind, String), Occurrences>,
    /// Short names that documents introduce.
    declared: Declared,
    /// Long names by the identifier that their short name had.
    canonical: HashMap<String, CanonicalName>,
}

/// The name of an entity across documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalName {
    /// The canonical name.
    pub name: String,
    /// Its identifier.
    pub id: String,
}

/// The mentions of an entity.
#[derive(Clone, Debug, Default)]
struct Occurrences {
    aliases: BTreeSet<String>,
    mentions: usize,
    documents: usize,
    /// First and last day named in a sentence with it.
    days: Option<(Date, Date)>,
}

impl EntityIndex {
    /// The entities of one document.
    pub fn of(analysis: &Analysis) -> Self {
        let mut out = EntityIndex::default();
        let record = &analysis.record;
        out.declared.add(&record.reading, &record.entities);
        for m in &record.entities {
            let seen = out.entities.entry((m.value.kind, m.value.canonical.clone())).or_default();
            seen.mentions += 1;
            seen.documents = 1;
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
        out
    }

    /// Adds the entities of further documents.
    pub fn join(&mut self, other: EntityIndex) {
        self.declared.join(other.declared);
        for (key, seen) in other.entities {
            self.entities.entry(key).or_default().join(seen);
        }
    }

    /// Joins short names with the long names of other documents. For when all documents are there.
    pub fn join_names(&mut self) {
        let names = self.entities.keys().map(|(kind, name)| (*kind, name.as_str()));
        for ((kind, short), long) in self.declared.joined(names) {
            let canonical = CanonicalName { id: id(kind, &long), name: long.clone() };
            self.canonical.insert(id(kind, &short), canonical);
            if let Some(seen) = self.entities.remove(&(kind, short)) {
                self.entities.entry((kind, long)).or_default().join(seen);
            }
        }
    }

    /// The canonical name of the entity that has this identifier in its document, if it is another one across documents.
    pub fn canonical_of(&self, id: &str) -> Option<&CanonicalName> {
        self.canonical.get(id)
    }

    /// The identifiers of the entities with which short names were joined.
    pub fn joined(&self) -> BTreeSet<&str> {
        self.canonical.values().map(|name| name.id.as_str()).collect()
    }

    /// Number of distinct entities.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Returns true if there is none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The rows of `entity_index`, the most mentioned first. `documents` has, by identifier, the number of documents of the
    /// joined entities, since a document may have both names.
    pub fn rows(&self, documents: &HashMap<String, usize>) -> Vec<Row<'_>> {
        let mut order: Vec<_> = self.entities.iter().collect();
        order.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.mentions));
        order.into_iter().map(|((kind, name), seen)| row(id(*kind, name), (*kind, name), seen, documents)).collect()
    }
}

impl Occurrences {
    fn join(&mut self, other: Occurrences) {
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
    seen: &Occurrences,
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
