//! An article as the report shows it: its visible text, cut where a mention begins or ends.

use super::show::{moment, number};
use crate::check::Analysis;
use crate::corpus::Format;
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::output::words::Lang;
use crate::text::{BlockKind, Span};
use crate::value::{Anchor, plain};
use serde::{Deserialize, Serialize};

/// What is kept of a document until it is known which ones the report shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) source: String,
    pub(super) title: String,
    pub(super) published: String,
    /// Whether line breaks inside a paragraph mean something.
    pub(super) lines: bool,
    pub(super) parts: Vec<Part>,
}

/// A block of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Part {
    pub kind: PartKind,
    /// 1-based line it begins on.
    pub line: u32,
    pub runs: Vec<Run>,
}

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum PartKind {
    Heading,
    Paragraph,
    Item,
    /// A cell, with its table and row.
    Cell(u32, u32, bool),
}

/// A stretch of text that is one mention, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Run {
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// A mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub kind: MarkKind,
    /// Code points of the document, as findings and claims count them.
    pub start: u32,
    pub end: u32,
    /// What it was read as; a name for an entity.
    pub value: String,
    /// What to say beside the value.
    pub note: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum MarkKind {
    Date,
    Amount,
    Entity,
    /// Words that a finding points to and no mention covers.
    Place,
}

impl MarkKind {
    pub fn as_str(self) -> &'static str {
        match self {
            MarkKind::Date => "date",
            MarkKind::Amount => "amount",
            MarkKind::Entity => "entity",
            MarkKind::Place => "place",
        }
    }
}

impl Article {
    /// The article of a document that claims something or in which something was found; nothing for any other.
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

    /// Only the blocks with a mark that `wanted` asks for, and of long stretches without one their ends.
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

/// The longest stretch between two mentions that a condensed article keeps whole, in characters.
const STRETCH: usize = 240;

fn shortened(run: &Run) -> Run {
    if run.mark.is_some() || run.text.chars().count() <= STRETCH {
        return run.clone();
    }
    let head: String = run.text.chars().take(STRETCH / 2).collect();
    Run { text: format!("{head} … {}", crate::text::tail(&run.text, STRETCH / 2)), mark: None }
}

/// The mentions of a document in order, and the places of findings that no mention covers.
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
        let kind = lang.name("entity", m.value.kind.as_str()).to_owned();
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
            let place = Mark { kind: MarkKind::Place, start, end, value: String::new(), note: String::new() };
            out.push((span, place));
        }
    }
    out.sort_by_key(|(span, _)| *span);
    out
}

/// The byte range of a range of code points.
fn bytes(text: &str, start: u32, end: u32) -> Option<Span> {
    let mut ends = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    let from = ends.nth(start as usize)?;
    let to = if end > start { ends.nth((end - start - 1) as usize)? } else { from };
    Some(Span::new(from, to))
}

/// The visible text of a block, cut at the marks.
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
        anchor => lang.name("anchor", anchor.as_str()),
    };
    joined([anchor, t.modifier.map_or("", |m| lang.name("mod", m.as_str()))])
}

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
        false => format!("{}{what}", lang.name("of", kind)),
    });
    joined([
        lang.name("kind", q.amount.kind.as_str()),
        q.amount.modifier.map_or("", |m| lang.name("mod", m.as_str())),
        q.amount.direction.map_or("", |d| lang.name("direction", d.as_str())),
        &basis[0],
        &basis[1],
    ])
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(" · ")
}
