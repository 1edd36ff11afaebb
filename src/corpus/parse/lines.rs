//! Lines of Japanese plain text: bullets, numbers, labels, widths.

use crate::lexicon::{Table, UnitClass, Uses, length_at, table, unit_at};
use crate::text::{Span, is_kanji};
use serde::Deserialize;

/// What a word of `lines.csv` is for.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Counts after a number and a space: 「3 人が」 is no numbered heading.
    Counter,
    /// Ends the number of a part of a text: 第1章.
    Chapter,
}

static WORDS: Table<Uses<Use>> = table!("lines.csv", Uses::new);

/// Signs and numerals that make a quantity of a number before them, and units of time.
const QUANTITY: [char; 13] = ['年', '月', '日', '時', '分', '秒', '％', '%', '万', '億', '兆', '千', '百'];

/// The mark at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// ■ ◆ ● …, of a heading, or of an item when its neighbours begin alike.
    Square(char),
    /// ・ - * • ○ …
    Bullet,
    /// `1.` `(1)` `①` `ア`.
    Number {
        /// Whether only a space follows the digits, as in 「1 連結経営成績」.
        spaced: bool,
    },
    /// 第1章, 第２節.
    Chapter,
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Byte range without indentation, trailing space and line end.
    pub span: Span,
    /// Width of the indentation in half-width columns.
    pub indent: usize,
    /// Whether a blank line or a rule stands before it, or nothing.
    pub gap: bool,
    /// Its mark, and the length of that in bytes with the space after it.
    pub mark: Option<(Mark, usize)>,
    /// Whether it holds a tab, two spaces or a U+3000, so that it may be a row of a table.
    pub parted: bool,
}

impl Line {
    /// The byte range after the mark.
    pub(super) fn content(&self) -> Span {
        Span::new(self.span.start + self.mark.map_or(0, |(_, length)| length), self.span.end)
    }
}

/// Longest row of a table, in bytes.
const LONGEST_ROW: usize = 400;

/// See [`Line::parted`]. Without early exit, so that the compiler compares many bytes at once. U+3000 is E3 80 80; the few
/// ideographs that hold 80 80 too are told apart later.
fn parted(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.len() <= LONGEST_ROW
        && bytes.iter().zip(bytes.iter().skip(1)).fold(false, |found, (&a, &b)| {
            found | ((a == b' ') & (b == b' ')) | ((a == 0x80) & (b == 0x80)) | (a == b'\t')
        })
}

/// The lines of a byte range that are not blank.
pub(super) fn lines(text: &str, range: Span) -> Vec<Line> {
    let mut out = Vec::with_capacity(range.len() / 120 + 1);
    let mut at = range.start;
    let mut gap = true;
    while at < range.end {
        let end = text[at..range.end].find('\n').map_or(range.end, |n| at + n);
        let raw = &text[at..end];
        let body = raw.trim_start();
        let start = end - body.len();
        let body = body.trim_end();
        if body.is_empty() || is_rule(body) {
            gap = true;
        } else {
            let span = Span::new(start, start + body.len());
            out.push(Line { span, indent: width(&text[at..start]), gap, mark: mark(body), parted: parted(body) });
            gap = false;
        }
        at = end + 1;
    }
    out
}

/// Returns true for a horizontal rule: a line of one repeated sign.
fn is_rule(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    matches!(
        first,
        '-' | '='
            | '*'
            | '_'
            | '─'
            | '━'
            | '―'
            | '—'
            | '＝'
            | '＊'
            | '－'
            | 'ー'
            | '～'
            | '〜'
            | '☆'
            | '★'
            | '・'
            | '.'
            | '…'
            | '#'
            | '+'
    ) && line.len() >= 3
        && chars.all(|c| c == first || c == ' ' || c == '\u{3000}')
}

/// Width in half-width columns: 1 for ASCII and half-width katakana, 8 for a tab, 2 for anything else.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\t' => 8,
            '\0'..='~' | '\u{ff61}'..='\u{ff9f}' => 1,
            _ => 2,
        })
        .sum()
}

/// Returns true if a line is at least `columns` wide. The length in bytes decides where it can.
pub(super) fn is_wide(line: &str, columns: usize) -> bool {
    line.len() >= columns && (line.len() >= columns * 3 || width(line) >= columns)
}

/// Returns true if a line has at most `most` characters.
pub(super) fn is_short(line: &str, most: usize) -> bool {
    line.len() <= most * 4 && line.chars().count() <= most
}

/// Returns true if a line ends with the punctuation of a sentence.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.ends_with(['。', '．', '！', '？', '!', '?', '｡', '、'])
}

/// The mark of a line, and its length in bytes with the spaces after it.
pub(super) fn mark(line: &str) -> Option<(Mark, usize)> {
    let first = line.chars().next()?;
    let after = &line[first.len_utf8()..];
    let (kind, rest) = match first {
        '■' | '◆' | '●' | '□' | '◇' | '▼' | '▽' | '★' | '☆' | '▶' | '►' | '◎' | '▲' | '△' =>
        {
            // ▲8.4% and △120 are negative numbers
            if after.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '.' | '¥' | '$')) {
                return None;
            }
            (Mark::Square(first), after)
        }
        '・' | '･' | '•' | '‣' | '○' | '◯' | '◦' | '▪' | '✓' | '✔' => (Mark::Bullet, after),
        '-' | '*' | '+' | '–' | '－' if after.starts_with([' ', '\u{3000}', '\t']) => (Mark::Bullet, after),
        '①'..='⑳' | '㊀'..='㊉' | '❶'..='❿' => (Mark::Number { spaced: false }, after),
        '(' | '（' => (Mark::Number { spaced: false }, bracketed(after)?),
        'ア'..='ン' if after.starts_with([' ', '\u{3000}', '.', '．', ')', '）']) => {
            (Mark::Number { spaced: false }, skip_one(after))
        }
        '第' => (Mark::Chapter, chapter(after)?),
        '0'..='9' | '０'..='９' => {
            let (spaced, rest) = number(line)?;
            (Mark::Number { spaced }, rest)
        }
        _ => return None,
    };
    let content = rest.trim_start();
    (!content.is_empty()).then(|| (kind, line.len() - content.len()))
}

fn skip_one(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// Returns true for a figure, in half or full width.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_numeral(c: char) -> bool {
    is_digit(c) || "一二三四五六七八九十".contains(c)
}

/// The rest after `1)`, `ア）` or `十二)`, of which the opening bracket is gone.
fn bracketed(text: &str) -> Option<&str> {
    let end = text.find([')', '）'])?;
    let inside = &text[..end];
    let listed = inside.chars().all(is_numeral) && inside.chars().count() <= 2;
    let letter =
        inside.chars().count() == 1 && inside.chars().all(|c| matches!(c, 'ア'..='ン' | 'a'..='z' | 'A'..='Z'));
    (!inside.is_empty() && (listed || letter)).then(|| skip_one(&text[end..]))
}

/// The rest after `1章` or `１　`, of which 第 is gone; 「第3四半期」 is no chapter.
fn chapter(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_numeral);
    if rest.len() == text.len() {
        return None;
    }
    match WORDS.after(rest, Use::Chapter) {
        Some(title) => (title.is_empty() || title.starts_with([' ', '\u{3000}', ':', '：'])).then_some(title),
        None => rest.strip_prefix([' ', '\u{3000}']),
    }
}

/// Whether only a space follows the number of a line (`1 連結経営成績`), and the rest after `1.`, `１．`, `2)`, `1.2 `, `3、`.
fn number(line: &str) -> Option<(bool, &str)> {
    let mut rest = line.trim_start_matches(is_digit);
    if line[..line.len() - rest.len()].chars().count() > 3 || line.starts_with(['0', '０']) {
        return None;
    }
    while let Some(sub) = rest.strip_prefix(['.', '．', '-']).filter(|s| s.starts_with(is_digit)) {
        rest = sub.trim_start_matches(is_digit); // 1.2, 3-1; a decimal fails below for want of a mark
    }
    let after = skip_one(rest);
    match rest.chars().next()? {
        '.' | '．' | ')' | '）' | '、' if !after.starts_with(is_digit) => Some((false, after)),
        ' ' | '\u{3000}' | '\t' => {
            let content = after.trim_start();
            // "3 人が" counts, "2 人的被害" is numbered
            let counter = WORDS.begins(content, Use::Counter) || content.starts_with(QUANTITY);
            let compound = content.chars().nth(1).is_some_and(is_kanji);
            // "24-48 時間" and "3 キロ" are quantities too
            let long = |len: usize| len > "人".len();
            let unit = length_at(content).is_some_and(|(_, len)| long(len))
                || unit_at(content).is_some_and(|(u, len)| long(len) && u.class != UnitClass::Identifier);
            (!content.starts_with(is_digit) && !unit && (!counter || compound)).then_some((true, after))
        }
        _ => None,
    }
}

/// Returns true if a line reads 「label：value」; a time of day and a URL are none.
pub(super) fn is_label(line: &str) -> bool {
    let Some((at, colon)) = line.char_indices().take(20).find(|(_, c)| matches!(c, ':' | '：')) else { return false };
    let (label, value) = (&line[..at], &line[at + colon.len_utf8()..]);
    !value.trim().is_empty() && !value.starts_with("//") && !label.contains(['。', '、']) && !label.ends_with(is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        let number = |spaced| Some(Mark::Number { spaced });
        for (line, expected, content) in [
            ("・売上高:約845億円", Some(Mark::Bullet), "売上高:約845億円"),
            ("- 項目", Some(Mark::Bullet), "項目"),
            ("-8.4%の減", None, "-8.4%の減"),
            ("*2018年2月13日更新*", None, "*2018年2月13日更新*"),
            ("■ 配当", Some(Mark::Square('■')), "配当"),
            ("▲8.4%", None, "▲8.4%"),
            ("1. NEM", number(false), "NEM"),
            ("１．概要", number(false), "概要"),
            ("3.概要", number(false), "概要"),
            ("(1) 人数", number(false), "人数"),
            ("(注)純利益は", None, "(注)純利益は"),
            ("(17日18時の)", None, "(17日18時の)"),
            ("①目的", number(false), "目的"),
            ("ア 何が", number(false), "何が"),
            ("アジア市場", None, "アジア市場"),
            ("1 連結経営成績", number(true), "連結経営成績"),
            ("2 人的被害", number(true), "人的被害"),
            ("3 人が死亡", None, "3 人が死亡"),
            ("1.5億円", None, "1.5億円"),
            ("12.3%", None, "12.3%"),
            ("1.2 設備", number(true), "設備"),
            ("2018 年", None, "2018 年"),
            ("10:30 開会", None, "10:30 開会"),
            ("第1章 総則", Some(Mark::Chapter), "総則"),
            ("第2四半期末 20円", None, "第2四半期末 20円"),
        ] {
            let found = mark(line);
            assert_eq!(found.map(|(m, _)| m), expected, "{line}");
            assert_eq!(&line[found.map_or(0, |(_, n)| n)..], content);
        }
    }

    #[test]
    fn widths_and_labels() {
        for text in ["あ".repeat(30), "あ".repeat(29) + "aa", "a".repeat(60)] {
            assert!(is_wide(&text, 60) && !is_wide(&text, 61));
        }
        assert!(is_label("総額：5億") && is_label("保有者数:約26万人"));
        assert!(!is_label("10:30 開会") && !is_label("https://a.example/") && !is_label("更新日:"));
    }
}
