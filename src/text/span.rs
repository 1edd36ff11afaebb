//! Byte spans, positions by line and code point, and excerpts.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A half-open byte range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Returns true if it has no byte.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Returns true if the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns true if `other` lies within it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text it covers; empty where it is out of bounds or no character border.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Bytes of most characters. Counting characters is many times faster than stepping over them, so [`tail`] and [`head`]
/// begin with a range of this many bytes for each.
const USUAL: usize = 3;

/// The last `chars` code points of a text; all of a shorter one.
pub fn tail(text: &str, chars: usize) -> &str {
    let from = text.ceil_char_boundary(text.len().saturating_sub(chars * USUAL));
    let near = &text[from..];
    match near.chars().count().checked_sub(chars) {
        Some(more) => &near[near.char_indices().nth(more).map_or(near.len(), |(i, _)| i)..],
        None if from == 0 => text,
        None => &text[text.char_indices().rev().take(chars).last().map_or(text.len(), |(i, _)| i)..],
    }
}

/// The first `chars` code points of a text; all of a shorter one.
pub fn head(text: &str, chars: usize) -> &str {
    let near = &text[..text.floor_char_boundary(chars * USUAL)];
    match near.chars().count().checked_sub(chars) {
        Some(0) => near,
        Some(more) => &near[..near.char_indices().rev().nth(more - 1).map_or(0, |(i, _)| i)],
        None if near.len() == text.len() => text,
        None => text.char_indices().nth(chars).map_or(text, |(i, _)| &text[..i]),
    }
}

/// Returns true if a text begins with a word. Words of tables are short and mostly differ in their first bytes, for which
/// a loop is faster than a call of `memcmp`.
#[inline]
pub fn begins(text: &str, word: &str) -> bool {
    text.len() >= word.len() && text.bytes().zip(word.bytes()).all(|(a, b)| a == b)
}

/// Returns true if a text ends with a word, likewise.
#[inline]
pub fn ends(text: &str, word: &str) -> bool {
    text.len() >= word.len() && text.bytes().rev().zip(word.bytes().rev()).all(|(a, b)| a == b)
}

/// A place in a document, as tables and messages have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// 1-based line.
    pub line: u32,
    /// 1-based column in Unicode code points.
    pub column: u32,
    /// 1-based column in bytes.
    pub byte_column: u32,
    /// 0-based offset from the start of the document in Unicode code points.
    pub chars: u32,
}

/// An index that turns original byte offsets into positions.
#[derive(Debug)]
pub struct LineIndex {
    /// Byte offset and position, about every [`STRIDE`] bytes.
    marks: Vec<(usize, Position)>,
    /// Length in code points.
    chars: u32,
}

/// Distance of two marks, in bytes.
const STRIDE: usize = 128;

impl LineIndex {
    /// The index of a text.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut from, mut at) = (0, Position { line: 1, column: 1, byte_column: 1, chars: 0 });
        loop {
            marks.push((from, at));
            let to = text.ceil_char_boundary(from + STRIDE);
            at = after(at, &text[from..to]);
            from = to;
            if from == text.len() {
                return LineIndex { marks, chars: at.chars };
            }
        }
    }

    /// The position of a byte offset in the text that was indexed.
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let i = self.marks.partition_point(|(b, _)| *b <= byte).saturating_sub(1);
        let (from, at) = self.marks.get(i).copied().unwrap_or_default();
        after(at, text.get(from..byte).unwrap_or(""))
    }

    /// Length of the text, in code points.
    pub fn chars(&self) -> u32 {
        self.chars
    }
}

/// The position at the end of a text that begins at `at`.
fn after(mut at: Position, between: &str) -> Position {
    let line = between.rfind('\n').map_or(between, |end| {
        at.line += between.bytes().filter(|b| *b == b'\n').count() as u32;
        (at.column, at.byte_column) = (1, 1);
        &between[end + 1..]
    });
    let columns = line.chars().count() as u32;
    at.column += columns;
    at.byte_column += line.len() as u32;
    at.chars += columns + between[..between.len() - line.len()].chars().count() as u32;
    at
}

/// A mention with the words around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Excerpt {
    /// The words before the mention.
    pub before: String,
    /// The mention as written.
    pub surface: String,
    /// The words after it.
    pub after: String,
}

impl Excerpt {
    /// Most code points on either side: a cell of a spreadsheet is readable, and far below its limit of 32,767.
    pub(crate) const AROUND: usize = 60;

    /// The excerpt with these words. With `blanks`, a run of blanks and line breaks becomes one blank.
    pub(crate) fn of_words(before: &str, surface: &str, after: &str, blanks: bool) -> Self {
        let one_blank = |text: &str| {
            let words: Vec<&str> = text.split([' ', '\t', '\n', '\r']).collect();
            let inner = words.iter().enumerate().filter(|(i, w)| !w.is_empty() || *i == 0 || *i == words.len() - 1);
            inner.map(|(_, w)| *w).collect::<Vec<_>>().join(" ")
        };
        let [before, after] =
            [before, after].map(|text| if blanks { Cow::Owned(one_blank(text)) } else { Cow::Borrowed(text) });
        Excerpt {
            before: before.trim_start().to_owned(),
            surface: surface.to_owned(),
            after: after.trim_end().to_owned(),
        }
    }

    /// The excerpt of an original span, with words of its line.
    pub(crate) fn cut(text: &str, mention: Span) -> Self {
        let head = text.get(..mention.start).unwrap_or("");
        let tail = text.get(mention.end..).unwrap_or("");
        let line_start = head
            .char_indices()
            .rev()
            .take(Self::AROUND)
            .take_while(|(_, c)| *c != '\n')
            .last()
            .map_or(mention.start, |(i, _)| i);
        let line_end = tail
            .char_indices()
            .take(Self::AROUND)
            .take_while(|(_, c)| *c != '\n' && *c != '\r')
            .last()
            .map_or(0, |(i, c)| i + c.len_utf8());
        Excerpt::of_words(&head[line_start..], mention.of(text), &tail[..line_end], false)
    }

    /// The value of the `quote` column: the excerpt in 「」, in which the mention is in 【】. No spreadsheet takes it for a
    /// formula or a date.
    pub fn quote(&self) -> String {
        format!("「{}【{}】{}」", self.before, self.surface, self.after).replace(['\r', '\n'], "␤")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_code_points_not_bytes() {
        let text = "あ𠮷b\n二行目";
        let index = LineIndex::new(text);
        let at = text.find('目').expect("there");
        assert_eq!(index.position(text, at), Position { line: 2, column: 3, byte_column: 7, chars: 6 });
        assert_eq!(index.chars(), 7);
    }

    #[test]
    fn an_excerpt_stays_on_its_line() {
        let text = "前の行\n被害は580億円だった。\n次の行";
        let at = text.find("580億円").expect("there");
        let e = Excerpt::cut(text, Span::new(at, at + "580億円".len()));
        assert_eq!(e.quote(), "「被害は【580億円】だった。」");
    }
}
