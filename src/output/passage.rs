//! The passage of a value: the sentences around it.

use super::article::{Article, PartKind};
use crate::text::{Excerpt, SENTENCE_ENDS, head, tail};

/// Most code points on either side of the value.
const AROUND: usize = 200;

/// The sentences around the mention that begins at a code point of its document; `None` if the article has none there.
pub(super) fn passage(article: &Article, char_start: u32) -> Option<Excerpt> {
    let (mut before, mut surface, mut after) = (String::new(), String::new(), String::new());
    let mut row = None;
    for part in &article.parts {
        let same = match part.kind {
            PartKind::Cell(table, row, _) => Some((table, row)),
            _ => None,
        };
        let border = if row.is_some() && row == same { " | " } else { "\n" };
        row = same;
        if surface.is_empty() { &mut before } else { &mut after }.push_str(border);
        for run in &part.runs {
            let here = run.mark.as_ref().is_some_and(|m| m.start <= char_start && char_start < m.end);
            match (here && after.is_empty(), surface.is_empty()) {
                (true, _) => surface.push_str(&run.text), // markup inside it makes several runs
                (false, true) => before.push_str(&run.text),
                (false, false) => after.push_str(&run.text),
            }
        }
        if after.chars().count() > AROUND {
            break;
        }
    }
    if surface.is_empty() {
        return None;
    }
    let near = tail(&before, AROUND);
    let whole = near.len() == before.len();
    let before =
        near.find(SENTENCE_ENDS).filter(|_| !whole).map_or(near, |at| near[at..].trim_start_matches(SENTENCE_ENDS));
    let near = head(&after, AROUND);
    let last = near.char_indices().rev().find(|(_, c)| SENTENCE_ENDS.contains(c));
    let after = last.filter(|_| near.len() < after.len()).map_or(near, |(at, c)| &near[..at + c.len_utf8()]);
    Some(Excerpt { before: before.trim_start().to_owned(), surface, after: after.trim_end().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::analysis;
    use crate::output::translations::Lang;

    #[test]
    fn a_passage_has_the_sentences_around_a_value() {
        let mut analysis = analysis();
        let article = Article::new(&analysis, Lang::Ja).expect("it has claims");
        assert_eq!(passage(&article, 9_999), None);
        // a document without blocks has no visible text
        assert_eq!(passage(&article, 22), None);
        let text = format!("{}本文の前。\n{}", "長い前置き。".repeat(60), analysis.record.document.text);
        let shift = text.len() - analysis.record.document.text.len();
        for span in analysis.record.amounts.iter_mut().map(|m| &mut m.span) {
            (span.start, span.end) = (span.start + shift, span.end + shift);
        }
        analysis.record.dates.clear();
        analysis.record.entities.clear();
        analysis.record.document.blocks =
            vec![crate::text::Block::plain(crate::text::BlockKind::Paragraph, crate::text::Span::new(0, text.len()))];
        analysis.lines = crate::text::LineIndex::new(&text);
        analysis.record.document.text = text;
        let start =
            analysis.lines.position(&analysis.record.document.text, analysis.record.amounts[0].span.start).chars;
        let article = Article::new(&analysis, Lang::Ja).expect("it has claims");
        let found = passage(&article, start).expect("there");
        assert!(found.before.starts_with("長い前置き。"), "{}", found.before);
        assert!(found.before.chars().count() <= AROUND && found.before.contains("本文の前。"), "{}", found.before);
        assert_eq!((found.surface.as_str(), found.after.as_str()), ("=580億円", "を失った。"));
    }
}
