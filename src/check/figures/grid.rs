//! The tables of a document as grids: which number and which label stands in which cell.

use super::passage::{Figure, value};
use crate::extract::Record;
use crate::text::{BlockKind, Span};
use crate::value::{Decimal, pow10};
use std::collections::BTreeMap;

/// A table of a document. Row 0 is its header, column 0 holds the labels of its rows.
#[derive(Default)]
pub(crate) struct Grid<'a> {
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
    cells: BTreeMap<(u32, u32), Cell<'a>>,
}

/// The number of a cell: a figure, or digits without a unit.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    pub value: Decimal,
    pub view: Span,
    pub figure: Option<Figure<'a>>,
}

impl Entry<'_> {
    /// Returns true if entries without a unit add up: small numbers exactly, others as far as each may have been rounded.
    pub fn adds_up(stated: &Entry, parts: &[Entry]) -> bool {
        let total: Decimal = parts.iter().map(|p| p.value.clone()).sum();
        let digits = parts.iter().chain([stated]).map(|e| e.value.fractional_digit_count()).max().unwrap_or(0);
        let exact = digits <= 0 && stated.value < 1000;
        let half = if exact { Decimal::from(0) } else { pow10(-(digits.max(0) as i32)) * Decimal::from(5) * pow10(-1) };
        (total - &stated.value).abs() <= half * Decimal::from(parts.len() as u64 + 1)
    }
}

#[derive(Default)]
struct Cell<'a> {
    text: &'a str,
    view: Span,
    figures: Vec<Figure<'a>>,
}

impl<'a> Grid<'a> {
    /// The text of a cell; empty where there is none.
    pub fn label(&self, row: u32, column: u32) -> &'a str {
        self.cells.get(&(row, column)).map_or("", |c| c.text)
    }

    /// The figure of a cell that holds just one.
    pub fn figure(&self, row: u32, column: u32) -> Option<Figure<'a>> {
        self.cells.get(&(row, column)).and_then(|c| (c.figures.len() == 1).then(|| c.figures[0]))
    }

    /// The number of a cell that holds one figure, or nothing but digits.
    pub fn entry(&self, row: u32, column: u32) -> Option<Entry<'a>> {
        let cell = self.cells.get(&(row, column))?;
        if let Some(m) = self.figure(row, column) {
            return Some(Entry { value: value(m)?.clone(), view: m.view, figure: Some(m) });
        }
        let digits: String = cell.text.chars().filter(|c| *c != ',').collect();
        let bare = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        let value = bare.then(|| digits.parse().ok()).flatten()?;
        Some(Entry { value, view: cell.view, figure: None })
    }
}

/// The tables of a document, in order.
pub(crate) fn grids(record: &Record) -> Vec<Grid<'_>> {
    let view = &record.reading.view;
    let mut out: BTreeMap<u32, Grid> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (i, (span, kind)) in view.blocks.iter().enumerate() {
        if let BlockKind::Cell { table, row, column, .. } = *kind {
            let grid = out.entry(table).or_default();
            (grid.rows, grid.columns) = (grid.rows.max(row + 1), grid.columns.max(column + 1));
            let cell = grid.cells.entry((row, column)).or_default();
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
        let cell = places.get(&block).and_then(|(table, at)| out.get_mut(table)?.cells.get_mut(at));
        if let Some(cell) = cell {
            cell.figures.push(m);
        }
    }
    out.into_values().collect()
}
