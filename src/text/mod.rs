//! Text and positions in it: spans, blocks, folding, sentences.
//!
//! There are two kinds of byte offsets: *original* ones into the decoded document, and *view* ones into its folded copy,
//! which readers read. [`View`] maps view spans to original ones. Tables and messages have code points, see [`Position`].

mod block;
mod chars;
mod finder;
mod fold;
mod hex;
mod near;
mod sentence;
mod span;
mod toml;
mod words;

pub use self::toml::from_toml;
pub use block::{Block, BlockKind, Piece};
pub(crate) use chars::{CLOSING_BRACKETS, OPENING_BRACKETS, SENTENCE_ENDS};
pub use chars::{is_hiragana, is_kanji, is_katakana, is_noun_char};
pub use finder::Finder;
pub use fold::{View, fold_char, fold_str};
pub use hex::hex;
pub use near::nearest;
pub use sentence::Sentence;
pub use span::{Excerpt, LineIndex, Position, Span, begins, ends, head, tail};
pub use words::Words;
