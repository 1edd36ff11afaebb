//! The one numeral grammar: Arabic, kanji, 大字 and their mixtures, read from characters.
//!
//! Tokens are no help here: IPADIC makes three of 1,234. The grammar is the usual one of Japanese numerals:
//! groups below 10⁴ (千百十 and digits, or an Arabic number with optional commas and decimals), each followed
//! by a power of 10⁴. One pass, no backtracking.

mod exact;
mod groups;
mod run;
mod sign;

pub use exact::Exact;
pub(crate) use sign::big_scale;
pub use sign::can_start;

use crate::lexicon::{UnitClass, unit_at};
use groups::Groups;
use sign::{Sign, lone_scale, sign};

/// A numeral found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// Byte length in the text.
    pub len: usize,
    /// Its value; of a vague one the least reading, in which 数 is 2.
    pub value: Exact,
    /// Power of ten of the last written digit.
    pub precision: i32,
    /// Least and greatest value where 数 or 何 stands for a digit from 2 to 9.
    pub vague: Option<Box<(Exact, Exact)>>,
    /// How many ASCII digits it begins with, leading zeros counted; 0 for kanji.
    pub digits: usize,
    /// It has no ASCII digit.
    pub kanji: bool,
    /// It has a scale word (十 … 無量大数).
    pub scaled: bool,
    /// It has a decimal point.
    pub decimal: bool,
    /// Commas group its digits.
    pub grouped: bool,
    /// Power of ten of the scale word of its last group, which 3〜5億 shares to the left: 8 of 3.5億.
    pub scale: i32,
}

impl Numeral {
    /// The value as an integer; `None` for a vague numeral, decimals, and what does not fit.
    pub fn int(&self) -> Option<i64> {
        if self.vague.is_some() || self.decimal {
            return None;
        }
        self.value.to_i64()
    }

    /// Multiplies by ten to the power `n`, as when a scale is shared.
    pub fn scale_by(&mut self, n: i32) {
        self.value = std::mem::replace(&mut self.value, Exact::ZERO).shift(n);
        self.precision += n;
        self.vague = self.vague.take().map(|bounds| Box::new((bounds.0.shift(n), bounds.1.shift(n))));
    }
}

/// Reads the longest numeral at the start of `text`.
pub fn read(text: &str) -> Option<Numeral> {
    match sign(text.chars().next()?) {
        Some(Sign::Digit(_) | Sign::Small(_) | Sign::Vague) => {}
        Some(Sign::Big(_)) if lone_scale(text) => {}
        _ => return None,
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // most numerals are a few digits and nothing else: 12月
    if (1..=18).contains(&digits) && ends_after_digits(&text[digits..]) {
        let value = text.bytes().take(digits).fold(0, |value: u64, digit| value * 10 + u64::from(digit - b'0'));
        return Some(Numeral {
            len: digits,
            value: Exact::new(value.into(), 0),
            precision: 0,
            vague: None,
            digits,
            kanji: false,
            scaled: false,
            decimal: false,
            grouped: false,
            scale: 0,
        });
    }
    Groups::read(text, digits)
}

/// Byte length of the numeral that `text` begins with a digit of, or of its digits where they are too many for one.
pub(crate) fn len(text: &str) -> usize {
    read(text).map_or_else(|| text.bytes().take_while(u8::is_ascii_digit).count(), |n| n.len)
}

/// Byte length of the digits in kanji that `text` begins with where they are too many for a numeral: what stands inside
/// them is none either.
pub(crate) fn overlong(text: &str) -> Option<usize> {
    let digits = text.chars().take_while(|c| matches!(sign(*c), Some(Sign::Digit(_))));
    let (count, len) = digits.fold((0, 0), |(count, len), c| (count + 1, len + c.len_utf8()));
    (count > run::MOST_DIGITS).then_some(len)
}

/// Returns true if the numeral ends here; `rest` follows its ASCII digits.
fn ends_after_digits(rest: &str) -> bool {
    match rest.chars().next() {
        Some(',' | '.') => false,
        Some(' ') => big_scale(&rest[1..]).is_none(),
        Some('・') => !rest["・".len()..].starts_with(|d: char| d.is_ascii_digit()),
        Some('k') => !thousands(rest),
        Some(c) => c.is_ascii() || sign(c).is_none() && big_scale(rest).is_none(),
        None => true,
    }
}

/// Returns true if `rest` begins with the k of 15k円: a thousand, where money or a share follows.
fn thousands(rest: &str) -> bool {
    rest.strip_prefix('k').is_some_and(|after| {
        !after.starts_with(|c: char| c.is_ascii())
            && unit_at(after).is_some_and(|(u, _)| matches!(u.class, UnitClass::Money | UnitClass::Percent))
    })
}

#[cfg(test)]
mod tests;
