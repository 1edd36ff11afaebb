//! The one numeral grammar: Arabic, kanji, 大字 and their mixtures, read from characters.
//!
//! Tokens are no help here: IPADIC makes three of 1,234. The grammar is the usual one of Japanese numerals:
//! groups below 10⁴ (千百十 and digits, or an Arabic number with optional commas and decimals), each followed
//! by a power of 10⁴. One pass, no backtracking.

mod exact;

pub use exact::Exact;

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

/// What a character means inside a numeral.
enum Sign {
    Digit(u8),
    /// 十, 百, 千.
    Small(i32),
    /// 万 and up.
    Big(i32),
    /// 数, 何.
    Vague,
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '0'..='9' => Sign::Digit(c as u8 - b'0'),
        '〇' | '零' | '○' => Sign::Digit(0),
        '一' | '壱' | '壹' => Sign::Digit(1),
        '二' | '弐' | '貳' => Sign::Digit(2),
        '三' | '参' | '參' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陸' => Sign::Digit(6),
        '七' | '漆' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '十' | '拾' => Sign::Small(1),
        '百' | '佰' => Sign::Small(2),
        '千' | '仟' | '阡' => Sign::Small(3),
        '万' | '萬' => Sign::Big(4),
        '億' => Sign::Big(8),
        '兆' => Sign::Big(12),
        '京' => Sign::Big(16),
        '垓' => Sign::Big(20),
        '秭' => Sign::Big(24),
        '穣' => Sign::Big(28),
        '溝' => Sign::Big(32),
        '澗' => Sign::Big(36),
        '正' => Sign::Big(40),
        '載' => Sign::Big(44),
        '極' => Sign::Big(48),
        '数' | '何' => Sign::Vague,
        _ => return None,
    })
}

/// Scales of more than one character.
const LONG_SCALES: [(&str, i32); 5] =
    [("恒河沙", 52), ("阿僧祇", 56), ("那由他", 60), ("不可思議", 64), ("無量大数", 68)];

/// Whether a numeral can begin with `c`.
pub fn can_start(c: char) -> bool {
    matches!(sign(c), Some(Sign::Digit(_) | Sign::Small(_) | Sign::Vague)) && c != '○'
}

/// Digits of one group before its small scale is known.
#[derive(Default)]
struct Run {
    mantissa: u128,
    digits: u32,
    decimals: u32,
    vague: bool,
}

impl Run {
    /// Takes in ASCII digits, 36 in all; gives how many found room.
    fn push(&mut self, digits: &[u8]) -> u32 {
        let kept = digits.len().min(36usize.saturating_sub(self.digits as usize));
        for d in &digits[..kept] {
            self.mantissa = self.mantissa * 10 + u128::from(d - b'0');
        }
        self.digits += kept as u32;
        kept as u32
    }
}

/// Reads the longest numeral at the start of `text`.
pub fn read(text: &str) -> Option<Numeral> {
    match sign(text.chars().next()?) {
        Some(Sign::Digit(_) | Sign::Small(_) | Sign::Vague) => {}
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
        let rest = &text[at..];
        let Some(c) = rest.chars().next() else { break };
        let run = read_run(rest, &mut n);
        if let Some((run, len)) = run {
            let next = text[at + len..].chars().next().and_then(sign);
            // 五六十 is no numeral, nor 二百3,000: digits may follow a scale only if what comes is smaller
            let bare_what = rest.starts_with('何') && !matches!(next, Some(Sign::Small(_) | Sign::Big(_)));
            if last_small == 0 || bare_what {
                break;
            }
            at += len;
            vague |= run.vague;
            let small = match next {
                Some(Sign::Small(s)) if s < last_small || group.is_none() => s,
                _ => 0,
            };
            if small > 0 {
                at += text[at..].chars().next().map_or(0, char::len_utf8);
                n.scaled = true;
            }
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

/// Whether nothing in `rest`, which follows ASCII digits, goes on with the numeral.
fn ends_plainly(rest: &str) -> bool {
    match rest.chars().next() {
        Some(',' | '.') => false,
        Some(c) => c.is_ascii() || sign(c).is_none() && big_scale(rest).is_none(),
        None => true,
    }
}

/// A group with another digit and its place added.
fn joined(group: Option<(Exact, Exact)>, low: Exact, high: Exact) -> (Exact, Exact) {
    match group {
        Some((l, h)) => (l.plus(low), h.plus(high)),
        None => (low, high),
    }
}

/// The digits at the start of `rest`: positional ASCII or kanji, commas by threes, one decimal point; or 数.
fn read_run(rest: &str, n: &mut Numeral) -> Option<(Run, usize)> {
    let mut run = Run::default();
    let mut at = 0;
    let bytes = rest.as_bytes();
    let ascii = bytes.first().is_some_and(u8::is_ascii_digit);
    if !ascii {
        for c in rest.chars() {
            match sign(c) {
                Some(Sign::Digit(d)) if !c.is_ascii_digit() && run.digits < 36 => {
                    run.mantissa = run.mantissa * 10 + u128::from(d);
                    run.digits += 1;
                }
                Some(Sign::Vague) if run.digits == 0 => {
                    run.vague = true;
                    return Some((run, c.len_utf8()));
                }
                _ => break,
            }
            at += c.len_utf8();
        }
        return (run.digits > 0).then_some((run, at));
    }
    let plain = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    run.push(&bytes[..plain]);
    at += plain;
    if plain <= 3 {
        while bytes.get(at) == Some(&b',') && (1..=3).all(|k| bytes.get(at + k).is_some_and(u8::is_ascii_digit)) {
            if bytes.get(at + 4).is_some_and(u8::is_ascii_digit) || run.digits > 33 {
                break;
            }
            run.push(&bytes[at + 1..at + 4]);
            at += 4;
            n.grouped = true;
        }
    }
    if bytes.get(at) == Some(&b'.') {
        let decimals = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        // 2018.1.26 and 1.2.3 are no decimals
        if decimals > 0
            && !(bytes.get(at + 1 + decimals) == Some(&b'.')
                && bytes.get(at + 2 + decimals).is_some_and(u8::is_ascii_digit))
        {
            run.decimals = run.push(&bytes[at + 1..at + 1 + decimals]);
            at += 1 + decimals;
            n.decimal = true;
        }
    }
    Some((run, at))
}

fn big_scale(rest: &str) -> Option<(i32, usize)> {
    let c = rest.chars().next()?;
    if let Some(Sign::Big(big)) = sign(c) {
        return Some((big, c.len_utf8()));
    }
    if !matches!(c, '恒' | '阿' | '那' | '不' | '無') {
        return None;
    }
    LONG_SCALES.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, big)| (*big, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Decimal, plain, pow10};

    #[test]
    fn every_notation_is_read_exactly() {
        // text, value, power of ten of the last digit, what is left over
        for (text, value, precision, rest) in [
            ("580億円", "58000000000", 8, "円"),
            ("5億2300万XEM", "523000000", 4, "XEM"),
            ("1兆2,345億6,700万円", "1234567000000", 4, "円"),
            ("三億五千万円", "350000000", 7, "円"),
            ("1.5億", "150000000", 7, ""),
            ("732億3千万円", "73230000000", 7, "円"),
            ("5.23億", "523000000", 6, ""),
            ("39,800万", "398000000", 4, ""),
            ("7000千株", "7000000", 3, "株"),
            ("二〇一八年", "2018", 0, "年"),
            ("二千十八年", "2018", 0, "年"),
            ("一万億円", "1000000000000", 12, "円"),
            ("壱百弐拾参", "123", 0, ""),
            ("88.549円", "88.549", -3, "円"),
            ("2018.1.26", "2018", 0, ".1.26"),
            ("200,00,000", "200", 0, ",00,000"),
            ("十五", "15", 0, ""),
            ("百", "100", 2, ""),
            ("6千", "6000", 3, ""),
            ("1千2百", "1200", 2, ""),
            ("3無量大数", "3", 68, ""),
        ] {
            let n = read(text).unwrap_or_else(|| panic!("{text}"));
            let want: Decimal = value.parse().expect("a number");
            let want = if precision == 68 { want * pow10(68) } else { want };
            assert_eq!(
                (plain(&n.value.decimal()), n.precision, &text[n.len..]),
                (plain(&want), precision, rest),
                "{text}"
            );
        }
    }

    #[test]
    fn vague_digits_give_bounds() {
        for (text, lower, upper) in [
            ("数十億円", "2000000000", "9900000000"),
            ("数百ウォン", "200", "999"),
            ("十数人", "12", "19"),
            ("数千万", "20000000", "99990000"),
        ] {
            let n = read(text).unwrap_or_else(|| panic!("{text}"));
            let (l, u) = *n.vague.unwrap_or_else(|| panic!("{text} is vague"));
            assert_eq!((plain(&l.decimal()), plain(&u.decimal())), (lower.to_owned(), upper.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral() {
        for text in ["", "円", "万", "億", ",1", ".5", "正しい", "兆し"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
