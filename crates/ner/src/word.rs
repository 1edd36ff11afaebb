//! Tokens, and the features that depend on one token only.

use crate::hash::{self, mix};
use crate::names::Names;

/// A token of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Word<'t> {
    /// The text as written.
    pub text: &'t str,
    /// Number of the dictionary entry if the word is `known`. Two words that share it and the part of speech have the same
    /// text.
    pub entry: u32,
    /// Part of speech, numbered by the tokeniser that the model was trained with.
    pub pos: u8,
    /// True if the word is in the dictionary.
    pub known: bool,
    /// True if the word can be part of a compound noun.
    pub nominal: bool,
    /// True if nothing stands between the word and the token before it.
    pub joined: bool,
    /// What the caller's own rules say of the token, as a number of the caller's choice; 0 for nothing.
    pub hint: u8,
}

/// Role of a token in the runs and brackets of its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Part of a compound noun.
    Nominal,
    /// Joins nouns to one name: の, &.
    Joint,
    /// An opening bracket or quotation mark.
    Open,
    /// A closing bracket or quotation mark.
    Close,
    /// Anything else.
    #[default]
    Other,
}

/// Properties of a token that do not depend on its neighbours.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lexeme {
    /// Hash of the text, to be continued with that of the next token.
    pub text: hash::Text,
    /// Hash of the text in 32 bits.
    pub word: u32,
    /// Hash of the last two characters.
    pub tail: u32,
    /// Hash of the last character.
    pub last: u32,
    /// Part of speech.
    pub pos: u8,
    /// Scripts of the characters: see [`shape`].
    pub shape: u16,
    /// Number of characters, at most 15.
    pub len: u8,
    /// Classes in the gazetteer; none for a single character, which is too ambiguous.
    pub classes: u16,
    /// Cluster in the gazetteer; 0 for words without one.
    pub cluster: u8,
    /// Role in runs and brackets.
    pub role: Role,
}

impl Lexeme {
    /// The properties of a word.
    pub fn new(word: &Word<'_>, names: &Names) -> Self {
        let text = hash::Text::new(word.text);
        let len = word.text.chars().take(15).count() as u8;
        let role = match word.text {
            "「" | "『" | "（" | "“" | "【" | "《" | "〈" => Role::Open,
            "」" | "』" | "）" | "”" | "】" | "》" | "〉" => Role::Close,
            "・" | "＝" | "=" => Role::Nominal,
            "の" | "-" | "&" | "." | "/" | "〜" | "!" | "'" | "’" => Role::Joint,
            // デ in フアン・デ・ヨング, a particle to the dictionary
            _ if word.nominal || shape(word.text) == KATAKANA => Role::Nominal,
            _ => Role::Other,
        };
        Lexeme {
            text,
            word: text.finish(),
            tail: hash::Text::new(last(word.text, 2)).finish(),
            last: hash::Text::new(last(word.text, 1)).finish(),
            pos: word.pos,
            shape: shape(word.text),
            len,
            classes: if len > 1 { names.find(text) } else { 0 },
            cluster: names.cluster(text),
            role,
        }
    }

    /// The lexeme that stands for what is outside the sentence.
    pub fn border() -> Self {
        Lexeme { word: 1, pos: u8::MAX, ..Lexeme::default() }
    }
}

/// Computes the features of a token alone. The first [`FAR`] are also features of tokens two places away.
pub(crate) fn alone(word: &Word<'_>, lexeme: &Lexeme, out: &mut Vec<u32>) {
    out.clear();
    let (pos, shape) = (u32::from(lexeme.pos), u32::from(lexeme.shape));
    out.push(mix(1, lexeme.word, 0));
    out.push(mix(2, pos, 0));
    out.push(mix(3, shape, 0));
    for n in 1..=3 {
        if usize::from(lexeme.len) >= n {
            out.push(mix(3 + n as u32, hash::Text::new(first(word.text, n)).finish(), 0));
            out.push(mix(6 + n as u32, hash::Text::new(last(word.text, n)).finish(), 0));
        }
    }
    if lexeme.cluster != 0 {
        out.push(mix(14, u32::from(lexeme.cluster), 0));
        out.push(mix(15, u32::from(lexeme.cluster), shape));
    }
    out.push(mix(10, shape, u32::from(lexeme.len)));
    out.push(mix(11, pos, lexeme.last));
    out.push(mix(12, u32::from(word.known), shape));
    // letter bigrams tell foreign persons from foreign places
    if !word.known && word.text.len() <= LONG {
        let chars = || word.text.chars().map(u32::from);
        out.extend(chars().zip(chars().skip(1)).map(|(a, b)| mix(13, a, b)));
    }
}

/// Bytes of the longest unknown word that gives letter bigrams.
const LONG: usize = 48;

/// Number of the features of [`alone`] that are used two tokens away.
pub(crate) const FAR: usize = 3;

/// The first `chars` characters.
fn first(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

/// The last `chars` characters.
fn last(text: &str, chars: usize) -> &str {
    text.char_indices().rev().nth(chars - 1).map_or(text, |(at, _)| &text[at..])
}

/// The classes of the characters in order, repetitions left out: up to four, four bits each.
fn shape(text: &str) -> u16 {
    let mut shape = 0;
    let mut previous = 0;
    let mut kinds = 0;
    for kind in text.chars().map(class) {
        if kind != previous {
            shape = shape << 4 | kind;
            previous = kind;
            kinds += 1;
            if kinds == 4 {
                break;
            }
        }
    }
    shape
}

/// Class of katakana, and the shape of a word in katakana.
const KATAKANA: u16 = 2;

/// Class of the middle dot, and the shape of a word that is one.
pub(crate) const DOT: u16 = 7;

/// The class of a character: its script.
fn class(c: char) -> u16 {
    match c {
        'ぁ'..='ゖ' => 1,
        'ァ'..='ヺ' | 'ー' => KATAKANA,
        '一'..='鿿' | '々' => 3,
        '0'..='9' => 4,
        'A'..='Z' => 5,
        'a'..='z' => 6,
        '・' => DOT,
        _ if c.is_alphabetic() => 8,
        _ => 9,
    }
}
