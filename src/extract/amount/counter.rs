//! What a number counts where the lexicon has no unit: tickers, any counter, the noun after の, the person before （41）.

use super::super::cursor::Cursor;
use crate::extract::Reading;
use crate::extract::number::{self, Numeral};
use crate::lexicon::{Table, Unit, UnitClass, Uses, is_person_noun, table};
use crate::morph::Pos;
use crate::text::{is_hiragana, is_kanji};
use serde::Deserialize;

/// What a word of `counter.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a number, a counter that counts nothing by itself: a date or an ordinal.
    NoCounter,
    /// After a number, a noun that it does not count.
    NoCounted,
}

static WORDS: Table<Uses<Use>> = table!("counter.csv", Uses::new);

/// 一面, 一行, 一国: one word for the tokeniser, and seldom a count. 一人 and 一つ are counts all the same.
pub(super) fn idiom(reading: &Reading, sentence: usize, first: &Numeral, at: usize, unit: &Unit) -> bool {
    let short = first.kanji && first.len == "一".len() && unit.surface.chars().count() == 1;
    // the counter is no token of its own, or not as a counter
    let counted = || {
        let start = reading.view.sentences[sentence].span.start + at;
        reading.token_at(sentence, at).is_some_and(|t| t.start as usize == start && t.pos == Pos::Counter)
    };
    short && unit.class == UnitClass::Count && !matches!(unit.surface.as_str(), "人" | "つ") && !counted()
}

/// 一人一人, お一人お一人, 一人ひとり: each of them; the counter is at `at`.
pub(super) fn each_of(text: &str, at: usize) -> bool {
    let Some(after) = text[at..].strip_prefix('人') else { return false };
    let before = text[..at].strip_suffix('一').map_or("", |b| b.trim_end_matches('お'));
    let after = after.trim_start_matches('お');
    text[..at].ends_with('一') && (before.ends_with("一人") || after.starts_with("一人") || after.starts_with("ひとり"))
}

/// An unlisted ticker: three to six capitals right after the number.
pub(super) fn ticker(c: &mut Cursor) -> Option<String> {
    let len = c.rest().bytes().take_while(u8::is_ascii_uppercase).count();
    let ends = !c.rest()[len..].starts_with(|x: char| x.is_ascii_alphanumeric());
    if !(3..=6).contains(&len) || !ends {
        return None;
    }
    let unit = c.rest()[..len].to_owned();
    c.at += len;
    Some(unit)
}

/// Any counter: what the tokeniser calls one, or a short common noun right after digits (2工場, 3候補).
pub(super) fn open_counter(reading: &Reading, sentence: usize, c: &mut Cursor, first: &Numeral) -> Option<String> {
    let base = reading.view.sentences[sentence].span.start;
    let token = reading.token_at(sentence, c.at)?;
    if token.start as usize != base + c.at || token.end as usize > base + c.text.len() {
        return None;
    }
    let word = reading.text(token);
    let kanji = word.chars().all(is_kanji);
    let counter = token.pos == Pos::Counter && !WORDS.is(word, Use::NoCounter);
    let noun = token.pos == Pos::Noun
        && first.digits > 0
        && !first.decimal
        && kanji
        && word.chars().count() <= 3
        && !WORDS.is(word, Use::NoCounted);
    if !counter && !noun {
        return None;
    }
    c.at += word.len();
    Some(word.to_owned())
}

/// 会計 in 11の特別会計, 口座 in 400もの口座: what a number without unit counts. None in 表2の結果 or 63条の16.
pub(super) fn counted_noun<'r>(
    reading: &'r Reading,
    sentence: usize,
    c: &Cursor,
    first: &Numeral,
    before: &str,
) -> Option<&'r str> {
    let apart = |p: char| is_hiragana(p) && p != 'の' || "、。（「・全計約 ".contains(p);
    if first.digits == 0 || first.decimal || first.int() == Some(1) || !(before.is_empty() || before.ends_with(apart)) {
        return None;
    }
    let mut noun = *c;
    noun.eat("もの");
    noun.eat("の");
    let kanji = noun.peek().is_some_and(|k| is_kanji(k) && !number::can_start(k));
    if noun.at == c.at || !kanji {
        return None;
    }
    let from = reading.view.sentences[sentence].span.start + noun.at;
    let tokens = reading.sentence_tokens(sentence);
    let tokens = &tokens[tokens.partition_point(|t| (t.start as usize) < from)..];
    let begins = tokens.first().is_some_and(|t| t.start as usize == from && t.pos.is_nominal());
    let last = tokens.iter().take_while(|t| t.pos.is_nominal() || t.pos.is_suffix()).take(4).last();
    last.filter(|_| begins).map(|t| reading.text(t))
}

/// 村上誠さん（52）, 宮田恭平元社長（73）: a bracketed number after a person is an age.
pub(super) fn after_person(reading: &Reading, sentence: usize, end: usize) -> bool {
    let base = reading.view.sentences[sentence].span.start;
    let tokens = reading.sentence_tokens(sentence);
    let last = tokens.partition_point(|t| (t.end as usize) <= base + end);
    let mut near = tokens[..last]
        .iter()
        .rev()
        .take(6)
        .take_while(|t| t.pos.is_nominal() || t.pos.is_suffix() || t.pos == Pos::Prefix);
    if is_person_noun(&reading.view.text[base..base + end]) {
        return true;
    }
    tokens[..last].last().is_some_and(|t| t.end as usize == base + end)
        && near.any(|t| t.pos.is_person() || t.pos == Pos::PersonSuffix)
}
