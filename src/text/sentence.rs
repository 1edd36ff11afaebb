//! Sentences. A sentence ends at 。！？ outside brackets, or with its block. Quotation marks at the start of a sentence are
//! no brackets: an answer in an interview is as many sentences as were spoken.

use super::{BlockKind, Span};

/// A sentence of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// View span, closing punctuation included.
    pub span: Span,
    /// Index of its block.
    pub block: u32,
}

/// Longest sentence in bytes, some 1,300 characters. Longer text without punctuation is cut, at a character border, which
/// bounds memory, and time where all pairs in a sentence are compared.
const LONGEST: usize = 4 * 1024;

/// Bytes after which an open bracket is taken for a typing error, so that 。 ends a sentence again.
const OPEN_FOR: usize = 400;

/// The sentences of the blocks of a view.
pub(super) fn split(text: &str, blocks: &[(Span, BlockKind)]) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(text.len() / 90 + blocks.len());
    for (i, (span, _)) in blocks.iter().enumerate() {
        let mut push = |start: usize, end: usize| {
            let trimmed = text[start..end].trim();
            if !trimmed.is_empty() {
                let at = start + (text[start..end].len() - text[start..end].trim_start().len());
                out.push(Sentence { span: Span::new(at, at + trimmed.len()), block: i as u32 });
            }
        };
        let mut start = span.start;
        let mut open: Option<(u32, usize)> = None; // depth, since where
        let mut ended = false;
        let mut spoken = false; // a sentence began with 「
        for (at, c) in text[span.start..span.end].char_indices() {
            let at = span.start + at;
            // kana and kanji, which most characters are, neither end nor open anything
            if matches!(c, 'ぁ'..='鿿') && !ended && at - start < LONGEST {
                continue;
            }
            if ended && !matches!(c, '」' | '』' | '）' | '。' | '！' | '？' | '!' | '?') {
                push(start, at);
                start = at;
                ended = false;
            }
            match c {
                '「' if open.is_none() && text[start..at].trim().is_empty() => spoken = true,
                // 「はい。」と答えた goes on
                '」' if open.is_none() && spoken => {
                    spoken = false;
                    ended &= !text[at..].trim_start_matches('」').starts_with(['と', 'っ', '、']);
                }
                '「' | '『' | '（' | '【' | '“' => open = Some((open.map_or(1, |(d, _)| d + 1), at)),
                '」' | '』' | '）' | '】' | '”' => open = open.filter(|(d, _)| *d > 1).map(|(d, s)| (d - 1, s)),
                // 「Yahoo!ニュース」 goes on
                '!' | '?' if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) => {}
                '。' | '！' | '？' | '!' | '?' => ended = open.is_none_or(|(_, since)| at - since > OPEN_FOR),
                '\n' => {
                    push(start, at);
                    start = at;
                    open = None;
                }
                _ if at - start >= LONGEST => {
                    push(start, at);
                    start = at;
                    open = None;
                }
                _ => {}
            }
            if ended {
                open = None;
            }
        }
        push(start, span.end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, View};

    fn sentences(text: &str) -> Vec<String> {
        let view = View::new(text, &[Block::plain(BlockKind::Paragraph, Span::new(0, text.len()))]);
        (0..view.sentences.len()).map(|i| view.sentence(i).to_owned()).collect()
    }

    #[test]
    fn a_stop_inside_quotes_or_brackets_ends_nothing() {
        assert_eq!(
            sentences("社長は「残念だ。謝る。」と述べた。次の文。"),
            ["社長は「残念だ。謝る。」と述べた。", "次の文。"]
        );
        assert_eq!(sentences("流出した(1月26日。金曜)という。次"), ["流出した（1月26日。金曜）という。", "次"]);
        assert_eq!(sentences("本当か?!そうだ"), ["本当か?!", "そうだ"]);
    }

    #[test]
    fn an_answer_is_as_many_sentences_as_were_spoken() {
        assert_eq!(
            sentences("「7時18分でした。けがは（軽い人も。）21人です」と話した。"),
            ["「7時18分でした。", "けがは（軽い人も。）21人です」と話した。"]
        );
        assert_eq!(sentences("「はい。」と答えた。「いいえ。」次"), ["「はい。」と答えた。", "「いいえ。」", "次"]);
        assert_eq!(sentences("「Zaif」は止めた。"), ["「Zaif」は止めた。"]);
    }

    #[test]
    fn a_text_without_delimiters_is_cut() {
        let all = sentences(&"あ".repeat(20_000));
        assert!(all.len() > 1 && all.iter().all(|s| s.len() <= LONGEST + 4));
    }
}
