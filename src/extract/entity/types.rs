//! One type for the same words throughout a document, where only the model or the dictionary says which: what a word beside a name
//! says in one place (小惑星「ミナト」) holds for the others, and else what most places say.

use super::line::Page;
use super::{EntityKind, Found, Method};
use std::collections::BTreeMap;

/// What the places of a name say of its type.
#[derive(Default)]
struct Evidence {
    /// Types that the words beside it state.
    stated: Vec<EntityKind>,
    /// Sums of the confidences with which the model or the dictionary says a type.
    guessed: Vec<(EntityKind, f32)>,
}

impl Evidence {
    fn add(&mut self, found: &Found<'_>, kind: EntityKind) {
        match found.method {
            Method::Kind | Method::Affix if found.sure && !self.stated.contains(&kind) => self.stated.push(kind),
            Method::Model | Method::Dictionary => match self.guessed.iter_mut().find(|(own, _)| *own == kind) {
                Some((_, sum)) => *sum += found.confidence,
                None => self.guessed.push((kind, found.confidence)),
            },
            _ => {}
        }
    }

    /// The type that all places share, if they tell one.
    fn shared(&self) -> Option<EntityKind> {
        match self.stated[..] {
            [kind] => return Some(kind),
            [] => {}
            _ => return None,
        }
        let total: f32 = self.guessed.iter().map(|(_, sum)| sum).sum();
        self.guessed.iter().find(|(_, sum)| *sum > total * MOST).map(|(kind, _)| *kind)
    }
}

/// Share of the places that decides for the others.
const MOST: f32 = 0.6;

/// Gives names that only the model or the dictionary types the type that they have elsewhere in the document.
pub(super) fn agree(page: &Page<'_>, found: &mut [Found<'_>]) {
    let mut names: BTreeMap<&str, Evidence> = BTreeMap::new();
    for f in found.iter() {
        if let Some(kind) = f.kind {
            names.entry(f.span.of(page.text)).or_default().add(f, kind);
        }
    }
    for f in found.iter_mut().filter(|f| matches!(f.method, Method::Model | Method::Dictionary)) {
        let name = f.span.of(page.text);
        // 千葉 is 千葉県 where that is spoken of
        let place = f.kind == Some(EntityKind::Person) && page.stems.contains(&name);
        let shared = names.get(name).and_then(Evidence::shared);
        f.kind = if place { Some(EntityKind::Loc) } else { shared.or(f.kind) };
    }
}
