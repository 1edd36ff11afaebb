//! Organisations, media and events by the words their names begin and end with.

use super::line::Line;
use super::places;
use super::runs::{Quality, quality};
use super::{EntityKind, Found, Method};
use crate::lexicon::{AffixRole, Roles, affixes};
use crate::morph::Pos;
use crate::text::is_katakana;

/// Longest name in characters; what is longer is a phrase.
const LONGEST: usize = 24;

/// Proposes organisations, media and events of the run `from..to`; `found[..hits]` are the names of the lexicon.
pub(super) fn read(line: &Line<'_>, from: usize, to: usize, hits: usize, found: &mut Vec<Found<'_>>) {
    let run = Run::new(line, from, to);
    let start = run.start;
    let mut authority = start;
    for at in from..to {
        if at < start {
            run.topic(at, found);
            continue;
        }
        run.glued(at, found);
        if line.is(at, Pos::Organization) {
            let kind = if is_landmark(line.text(at)) { EntityKind::Loc } else { EntityKind::Org };
            line.propose(at, at + 1, kind, Method::Dictionary.unsure(), found);
        }
        if let Some(chain) = places::link(line, start, at, to).filter(|c| c.from <= authority.max(start)) {
            authority = authority.max(chain.to);
        }
        run.placed(at, found);
        let Some(end) = line.affix(at, to, is_ending) else { continue };
        // 組合長 is who leads a 組合
        if line.affix(at, to, |roles| roles.has(AffixRole::Title)).is_some_and(|title| title > end) {
            continue;
        }
        let roles = affixes().roles(line.slice(at, end));
        if roles.has(AffixRole::Legal) {
            run.legal(at, end, found);
        }
        if start == at {
            run.topic(at, found);
        }
        if roles.has(AffixRole::Desk) && at > start && quality(line, start, at) == Quality::Proper {
            line.propose(start, at, EntityKind::Media, Method::Affix.sure(), found);
            continue;
        }
        let name = Name { stem_end: at, end, known: lexical(line, start, at, &found[..hits]), authority };
        if let Some((kind, sure)) = run.judge(&name, roles)
            && line.slice(start, end).chars().count() <= LONGEST
        {
            line.propose(start, end, kind, Method::Affix.with(sure), found);
            if roles.has(AffixRole::Unit) && kind == EntityKind::Org {
                authority = end;
            }
        }
    }
}

/// Returns true if the dictionary has a landmark among its organisations: 東大寺, 東京競馬場.
fn is_landmark(name: &str) -> bool {
    let mut endings = name.char_indices().skip(1).map(|(at, _)| affixes().roles(&name[at..]));
    endings.any(|roles| roles.has(AffixRole::Feature) && !roles.has(AffixRole::Strong))
}

/// Returns true for the roles of an affix that ends a name.
fn is_ending(roles: Roles) -> bool {
    use AffixRole::*;
    [Legal, Strong, Weak, Unit, Media, Committee, Event].into_iter().any(|r| roles.has(r))
}

/// Returns true if a name of the lexicon stands within the tokens `from..to`.
fn lexical(line: &Line<'_>, from: usize, to: usize, hits: &[Found<'_>]) -> bool {
    let span = line.span(from, to);
    let i = hits.partition_point(|h| h.span.start < span.start);
    hits.get(i).is_some_and(|h| h.kind.is_some() && h.span.end <= span.end)
}

/// A candidate: the words from the start of a run on, and the affix they end with.
struct Name {
    /// Token at which the affix begins.
    stem_end: usize,
    /// Token after the affix.
    end: usize,
    /// Whether a name of the lexicon is among the words before the affix.
    known: bool,
    /// Token after the place or authority that the words begin with; the start of the run if there is none.
    authority: usize,
}

/// A run of nominal tokens.
struct Run<'r, 'p> {
    line: &'r Line<'p>,
    from: usize,
    /// Where names may begin: after the last word that describes what follows, and at no generic word.
    start: usize,
    to: usize,
}

impl<'r, 'p> Run<'r, 'p> {
    fn new(line: &'r Line<'p>, from: usize, to: usize) -> Self {
        use AffixRole::{Cut, Generic, Legal};
        let (mut start, mut at) = (from, from);
        while at < to {
            // the words of a legal form describe nothing: 有限|会社|若葉
            if let Some(end) = line.affix(at, to, |roles| roles.has(Legal)) {
                at = end;
            } else if let Some(end) = line.affix(at, to, |roles| roles.has(Cut)) {
                (start, at) = (end, end);
            } else {
                at += 1;
            }
        }
        let generic = |at: usize| line.roles(at).has(Generic) || line.pos(at) == Some(Pos::Prefix);
        while start < to && generic(start) && line.affix(start, to, |roles| roles.has(Legal)).is_none() {
            start += 1;
        }
        Run { line, from, start, to }
    }

    /// The type of a candidate with an affix of these roles, and whether it is surely a name; `None` if it is none.
    fn judge(&self, name: &Name, roles: Roles) -> Option<(EntityKind, bool)> {
        use AffixRole::*;
        let Run { line, start, .. } = *self;
        let &Name { stem_end, end, known, authority } = name;
        let quality = if known { Quality::Proper } else { quality(line, start, stem_end) };
        let affix = line.slice(stem_end, end);
        let ends = self.ends_name(end);
        let long = affix.chars().count() >= 2;
        if roles.has(Event) {
            let election = affix.ends_with('選') || affix.ends_with("選挙");
            let named = quality == Quality::Proper || election || quality == Quality::Common && affix == "地震";
            return (named && ends).then_some((EntityKind::Event, quality == Quality::Proper));
        }
        if roles.has(Media) {
            let named = quality == Quality::Proper || quality == Quality::Common && !roles.has(Weak);
            return (named && ends).then_some((EntityKind::Media, true));
        }
        if roles.has(Unit) && (start + 1..=stem_end).contains(&authority) && stem_end - authority <= 3 && ends {
            let suffixed = line.pos(authority - 1) != Some(Pos::Place);
            if (suffixed || authority == stem_end) && (long || suffixed || line.text(stem_end) == "軍") {
                return Some((EntityKind::Org, true));
            }
        }
        let place_only = (start..stem_end).all(|i| matches!(line.tokens[i].pos, Pos::Place | Pos::PlaceSuffix));
        let named = roles.has(Strong) && quality >= Quality::Common
            || roles.has(Weak) && quality == Quality::Proper && ends && (long || !place_only)
            || roles.has(Committee) && quality >= Quality::Common;
        named.then_some((EntityKind::Org, !place_only || roles.has(Strong)))
    }

    /// Returns true if a name may end before token `end`: the run ends there, or goes on with what follows names, as a title,
    /// 側 or a legal form does.
    fn ends_name(&self, end: usize) -> bool {
        use AffixRole::*;
        let Run { line, to, .. } = *self;
        if end == to || matches!(line.pos(end), Some(Pos::NounSuffix | Pos::Prefix | Pos::PersonSuffix)) {
            return true;
        }
        let roles = line.roles(end);
        let desk = line.affix(end, to, |r| r.has(Desk)).is_some();
        desk || [Legal, Title, Honorific, Former].into_iter().any(|r| roles.has(r))
    }

    /// Proposes a committee or a medium whose words before the affix at token `at` are all generic, as what it is about is:
    /// 予算特別委員会, 金融行政ウォッチ.
    fn topic(&self, at: usize, found: &mut Vec<Found<'_>>) {
        let Run { line, from, to, .. } = *self;
        let Some(end) = line.affix(at, to, |r| r.has(AffixRole::Committee) || r.has(AffixRole::Media)) else { return };
        let roles = affixes().roles(line.slice(at, end));
        let words = at - from;
        if roles.has(AffixRole::Committee) && words > 0 {
            line.propose(from, end, EntityKind::Org, Method::Affix.sure(), found);
        } else if words > 1
            && !roles.has(AffixRole::Weak)
            && line.slice(at, end).starts_with(is_katakana)
            && self.ends_name(end)
        {
            line.propose(from, end, EntityKind::Media, Method::Affix.sure(), found);
        }
    }

    /// Proposes a place and the unknown word at token `at`, in katakana or Latin letters: 東京ヴェルディ, 横浜FC.
    fn placed(&self, at: usize, found: &mut Vec<Found<'_>>) {
        let Run { line, start, .. } = *self;
        let unknown =
            !line.tokens[at].known && line.text(at).chars().all(|c| is_katakana(c) || c.is_ascii_alphabetic());
        if at == start + 1
            && unknown
            && line.is(start, Pos::Place)
            && line.text(start).chars().count() > 1
            && self.ends_name(at + 1)
        {
            line.propose(start, at + 1, EntityKind::Org, Method::Affix.unsure(), found);
        }
    }

    /// Proposes a name with the legal form `at..end` after it or before it: 浜辺精工株式会社, 株式会社浜辺精工.
    fn legal(&self, at: usize, end: usize, found: &mut Vec<Found<'_>>) {
        let Run { line, from, start, to } = *self;
        // every word may be generic here: 総合警備株式会社
        let first = if start < at { Some(start) } else { (from..at).find(|i| line.pos(*i) != Some(Pos::Prefix)) };
        if let Some(first) = first {
            line.propose(first, end, EntityKind::Org, Method::Affix.sure(), found);
        } else if end < to {
            let stop = (end + 1..to)
                .find(|&i| line.roles(i).has(AffixRole::Title) || line.pos(i) == Some(Pos::NounSuffix))
                .unwrap_or_else(|| self.through_verbs());
            line.propose(at, stop, EntityKind::Org, Method::Affix.sure(), found);
        }
    }

    /// Token after a name that goes on beyond the run, where the tokeniser takes a part of it for a verb: 株式会社みな|づき|銀行. It
    /// does so only as far as a company's suffix.
    fn through_verbs(&self) -> usize {
        let Run { line, to, .. } = *self;
        let word = |i: &usize| {
            line.touches(*i)
                && !line.tokens[*i].pos.is_symbol()
                && !line.text(*i).starts_with(['は', 'が', 'を', 'の', 'に', 'と', 'で'])
        };
        let end = (to..line.tokens.len().min(to + 5)).take_while(word).last();
        let suffix = |i: &usize| line.roles(*i).has(AffixRole::Strong) || line.roles(*i).has(AffixRole::Weak);
        end.and_then(|end| (to..=end).rev().find(suffix)).map_or(to, |i| i + 1)
    }

    /// Proposes the run up to an unknown katakana word that ends in a company's suffix: ツバメフーズ.
    fn glued(&self, at: usize, found: &mut Vec<Found<'_>>) {
        let Run { line, start, .. } = *self;
        if line.tokens[at].known || line.text(at).chars().count() < 5 {
            return;
        }
        if let Some(suffix) = affixes().glued(line.text(at)).filter(|_| self.ends_name(at + 1)) {
            let media = affixes().roles(suffix).has(AffixRole::Media);
            let kind = if media { EntityKind::Media } else { EntityKind::Org };
            line.propose(start, at + 1, kind, Method::Affix.sure(), found);
        }
    }
}
