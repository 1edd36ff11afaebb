//! Where a numeral may begin and a unit may end.

use super::sentence::Sentence;
use crate::extract::number::Numeral;
use crate::extract::scan::figures_begin;
use crate::lexicon::{Unit, UnitClass, unit_at};
use crate::morph::Pos;
use crate::text::is_katakana;

/// Returns true if a numeral whose first character is `c` may begin at `at`: inside no identifier, longer number or name.
pub(super) fn may_begin(sentence: Sentence<'_>, at: usize, c: char) -> bool {
    if c.is_ascii_digit() {
        return figures_begin(sentence.text, at) || counts_devices(sentence.text, at);
    }
    let Some(token) = sentence.token_from(at) else { return false };
    !token.pos.is_name()
        && !sentence.text[..at].ends_with('第')
        && (token.pos == Pos::Number || token.pos.is_nominal() || token.pos == Pos::Adverb || c == '数')
}

/// Returns true if the digits after a word of Latin letters count it (ATM645台, PC20台) rather than belong to it (F35,
/// ISO9001): the word has two letters or more, and a Japanese counter follows.
fn counts_devices(text: &str, at: usize) -> bool {
    let letters = text[..at].chars().rev().take_while(char::is_ascii_uppercase).count();
    let rest = text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let counter = unit_at(rest).is_some_and(|(unit, _)| unit.class == UnitClass::Count && !unit.surface.is_ascii());
    letters >= 2 && counter
}

/// Returns true if a unit may end at `end`, where the tokeniser sees a word end, too: 3人気 counts nobody.
pub(super) fn unit_ends(sentence: Sentence<'_>, unit: &Unit, end: usize) -> bool {
    let after = &sentence.text[end..];
    // ㎡ and ℃ are no words: the tokeniser takes ㎡。 for one sign
    let sign = |c: char| c.is_ascii_alphanumeric() || ('\u{3300}'..='\u{33ff}').contains(&c) || c == '℃';
    if unit.surface.ends_with(sign) {
        return !after.starts_with(|c: char| c.is_ascii_alphanumeric());
    }
    if unit.surface.ends_with(is_katakana) && after.starts_with(|c| is_katakana(c) || c == '・') {
        return false;
    }
    use UnitClass::{Fraction, Identifier, Money, MoneyFraction, Percent};
    matches!(unit.class, Money | Percent | MoneyFraction | Identifier | Fraction)
        || unit.surface.chars().count() > 1
        || sentence.ends_token(end)
        || after.is_empty()
}

/// Returns true if 一 and the counter at `at` are a word of their own: 一面, 一行, 一国. 一人 and 一つ are counts all the same.
pub(super) fn idiom(sentence: Sentence<'_>, first: &Numeral, at: usize, unit: &Unit) -> bool {
    let short = first.kanji && first.len == "一".len() && unit.surface.chars().count() == 1;
    // the counter is no token of its own, or not as a counter
    let counted = || sentence.token_from(at).is_some_and(|token| token.pos == Pos::Counter);
    short && unit.class == UnitClass::Count && !matches!(unit.surface.as_str(), "人" | "つ") && !counted()
}

/// Returns true if the 人 at `at` belongs to 一人一人, お一人お一人 or 一人ひとり: each of them.
pub(super) fn each_of(text: &str, at: usize) -> bool {
    let Some(after) = text[at..].strip_prefix('人') else { return false };
    let before = text[..at].strip_suffix('一').map_or("", |b| b.trim_end_matches('お'));
    let after = after.trim_start_matches('お');
    text[..at].ends_with('一') && (before.ends_with("一人") || after.starts_with("一人") || after.starts_with("ひとり"))
}
