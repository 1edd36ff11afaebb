//! Organisations, media and events by the words their names begin and end with.

use super::line::Line;
use super::places;
use super::runs::{Quality, quality};
use super::{EntityKind, Found, Method};
use crate::lexicon::{AffixRole, Roles, affixes};
use crate::morph::Pos;
use crate::text::is_katakana;

/// Parts of a medium, which the medium's name precedes.
const OFFICES: [&str; 3] = ["編集部", "編集室", "取材班"];

/// Longest name in characters; what is longer is a phrase.
const LONGEST: usize = 24;

/// Proposes organisations, media and events of the run `from..to`; `found[..hits]` are the lexicon's.
pub(super) fn read(line: &Line<'_>, from: usize, to: usize, hits: usize, found: &mut Vec<Found<'_>>) {
    let start = begin(line, from, to);
    let mut authority = start;
    for at in from..to {
        if at < start {
            topic(line, from, at, to, found);
            continue;
        }
        glued(line, start, at, to, found);
        if line.is(at, Pos::Organization) {
            let kind = if is_landmark(line.text(at)) { EntityKind::Loc } else { EntityKind::Org };
            line.propose(at, at + 1, kind, Method::Dictionary, false, found);
        }
        if let Some(chain) = places::link(line, start, at, to).filter(|c| c.from <= authority.max(start)) {
            authority = authority.max(chain.to);
        }
        placed(line, start, at, to, found);
        let Some(end) = line.affix(at, to, is_ending) else { continue };
        let roles = affixes().roles(line.slice(at, end));
        if roles.has(AffixRole::Legal) {
            legal(line, from, start, at, end, to, found);
        }
        if start == at {
            topic(line, from, at, to, found);
        }
        if OFFICES.contains(&line.slice(at, end)) && at > start && quality(line, start, at) == Quality::Proper {
            line.propose(start, at, EntityKind::Media, Method::Affix, true, found);
            continue;
        }
        let before = Before { from: start, to: at, known: lexical(line, start, at, &found[..hits]), authority };
        if let Some((kind, sure)) = verdict(line, &before, roles, end, to)
            && line.slice(start, end).chars().count() <= LONGEST
        {
            line.propose(start, end, kind, Method::Affix, sure, found);
            if roles.has(AffixRole::Unit) && kind == EntityKind::Org {
                authority = end;
            }
        }
    }
}

/// 東大寺, 東京競馬場: the dictionary has them among the organisations.
fn is_landmark(name: &str) -> bool {
    let mut endings = name.char_indices().skip(1).map(|(at, _)| affixes().roles(&name[at..]));
    endings.any(|roles| roles.has(AffixRole::Feature) && !roles.has(AffixRole::Strong))
}

fn is_ending(roles: Roles) -> bool {
    use AffixRole::*;
    [Legal, Strong, Weak, Unit, Media, Committee, Event].into_iter().any(|r| roles.has(r))
}

/// The words before an affix.
struct Before {
    from: usize,
    to: usize,
    /// Whether a name of the lexicon is among them.
    known: bool,
    /// Token after the place or authority they begin with; `from` if there is none.
    authority: usize,
}

/// Where names may begin in a run: after the last word that describes what follows, and no generic word.
fn begin(line: &Line<'_>, from: usize, to: usize) -> usize {
    let mut start = (from..to).rev().find(|&i| line.roles(i).has(AffixRole::Cut)).map_or(from, |i| i + 1);
    while start < to {
        let generic = line.roles(start).has(AffixRole::Generic) || line.pos(start) == Some(Pos::Prefix);
        // 東京の東 and the like are generic only as words of their own
        if !generic {
            break;
        }
        start += 1;
    }
    start
}

/// Whether the words before make a name with an affix of these roles, of which type, and how surely.
fn verdict(line: &Line<'_>, before: &Before, roles: Roles, end: usize, to: usize) -> Option<(EntityKind, bool)> {
    use AffixRole::*;
    let quality = if before.known { Quality::Proper } else { quality(line, before.from, before.to) };
    let ends = ends_name(line, end, to);
    let long = line.slice(before.to, end).chars().count() >= 2;
    if roles.has(Event) {
        let affix = line.slice(before.to, end);
        let election = affix.ends_with('選') || affix.ends_with("選挙");
        let named = quality == Quality::Proper || election || quality == Quality::Common && affix == "地震";
        return (named && ends).then_some((EntityKind::Event, quality == Quality::Proper));
    }
    if roles.has(Media) {
        let named = quality == Quality::Proper || quality == Quality::Common && !roles.has(Weak);
        return (named && ends).then_some((EntityKind::Media, true));
    }
    let place_only = (before.from..before.to).all(|i| matches!(line.tokens[i].pos, Pos::Place | Pos::PlaceSuffix));
    if roles.has(Unit)
        && before.authority > before.from
        && before.authority <= before.to
        && before.to - before.authority <= 3
        && ends
    {
        let suffixed = line.pos(before.authority - 1) != Some(Pos::Place);
        if (suffixed || before.authority == before.to) && (long || suffixed || line.text(before.to) == "軍") {
            return Some((EntityKind::Org, true));
        }
    }
    let named = roles.has(Strong) && quality >= Quality::Common
        || roles.has(Weak) && quality == Quality::Proper && ends && (long || !place_only)
        || roles.has(Committee) && quality >= Quality::Common;
    named.then_some((EntityKind::Org, !place_only || roles.has(Strong)))
}

/// What a committee or a paper is about is generic by nature: 予算特別委員会, 金融行政ウォッチ.
fn topic(line: &Line<'_>, from: usize, at: usize, to: usize, found: &mut Vec<Found<'_>>) {
    let Some(end) = line.affix(at, to, |r| r.has(AffixRole::Committee) || r.has(AffixRole::Media)) else { return };
    let roles = affixes().roles(line.slice(at, end));
    let words = at - from;
    if roles.has(AffixRole::Committee) && words > 0 {
        line.propose(from, end, EntityKind::Org, Method::Affix, true, found);
    } else if words > 1
        && !roles.has(AffixRole::Weak)
        && line.slice(at, end).starts_with(is_katakana)
        && ends_name(line, end, to)
    {
        line.propose(from, end, EntityKind::Media, Method::Affix, true, found);
    }
}

/// A place and an unknown word in katakana or Latin letters: 東京ヴェルディ, 横浜FC.
fn placed(line: &Line<'_>, start: usize, at: usize, to: usize, found: &mut Vec<Found<'_>>) {
    let unknown = !line.tokens[at].known && line.text(at).chars().all(|c| is_katakana(c) || c.is_ascii_alphabetic());
    if at == start + 1
        && unknown
        && line.is(start, Pos::Place)
        && line.text(start).chars().count() > 1
        && ends_name(line, at + 1, to)
    {
        line.propose(start, at + 1, EntityKind::Org, Method::Affix, false, found);
    }
}

/// Whether the run ends here, or goes on with what follows names: a title, 側, a legal form.
fn ends_name(line: &Line<'_>, end: usize, to: usize) -> bool {
    if end == to || matches!(line.pos(end), Some(Pos::NounSuffix | Pos::Prefix | Pos::PersonSuffix)) {
        return true;
    }
    use AffixRole::*;
    let roles = line.roles(end);
    let office = line.affix(end, to, |r| r.has(Media)).is_some_and(|after| OFFICES.contains(&line.slice(end, after)));
    office || [Legal, Title, Honorific, Former].into_iter().any(|r| roles.has(r))
}

/// 浜辺精工株式会社, 株式会社浜辺精工.
fn legal(line: &Line<'_>, from: usize, start: usize, at: usize, end: usize, to: usize, found: &mut Vec<Found<'_>>) {
    if start < at || from < at {
        // every word may be generic here: 総合警備株式会社
        let start = if start < at { start } else { from };
        line.propose(start, end, EntityKind::Org, Method::Affix, true, found);
    } else if end < to {
        let stop = (end + 1..to)
            .find(|&i| line.roles(i).has(AffixRole::Title) || line.pos(i) == Some(Pos::NounSuffix))
            .unwrap_or(to);
        let stop = if stop == to { through_verbs(line, to) } else { stop };
        line.propose(at, stop, EntityKind::Org, Method::Affix, true, found);
    }
}

/// Where a name goes on that the tokeniser takes for a verb in part: 株式会社みな|づき|銀行. It does so only as far as a company's suffix.
fn through_verbs(line: &Line<'_>, to: usize) -> usize {
    let word = |i: &usize| {
        line.touches(*i)
            && !line.tokens[*i].pos.is_symbol()
            && !line.text(*i).starts_with(['は', 'が', 'を', 'の', 'に', 'と', 'で'])
    };
    let end = (to..line.tokens.len().min(to + 5)).take_while(word).last();
    let suffix = |i: &usize| line.roles(*i).has(AffixRole::Strong) || line.roles(*i).has(AffixRole::Weak);
    end.and_then(|end| (to..=end).rev().find(suffix)).map_or(to, |i| i + 1)
}

/// Whether the lexicon knows a name within the tokens `from..to`.
fn lexical(line: &Line<'_>, from: usize, to: usize, hits: &[Found<'_>]) -> bool {
    let span = line.span(from, to);
    let i = hits.partition_point(|h| h.span.start < span.start);
    hits.get(i).is_some_and(|h| h.kind.is_some() && h.span.end <= span.end)
}

/// An unknown katakana word that ends in a company's suffix: ツバメフーズ.
fn glued(line: &Line<'_>, start: usize, at: usize, to: usize, found: &mut Vec<Found<'_>>) {
    if line.tokens[at].known || line.text(at).chars().count() < 5 {
        return;
    }
    if let Some(suffix) = affixes().glued(line.text(at)) {
        let media = affixes().roles(suffix).has(AffixRole::Media);
        if ends_name(line, at + 1, to) {
            let kind = if media { EntityKind::Media } else { EntityKind::Org };
            line.propose(start, at + 1, kind, Method::Affix, true, found);
        }
    }
}
