//! Suppressions: comments in Markdown and HTML that close findings, `<!-- totsugo: ignore[rule] reason -->`.

use crate::check::{self, Analysis, Count, Finding, Place, Unmatched};
use crate::corpus::Format;
use crate::text::{Block, Excerpt, Span, nearest};
use std::ops::Range;

/// A comment that closes findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppression {
    /// Where it stands.
    pub place: Place,
    /// The rules it names.
    pub rules: Vec<String>,
    /// Why.
    pub reason: String,
    /// The code points it covers: those of the block it stands in or right behind, else of the next block.
    pub covers: Range<u32>,
    /// Why it closes nothing, as a message; empty when it is well-formed.
    pub trouble: String,
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The comments of a text: original span, and content. `<!-->` and `<!--->` are empty comments.
fn comments(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = text[at..].find(OPEN).map(|n| at + n)?;
        // the two hyphens of an empty comment open and close it
        let close = text[start + "<!".len()..].find(CLOSE).map(|n| start + "<!".len() + n)?;
        at = close + CLOSE.len();
        Some((Span::new(start, at), text.get(start + OPEN.len()..close).unwrap_or("")))
    })
}

impl Suppression {
    /// The suppressions in a document: none in formats without comments.
    pub fn all(analysis: &Analysis) -> Vec<Suppression> {
        let document = &analysis.record.document;
        if !matches!(document.format, Format::Md | Format::Html) {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (span, content) in comments(&document.text) {
            // in a code block it is text that shows how to write one
            let shown = document.blocks.iter().flat_map(|b| &b.pieces).any(|p| p.span.overlaps(span));
            if let Some(said) = content.trim().strip_prefix("totsugo:").filter(|_| !shown) {
                out.push(Suppression::read(said.trim(), span, analysis));
            }
        }
        out
    }

    /// Reads what a comment says after `totsugo:`.
    fn read(said: &str, span: Span, analysis: &Analysis) -> Suppression {
        let document = &analysis.record.document;
        let position = |at| analysis.lines.position(&document.text, at);
        let (start, end) = (position(span.start), position(span.end));
        let covered = covered(&document.text, &document.blocks, span);
        let place = Place {
            path: document.path.clone(),
            source: document.source.clone(),
            line: start.line,
            column: start.column,
            byte_column: start.byte_column,
            char_start: start.chars,
            char_end: end.chars,
            excerpt: Excerpt::cut(&document.text, span),
            label: String::new(),
        };
        let named = said.strip_prefix("ignore").map(str::trim_start).and_then(|s| s.strip_prefix('['));
        let (rules, reason) = named.and_then(|s| s.split_once(']')).unwrap_or(("", ""));
        let rules: Vec<String> = rules.split(',').map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()).collect();
        let reason = reason.trim().to_owned();
        let unknown = rules.iter().find(|name| check::named(name).is_none());
        let trouble = match unknown {
            _ if rules.is_empty() => "規則の名がありません: ignore[規則] 理由".to_owned(),
            Some(name) => {
                let near = nearest(name, check::all().iter().map(|r| r.name));
                format!("「{name}」という規則はありません{}", near.map(|n| format!("。{n} ですか")).unwrap_or_default())
            }
            None if reason.is_empty() => "理由がないので効きません".to_owned(),
            None => String::new(),
        };
        let covers = covered.map_or(0..0, |c| position(c.start).chars..position(c.end).chars);
        Suppression { place, rules, reason, covers, trouble }
    }

    /// Returns true if it closes the finding: it covers the place of that, or all related places.
    fn closes(&self, f: &Finding) -> bool {
        let here = |p: &Place| p.path == self.place.path && self.covers.contains(&p.char_start);
        let others = !f.related.is_empty() && f.related.iter().all(here);
        self.trouble.is_empty() && self.rules.contains(&f.rule) && (here(&f.place) || others)
    }
}

/// The span of the block that a comment covers: the one it stands in or right behind, else the next.
fn covered(text: &str, blocks: &[Block], comment: Span) -> Option<Span> {
    let extent = |b: &Block| Some(Span::new(b.pieces.first()?.span.start, b.pieces.last()?.span.end));
    let extents: Vec<Span> = blocks.iter().filter_map(extent).collect();
    let around = extents.iter().find(|e| e.contains(comment));
    let before = extents.iter().rfind(|e| e.end <= comment.start);
    let beside = before.filter(|e| !text[e.end..comment.start].contains(['\n', '<']));
    around.or(beside).or_else(|| extents.iter().find(|e| e.start >= comment.end)).copied()
}

/// For each finding the suppression that closes it; the suppressions that close none; and their numbers.
pub(super) fn apply<'i>(
    suppressions: &[&'i Suppression],
    findings: &[Finding],
) -> (Vec<Option<&'i Suppression>>, Vec<Unmatched>, Count) {
    let mut used = vec![false; suppressions.len()];
    let mut closing = |f: &Finding| {
        let mut first = None;
        for (i, suppression) in suppressions.iter().enumerate().filter(|(_, s)| s.closes(f)) {
            used[i] = true;
            first = first.or(Some(*suppression));
        }
        first
    };
    let matches = findings.iter().map(&mut closing).collect();
    let of = suppressions.iter().zip(&used).filter(|(_, used)| !**used);
    let unmatched = |s: &Suppression| Unmatched { place: s.place.clone(), what: s.trouble.clone(), gone: None };
    let unused: Vec<Unmatched> = of.map(|(s, _)| unmatched(s)).collect();
    let (compared, differed) = (suppressions.len() as u64, unused.len() as u64);
    (matches, unused, Count { compared, agreed: compared - differed, differed, skipped: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_end_where_html_says() {
        let found = |text| comments(text).map(|(span, content)| (span.of(text), content)).collect::<Vec<_>>();
        assert_eq!(found("あ<!-->い<!--->う<!---->"), [("<!-->", ""), ("<!--->", ""), ("<!---->", "")]);
        assert_eq!(found("<!-- a --><!--b--x-->c"), [("<!-- a -->", " a "), ("<!--b--x-->", "b--x")]);
        assert_eq!(found("<!--"), []);
        assert_eq!(found("<!-- open <!-- --"), []);
    }
}
