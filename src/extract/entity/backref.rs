//! Anaphors: 同社, 同氏, 当社 point back to a name. They are no mentions of it, but what is said of them is said of it.

use super::anaphor::{Anaphor, SAME, anaphor, marks};
use super::canonical::normal;
use super::lexical::kind;
use super::{Entity, EntityKind, Mention, Reading};
use crate::lexicon::{AffixRole, affixes};
use crate::morph::Pos;
use crate::text::{Span, fold_str};

/// Most sentences between a reference and the name it points to.
const REACH: u32 = 12;

/// Most tokens of a reference.
const LONGEST: usize = 4;

/// The references of a document in order, each with the entity it points to; those that point to none are left out.
/// `source` is the publisher of the document, whom 当社 may mean.
pub fn references(reading: &Reading, entities: &[Mention<Entity>], source: &str) -> Vec<Mention<Entity>> {
    let mut out: Vec<Mention<Entity>> = Vec::new();
    for sentence in 0..reading.view.sentences.len() {
        let (span, tokens) = (reading.view.sentences[sentence].span, reading.sentence_range(sentence));
        for (at, _) in span.of(&reading.view.text).match_indices(marks()) {
            let start = (span.start + at) as u32;
            let own = &reading.tokens[tokens.clone()];
            let Ok(token) = own.binary_search_by_key(&start, |t| t.start) else { continue };
            let token = tokens.start + token;
            let place = Place { reading, entities, earlier: &out, sentence: sentence as u32, token };
            if let Some((view, value)) = place.resolve(source) {
                out.push(Mention { span: reading.view.original(view), view, sentence: sentence as u32, value });
            }
        }
    }
    out
}

/// A token that may begin a reference, and the names and references before it.
struct Place<'a> {
    reading: &'a Reading,
    entities: &'a [Mention<Entity>],
    earlier: &'a [Mention<Entity>],
    sentence: u32,
    token: usize,
}

impl Place<'_> {
    /// The span of the longest reference that points to something, and the entity.
    fn resolve(&self, source: &str) -> Option<(Span, Entity)> {
        let text = &self.reading.view.text;
        let start = self.reading.tokens[self.token].start as usize;
        let mark = text[start..].chars().next()?;
        for end in self.ends().into_iter().rev() {
            let span = Span::new(start, end);
            let word = &span.of(text)[mark.len_utf8()..];
            if word.is_empty() || self.is_name(span) {
                continue;
            }
            let entity = match anaphor(word) {
                Some(row) if mark == SAME => self.nearest(start, |m| stands_for(row, m, text)),
                Some(row) if !row.is_own(mark) => None,
                Some(row) if self.is_quoted(start) => self.nearest(start, |m| stands_for(row, m, text)),
                Some(row) => self.issuer(row, span, source),
                None if mark == SAME => self.nearest(start, |m| ends_alike(word, m, text)),
                None => None,
            };
            if let Some(entity) = entity {
                return Some((span, entity.clone()));
            }
        }
        None
    }

    /// Offsets at which the reference may end: after each of the nominal tokens that touch.
    fn ends(&self) -> Vec<usize> {
        let tokens = &self.reading.tokens[self.token..self.reading.sentence_range(self.sentence as usize).end];
        let touching = tokens.windows(2).take_while(|pair| pair[0].end == pair[1].start && pair[1].pos.is_nominal());
        let count = 1 + touching.take(LONGEST - 1).count();
        // 同行する, 同行者: a word that makes a verb refers to nothing unless a particle follows
        let after = tokens.get(1).filter(|next| next.start == tokens[0].end);
        if tokens[0].pos == Pos::Verbal && after.is_some_and(|next| !next.pos.is_particle() && !next.pos.is_symbol()) {
            return Vec::new();
        }
        tokens[..count].iter().map(|token| token.end as usize).collect()
    }

    /// Returns true if a name or a part of one stands here.
    fn is_name(&self, span: Span) -> bool {
        let from = self.entities.partition_point(|m| m.view.end <= span.start);
        self.entities.get(from).is_some_and(|m| m.view.start < span.end)
    }

    /// Returns true if a quotation is open at byte `at`: there 当社 is who is quoted.
    fn is_quoted(&self, at: usize) -> bool {
        let before = &self.reading.view.text[self.reading.view.sentences[self.sentence as usize].span.start..at];
        before.matches('「').count() > before.matches('」').count()
    }

    /// The name that fits and stands nearest before byte `at`; of several in one sentence the last that は, が or も marks.
    fn nearest(&self, at: usize, fits: impl Fn(&Mention<Entity>) -> bool) -> Option<&Entity> {
        let least = self.sentence.saturating_sub(REACH);
        let before = |all: &'_ [Mention<Entity>]| all.partition_point(|m| m.view.end <= at);
        let names = &self.entities[..before(self.entities)];
        let near = |m: &&Mention<Entity>| m.sentence >= least && fits(m);
        let name = names.iter().rev().take_while(|m| m.sentence >= least).find(near);
        let reference = self.earlier.iter().rev().take_while(|m| m.sentence >= least).find(near);
        let last = name.into_iter().chain(reference).max_by_key(|m| m.view.start)?;
        let beside = names.iter().chain(self.earlier).filter(|m| m.sentence == last.sentence && fits(m));
        let marked = beside.filter(|m| self.is_marked(m.view)).max_by_key(|m| m.view.start);
        Some(&marked.unwrap_or(last).value)
    }

    /// Returns true if は, が or も follows a span, brackets between them or not.
    fn is_marked(&self, view: Span) -> bool {
        let after = &self.reading.view.text[view.end..];
        let after = after.strip_prefix('（').and_then(|inside| inside.split_once('）')).map_or(after, |(_, rest)| rest);
        after.starts_with(['は', 'が', 'も'])
    }

    /// Whose document it is: who says so (浜辺精工（以下「当社」）), who publishes it, or who is named first.
    fn issuer(&self, row: &Anaphor, reference: Span, source: &str) -> Option<&Entity> {
        let text = &self.reading.view.text;
        let fitting = || self.entities.iter().filter(|m| stands_for(row, m, text));
        let declares = |m: &&Mention<Entity>| {
            let inside = text[m.view.end..].strip_prefix('（').and_then(|inside| inside.split_once('）'));
            inside.is_some_and(|(inside, _)| inside.starts_with("以下") && inside.contains(reference.of(text)))
        };
        let source = fold_str(source);
        let publishes = |m: &&Mention<Entity>| m.value.canonical == normal(m.value.kind, &source);
        let found = fitting().find(declares).or_else(|| fitting().find(publishes)).or_else(|| fitting().next());
        found.map(|m| &m.value)
    }
}

/// Returns true if the word of a row can stand for a name.
fn stands_for(row: &Anaphor, m: &Mention<Entity>, text: &str) -> bool {
    kind(row.class) == Some(m.value.kind) && row.fits([name(m), m.view.of(text)])
}

/// Returns true if a name ends with the word (同組合 for 若宮漁業協同組合), or is that of a person whose title the word is (同知事
/// for 高木知事).
fn ends_alike(word: &str, m: &Mention<Entity>, text: &str) -> bool {
    use AffixRole::*;
    let roles = affixes().roles(word);
    let any = |list: &[AffixRole]| list.iter().any(|role| roles.has(*role));
    match m.value.kind {
        EntityKind::Person => {
            let before = text[..m.view.start].trim_end_matches(['の', ' ']);
            any(&[Title, Honorific]) && (text[m.view.end..].starts_with(word) || before.ends_with(word))
        }
        kind => {
            let long = |name: &str, word: &str| name.len() > word.len() && name.ends_with(word);
            (word.chars().nth(1).is_some() || any(&[Strong, Weak, Unit, Media, Committee, Event, Place, Feature]))
                && (long(m.view.of(text), word) || long(name(m), &normal(kind, word)))
        }
    }
}

/// The canonical name, of a law without its article.
fn name(m: &Mention<Entity>) -> &str {
    match m.value.kind {
        EntityKind::Law => m.value.canonical.split(' ').next().unwrap_or_default(),
        _ => &m.value.canonical,
    }
}
