//! Names of the lexicon, where they stand as words of their own.

use super::article;
use super::line::{Line, Page, is_name_kanji};
use super::{EntityKind, Found, Method};
use crate::lexicon::{AffixRole, NameClass, names};
use crate::morph::Pos;
use crate::text::Span;

/// The type of a row of the lexicon; `None` if it is no name.
pub(super) fn kind(class: NameClass) -> Option<EntityKind> {
    Some(match class {
        NameClass::Person => EntityKind::Person,
        NameClass::Org => EntityKind::Org,
        NameClass::Loc => EntityKind::Loc,
        NameClass::Product => EntityKind::Product,
        NameClass::CryptoAsset => EntityKind::CryptoAsset,
        NameClass::Law => EntityKind::Law,
        NameClass::Media => EntityKind::Media,
        NameClass::Event => EntityKind::Event,
        NameClass::None => return None,
    })
}

/// Proposes the names of the lexicon.
pub(super) fn read(page: &Page<'_>, found: &mut Vec<Found<'_>>) {
    let sentences = &page.reading.view.sentences;
    let mut sentence = 0;
    for (range, row) in names().find(page.text) {
        let mut span = Span::new(range.start, range.end);
        while sentences.get(sentence).is_some_and(|s| s.span.end <= span.start) {
            sentence += 1;
        }
        if sentences.get(sentence).is_none_or(|s| s.span.start > span.start)
            || !page.stands_alone(span)
            || page.blocked(span)
        {
            continue;
        }
        let line = Line::new(page, sentence);
        let kind = kind(row.class);
        if !fits_words(&line, span, kind) {
            continue;
        }
        if kind == Some(EntityKind::Law) {
            span.end = article::end(page.text, span.end);
        }
        let canonical = (kind != Some(EntityKind::Law) || span.len() == range.len()).then_some(row.canonical.as_str());
        let (method, sentence) = (Method::Lexicon, sentence as u32);
        let confidence = method.confidence(false);
        found.push(Found { span, sentence, kind, method, sure: false, confidence, canonical });
    }
}

/// Returns true if the words around a name of the lexicon leave it that name: 日経 is not the end of 今日経, 日立 of 日立市
/// is a city, and スズキさん is a person.
fn fits_words(line: &Line<'_>, span: Span, kind: Option<EntityKind>) -> bool {
    let surface = span.of(line.page.text);
    let first = line.tokens.partition_point(|t| (t.end as usize) <= span.start);
    let next = line.tokens.partition_point(|t| (t.start as usize) < span.end);
    let kanji = surface.chars().all(is_name_kanji);
    let starts = line.tokens.get(first).is_some_and(|t| t.start as usize == span.start);
    let ends = next > 0 && line.tokens[next - 1].end as usize == span.end;
    if kanji && (!ends || !starts) && (surface.chars().count() <= 3 || kind == Some(EntityKind::Law)) {
        return false;
    }
    let follows = line.tokens.get(next).is_some_and(|t| t.start as usize == span.end);
    if !follows {
        return true;
    }
    let roles = line.roles(next);
    let city = line.pos(next) == Some(Pos::PlaceSuffix) && roles.has(AffixRole::Place) && kind == Some(EntityKind::Org);
    let person = roles.has(AffixRole::Honorific) && kind == Some(EntityKind::Org) && line.text(next) != "様";
    !city && !person
}
