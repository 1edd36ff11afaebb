//! The index of entities over all documents.

use super::{EMPTY, show};
use crate::check::Analysis;
use crate::extract::entity::{EntityKind, id};
use crate::output::csv::Row;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Counts entities document by document; what it keeps grows with the number of distinct names only.
#[derive(Clone, Debug, Default)]
pub struct EntityTally {
    entities: BTreeMap<(EntityKind, String), Seen>,
    documents: usize,
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

    /// Number of distinct entities.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether none was seen.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The rows of `entity_index`, the most mentioned first.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let mut order: Vec<_> = self.entities.iter().collect();
        order.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.mentions));
        order.into_iter().map(|((kind, name), seen)| row(*kind, name, seen)).collect()
    }
}

fn row<'a>(kind: EntityKind, name: &'a str, seen: &Seen) -> Row<'a> {
    let aliases: Vec<&str> = seen.aliases.iter().map(String::as_str).collect();
    vec![
        Cow::Owned(id(kind, name)),
        Cow::Borrowed(name),
        Cow::Borrowed(kind.as_str()),
        Cow::Owned(aliases.join(";")),
        show(seen.mentions),
        show(seen.documents),
        seen.days.map_or(EMPTY, |d| show(d.0)),
        seen.days.map_or(EMPTY, |d| show(d.1)),
    ]
}
