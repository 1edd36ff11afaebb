//! What a number counts where the lexicon has no unit: tickers, any counter, the noun after の, the person before （41）.

use super::quantity::{Numbers, Quantity};
use super::sentence::Sentence;
use crate::extract::cursor::Cursor;
use crate::extract::number::{self, Numeral};
use crate::lexicon::{Phrases, Table, Uses, table};
use crate::morph::Pos;
use crate::text::{is_hiragana, is_kanji};
use crate::value::AmountKind;
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

/// Nouns of persons, after which a number in brackets is an age: 運転手（41）.
static PERSONS: Table<Phrases> = table!("persons.csv", Phrases::new);

/// Reads an unlisted ticker: three to six capitals right after the number.
pub(super) fn ticker(c: &mut Cursor, numbers: &Numbers) -> Option<Quantity> {
    let len = c.rest().bytes().take_while(u8::is_ascii_uppercase).count();
    let ends = !c.rest()[len..].starts_with(|x: char| x.is_ascii_alphanumeric());
    if !(3..=6).contains(&len) || !ends {
        return None;
    }
    let unit = &c.rest()[..len];
    c.at += len;
    Some(numbers.of(AmountKind::Crypto, unit, 0))
}

/// Reads any counter: what the tokeniser calls one, or a short common noun right after digits (2工場, 3候補).
pub(super) fn open_counter(sentence: Sentence<'_>, c: &mut Cursor, numbers: &Numbers) -> Option<Quantity> {
    let token = sentence.token_from(c.at).filter(|t| t.end as usize <= sentence.start() + c.text.len())?;
    let word = sentence.reading.text(token);
    let counter = token.pos == Pos::Counter && !WORDS.is(word, Use::NoCounter);
    let noun = token.pos == Pos::Noun
        && numbers.first.digits > 0
        && !numbers.first.decimal
        && word.chars().all(is_kanji)
        && word.chars().count() <= 3
        && !WORDS.is(word, Use::NoCounted);
    if !counter && !noun {
        return None;
    }
    c.at += word.len();
    Some(numbers.of(AmountKind::Count, word, 0))
}

/// Reads the noun that a number without unit counts: 会計 in 11の特別会計, 口座 in 400もの口座. There is none in 表2の結果 or 63条の16.
pub(super) fn counted_noun(sentence: Sentence<'_>, c: &Cursor, first: &Numeral) -> Option<Quantity> {
    let before = &c.text[..c.at - first.len];
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
    sentence.token_from(noun.at).filter(|t| t.pos.is_nominal())?;
    let nouns = sentence.tokens_from(noun.at).iter().take_while(|t| t.pos.is_nominal() || t.pos.is_suffix());
    let last = nouns.take(4).last()?;
    Some(Numbers::from(first.clone()).of(AmountKind::Count, sentence.reading.text(last), 0))
}

/// Reads the age of a person in brackets, or what begins there: 村上誠さん（52）, 宮田恭平元社長（73、無職）.
pub(super) fn age(sentence: Sentence<'_>, c: &Cursor, first: &Numeral) -> Option<Quantity> {
    let person = c.text[..c.at - first.len].strip_suffix('（')?;
    let plain = (1..=3).contains(&first.digits) && !first.decimal && c.rest().starts_with(['）', '、']);
    let years = plain && first.int().is_some_and(|n| (4..=120).contains(&n));
    let age = || Numbers::from(first.clone()).of(AmountKind::Age, "歳", 0);
    (years && names_person(sentence, person)).then(age)
}

/// Returns true if the text up to here, from the start of the sentence on, ends with a person.
fn names_person(sentence: Sentence<'_>, before: &str) -> bool {
    let tokens = sentence.tokens_before(before.len());
    let phrase = |pos: Pos| pos.is_nominal() || pos.is_suffix() || pos == Pos::Prefix;
    let mut near = tokens.iter().rev().take(6).take_while(|t| phrase(t.pos));
    PERSONS.ends(before)
        || tokens.last().is_some_and(|t| t.end as usize == sentence.start() + before.len())
            && near.any(|t| t.pos.is_person() || t.pos == Pos::PersonSuffix)
}
