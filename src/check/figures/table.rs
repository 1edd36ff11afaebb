//! The tables of a document as grids: what number and what label stands in which cell.

use super::arithmetic::{Term, value};
use crate::extract::Record;
use crate::text::{BlockKind, Span};
use crate::value::{Decimal, pow10};
use std::collections::BTreeMap;

/// One table.
#[derive(Default)]
pub(crate) struct FigureTable<'a> {
    /// One past the last row and the last column.
    pub rows: u32,
    pub columns: u32,
    cells: BTreeMap<(u32, u32), Cell<'a>>,
}

/// The number of a cell: a quantity, or a bare figure.
#[derive(Clone)]
pub(crate) struct Figure<'a> {
    pub value: Decimal,
    pub view: Span,
    pub mention: Option<Term<'a>>,
}

impl Figure<'_> {
    /// Whether bare figures add up: those of small numbers exactly, others as far as each may have been rounded.
    pub fn adds_up(stated: &Figure, parts: &[Figure]) -> bool {
        let total: Decimal = parts.iter().map(|p| p.value.clone()).sum();
        let digits = parts.iter().chain([stated]).map(|f| f.value.fractional_digit_count()).max().unwrap_or(0);
        let exact = digits <= 0 && stated.value < 1000;
        let half = if exact { Decimal::from(0) } else { pow10(-(digits.max(0) as i32)) * Decimal::from(5) * pow10(-1) };
        (total - &stated.value).abs() <= half * Decimal::from(parts.len() as u64 + 1)
    }
}

#[derive(Default)]
struct Cell<'a> {
    text: &'a str,
    view: Span,
    amounts: Vec<Term<'a>>,
}

impl<'a> FigureTable<'a> {
    /// The text of a cell.
    pub fn label(&self, row: u32, column: u32) -> Option<&'a str> {
        self.cells.get(&(row, column)).map(|c| c.text)
    }

    /// The number of a cell that holds just one.
    pub fn only(&self, row: u32, column: u32) -> Option<Term<'a>> {
        self.cells.get(&(row, column)).and_then(|c| (c.amounts.len() == 1).then(|| c.amounts[0]))
    }

    /// The number of a cell that holds nothing else, or one quantity.
    pub fn figure(&self, row: u32, column: u32) -> Option<Figure<'a>> {
        let cell = self.cells.get(&(row, column))?;
        if let Some(m) = self.only(row, column) {
            return Some(Figure { value: value(m)?.clone(), view: m.view, mention: Some(m) });
        }
        let digits: String = cell.text.chars().filter(|c| *c != ',').collect();
        let bare = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        let value = bare.then(|| digits.parse().ok()).flatten()?;
        Some(Figure { value, view: cell.view, mention: None })
    }
}

/// The tables of a document, in order.
pub(crate) fn tables(record: &Record) -> Vec<FigureTable<'_>> {
    let view = &record.reading.view;
    let mut out: BTreeMap<u32, FigureTable> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (i, (span, kind)) in view.blocks.iter().enumerate() {
        if let BlockKind::Cell { table, row, column, .. } = *kind {
            let t = out.entry(table).or_default();
            (t.rows, t.columns) = (t.rows.max(row + 1), t.columns.max(column + 1));
            let cell = t.cells.entry((row, column)).or_default();
            let text = span.of(&view.text);
            let at = span.start + text.len() - text.trim_start().len();
            cell.text = text.trim();
            cell.view = Span::new(at, at + cell.text.len());
            places.insert(i as u32, (table, (row, column)));
        }
    }
    if out.is_empty() {
        return Vec::new();
    }
    for m in &record.amounts {
        let block = view.sentences[m.sentence as usize].block;
        let cell = places.get(&block).and_then(|(t, at)| out.get_mut(t)?.cells.get_mut(at));
        if let Some(cell) = cell {
            cell.amounts.push(m);
        }
    }
    out.into_values().collect()
}
