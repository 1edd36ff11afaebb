//! The one numeral grammar: Arabic, kanji, 大字 and their mixtures, read from characters.
//!
//! Tokens are no help here: IPADIC makes three of 1,234. The grammar is the usual one of Japanese numerals:
//! groups below 10⁴ (千百十 and digits, or an Arabic number with optional commas and decimals), each followed
//! by a power of 10⁴. One pass, no backtracking.

mod exact;
mod sign;

pub use exact::Exact;
pub(crate) use sign::big_scale;
pub use sign::can_start;

use crate::lexicon::{UnitClass, unit_at};
use sign::{Sign, lone_scale, sign};

/// A numeral found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// Byte length in the text.
    pub len: usize,
    /// Its value; for a vague one the value with 数 read as 2.
    pub value: Exact,
    /// Power of ten of the last written digit.
    pub precision: i32,
    /// Bounds where 数 or 何 stands for a digit 2 to 9.
    pub vague: Option<Box<(Exact, Exact)>>,
    /// How many ASCII digits it begins with (leading zeros counted); 0 for kanji.
    pub digits: usize,
    /// Whether no ASCII digit occurs.
    pub kanji: bool,
    /// Whether a scale word (十 … 無量大数) occurs.
    pub scaled: bool,
    /// Whether there is a decimal point.
    pub decimal: bool,
    /// Whether digits are grouped by commas.
    pub grouped: bool,
    /// The scale of its last group (億 in 3.5億), to be shared to the left in 3〜5億.
    pub scale: i32,
    /// Whether a blank stands before a scale word (3 万).
    spaced: bool,
}

impl Numeral {
    /// The value as a small integer, if it is one.
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

/// Most digits of one group, as the machine integer they are read into holds them; longer ones are no numerals but
/// keys, hashes or digits of π.
const MOST_DIGITS: u32 = 36;

/// Digits of one group before its small scale is known.
#[derive(Default)]
struct Run {
    mantissa: u128,
    digits: u32,
    decimals: u32,
    vague: bool,
    /// Written with k.
    thousands: bool,
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
    fn push_ascii(&mut self, digits: &[u8]) -> Option<()> {
        digits.iter().try_for_each(|d| self.push(d - b'0'))
    }

    /// Takes digits after the point in; they are `digits` of them.
    fn push_decimals(&mut self, digits: &[u8]) -> Option<()> {
        self.decimals = digits.len() as u32;
        self.push_ascii(digits)
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
    let mut n = Numeral {
        len: 0,
        value: Exact::ZERO,
        precision: 0,
        vague: None,
        digits,
        kanji: true,
        scaled: false,
        decimal: false,
        grouped: false,
        scale: 0,
        spaced: false,
    };
    let (mut total, mut upper) = (Exact::ZERO, Exact::ZERO); // `upper`: the same number with 数 read as 9
    // most numerals are a few digits and nothing else: 12月
    if (1..=18).contains(&digits) && ends_plainly(&text[digits..]) {
        let mantissa = text.bytes().take(digits).fold(0, |m: u64, d| m * 10 + u64::from(d - b'0'));
        (n.len, n.value, n.kanji) = (digits, Exact::new(mantissa.into(), 0), false);
        return Some(n);
    }
    let mut vague = false;
    let mut group: Option<(Exact, Exact)> = None; // sum of the current group, low and high reading
    let mut last_small = i32::MAX;
    let mut last_big = i32::MAX;
    let mut at = 0;
    loop {
        // 3 万 4,500: figures set with blanks around the scale
        let blank = spaced(&text[at..], &n);
        n.spaced |= blank > 0;
        at += blank;
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        // 10数人: the last digit is left open
        if c == '数'
            && last_small == 0
            && n.precision == 0
            && group.as_ref().is_some_and(|(l, _)| l.is_multiple_of_ten())
        {
            group = Some(joined(group, Exact::new(2, 0), Exact::new(9, 0)));
            at += c.len_utf8();
            (vague, last_small) = (true, -1);
            continue;
        }
        let run = read_run(rest, &mut n);
        if let Some((run, len)) = run {
            let next = text[at + len..].chars().next().and_then(sign);
            // 五六十 is no numeral, nor 二百3,000: digits may follow a scale only if what comes is smaller
            let bare_what = rest.starts_with('何') && !matches!(next, Some(Sign::Small(_) | Sign::Big(_)));
            if last_small <= 0 || bare_what {
                break;
            }
            at += len;
            vague |= run.vague;
            let small = match next {
                _ if run.thousands => 3,
                Some(Sign::Small(s)) if s < last_small || group.is_none() => s,
                _ => 0,
            };
            if small > 0 && !run.thousands {
                at += text[at..].chars().next().map_or(0, char::len_utf8);
            }
            n.scaled |= small > 0;
            let low = Exact::new(if run.vague { 2 } else { run.mantissa }, small - run.decimals as i32);
            // 数百 reaches 999: nine and everything below its place
            let high = if run.vague { Exact::new(10u128.pow(small as u32 + 1) - 1, 0) } else { low.clone() };
            group = Some(joined(group, low, high));
            n.precision = small - run.decimals as i32;
            last_small = small;
        } else if let Some(Sign::Small(s)) = sign(c) {
            if s >= last_small {
                break;
            }
            group = Some(joined(group, Exact::new(1, s), Exact::new(1, s)));
            at += c.len_utf8();
            (n.scaled, n.precision, last_small) = (true, s, s);
        } else if let Some((big, len)) = big_scale(rest) {
            if big < last_big {
                if at == 0 {
                    group = Some((Exact::new(1, 0), Exact::new(1, 0)));
                }
                let Some((l, h)) = group.take() else { break };
                (total, upper) = (total.plus(l.shift(big)), upper.plus(h.shift(big)));
                n.precision += big;
            } else if group.is_none() && at > 0 && big > last_big {
                // 一万億円: the scale multiplies what stands
                (total, upper) = (total.shift(big), upper.shift(big));
                n.precision += big;
            } else {
                break;
            }
            at += len;
            (n.scaled, n.scale, last_big, last_small) = (true, big, big, i32::MAX);
        } else {
            break;
        }
    }
    if at == 0 {
        return None;
    }
    if let Some((l, h)) = group {
        (total, upper) = (total.plus(l), upper.plus(h));
    }
    n.kanji = !text[..at].bytes().any(|b| b.is_ascii_digit());
    n.len = at;
    n.vague = vague.then(|| Box::new((total.clone(), upper)));
    n.value = total;
    Some(n)
}

/// The length of the numeral that `text` begins with a digit of, or of its digits where they are too many for one.
pub(crate) fn len(text: &str) -> usize {
    read(text).map_or_else(|| text.bytes().take_while(u8::is_ascii_digit).count(), |n| n.len)
}

/// The length of the digits in kanji that `text` begins with where they are too many for a numeral: what stands inside
/// them is none either.
pub(crate) fn overlong(text: &str) -> Option<usize> {
    let digits = text.chars().take_while(|c| matches!(sign(*c), Some(Sign::Digit(_))));
    let (count, len) = digits.fold((0, 0), |(count, len), c| (count + 1, len + c.len_utf8()));
    (count > MOST_DIGITS).then_some(len)
}

/// Whether nothing in `rest`, which follows ASCII digits, goes on with the numeral.
fn ends_plainly(rest: &str) -> bool {
    match rest.chars().next() {
        Some(',' | '.') => false,
        Some(' ') => big_scale(&rest[1..]).is_none(),
        Some('・') => !rest["・".len()..].starts_with(|d: char| d.is_ascii_digit()),
        Some('k') => !thousands(rest),
        Some(c) => c.is_ascii() || sign(c).is_none() && big_scale(rest).is_none(),
        None => true,
    }
}

/// Length of the blank before a scale word, or after one that had a blank before it, in a numeral of figures.
fn spaced(rest: &str, n: &Numeral) -> usize {
    let Some(next) = rest.strip_prefix(' ').filter(|_| n.digits > 0) else { return 0 };
    if n.scaled && next.starts_with(|c: char| c.is_ascii_digit()) {
        return usize::from(n.spaced);
    }
    let Some((_, len)) = big_scale(next) else { return 0 };
    let after = next[len..].trim_start_matches(' ');
    usize::from(after.starts_with(|c: char| c.is_ascii_digit()) || unit_at(after).is_some())
}

/// Whether `rest` is the k of 15k円: a thousand, where money or a share follows.
fn thousands(rest: &str) -> bool {
    rest.strip_prefix('k').is_some_and(|after| {
        !after.starts_with(|c: char| c.is_ascii())
            && unit_at(after).is_some_and(|(u, _)| matches!(u.class, UnitClass::Money | UnitClass::Percent))
    })
}

/// Whether the ・ or . of kanji figures, or the ・ of figures, is a decimal point: 三・五％, but not 二・二六事件.
fn point(decimals: &str, rest: &str) -> bool {
    use UnitClass::{Crypto, Measure, Money, Percent, Ratio};
    !decimals.is_empty()
        && (big_scale(rest).is_some()
            || unit_at(rest).is_some_and(|(u, _)| matches!(u.class, Money | Crypto | Percent | Ratio | Measure)))
}

/// A group with another digit and its place added.
fn joined(group: Option<(Exact, Exact)>, low: Exact, high: Exact) -> (Exact, Exact) {
    match group {
        Some((l, h)) => (l.plus(low), h.plus(high)),
        None => (low, high),
    }
}

/// The digits at the start of `rest`: positional ASCII or kanji, commas by threes, one decimal point; or 数. None where
/// they are too many.
fn read_run(rest: &str, n: &mut Numeral) -> Option<(Run, usize)> {
    let mut run = Run::default();
    let mut at = 0;
    let bytes = rest.as_bytes();
    let ascii = bytes.first().is_some_and(u8::is_ascii_digit);
    if !ascii {
        for c in rest.chars() {
            match sign(c) {
                Some(Sign::Digit(d)) if !c.is_ascii_digit() => run.push(d)?,
                Some(Sign::Vague) if run.digits == 0 => {
                    run.vague = true;
                    return Some((run, c.len_utf8()));
                }
                _ => break,
            }
            at += c.len_utf8();
        }
        // 三・五％, 十四.〇五円
        if let Some(mark) = rest[at..].chars().next().filter(|m| matches!(m, '・' | '.' | '点')) {
            let tail = &rest[at + mark.len_utf8()..];
            let len: usize = tail
                .chars()
                .take_while(|c| !c.is_ascii() && matches!(sign(*c), Some(Sign::Digit(_))))
                .map(char::len_utf8)
                .sum();
            if run.digits > 0 && point(&tail[..len], &tail[len..]) {
                for c in tail[..len].chars() {
                    if let Some(Sign::Digit(d)) = sign(c) {
                        run.push(d)?;
                        run.decimals += 1;
                    }
                }
                n.decimal = true;
                at += mark.len_utf8() + len;
            }
        }
        return (run.digits > 0).then_some((run, at));
    }
    let plain = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    run.push_ascii(&bytes[..plain])?;
    at += plain;
    if plain <= 3 {
        while bytes.get(at) == Some(&b',') && (1..=3).all(|k| bytes.get(at + k).is_some_and(u8::is_ascii_digit)) {
            if bytes.get(at + 4).is_some_and(u8::is_ascii_digit) {
                break;
            }
            run.push_ascii(&bytes[at + 1..at + 4])?;
            at += 4;
            n.grouped = true;
        }
    }
    if bytes.get(at) == Some(&b'.') {
        let decimals = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        // 2018.1.26 and 1.2.3 are no decimals, nor is the year behind the number of a line: 4.2018年3月期
        let year = decimals == 4 && at <= 2 && rest[at + 5..].starts_with('年');
        if decimals > 0
            && !year
            && !(bytes.get(at + 1 + decimals) == Some(&b'.')
                && bytes.get(at + 2 + decimals).is_some_and(u8::is_ascii_digit))
        {
            run.push_decimals(&bytes[at + 1..at + 1 + decimals])?;
            at += 1 + decimals;
            n.decimal = true;
        }
    }
    if let Some(tail) = rest[at..].strip_prefix('・').filter(|_| !n.decimal) {
        let decimals = tail.bytes().take_while(u8::is_ascii_digit).count();
        if point(&tail[..decimals], &tail[decimals..]) {
            run.push_decimals(&tail.as_bytes()[..decimals])?;
            at += "・".len() + decimals;
            n.decimal = true;
        }
    }
    if thousands(&rest[at..]) {
        at += 1;
        run.thousands = true;
    }
    Some((run, at))
}

#[cfg(test)]
mod tests;
