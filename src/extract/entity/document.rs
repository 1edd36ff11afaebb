//! The pass over a document: a name that is sure in one place is found everywhere, and brackets join aliases.

use super::canonical::{Aliases, normal};
use super::companies::{company_stem, full_ending};
use super::line::{Line, Page, is_name_kanji};
use super::{EntityKind, Found, Method, resolve};
use super::{elections, short, types};
use crate::lexicon::{Table, Uses, table};
use crate::morph::Pos;
use crate::text::{Finder, Span, is_katakana};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// What a word of `document.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// In brackets before a short name for the name before them: 若宮製薬（以下「若宮」）.
    Introduces,
    /// Between those words and the short name: 以下、総称して「若宮」.
    BeforeAlias,
    /// After the short name: 以下「若宮」という.
    AfterAlias,
    /// A short name of whoever speaks, which is no name: 以下「当社」.
    NoAlias,
}

static WORDS: Table<Uses<Use>> = table!("document.csv", Uses::new);

/// Finds the document's own names and those of its media everywhere; returns the candidates that stay and the aliases.
pub(super) fn read<'f>(
    page: &Page<'_>,
    mut found: Vec<Found<'f>>,
    media: impl Iterator<Item = String>,
) -> (Vec<Found<'f>>, Aliases) {
    types::agree(page, &mut found);
    let mut aliases = Aliases::default();
    // a BTreeMap, so that the same text always gives the same names
    let mut known: BTreeMap<String, EntityKind> = BTreeMap::new();
    let mut seen: HashSet<(EntityKind, &str)> = HashSet::new();
    for f in &found {
        let Some(kind) = f.kind else { continue };
        let surface = f.span.of(page.text);
        if f.sure && seen.insert((kind, surface)) {
            learn(kind, surface, &mut known, &mut aliases);
        }
        if let Some(alias) = bracketed(page.text, f.span) {
            let canonical = f.canonical.map_or_else(|| normal(kind, surface), str::to_owned);
            // HD after a name is its ending, not another name
            if let Some(ending) = full_ending(alias) {
                known.insert(surface.replace(ending, alias), kind);
            } else if normal(kind, alias) != canonical {
                aliases.same.insert((kind, normal(kind, alias)), canonical);
                known.insert(alias.to_owned(), kind);
            }
        }
    }
    for name in media {
        known.entry(name).or_insert(EntityKind::Media);
    }
    short::join(&found, page, &mut aliases);
    elections::join(&found, page, &mut aliases);
    if known.is_empty() {
        return (found, aliases);
    }
    search(page, &known, &mut found);
    (resolve(found), aliases)
}

/// Notes the forms in which a name may return: 高木健一, ウッズ for タイガー・ウッズ.
fn learn(kind: EntityKind, surface: &str, known: &mut BTreeMap<String, EntityKind>, aliases: &mut Aliases) {
    match kind {
        EntityKind::Org => {
            let name = normal(kind, surface);
            if let Some((stem, short)) = company_stem(&name) {
                known.entry([stem, short].concat()).or_insert(kind);
            }
            if surface.contains(&name) {
                known.entry(name).or_insert(kind);
            }
        }
        EntityKind::Person if surface.chars().count() > 2 && surface.chars().all(is_name_kanji) => {
            known.entry(surface.to_owned()).or_insert(kind);
        }
        EntityKind::Person if surface.contains('・') => {
            known.entry(surface.to_owned()).or_insert(kind);
            if let Some(last) = surface.rsplit('・').next().filter(|l| l.chars().count() > 2) {
                known.entry(last.to_owned()).or_insert(kind);
                aliases.same.entry((kind, last.to_owned())).or_insert_with(|| surface.to_owned());
            }
        }
        EntityKind::Person
        | EntityKind::Loc
        | EntityKind::Media
        | EntityKind::Event
        | EntityKind::Product
        | EntityKind::CryptoAsset => {
            known.entry(surface.to_owned()).or_insert(kind);
        }
        EntityKind::Law => {}
    }
}

/// The alias in the brackets after a name: FSA of 金融庁（FSA）, 東証 of 東京証券取引所（東証）, Y of X（以下「Y」）.
pub(super) fn bracketed(text: &str, span: Span) -> Option<&str> {
    let (surface, inside) = (span.of(text), inside(text, span.end)?);
    if WORDS.begins(inside, Use::Introduces) {
        return declared(text, span.end);
    }
    let latin = inside.len() >= 2 && inside.chars().all(|c| c.is_ascii_alphabetic() || c == '.' || c == '-');
    let katakana =
        inside.chars().nth(1).is_some() && inside.chars().all(is_katakana) && !surface.ends_with(is_katakana);
    // 東証 has its characters from 東京証券取引所, in order
    let mut rest = surface.chars();
    let shortened = inside.chars().count() >= 2
        && inside.chars().all(|c| is_name_kanji(c) || is_katakana(c))
        && inside.chars().all(|c| rest.any(|s| s == c));
    (inside.len() <= 40 && (latin || katakana || shortened) && inside != surface).then_some(inside)
}

/// The text in the brackets after a name that ends at byte `at`.
fn inside(text: &str, at: usize) -> Option<&str> {
    let inside = text.get(at..)?.trim_start_matches(' ').strip_prefix('（')?;
    Some(&inside[..inside.find('）')?])
}

/// The short name that the brackets after a name introduce: Y of X（以下「Y」）.
fn declared(text: &str, at: usize) -> Option<&str> {
    let inside = inside(text, at)?;
    let declared = WORDS.after(inside, Use::Introduces)?;
    let declared = declared.trim_start_matches(['、', ',', ' ', '：', ':', 'は']);
    let declared = WORDS.after(declared, Use::BeforeAlias).unwrap_or(declared).trim_start_matches('「');
    let end = declared.find(['」', '。', '、']).unwrap_or(declared.len());
    let alias = &declared[..end];
    let alias = WORDS.before(alias, Use::AfterAlias).unwrap_or(alias);
    let own = !WORDS.is(alias, Use::NoAlias);
    (own && (2..=20).contains(&alias.chars().count())).then_some(alias)
}

/// Proposes the known names wherever they stand as words of their own.
fn search(page: &Page<'_>, known: &BTreeMap<String, EntityKind>, found: &mut Vec<Found<'_>>) {
    let families = families(page, found);
    let known = known.iter().map(|(name, kind)| (name.as_str(), *kind));
    let known = known.chain(families.into_iter().map(|family| (family, EntityKind::Person)));
    let finder = Finder::new(known.filter(|(name, _)| name.chars().nth(1).is_some()));
    let sentences = &page.reading.view.sentences;
    let mut sentence = 0;
    for (from, to, kind) in finder.find(page.text) {
        let span = Span::new(from, to);
        while sentences.get(sentence).is_some_and(|s| s.span.end <= span.start) {
            sentence += 1;
        }
        if sentences.get(sentence).is_none_or(|s| s.span.start > span.start) || !page.stands_alone(span) {
            continue;
        }
        let line = Line::new(page, sentence);
        if is_words(&line, span, *kind) {
            line.propose_span(span, *kind, Method::Document.sure(), found);
        }
    }
}

/// The family names of persons who are named in full: 松本 of 松本美奈子.
fn families<'p>(page: &Page<'p>, found: &[Found<'_>]) -> Vec<&'p str> {
    let full = found.iter().filter(|f| f.kind == Some(EntityKind::Person));
    let mut out: Vec<&str> = full
        .filter_map(|f| {
            let line = Line::new(page, f.sentence as usize);
            let first = line.tokens.get(line.tokens.partition_point(|t| (t.start as usize) < f.span.start))?;
            let name = page.reading.text(first);
            (first.pos == Pos::FamilyName && name.len() < f.span.len() && name.starts_with(is_name_kanji))
                .then_some(name)
        })
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Returns true if a name found again is made of whole words, and a short name of a person is not a part of another name.
fn is_words(line: &Line<'_>, span: Span, kind: EntityKind) -> bool {
    let first = line.tokens.partition_point(|t| (t.end as usize) <= span.start);
    let next = line.tokens.partition_point(|t| (t.start as usize) < span.end);
    let starts = line.tokens.get(first).is_some_and(|t| t.start as usize == span.start);
    let ends = next > 0 && line.tokens[next - 1].end as usize == span.end;
    let chars = span.of(line.page.text).chars().count();
    let follows = next < line.tokens.len() && line.touches(next) && ends;
    if kind == EntityKind::Person && chars <= 3 {
        let other = follows && matches!(line.pos(next), Some(Pos::PlaceSuffix | Pos::GivenName));
        let inner = first > 0 && line.touches(first) && line.tokens[first - 1].pos.is_name();
        return starts && ends && !other && !inner;
    }
    chars > 3 || starts && ends
}
