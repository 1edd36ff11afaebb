//! Where a temporal expression may begin.

use super::grammar::named_day::named_day_at;
use super::grammar::time_words::time_word_at;
use crate::extract::scan::figures_begin;
use crate::extract::{Reading, number};
use crate::lexicon::era_at;
use crate::text::is_hiragana;

/// Returns true if an expression may begin here: digits not inside an identifier or a longer number, words and kanji
/// numerals where the tokeniser also sees a word begin, and never inside a name (四日市, 三枝, 夏目).
pub(super) fn may_begin(reading: &Reading, sentence: usize, text: &str, at: usize, c: char) -> bool {
    if c.is_ascii_alphanumeric() || c == '\'' {
        return figures_begin(text, at);
    }
    let word = time_word_at(&text[at..]).filter(|_| !number::can_start(c));
    let kana = word.filter(|(w, _)| w.surface.chars().all(is_hiragana));
    // the tokeniser does not know らいねん, but nothing else is written so
    if kana.is_some_and(|(w, _)| w.surface.chars().count() >= 4) {
        return true;
    }
    let Some(token) = reading.token_at(sentence, at) else { return false };
    let starts = token.start as usize == at + reading.view.sentences[sentence].span.start;
    let named = || named_day_at(&text[at..]).is_some_and(|(_, len)| reading.ends_token(sentence, at + len));
    if starts && token.pos.is_name() && named() {
        return true;
    }
    // 明々後日 is a name to the tokeniser, as the eras are
    let known = || era_at(&text[at..]).is_some() || word.is_some_and(|(w, _)| w.surface.chars().count() >= 4);
    if !starts || token.pos.is_name() && !known() {
        return false;
    }
    // a short kana word must be a word of its own: きょう, but not きょうだい
    kana.is_none_or(|(_, len)| reading.ends_token(sentence, at + len))
}
