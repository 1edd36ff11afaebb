//! Comments in articles that close findings: `<!-- totsugo: ignore[rule] reason -->` in Markdown and HTML.

use crate::check::{self, Analysis, Count, Finding, Place, Unmatched};
use crate::corpus::Format;
use crate::text::{Block, Excerpt, Span, nearest};
use std::ops::Range;

/// A comment that closes findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ignore {
    /// Where it stands.
    pub place: Place,
    /// The rules it names.
    pub rules: Vec<String>,
    /// Why.
    pub reason: String,
    /// The code points it covers: the paragraph, item or cell it stands in, else the next one.
    pub covers: Range<u32>,
    /// Why it has no effect, empty when it has.
    pub trouble: String,
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

impl Ignore {
    /// The comments of a document.
    pub fn all(analysis: &Analysis) -> Vec<Ignore> {
        let document = &analysis.record.document;
        let text = document.text.as_str();
        if !matches!(document.format, Format::Md | Format::Html) {
            return Vec::new();
        }
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(open) = text[at..].find(OPEN).map(|n| at + n) {
            let Some(close) = text[open..].find(CLOSE).map(|n| open + n) else { break };
            at = close + CLOSE.len();
            let span = Span::new(open, at);
            // in a code block it is text that shows how to write one
            let shown = document.blocks.iter().flat_map(|b| &b.pieces).any(|p| p.span.overlaps(span));
            let said = text[open + OPEN.len()..close].trim();
            if let Some(said) = said.strip_prefix("totsugo:").filter(|_| !shown) {
                out.push(Ignore::read(said.trim(), span, analysis));
            }
        }
        out
    }

    fn read(said: &str, span: Span, analysis: &Analysis) -> Ignore {
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
        Ignore { place, rules, reason, covers, trouble }
    }

    fn closes(&self, f: &Finding) -> bool {
        let here = |p: &Place| p.path == self.place.path && self.covers.contains(&p.char_start);
        let others = !f.related.is_empty() && f.related.iter().all(here);
        self.trouble.is_empty() && self.rules.contains(&f.rule) && (here(&f.place) || others)
    }
}

/// The block a comment speaks of: the one it stands in or right behind, else the next.
fn covered(text: &str, blocks: &[Block], comment: Span) -> Option<Span> {
    let extent = |b: &Block| Some(Span::new(b.pieces.first()?.span.start, b.pieces.last()?.span.end));
    let extents: Vec<Span> = blocks.iter().filter_map(extent).collect();
    let around = extents.iter().find(|e| e.contains(comment));
    let before = extents.iter().rfind(|e| e.end <= comment.start);
    let beside = before.filter(|e| !text[e.end..comment.start].contains(['\n', '<']));
    around.or(beside).or_else(|| extents.iter().find(|e| e.start >= comment.end)).copied()
}

/// For each finding the comment that closes it; the comments that close none; and how many there are.
pub(super) fn apply<'i>(
    ignores: &[&'i Ignore],
    findings: &[Finding],
) -> (Vec<Option<&'i Ignore>>, Vec<Unmatched>, Count) {
    let mut used = vec![false; ignores.len()];
    let mut closing = |f: &Finding| {
        let mut first = None;
        for (i, ignore) in ignores.iter().enumerate().filter(|(_, ignore)| ignore.closes(f)) {
            used[i] = true;
            first = first.or(Some(*ignore));
        }
        first
    };
    let matches = findings.iter().map(&mut closing).collect();
    let of = ignores.iter().zip(&used).filter(|(_, used)| !**used);
    let unmatched = |i: &Ignore| Unmatched { place: i.place.clone(), what: i.trouble.clone(), gone: None };
    let unused: Vec<Unmatched> = of.map(|(i, _)| unmatched(i)).collect();
    let (compared, differed) = (ignores.len() as u64, unused.len() as u64);
    (matches, unused, Count { compared, agreed: compared - differed, differed, skipped: 0 })
}
