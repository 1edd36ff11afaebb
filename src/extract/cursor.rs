//! Position in the folded text of a sentence, and the steps that grammars of dates and amounts are made of.

use super::number::{self, Numeral};
use crate::text::begins;

/// Position in the folded text of a sentence. Copying it is how a rule looks ahead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Byte offset of the position.
    pub at: usize,
    /// The text has just written a year in figures: 15年 can be another.
    pub among_years: bool,
    /// The text writes years in two digits (20年3月).
    pub short_years: bool,
}

impl<'a> Cursor<'a> {
    /// A cursor at byte `at` of a sentence whose text has written no years.
    pub fn new(text: &'a str, at: usize) -> Self {
        Cursor { text, at, among_years: false, short_years: false }
    }

    /// The text from the position on.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The text up to the position.
    pub fn before(&self) -> &'a str {
        &self.text[..self.at]
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Steps over `word`; returns false where it is not next.
    pub fn eat(&mut self, word: &str) -> bool {
        let found = self.begins(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Steps over the first of `words` that is next, and returns it.
    pub fn eat_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|w| self.eat(w))
    }

    /// Returns true if one of `words` is next.
    pub fn sees(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.begins(w))
    }

    /// Returns true if `word` is next.
    #[inline]
    fn begins(&self, word: &str) -> bool {
        begins(self.rest(), word)
    }

    /// Moves to where `rest`, which is an end of the sentence, begins.
    pub fn move_to(&mut self, rest: &str) {
        self.at = self.text.len() - rest.len();
    }

    /// Steps over a range mark: 〜 and the dashes that folding leaves.
    pub fn eat_dash(&mut self) -> bool {
        self.eat_any(&["〜", "-", "―", "ー"]).is_some()
    }

    /// Steps over blanks.
    pub fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }

    /// Reads a numeral.
    pub fn number(&mut self) -> Option<Numeral> {
        let n = number::read(self.rest())?;
        self.at += n.len;
        Some(n)
    }

    /// Reads an integer from `low` to `high` and one of `units` after it; moves only where both are there.
    pub fn count(&mut self, low: i64, high: i64, units: &[&str]) -> Option<i64> {
        let mut ahead = *self;
        let n = ahead.number()?;
        let value = n.int().filter(|v| (low..=high).contains(v) && !n.grouped && n.digits <= 4)?;
        ahead.skip_blanks();
        ahead.eat_any(units)?;
        *self = ahead;
        Some(value)
    }

    /// Reads a run of ASCII digits as a number; `None` where the run has fewer than `least` or more than `most`.
    pub fn digits(&mut self, least: usize, most: usize) -> Option<i64> {
        let n = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if n < least || n > most {
            return None;
        }
        let value = self.rest()[..n].parse().ok()?;
        self.at += n;
        Some(value)
    }
}
