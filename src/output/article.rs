//! The annotated article: the visible text of a document, cut where a mention begins or ends.

use super::display::{moment, number};
use super::translations::Lang;
use crate::check::Analysis;
use crate::corpus::Format;
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::text::{BlockKind, Span};
use crate::value::{Anchor, plain};
use serde::{Deserialize, Serialize};

/// The visible text of a document with its mentions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) source: String,
    pub(super) title: String,
    pub(super) published: String,
    /// Whether line breaks inside a paragraph are visible.
    pub(super) lines: bool,
    pub(super) parts: Vec<Part>,
}

/// A block of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Part {
    pub kind: PartKind,
    /// 1-based line on which it begins.
    pub line: u32,
    pub runs: Vec<Run>,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum PartKind {
    Heading,
    Paragraph,
    Item,
    /// A cell: table and row, counted from 0, and whether it is a header cell.
    Cell(u32, u32, bool),
}

/// A stretch of text that is one mention, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Run {
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// The annotation of a mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub kind: MarkKind,
    /// First code point of the document, as findings and claims count them.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Its value; the canonical name of an entity.
    pub value: String,
    /// Kind, modifier, basis and the like, to stand beside the value.
    pub note: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum MarkKind {
    Date,
    Amount,
    Entity,
    /// Words that a finding points to and no mention covers.
    Finding,
}

impl MarkKind {
    /// The kind as a CSS class.
    pub fn as_str(self) -> &'static str {
        match self {
            MarkKind::Date => "date",
            MarkKind::Amount => "amount",
            MarkKind::Entity => "entity",
            MarkKind::Finding => "place",
        }
    }
}

impl Article {
    /// The article of a document; `None` for a document without claims and findings.
    pub fn new(analysis: &Analysis, lang: Lang) -> Option<Article> {
        if analysis.claims.is_empty() && analysis.findings.is_empty() {
            return None;
        }
        let d = &analysis.record.document;
        let marks = marks(analysis, lang);
        let part = |block: &crate::text::Block| Part {
            kind: match block.kind {
                BlockKind::Heading(_) => PartKind::Heading,
                BlockKind::Paragraph => PartKind::Paragraph,
                BlockKind::Item => PartKind::Item,
                BlockKind::Cell { table, row, header, .. } => PartKind::Cell(table, row, header),
            },
            line: analysis.lines.position(&d.text, block.span().start).line,
            runs: runs(&d.text, block, &marks),
        };
        Some(Article {
            id: d.id.clone(),
            path: d.path.clone(),
            source: d.source.clone(),
            title: d.title.clone(),
            published: d.published.map(|p| p.to_string()).unwrap_or_default(),
            lines: d.format != Format::Html,
            parts: d.blocks.iter().map(part).collect(),
        })
    }

    /// The blocks with a mark that `wanted` accepts. Runs far from such a mark are left out, long runs without a mark are
    /// shortened.
    pub(super) fn condensed(&self, wanted: impl Fn(&Mark) -> bool) -> Vec<Part> {
        let asked = |run: &Run| run.mark.as_ref().is_some_and(&wanted);
        let mut parts = Vec::new();
        for part in self.parts.iter().filter(|part| part.runs.iter().any(asked)) {
            let near: Vec<bool> = part.runs.iter().map(asked).collect();
            let mut kept: Vec<Run> = Vec::new();
            for (i, run) in part.runs.iter().enumerate() {
                let close = near[i.saturating_sub(2)..near.len().min(i + 3)].contains(&true);
                match kept.last_mut() {
                    _ if close => kept.push(shortened(run)),
                    Some(last) if last.mark.is_none() && last.text.ends_with('…') => {}
                    _ => kept.push(Run { text: "…".to_owned(), mark: None }),
                }
            }
            parts.push(Part { kind: part.kind, line: part.line, runs: kept });
        }
        parts
    }
}

/// Longest run without a mark in a condensed article, in code points.
const STRETCH: usize = 240;

fn shortened(run: &Run) -> Run {
    if run.mark.is_some() || run.text.chars().count() <= STRETCH {
        return run.clone();
    }
    let head: String = run.text.chars().take(STRETCH / 2).collect();
    Run { text: format!("{head} … {}", crate::text::tail(&run.text, STRETCH / 2)), mark: None }
}

/// The marks of a document with their original spans, in order: its mentions, and the places of findings that no mention
/// covers.
fn marks(analysis: &Analysis, lang: Lang) -> Vec<(Span, Mark)> {
    let record = &analysis.record;
    let text = &record.document.text;
    let mark = |span: Span, kind, value: String, note: String| {
        let [start, end] = [span.start, span.end].map(|at| analysis.lines.position(text, at).chars);
        (span, Mark { kind, start, end, value, note })
    };
    let mut out: Vec<(Span, Mark)> = Vec::new();
    out.extend(record.dates.iter().map(|m| mark(m.span, MarkKind::Date, date(m, lang), date_note(m, lang))));
    out.extend(record.amounts.iter().map(|m| mark(m.span, MarkKind::Amount, amount(m, lang), amount_note(m, lang))));
    out.extend(record.entities.iter().map(|m| {
        let kind = lang.label("entity", m.value.kind.as_str()).to_owned();
        mark(m.span, MarkKind::Entity, m.value.canonical.clone(), kind)
    }));
    out.sort_by_key(|(span, _)| *span);
    let places = analysis.findings.iter().flat_map(|f| std::iter::once(&f.place).chain(&f.related));
    let places = places.filter(|p| p.path == record.document.path);
    let mut chars: Vec<(u32, u32)> = places.map(|p| (p.char_start, p.char_end)).collect();
    chars.sort_unstable();
    chars.dedup();
    for (start, end) in chars {
        let covered = out.iter().any(|(_, m)| m.start < end && start < m.end);
        if let (false, Some(span)) = (covered, bytes(text, start, end)) {
            let place = Mark { kind: MarkKind::Finding, start, end, value: String::new(), note: String::new() };
            out.push((span, place));
        }
    }
    out.sort_by_key(|(span, _)| *span);
    out
}

/// The byte range of a range of code points; `None` outside the text.
fn bytes(text: &str, start: u32, end: u32) -> Option<Span> {
    let mut ends = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    let from = ends.nth(start as usize)?;
    let to = if end > start { ends.nth((end - start - 1) as usize)? } else { from };
    Some(Span::new(from, to))
}

/// The visible text of a block, cut at the marks, which are in order.
fn runs(text: &str, block: &crate::text::Block, marks: &[(Span, Mark)]) -> Vec<Run> {
    let mut out: Vec<(String, Option<usize>)> = Vec::new();
    let mut push = |text: &str, mark: Option<usize>| match out.last_mut() {
        _ if text.is_empty() => {}
        Some((last, of)) if *of == mark => last.push_str(text),
        _ => out.push((text.to_owned(), mark)),
    };
    for piece in &block.pieces {
        let first = marks.partition_point(|(span, _)| span.end <= piece.span.start);
        let inside = marks[first..].iter().enumerate().take_while(|(_, (span, _))| span.start < piece.span.end);
        let mut inside = inside.map(|(i, (span, _))| (first + i, *span));
        if let Some(reads) = &piece.reads {
            push(reads, inside.next().map(|(i, _)| i)); // an escape is not cut
            continue;
        }
        let mut at = piece.span.start;
        for (i, span) in inside {
            let (from, to) = (span.start.max(at), span.end.min(piece.span.end));
            push(Span::new(at, from).of(text), None);
            push(Span::new(from, to).of(text), Some(i));
            at = to.max(at);
        }
        push(Span::new(at, piece.span.end).of(text), None);
    }
    out.into_iter().map(|(text, i)| Run { text, mark: i.map(|i| marks[i].1.clone()) }).collect()
}

/// The value of a date, with its bounds where it is no single moment.
fn date(m: &Mention<Dated>, lang: Lang) -> String {
    let t = &m.value.time;
    let value = moment(&t.value, lang);
    let (lower, upper) = (t.lower(), t.upper());
    if lower == upper || t.value.starts_with('P') {
        return value;
    }
    // what 2018-01 or 上旬 covers
    format!("{value} ({lower} 〜 {upper})")
}

fn date_note(m: &Mention<Dated>, lang: Lang) -> String {
    let t = &m.value.time;
    let anchor = match t.anchor {
        Anchor::Explicit | Anchor::None => "",
        anchor => lang.label("anchor", anchor.as_str()),
    };
    joined([anchor, t.modifier.map_or("", |m| lang.label("mod", m.as_str()))])
}

/// The value of an amount, or its bounds.
fn amount(m: &Mention<Quantity>, lang: Lang) -> String {
    let a = &m.value.amount;
    let shown = |d: &Option<crate::value::Decimal>| d.as_ref().map(|d| number(&plain(d), &a.unit, lang));
    match (shown(&a.value), shown(&a.lower), shown(&a.upper)) {
        (Some(value), ..) => value,
        (None, None, None) => a.unit.clone(),
        (None, lower, upper) => format!("{} 〜 {}", lower.unwrap_or_default(), upper.unwrap_or_default()),
    }
}

fn amount_note(m: &Mention<Quantity>, lang: Lang) -> String {
    let q = &m.value;
    let basis = [("basis", &q.basis), ("per", &q.per_unit)].map(|(kind, what)| match what.is_empty() {
        true => String::new(),
        false => format!("{}{what}", lang.label("of", kind)),
    });
    joined([
        lang.label("kind", q.amount.kind.as_str()),
        q.amount.modifier.map_or("", |m| lang.label("mod", m.as_str())),
        q.amount.direction.map_or("", |d| lang.label("direction", d.as_str())),
        &basis[0],
        &basis[1],
    ])
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(" · ")
}
