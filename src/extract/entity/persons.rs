//! Persons: IPADIC's family and given names, and unknown names beside a title or an age.

use super::line::{Line, is_name_kanji};
use super::runs::{Quality, quality};
use super::{EntityKind, Found, Method};
use crate::lexicon::{AffixRole, Phrases, Roles, Table, affixes, table};
use crate::morph::Pos;
use crate::text::{is_hiragana, is_katakana};

/// Longest Japanese name in characters.
const LONGEST: usize = 6;

/// Characters that end given names, where the tokeniser takes them for a suffix or a noun: 峻|一.
static GIVEN_ENDS: Table<Phrases> = table!("given.csv", Phrases::new);

/// Proposes the persons of a sentence.
pub(super) fn read(line: &Line<'_>, found: &mut Vec<Found<'_>>) {
    let tokens = line.tokens.len();
    // where the title ends of which a token is a part: 准|教授
    let mut title = 0;
    for i in 0..tokens {
        match line.tokens[i].pos {
            Pos::FamilyName => family(line, i, found),
            Pos::Person if line.tokens[i].known && line.text(i).chars().count() > 1 => {
                line.propose(i, i + 1, EntityKind::Person, Method::Dictionary.sure(), found);
            }
            // 千葉真一: many family names are places, too
            Pos::Place if line.text(i).chars().count() == 2 && line.touches(i + 1) => {
                let split = line.is(i + 1, Pos::FamilyName)
                    && line.text(i + 1).chars().count() == 1
                    && line.is(i + 2, Pos::GivenName);
                if line.is(i + 1, Pos::GivenName) || split {
                    full(line, i, found);
                }
            }
            _ => {}
        }
        if i > 0 && line.touches(i) {
            if i >= title {
                before_title(line, i, found);
                title = line.affix(i, tokens, |roles| roles.has(AffixRole::Title)).unwrap_or(i);
            }
            if line.text(i) == "世" {
                king(line, i, found);
            }
        }
    }
}

/// Proposes a name that begins with the family name at token `i`.
fn family(line: &Line<'_>, i: usize, found: &mut Vec<Found<'_>>) {
    let n = line.tokens.len();
    let japanese = !line.text(i).starts_with(is_katakana);
    if titled(line, i + 1) {
        line.propose(i, i + 1, EntityKind::Person, Method::Affix.unsure(), found);
        return;
    }
    if !japanese {
        return;
    }
    let given = |j: usize| j < n && line.touches(j) && matches!(line.pos(j), Some(Pos::GivenName | Pos::Person));
    if given(i + 1) {
        full(line, i, found);
        return;
    }
    // an unknown given name, made sure by what follows it or stands before the family name
    let mut end = i + 1;
    while end < n
        && line.touches(end)
        && end < i + 5
        && line.slice(i, end + 1).chars().count() <= LONGEST
        && given_piece(line, end)
    {
        end += 1;
        if titled(line, end) || aged(line, end) || at_end(line, end) && introduced(line, i) {
            let given = line.slice(i + 1, end).chars().count();
            if given <= 3 && !(given == 1 && line.tokens[i + 1].pos.is_particle()) {
                line.propose(i, end, EntityKind::Person, Method::Affix.sure(), found);
            }
            return;
        }
    }
    if aged(line, i + 1) {
        line.propose(i, i + 1, EntityKind::Person, Method::Affix.unsure(), found);
    }
}

/// Proposes the family name, or the place that may be one, at token `i` with the given name after it.
fn full(line: &Line<'_>, i: usize, found: &mut Vec<Found<'_>>) {
    let n = line.tokens.len();
    let kanji = |j: usize| line.text(j).chars().all(is_name_kanji);
    let single = |j: usize| line.text(j).chars().count() == 1;
    let mut end = i + 2;
    // 峻一, 美佐紀: given names fall apart, too
    if end < n && line.touches(end) && kanji(end) && line.slice(i + 1, end + 1).chars().count() <= 3 {
        let piece = match line.tokens[end].pos {
            Pos::NounSuffix | Pos::Number | Pos::Noun | Pos::Verbal => GIVEN_ENDS.is(line.text(end)),
            pos => pos.is_name(),
        };
        if piece && !line.roles(end).has(AffixRole::Honorific) && (at_end(line, end + 1) || titled(line, end + 1)) {
            end += 1;
        }
    }
    let place = line.pos(i) == Some(Pos::Place);
    if place && !at_end(line, end) && !titled(line, end) {
        return;
    }
    // 扇畑: a character before the family name belongs to it
    let rare =
        i > 0 && line.touches(i) && single(i - 1) && kanji(i - 1) && line.pos(i - 1) == Some(Pos::Noun) && !place;
    let alone = rare && (i == 1 || !line.touches(i - 1) || !line.tokens[i - 2].pos.is_nominal());
    let from = if alone && !line.roles(i - 1).has(AffixRole::Generic) { i - 1 } else { i };
    line.propose(from, end, EntityKind::Person, Method::Dictionary.sure(), found);
}

/// Returns true if token `i` can be a piece of a given name that the tokeniser does not know.
fn given_piece(line: &Line<'_>, i: usize) -> bool {
    let text = line.text(i);
    let roles = line.roles(i);
    let script = text.chars().all(is_name_kanji) || text.chars().all(is_hiragana) || text.chars().all(is_katakana);
    let suffix =
        matches!(line.tokens[i].pos, Pos::PlaceSuffix | Pos::PersonSuffix | Pos::Organization | Pos::Auxiliary);
    let particle = line.tokens[i].pos.is_particle() && !text.chars().nth(1).is_some_and(is_hiragana);
    script
        && !suffix
        && !particle
        && !roles.has(AffixRole::Title)
        && !roles.has(AffixRole::Honorific)
        && !roles.has(AffixRole::Former)
}

/// Proposes a name in katakana with a number and the 世 at token `at`: ラムセス2世.
fn king(line: &Line<'_>, at: usize, found: &mut Vec<Found<'_>>) {
    let number = |i: usize| line.tokens[i].pos == Pos::Number && line.touches(i + 1);
    let name = |i: usize| line.text(i).chars().all(|c| is_katakana(c) || c == '・') && line.touches(i + 1);
    let digits = (0..at).rev().take_while(|i| number(*i)).last();
    let Some(digits) = digits else { return };
    if let Some(from) = (0..digits).rev().take_while(|i| name(*i)).last() {
        line.propose(from, at + 1, EntityKind::Person, Method::Affix.sure(), found);
    }
}

/// Returns true if no name goes on at token `i`.
fn at_end(line: &Line<'_>, i: usize) -> bool {
    i == line.tokens.len() || !line.touches(i) || !line.tokens[i].pos.is_nominal()
}

/// Returns true if a title or 氏 stands at token `i`, 元 or 前 before it or not.
fn titled(line: &Line<'_>, i: usize) -> bool {
    let end = line.tokens.len();
    if i >= end || !line.touches(i) {
        return false;
    }
    let title = |r: Roles| r.has(AffixRole::Title) || r.has(AffixRole::Honorific);
    let former = line.roles(i).has(AffixRole::Former);
    line.affix(i, end, title).is_some() || former && line.touches(i + 1) && line.affix(i + 1, end, title).is_some()
}

/// Returns true if an age in brackets stands at token `i`: （52）.
fn aged(line: &Line<'_>, i: usize) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    let text = &line.page.text[line.span(i.saturating_sub(1), i).end..];
    text.strip_prefix('（').is_some_and(|t| {
        let rest = t.trim_start_matches(digits);
        (1..=3).contains(&(t.len() - rest.len()))
            && (rest.starts_with('）') || rest.starts_with('歳') || rest.starts_with('=') || rest.starts_with('、'))
    })
}

/// Returns true if a word such as 記者 or 社長 stands before token `i`, a gap between them or not.
fn introduced(line: &Line<'_>, i: usize) -> bool {
    (1..=4.min(i)).any(|k| {
        (i - k + 1..i).all(|j| line.touches(j))
            && affixes().roles(line.slice(i - k, i).trim_end()).has(AffixRole::Before)
    })
}

/// Proposes an unknown name before the title at token `at`: 佐東氏, みなりんさん, ブッシュ大統領.
fn before_title(line: &Line<'_>, at: usize, found: &mut Vec<Found<'_>>) {
    let n = line.tokens.len();
    let honorific = line.roles(at).has(AffixRole::Honorific) || line.pos(at) == Some(Pos::PersonSuffix);
    let title =
        |at: usize| line.tokens[at].pos.is_nominal() && line.affix(at, n, |r| r.has(AffixRole::Title)).is_some();
    if !(honorific || title(at)) {
        return;
    }
    // the name ends before 元 and 前
    let mut end = at;
    if line.roles(end - 1).has(AffixRole::Former) && end > 1 && line.touches(end - 1) {
        end -= 1;
    }
    let mut from = end;
    let katakana = line.text(end - 1).ends_with(is_katakana);
    let most = if katakana { 20 } else { LONGEST };
    while from > 0
        && (from == end || line.touches(from))
        && line.slice(from - 1, end).chars().count() <= most
        && name_piece(line, from - 1, katakana)
    {
        from -= 1;
    }
    let text = line.slice(from, end);
    let chars = text.chars().count();
    if from == end
        || chars < 2
        || from > 0 && line.touches(from) && line.tokens[from - 1].pos.is_nominal() && !ends_phrase(line, from - 1)
    {
        return;
    }
    let pieces = &line.tokens[from..end];
    let person = pieces.iter().any(|t| t.pos.is_person());
    let place = pieces.iter().any(|t| matches!(t.pos, Pos::Place | Pos::Organization) && t.end - t.start > 3);
    // titles follow places and companies as well; 氏 does not
    let named = quality(line, from, end) == Quality::Proper && (honorific || person || !place);
    if named && (honorific || !owns(line, at)) {
        line.propose(from, end, EntityKind::Person, Method::Affix.with(chars > 2), found);
    }
}

/// Returns true if the words before the title at token `title` are a company: X社長の高木氏 is the president of X.
fn owns(line: &Line<'_>, title: usize) -> bool {
    (title + 1..line.tokens.len().min(title + 4))
        .any(|i| line.text(i) == "の" && line.pos(i + 1) == Some(Pos::FamilyName))
}

/// Returns true if token `i` ends what describes a person: a title, or the suffix of a place.
fn ends_phrase(line: &Line<'_>, i: usize) -> bool {
    let roles = line.roles(i);
    roles.has(AffixRole::Before)
        || roles.has(AffixRole::Title)
        || roles.has(AffixRole::Generic)
        || line.pos(i) == Some(Pos::PlaceSuffix)
}

/// Returns true if token `i` can be a piece of an unknown name before a title, which is of one script all through.
fn name_piece(line: &Line<'_>, i: usize, katakana: bool) -> bool {
    let text = line.text(i);
    let roles = line.roles(i);
    let other = roles.has(AffixRole::Title)
        || roles.has(AffixRole::Generic)
        || roles.has(AffixRole::Legal)
        || roles.has(AffixRole::Strong);
    let script = if katakana {
        text.chars().all(|c| is_katakana(c) || c == '・')
    } else {
        text.chars().all(is_name_kanji) || text.chars().all(is_hiragana)
    };
    let pos = line.tokens[i].pos;
    let ending = pos == Pos::NounSuffix && !GIVEN_ENDS.is(text);
    let word = ending
        || matches!(pos, Pos::PlaceSuffix | Pos::Prefix | Pos::Pronoun | Pos::Adverbial | Pos::Bound)
        || !(pos.is_nominal() || pos == Pos::Unknown || pos == Pos::Symbol);
    script && !other && !word
}
