//! The digits of a numeral up to its next scale word: 2,345 of 2,345億, 三・五 of 三・五％, 数 of 数十.

use super::sign::{Sign, big_scale, sign};
use super::thousands;
use crate::lexicon::{UnitClass, unit_at};

/// Most digits of one run, as the machine integer they are read into holds them; longer ones are no numerals but keys,
/// hashes or digits of π.
pub(super) const MOST_DIGITS: u32 = 36;

/// Digits, before the scale word that may follow them is known.
#[derive(Default)]
pub(super) struct Run {
    /// Bytes in the text.
    pub len: usize,
    /// The digits as one integer.
    pub mantissa: u128,
    /// How many digits there are.
    pub digits: u32,
    /// How many of them stand after the decimal point.
    pub decimals: u32,
    /// It is 数 or 何, which stands for a digit from 2 to 9.
    pub vague: bool,
    /// Written with k, as 15k円.
    pub thousands: bool,
    /// Commas group the digits.
    pub grouped: bool,
}

/// Reads the digits at the start of `text`; `decimal` says that the numeral has had a decimal point. `None` where there are
/// none, or too many for a numeral.
pub(super) fn read(text: &str, decimal: bool) -> Option<Run> {
    if text.starts_with(|c: char| c.is_ascii_digit()) { figures(text, decimal) } else { kanji(text) }
}

/// Reads 二〇一八, 三・五％, 十四.〇五円.
fn kanji(text: &str) -> Option<Run> {
    let mut run = Run::default();
    if let Some(c) = text.chars().next()
        && matches!(sign(c), Some(Sign::Vague))
    {
        return Some(Run { vague: true, len: c.len_utf8(), ..run });
    }
    run.push_kanji(text)?;
    let rest = &text[run.len..];
    if let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '・' | '.' | '点'))
        && run.digits > 0
    {
        let mut decimals = Run::default();
        decimals.push_kanji(&rest[mark.len_utf8()..])?;
        let (tail, after) = rest[mark.len_utf8()..].split_at(decimals.len);
        if is_decimal(tail, after) {
            run.push_kanji(tail)?;
            run.decimals = decimals.digits;
            run.len += mark.len_utf8();
        }
    }
    (run.digits > 0).then_some(run)
}

/// Reads 2345, 2,345, 3.5, 3・5％, 15k円.
fn figures(text: &str, decimal: bool) -> Option<Run> {
    let mut run = Run::default();
    run.push_ascii(leading_digits(text))?;
    if run.digits <= 3 {
        while let Some(group) = text[run.len..].strip_prefix(',').map(leading_digits).filter(|group| group.len() == 3) {
            run.push_ascii(group)?;
            run.len += 1;
            run.grouped = true;
        }
    }
    let mut decimal = decimal;
    if let Some(digits) = text[run.len..].strip_prefix('.').map(leading_digits).filter(|digits| !digits.is_empty()) {
        let after = &text[run.len + 1 + digits.len()..];
        // 2018.1.26 and 1.2.3 are no decimals, nor is the year behind the number of a line: 4.2018年3月期
        let version = after.strip_prefix('.').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        let year = digits.len() == 4 && run.len <= 2 && after.starts_with('年');
        if !version && !year {
            run.push_decimals(digits, 1)?;
            decimal = true;
        }
    }
    if !decimal && let Some(tail) = text[run.len..].strip_prefix('・') {
        let digits = leading_digits(tail);
        if is_decimal(digits, &tail[digits.len()..]) {
            run.push_decimals(digits, "・".len())?;
        }
    }
    if thousands(&text[run.len..]) {
        run.len += 1;
        run.thousands = true;
    }
    Some(run)
}

/// The ASCII digits at the start of `text`.
fn leading_digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

/// Returns true if the ・ or . of kanji figures, or the ・ of figures, is a decimal point before `decimals` and `rest`:
/// 三・五％, but not 二・二六事件.
fn is_decimal(decimals: &str, rest: &str) -> bool {
    use UnitClass::{Crypto, Measure, Money, Percent, Ratio};
    !decimals.is_empty()
        && (big_scale(rest).is_some()
            || unit_at(rest).is_some_and(|(u, _)| matches!(u.class, Money | Crypto | Percent | Ratio | Measure)))
}

impl Run {
    /// Takes a digit in; `None` where there is no room for it. A number of which a part was left out is another number.
    fn push(&mut self, digit: u8) -> Option<()> {
        if self.digits >= MOST_DIGITS {
            return None;
        }
        self.mantissa = self.mantissa * 10 + u128::from(digit);
        self.digits += 1;
        Some(())
    }

    /// Takes ASCII digits in.
    fn push_ascii(&mut self, digits: &str) -> Option<()> {
        self.len += digits.len();
        digits.bytes().try_for_each(|d| self.push(d - b'0'))
    }

    /// Takes ASCII digits after a decimal point of `point` bytes in.
    fn push_decimals(&mut self, digits: &str, point: usize) -> Option<()> {
        self.decimals = digits.len() as u32;
        self.len += point;
        self.push_ascii(digits)
    }

    /// Takes the kanji digits at the start of `text` in.
    fn push_kanji(&mut self, text: &str) -> Option<()> {
        for c in text.chars() {
            match sign(c) {
                Some(Sign::Digit(digit)) if !c.is_ascii_digit() => self.push(digit)?,
                _ => break,
            }
            self.len += c.len_utf8();
        }
        Some(())
    }
}
