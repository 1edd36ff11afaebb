//! Characters of numerals: digits, 大字, scale words from 十 to 無量大数.

/// What a character means inside a numeral.
pub(super) enum Sign {
    /// 3, 三, 参.
    Digit(u8),
    /// 十, 百, 千, by their power of ten.
    Small(i32),
    /// 万 and up, by their power of ten.
    Big(i32),
    /// 数, 何: a digit from 2 to 9.
    Vague,
}

/// The meaning of a character, if it has one.
pub(super) fn sign(c: char) -> Option<Sign> {
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
        '秭' | '𥝱' => Sign::Big(24),
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

/// Scales of more than one character, with their power of ten.
const LONG_SCALES: [(&str, i32); 6] =
    [("恒河沙", 52), ("阿僧祇", 56), ("那由他", 60), ("那由多", 60), ("不可思議", 64), ("無量大数", 68)];

/// Returns true if a numeral can begin with `c`; with a big scale only in the old style (万二千).
pub fn can_start(c: char) -> bool {
    matches!(sign(c), Some(Sign::Digit(_) | Sign::Small(_) | Sign::Vague)) && c != '○'
        || matches!(c, '万' | '億' | '兆' | '京')
}

/// The power of ten of the big scale word at the start of `rest`, and its length in bytes.
pub(crate) fn big_scale(rest: &str) -> Option<(i32, usize)> {
    let c = rest.chars().next()?;
    if let Some(Sign::Big(big)) = sign(c) {
        return Some((big, c.len_utf8()));
    }
    if !matches!(c, '恒' | '阿' | '那' | '不' | '無') {
        return None;
    }
    LONG_SCALES.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, big)| (*big, name.len()))
}

/// Returns true if `rest` begins with a big scale word that stands for one of it: 万二千三百, 兆百億, but not 万一, 億ション.
pub(super) fn lone_scale(rest: &str) -> bool {
    let Some((_, len)) = big_scale(rest) else { return false };
    let mut next = rest[len..].chars();
    let small = |c: Option<char>| c.and_then(sign).is_some_and(|s| matches!(s, Sign::Small(_)));
    let first = next.next();
    small(first)
        || first.is_some_and(|c| !c.is_ascii() && matches!(sign(c), Some(Sign::Digit(_)))) && small(next.next())
}
