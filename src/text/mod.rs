//! Text and positions in it: spans, blocks, folding, sentences.
//!
//! Two coordinate systems exist. *Original* offsets are bytes of the decoded document; *view* offsets
//! are bytes of its folded copy, on which every reader works. [`View`] maps view to original.

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
pub use chars::{is_hiragana, is_kanji, is_katakana, is_noun_char};
pub use finder::Finder;
pub use fold::{View, fold_char, fold_str};
pub use hex::hex;
pub use near::nearest;
pub use sentence::Sentence;
pub use span::{Excerpt, LineIndex, Position, Span, begins, ends, head, tail};
pub use words::Words;
