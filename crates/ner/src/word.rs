//! Tokens as the model sees them.

use crate::hash::{self, mix};
use crate::names::Names;

/// A token of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// The entry of the dictionary, where the word is `known`: another text has another entry or part of speech.
    pub entry: u32,
    /// Part of speech, in the numbering of the tokeniser the model was trained with.
    pub pos: u8,
    /// Whether the dictionary holds the word.
    pub known: bool,
    /// Whether it can be a link of a compound noun.
    pub nominal: bool,
    /// Whether it touches the token before it.
    pub joined: bool,
    /// What the caller's own rules say of the token, in a numbering of its own; 0 for nothing.
    pub hint: u8,
}

/// What a token is to the runs and brackets of its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// A link of a compound noun.
    Nominal,
    /// Joins links, as の does.
    Joint,
    /// An opening bracket or quotation mark.
    Open,
    /// A closing one.
    Close,
    #[default]
    Other,
}

/// What of a token does not depend on its neighbours.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lexeme {
    /// Hash of the text that can be continued with the next token's.
    pub text: hash::Text,
    pub word: u32,
    /// Hash of the last two characters.
    pub tail: u32,
    /// Hash of the last character.
    pub last: u32,
    pub pos: u8,
    pub shape: u16,
    /// Characters, 15 at most.
    pub len: u8,
    /// Its classes in the list of names; none for a single character, which is too little to go by.
    pub classes: u16,
    /// Words used alike have one number, 0 for words nobody has counted.
    pub cluster: u8,
    pub role: Role,
}

impl Lexeme {
    pub fn new(word: &Word<'_>, names: &Names) -> Self {
        let text = hash::Text::new(word.text);
        let len = word.text.chars().take(15).count() as u8;
        let role = match word.text {
            "「" | "『" | "（" | "“" | "【" | "《" | "〈" => Role::Open,
            "」" | "』" | "）" | "”" | "】" | "》" | "〉" => Role::Close,
            "・" | "＝" | "=" => Role::Nominal,
            "の" | "-" | "&" | "." | "/" | "〜" | "!" | "'" | "’" => Role::Joint,
            // デ in フアン・デ・ヨング, which the dictionary takes for a particle
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

    /// What stands before the first and after the last token of a sentence.
    pub fn border() -> Self {
        Lexeme { word: 1, pos: u8::MAX, ..Lexeme::default() }
    }
}

/// The features of a token alone, whatever its neighbours; those of the first [`FAR`] matter at a distance of two.
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
    // the sound of a foreign name tells a person from a place
    if !word.known && word.text.len() <= LONG {
        let chars = || word.text.chars().map(u32::from);
        out.extend(chars().zip(chars().skip(1)).map(|(a, b)| mix(13, a, b)));
    }
}

/// Bytes of the longest unknown word that is read letter by letter.
const LONG: usize = 48;

/// Leading features of [`alone`] that are used two tokens away.
pub(crate) const FAR: usize = 3;

fn first(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

fn last(text: &str, chars: usize) -> &str {
    text.char_indices().rev().nth(chars - 1).map_or(text, |(at, _)| &text[at..])
}

/// The kinds of characters in order, repetitions left out: up to four of them, four bits each.
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

/// The shape of a word in katakana.
const KATAKANA: u16 = 2;

/// The shape of a middle dot.
pub(crate) const DOT: u16 = 7;

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
