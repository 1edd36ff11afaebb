//! Names in the columns of tables whose head says what the cells are: 車種, 会社名.

use super::kinds::named_under;
use super::line::{Line, Page};
use super::runs::{Quality, quality};
use super::{EntityKind, Found, Method};
use crate::text::{BlockKind, Span};
use std::collections::HashMap;

/// Longest name in characters.
const LONGEST: usize = 30;

/// Proposes the names in the columns of the page.
pub(super) fn read(page: &Page<'_>, found: &mut Vec<Found<'_>>) {
    let view = &page.reading.view;
    let mut heads: HashMap<(u32, u32), EntityKind> = HashMap::new();
    for (span, kind) in &view.blocks {
        if let BlockKind::Cell { table, column, header: true, .. } = kind
            && let Some(named) = named_under(span.of(page.text).trim())
        {
            heads.insert((*table, *column), named);
        }
    }
    if heads.is_empty() {
        return;
    }
    for (i, sentence) in view.sentences.iter().enumerate() {
        if let Some((_, BlockKind::Cell { table, column, header: false, .. })) =
            view.blocks.get(sentence.block as usize)
            && let Some(kind) = heads.get(&(*table, *column))
        {
            cell(&Line::new(page, i), *kind, found);
        }
    }
}

/// Proposes the names in a cell: デイズ、デイズルークス.
fn cell(line: &Line<'_>, kind: EntityKind, found: &mut Vec<Found<'_>>) {
    let mut from = 0;
    for at in 0..=line.tokens.len() {
        if at < line.tokens.len() && !matches!(line.text(at), "、" | "/" | "（") {
            continue;
        }
        let span = line.span(from, at);
        if (2..=LONGEST).contains(&span.of(line.page.text).chars().count()) && is_name(line, from, at) {
            line.propose_span(unquoted(line.page.text, span), kind, Method::Kind.sure(), found);
        }
        from = at + 1;
        if line.text(at) == "（" {
            return;
        }
    }
}

/// Returns true if the tokens `from..to` are no common noun (合計) and no note (同社と共同).
fn is_name(line: &Line<'_>, from: usize, to: usize) -> bool {
    let nominal = (from..to).all(|i| line.tokens[i].pos.is_nominal());
    !nominal || quality(line, from, to) == Quality::Proper
}

/// A span without the quotation marks around it.
fn unquoted(text: &str, span: Span) -> Span {
    let inside = |open, close| span.of(text).strip_prefix(open)?.strip_suffix(close);
    match inside('「', '」').or_else(|| inside('『', '』')) {
        Some(name) => Span::new(span.start + '「'.len_utf8(), span.start + '「'.len_utf8() + name.len()),
        None => span,
    }
}
