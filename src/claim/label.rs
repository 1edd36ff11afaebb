//! The label of a value: the words that name it, as the text has them.

use super::context::Context;
use super::sentence::{Word, WordKind};
use crate::text::{is_hiragana, is_kanji};
use compact_str::CompactString;

/// Most characters between two words that are kept: NEMの出金を停止.
const GAP: usize = 4;

/// Most characters of the ending of a verb.
const ENDING: usize = 5;

/// Stands between words that are apart in the text.
const APART: &str = "・";

/// The label of a value that these words name, which are in the order of the text: NEMの出金を停止.
pub(super) fn label(context: &Context, mut words: Vec<&Word>) -> CompactString {
    words.dedup_by(|b, a| a.key == b.key || b.span.start < a.span.end);
    let mut out = CompactString::default();
    let mut end = None;
    for word in &words {
        let written = word.span.end > word.span.start;
        let gap = end.and_then(|end| context.between(end, word.span.start)).filter(|gap| written && joins(gap));
        match gap {
            Some(gap) => out.push_str(gap),
            None if !out.is_empty() => out.push_str(APART),
            None => {}
        }
        out.push_str(if written { word.span.of(context.text()) } else { word.text });
        end = written.then_some(word.span.end);
    }
    if let (Some(last), Some(end)) = (words.last(), end) {
        out.push_str(ending(last, context.after(end), context.text()));
    }
    out
}

/// Returns true if the text between two words belongs to the label.
fn joins(gap: &str) -> bool {
    gap.chars().count() <= GAP && gap.chars().all(|c| is_hiragana(c) || c == '・')
}

/// The rest of a word that a concept is the beginning of (不正に送 of 不正に送金), or the ending of a verb: 失わ of 失われたのは has れた;
/// 停止 of 停止した has none.
fn ending<'t>(word: &Word, after: &'t str, text: &str) -> &'t str {
    let written = word.span.of(text);
    let rest = after.find(|c| !is_kanji(c)).unwrap_or(after.len());
    if rest > 0 && rest <= "送金額".len() && written.ends_with(is_kanji) && written.contains(is_hiragana) {
        return &after[..rest];
    }
    let kanji = written.chars().rev().take_while(|c| is_kanji(*c)).count();
    let cut = written.ends_with(is_hiragana) || kanji == 1;
    // 不正に送 of 不正に送られた is a verb, too
    if !cut || word.kind != WordKind::Verb && !(kanji == 1 && written.contains(is_hiragana)) {
        return "";
    }
    let kana = after.char_indices().take_while(|(_, c)| is_hiragana(*c)).take(ENDING);
    let last = kana.into_iter().find(|(_, c)| "ただるうくすつむぶぐ".contains(*c));
    last.map_or("", |(at, c)| &after[..at + c.len_utf8()])
}

#[cfg(test)]
mod tests {
    use crate::claim::build;
    use crate::corpus::{Format, parse};
    use crate::extract::{Kit, read};
    use crate::lexicon::Concepts;
    use crate::text::LineIndex;

    #[test]
    fn a_value_is_named_in_the_words_of_its_text() {
        let kit = Kit::embedded().expect("the dictionary").with_model(None);
        let mut reader = kit.reader();
        for (text, label) in [
            ("2018年1月26日にNEMの出金を停止した。", "NEMの出金を停止"),
            ("失われたのは5億2300万XEM。", "失われた"),
            ("補償総額は約463億円となる。", "補償総額"),
            ("倒れた鉄塔は2基だった。", "倒れた鉄塔"),
            ("売上高 | 84億円", "売上高"),
        ] {
            let document = parse(text.as_bytes().to_vec(), Format::Txt, "test.txt");
            let record = read(document, &mut reader).expect("the text is tokenised");
            let claims = build(&record, &LineIndex::new(&record.document.text), Concepts::embedded());
            assert_eq!(claims.first().map(|c| c.label.as_str()), Some(label), "{text}");
        }
    }
}
