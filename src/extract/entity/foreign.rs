//! Names in katakana and Latin letters that the dictionary does not know.

use super::kinds::named_after;
use super::line::Line;
use super::{EntityKind, Found, Method};
use crate::lexicon::{AffixRole, names};
use crate::morph::Pos;
use crate::text::is_katakana;

/// Proposes persons whose names have several parts (タイガー・ウッズ), and names by the word for their kind beside them.
pub(super) fn read(line: &Line<'_>, found: &mut Vec<Found<'_>>) {
    let n = line.tokens.len();
    let mut i = 0;
    while i < n {
        if !is_part(line, i) {
            i += 1;
            continue;
        }
        let from = i;
        let mut dots = 0;
        i += 1;
        while i < n && line.touches(i) {
            let dot = matches!(line.text(i), "・" | "＝" | "=") && line.touches(i + 1) && continues(line, i + 1);
            let tail = line.tokens[i].pos == Pos::NounSuffix && line.text(i).starts_with(is_katakana);
            if !dot && !tail && !is_part(line, i) {
                break;
            }
            dots += usize::from(dot);
            i += 1;
        }
        judge(line, from, i, dots, found);
    }
}

/// Returns true if a part of a name stands at token `i`, after a dot: also デ of ロバート・デ・ニーロ.
fn continues(line: &Line<'_>, i: usize) -> bool {
    is_part(line, i) || line.text(i).chars().all(is_katakana) && !line.text(i).is_empty()
}

/// Returns true if a part of a name stands at token `i`: a katakana noun, or an unknown word in Latin letters.
fn is_part(line: &Line<'_>, i: usize) -> bool {
    let Some(token) = line.tokens.get(i) else { return false };
    if !token.pos.is_nominal() && token.known {
        return false;
    }
    let text = line.text(i);
    let katakana = text.chars().all(is_katakana) && text.chars().nth(1).is_some();
    katakana && token.pos.is_nominal()
        || !token.known && text.chars().all(|c| c.is_ascii_alphabetic()) && text.len() > 1
}

/// Proposes the parts `from..to` as a person, or as what the words around them say.
fn judge(line: &Line<'_>, from: usize, to: usize, dots: usize, found: &mut Vec<Found<'_>>) {
    let unknown = (from..to).any(|i| !line.tokens[i].known);
    let text = line.slice(from, to);
    let katakana = text.starts_with(is_katakana);
    if dots > 0 && katakana {
        let other = (from..to).any(|i| {
            let known_noun = line.tokens[i].known
                && matches!(line.tokens[i].pos, Pos::Noun | Pos::Verbal | Pos::Place | Pos::Organization);
            known_noun || line.roles(i).has(AffixRole::Strong) || line.roles(i).has(AffixRole::Feature)
        });
        // リチャード・〇〇: a given name that is known makes a person of all of it
        let given = line.tokens[from].known && line.tokens[from].pos.is_person();
        let titled =
            line.touches(to) && (line.roles(to).has(AffixRole::Honorific) || line.roles(to).has(AffixRole::Title));
        if !other || given || titled {
            line.propose(from, to, EntityKind::Person, Method::Dictionary.sure(), found);
        }
    }
    let described = named_after(line.slice(0, from), false).filter(|_| line.touches(from));
    let name = |i: usize| line.looks_like_name(i);
    if let Some(kind) = described.filter(|_| text.chars().count() > 2 && (from..to).any(name)) {
        line.propose(from, to, kind, Method::Kind.sure(), found);
    }
    if !unknown || text.chars().count() < 3 || names().get(text).is_some() {
        return;
    }
    if line.text(to) == "社" && line.touches(to) && !line.page.blocked(line.span(to, to + 1)) {
        line.propose(from, to, EntityKind::Org, Method::Affix.sure(), found);
    }
}
