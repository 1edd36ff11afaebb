//! The sequence model: its input, which are tokens with what the rules say of each, and the names it finds.

use super::line::{LEVELS, Page, is_name_kanji};
use super::{EntityKind, Found, Method, Reading};
use crate::lexicon::{AffixRole, Table, Uses, affixes, table};
use crate::morph::{Pos, Token};
use crate::text::{Span, is_katakana};
use ner::{Damaged, Kind, Model, Name, Tagger, Word};
use serde::Deserialize;

/// What a word of `model.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Before a question or an answer, which it sets off: A 若宮製薬が….
    SetsOff,
    /// After the name of a person, and no part of it: クレイ|等.
    AfterPerson,
}

static WORDS: Table<Uses<Use>> = table!("model.csv", Uses::new);

/// A model of names and the list of names it was trained with.
#[derive(Clone, Debug)]
pub struct NameModel {
    model: Model,
    list: ner::Names,
}

impl NameModel {
    /// The model compiled in; `None` if the program was built without it.
    pub fn embedded() -> Option<Self> {
        #[cfg(feature = "ner")]
        return Some(NameModel { model: ner::embedded::model().ok()?, list: ner::embedded::names().ok()? });
        #[cfg(not(feature = "ner"))]
        None
    }

    /// A model and the list of names beside it, as training writes them; without a list the embedded one.
    ///
    /// # Errors
    /// When the bytes are not of this version, or the model was trained with another list.
    pub fn from_bytes(model: &[u8], list: Option<&[u8]>) -> Result<Self, Damaged> {
        let model = Model::from_bytes(model)?;
        let list = match list {
            Some(list) => ner::Names::from_bytes(list)?,
            None => NameModel::embedded().map(|m| m.list).unwrap_or_default(),
        };
        model.check(&list)?;
        Ok(NameModel { model, list })
    }

    /// The dictionary it was trained with.
    pub fn tokenizer(&self) -> &str {
        self.model.tokenizer()
    }

    /// A tagger for one thread.
    pub fn tagger(&self) -> Tagger<'_> {
        Tagger::new(&self.model, &self.list)
    }
}

/// The hint for a token of a date or an amount.
const TAKEN: u8 = 1;

/// The words of a sentence; `hints` are those of all tokens of the document, or none.
pub fn words<'r>(reading: &'r Reading, sentence: usize, hints: &'r [u8]) -> impl Iterator<Item = Word<'r>> {
    let range = reading.sentence_range(sentence);
    let mut end = None;
    reading.tokens[range.clone()].iter().zip(range).map(move |(token, i)| {
        let joined = end == Some(token.start);
        end = Some(token.end);
        let (text, hint) = (reading.text(token), hints.get(i).copied().unwrap_or(0));
        Word {
            text,
            entry: token.word,
            pos: token.pos as u8,
            known: token.known,
            nominal: token.pos.is_nominal() || matches!(token.pos, Pos::Prefix | Pos::NumberPrefix | Pos::Unknown),
            joined,
            hint,
        }
    })
}

/// What the rules found, and dates and amounts, as a number for each token.
pub(super) fn hints(page: &Page<'_>, found: &[Found<'_>]) -> Vec<u8> {
    let tokens = &page.reading.tokens;
    let mut out: Vec<u8> = page.taken.iter().map(|taken| if *taken { TAKEN } else { 0 }).collect();
    let mut at = 0;
    for f in found {
        at += tokens[at..].partition_point(|t| (t.end as usize) <= f.span.start);
        let covered = tokens[at..].iter().take_while(|t| (t.start as usize) < f.span.end).count();
        for (i, hint) in out[at..at + covered].iter_mut().enumerate() {
            let place = match (i == 0, i + 1 == covered) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            *hint = 2 + ((rule(f) * 9 + f.kind.map_or(8, |k| k as u8)) * 4 + place);
        }
    }
    out
}

/// Number of the method of a rule and of whether it is sure.
fn rule(found: &Found) -> u8 {
    match (found.method, found.sure) {
        (Method::Affix | Method::Kind, true) => 1,
        (Method::Affix | Method::Kind, false) => 2,
        (Method::Dictionary, true) => 3,
        (Method::Dictionary, false) => 4,
        _ => 0,
    }
}

/// The names that the model finds, told what the rules found.
pub(super) fn read(page: &Page<'_>, rules: &[Found<'_>], tagger: &mut Tagger<'_>) -> Vec<Found<'static>> {
    let hints = hints(page, rules);
    let mut out = Vec::new();
    let (mut sentence_words, mut names): (Vec<Word<'_>>, Vec<Name>) = (Vec::new(), Vec::new());
    for sentence in 0..page.reading.view.sentences.len() {
        sentence_words.clear();
        sentence_words.extend(words(page.reading, sentence, &hints));
        names.clear();
        tagger.tag(&sentence_words, &mut names);
        let tokens = page.reading.sentence_tokens(sentence);
        out.extend(names.iter().filter_map(|name| {
            let name = trimmed(page, tokens, *name)?;
            let (first, last) = (tokens.get(name.from)?, tokens.get(name.to.checked_sub(1)?)?);
            let span = Span::new(first.start as usize, last.end as usize);
            Some(Found {
                span: without_next(page.text, span),
                sentence: sentence as u32,
                kind: Some(if is_company(page.reading.text(last), name) { EntityKind::Org } else { kind(name.kind) }),
                method: Method::Model,
                sure: name.confidence >= SURE,
                confidence: name.confidence,
                canonical: None,
            })
        }));
    }
    out
}

/// Returns true if a name taken for a place ends like a company: 高峰ベアリング. Persons and products may, places do not.
fn is_company(last: &str, name: Name) -> bool {
    let roles = affixes().roles(last);
    name.kind == Kind::Loc
        && name.to - name.from > 1
        && last.chars().all(is_katakana)
        && (roles.has(AffixRole::Strong) || roles.has(AffixRole::Weak))
}

/// A name without the mark of a list before it (A. 金融庁), without what begins the next word (磯見市新), and a person's without
/// what tells who it is.
fn trimmed(page: &Page<'_>, tokens: &[Token], mut name: Name) -> Option<Name> {
    let gap = |i: usize| tokens[i - 1].end < tokens[i].start;
    let text = |t: &Token| page.reading.text(t);
    // A 若宮製薬が…: an answer begins
    let sets_off = |i: usize| tokens[i].pos.is_symbol() || WORDS.is(text(&tokens[i]), Use::SetsOff);
    let mark = (name.from + 1..name.to).rev().find(|&i| gap(i) && sets_off(i - 1));
    name.from = mark.unwrap_or(name.from);
    // ノン of レ|ノン is taken for a prefix, too
    let begins = |t: &Token| matches!(t.pos, Pos::Prefix | Pos::NumberPrefix) && !text(t).starts_with(is_katakana);
    while name.from < name.to && begins(&tokens[name.to - 1]) {
        name.to -= 1;
    }
    if name.kind == Kind::Person {
        // 小結|琴欧州, 二男|隼吾: who it is, before the name
        let describes = |i: usize| {
            let roles = affixes().roles(text(&tokens[i]));
            !tokens[i].pos.is_name() && (roles.has(AffixRole::Before) || roles.has(AffixRole::Generic))
        };
        while name.from + 1 < name.to && describes(name.from) {
            name.from += 1;
        }
        // ヒース|英元首相, クレイ|等
        let ends = |i: usize| match tokens[i].pos {
            Pos::Place => text(&tokens[i]).chars().count() == 1 && text(&tokens[i - 1]).ends_with(is_katakana),
            _ => WORDS.is(text(&tokens[i]), Use::AfterPerson),
        };
        while name.from + 1 < name.to && ends(name.to - 1) {
            name.to -= 1;
        }
    }
    let word = tokens.get(name.from..name.to)?.iter().any(|t| text(t).chars().any(char::is_alphanumeric));
    word.then_some(name)
}

/// A place without the 新 of 磯見市|新年度, which the tokeniser takes for a part of its name.
fn without_next(text: &str, span: Span) -> Span {
    let Some(place) = span.of(text).strip_suffix('新') else { return span };
    let goes_on = text[span.end..].starts_with(is_name_kanji);
    let cut = goes_on && place.ends_with(LEVELS);
    if cut { Span::new(span.start, span.start + place.len()) } else { span }
}

/// Least probability of a name of the model that is looked for in the rest of the document.
const SURE: f32 = 0.9;

fn kind(kind: Kind) -> EntityKind {
    match kind {
        Kind::Person => EntityKind::Person,
        Kind::Org => EntityKind::Org,
        Kind::Loc => EntityKind::Loc,
        Kind::Product => EntityKind::Product,
        Kind::Event => EntityKind::Event,
    }
}
