//! A place in the folded text, and the small steps every rule of the grammar is made of.

use super::number;
use super::number::Numeral;

use crate::text::begins;

/// Reads forward over the text of one sentence; copying it is how a rule looks ahead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    pub text: &'a str,
    pub at: usize,
    /// Whether the text has just spoken of years: then 15年 may be one too.
    pub among_years: bool,
    /// Whether the text writes years in two digits (20年3月).
    pub short_years: bool,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        Cursor { text, at, among_years: false, short_years: false }
    }

    /// What is still to be read.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// What has been read.
    pub fn before(&self) -> &'a str {
        &self.text[..self.at]
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Steps over `word` if it is next.
    pub fn eat(&mut self, word: &str) -> bool {
        let found = self.begins(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Steps over the first of `words` that is next.
    pub fn eat_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|w| self.eat(w))
    }

    /// Whether one of `words` is next.
    pub fn sees(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.begins(w))
    }

    /// Whether `word` is next.
    #[inline]
    fn begins(&self, word: &str) -> bool {
        begins(self.rest(), word)
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

    /// Reads an integer from `low` to `high` followed by one of `units`; moves only when both are there.
    pub fn count(&mut self, low: i64, high: i64, units: &[&str]) -> Option<i64> {
        let mut ahead = *self;
        let n = ahead.number()?;
        let value = n.int().filter(|v| (low..=high).contains(v) && !n.grouped && n.digits <= 4)?;
        ahead.skip_blanks();
        ahead.eat_any(units)?;
        *self = ahead;
        Some(value)
    }

    /// Reads exactly `width` or fewer ASCII digits as a number, not part of a longer one.
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
