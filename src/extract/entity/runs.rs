//! Runs of nominal tokens, of which compound names are made.

use super::line::{Line, is_name_kanji};
use crate::lexicon::AffixRole;
use crate::morph::Pos;
use crate::text::{is_hiragana, is_katakana};

/// The runs of touching nominal tokens of a sentence, as token ranges, outside dates and amounts.
pub(super) fn runs<'l>(line: &'l Line<'_>) -> impl Iterator<Item = (usize, usize)> + 'l {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < line.tokens.len() && !is_link(line, at) {
            at += 1;
        }
        let from = at;
        while at < line.tokens.len() && is_link(line, at) && (at == from || line.touches(at)) {
            at += 1;
        }
        (from < at).then_some((from, at))
    })
}

/// Returns true if token `i` can be a part of a run.
fn is_link(line: &Line<'_>, i: usize) -> bool {
    match line.tokens[i].pos {
        Pos::Symbol => {
            let text = line.text(i);
            let katakana = |i: usize| line.text(i).ends_with(is_katakana);
            // a middle dot joins the parts of a foreign name, a legal form may be one sign
            matches!(text, "㈱" | "㈲")
                || matches!(text, "・" | "＝" | "=")
                    && i > 0
                    && katakana(i - 1)
                    && line.text(i + 1).starts_with(is_katakana)
        }
        Pos::Prefix | Pos::NumberPrefix | Pos::Unknown => true,
        // digits are quantities or dates, kanji numerals may be part of a name
        Pos::Number => !line.text(i).starts_with(|c: char| c.is_ascii_digit()) && !line.taken(i),
        pos => pos.is_nominal() && !line.taken(i),
    }
}

/// How much words look like a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quality {
    /// No words, or words that no name is made of.
    None,
    /// Common nouns.
    Common,
    /// A name, or words that the tokeniser does not know.
    Proper,
}

/// How much the tokens `from..to` look like a name.
pub(super) fn quality(line: &Line<'_>, from: usize, to: usize) -> Quality {
    let text = line.slice(from, to);
    let chars = text.chars().count();
    if line.page.stems.iter().any(|s| text.starts_with(s)) {
        return Quality::Proper;
    }
    let mut generic = true;
    for i in from..to {
        let pos = line.tokens[i].pos;
        if line.looks_like_name(i) && (chars > 1 || line.pos(i) == Some(Pos::Place)) {
            return Quality::Proper;
        }
        // an unknown name in kanji falls apart into single characters
        let single = line.text(i).chars().count() == 1
            && matches!(pos, Pos::Noun | Pos::Number)
            && !line.roles(i).has(AffixRole::Generic);
        if single && to - from > 1 && i + 1 < to && line.text(i + 1).chars().count() == 1 {
            return Quality::Proper;
        }
        generic &= line.roles(i).has(AffixRole::Generic)
            || matches!(pos, Pos::Prefix | Pos::NumberPrefix | Pos::Number)
            || pos.is_suffix();
    }
    // a word in hiragana before Chinese-style nouns is hardly ever a common one
    if chars >= 3 && text.chars().all(is_hiragana) {
        return Quality::Proper;
    }
    if generic || chars < 2 { Quality::None } else { Quality::Common }
}

/// First token of the name that ends before token `to`, no earlier than `floor` and of `most` characters at most. An unknown name
/// falls into single characters, so each takes its neighbour in.
pub(super) fn fragments(line: &Line<'_>, floor: usize, to: usize, most: usize) -> usize {
    let Some(mut from) = to.checked_sub(1) else { return to };
    let single = |i: usize| line.text(i).chars().count() == 1;
    let usable = |i: usize| {
        let roles = line.roles(i);
        line.text(i).chars().all(|c| is_name_kanji(c) || is_katakana(c))
            && !roles.has(AffixRole::Title)
            && !roles.has(AffixRole::Generic)
            && !matches!(line.tokens[i].pos, Pos::PlaceSuffix | Pos::PersonSuffix | Pos::Prefix)
    };
    while from > floor
        && (single(from) || single(from - 1))
        && usable(from - 1)
        && line.slice(from - 1, to).chars().count() <= most
    {
        from -= 1;
    }
    from
}
