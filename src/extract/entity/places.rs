//! Places: those of IPADIC, those with a suffix (磯見県), and chains of them (東京都千代田区).

use super::line::{LEVELS, Line, Page, is_name_kanji};
use super::runs::{Quality, fragments, quality};
use super::{EntityKind, Found, Method};
use crate::lexicon::{AffixRole, Table, Uses, table};
use crate::morph::Pos;
use crate::text::{is_hiragana, is_katakana};
use serde::Deserialize;

/// What a word of `places.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a place, which only begins another word: ケニア人.
    OtherWord,
    /// Before a place, which stays one: 駐ケニア, but 全米 is another name.
    BeforePlace,
    /// Ends the name of a natural feature.
    Geographic,
}

static WORDS: Table<Uses<Use>> = table!("places.csv", Uses::new);

/// A place within a run of tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain {
    pub from: usize,
    pub to: usize,
    /// Whether it ends with an administrative suffix.
    pub suffixed: bool,
}

/// Proposes the places of the run `from..to`.
pub(super) fn read(line: &Line<'_>, from: usize, to: usize, found: &mut Vec<Found<'_>>) {
    let mut at = from;
    while at < to {
        // 熊野灘, エーゲ海
        if line.is(at, Pos::ProperNoun)
            && line.text(at).chars().count() > 1
            && WORDS.ends(line.text(at), Use::Geographic)
            && ends_name(line, at + 1, to)
        {
            line.propose(at, at + 1, EntityKind::Loc, Method::Dictionary.unsure(), found);
        }
        let Some(mut chain) = link(line, from, at, to) else {
            at += 1;
            continue;
        };
        while chain.suffixed
            && let Some(next) = (chain.to..to.min(chain.to + 4))
                .find_map(|i| link(line, chain.to, i, to))
                .filter(|n| n.from == chain.to)
        {
            chain.to = next.to;
            chain.suffixed = next.suffixed;
        }
        at = chain.to;
        let honorific = line.roles(chain.to).has(AffixRole::Honorific) && line.touches(chain.to) && chain.to < to;
        let mut end = chain.to;
        if let Some(region) = line.affix(end, to, |roles| roles.has(AffixRole::Region)).filter(|region| *region <= to) {
            end = region;
        }
        if !honorific && !makes_other_word(line, &chain, end, to) {
            let method = if chain.suffixed { Method::Affix } else { Method::Dictionary };
            line.propose(chain.from, end, EntityKind::Loc, method.with(chain.suffixed), found);
        }
        if let Some(end) = feature(line, &chain, to) {
            line.propose(chain.from, end, EntityKind::Loc, Method::Affix.sure(), found);
        }
    }
    features(line, from, to, found);
}

/// The names of the suffixed places among `found` without their suffix.
pub(super) fn stems<'p>(page: &Page<'p>, found: &[Found<'_>]) -> Vec<&'p str> {
    let suffixed = found.iter().filter(|f| f.sure).map(|f| f.span.of(page.text));
    let mut out: Vec<&str> = suffixed
        .filter_map(|s| s.split_inclusive(LEVELS).next())
        .map(|s| s.trim_end_matches(LEVELS))
        .filter(|s| s.chars().nth(1).is_some())
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The place whose name token `at` ends, but for a suffix: a name of IPADIC with or without one, or unknown words with one.
pub(super) fn link(line: &Line<'_>, floor: usize, at: usize, to: usize) -> Option<Chain> {
    let suffix = |i: usize| {
        // before a number the tokeniser takes 市 for a noun
        i < to && matches!(line.pos(i), Some(Pos::PlaceSuffix | Pos::Noun)) && line.roles(i).has(AffixRole::Place)
    };
    let pos = line.pos(at)?;
    if suffix(at + 1) {
        let from =
            if pos == Pos::Place && line.text(at).chars().count() > 1 { at } else { fragments(line, floor, at + 1, 4) };
        let words = from == at && line.roles(at).has(AffixRole::Generic)
            || matches!(
                pos,
                Pos::Verbal
                    | Pos::Adjectival
                    | Pos::Adverbial
                    | Pos::Prefix
                    | Pos::PlaceSuffix
                    | Pos::NounSuffix
                    | Pos::Counter
            );
        let written = line.slice(from, at + 1).chars().all(|c| is_name_kanji(c) || is_katakana(c) || is_hiragana(c));
        let number = line.tokens[from..=at].iter().all(|t| t.pos == Pos::Number);
        let named = quality(line, from, at + 1) >= Quality::Common || pos == Pos::Place;
        return (!words && written && !number && named).then_some(Chain { from, to: at + 2, suffixed: true });
    }
    if !line.is(at, Pos::Place) {
        return None;
    }
    let text = line.text(at);
    let whole = text.chars().count() > 2 && text.ends_with(LEVELS);
    Some(Chain { from: at, to: at + 1, suffixed: whole })
}

/// Returns true if a place is only a part of another word or name: ケニア人, 全米, 琴欧州.
fn makes_other_word(line: &Line<'_>, chain: &Chain, end: usize, to: usize) -> bool {
    let next = if end < to { line.text(end) } else { "" };
    let word = WORDS.is(next, Use::OtherWord);
    let single = line.slice(chain.from, chain.to).chars().count() == 1;
    // a single character is a country only if the lexicon knows it, or beside another one: 日米
    let place = |i: usize| line.pos(i) == Some(Pos::Place) && line.text(i).chars().count() == 1;
    let beside = chain.from > 0 && line.touches(chain.from) && place(chain.from - 1) || end < to && place(end);
    let known = crate::lexicon::names().get(line.slice(chain.from, chain.to)).is_some();
    // 琴欧州, 全米: a single character before makes another name of it
    let inner = chain.from > 0
        && line.touches(chain.from)
        && line.text(chain.from - 1).chars().count() == 1
        && matches!(line.pos(chain.from - 1), Some(Pos::Noun | Pos::Prefix | Pos::NumberPrefix))
        && !WORDS.begins(line.text(chain.from - 1), Use::BeforePlace);
    (word || inner) && !chain.suffixed || single && !known && !(beside && line.slice(chain.from, chain.to) == "日")
}

/// Token after a landmark that begins with the place: 小倉競馬場, 石垣島.
fn feature(line: &Line<'_>, chain: &Chain, to: usize) -> Option<usize> {
    (chain.to..to.min(chain.to + 3)).rev().find_map(|i| {
        let end = line.affix(i, to, |r| r.has(AffixRole::Feature))?;
        let between_known = i == chain.to || line.slice(chain.to, i).chars().count() <= 4;
        (between_known && ends_name(line, end, to)).then_some(end)
    })
}

/// Proposes the landmarks of the run with names that the tokeniser does not know.
fn features(line: &Line<'_>, from: usize, to: usize, found: &mut Vec<Found<'_>>) {
    for i in from + 1..to {
        let Some(end) = line.affix(i, to, |r| r.has(AffixRole::Feature)) else { continue };
        let start = fragments(line, from, i, 4);
        let name = quality(line, start, i) == Quality::Proper && !line.tokens[start].pos.is_person();
        if name && start < i && ends_name(line, end, to) {
            line.propose(start, end, EntityKind::Loc, Method::Affix.unsure(), found);
        }
    }
}

/// Returns true if nothing follows in the run that would make a longer common noun of a name.
fn ends_name(line: &Line<'_>, end: usize, to: usize) -> bool {
    end == to
        || matches!(line.pos(end), Some(Pos::NounSuffix | Pos::Prefix | Pos::Place))
        || line.affix(end, to, |roles| roles.has(AffixRole::Region)).is_some()
}
