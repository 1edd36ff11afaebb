//! The tables of a document as grids: what number and what label stands in which cell.

use super::arithmetic::Term;
use crate::extract::Record;
use crate::text::BlockKind;
use std::collections::BTreeMap;

/// One table.
#[derive(Default)]
pub(super) struct Table<'a> {
    /// One past the last row and the last column.
    pub rows: u32,
    pub columns: u32,
    cells: BTreeMap<(u32, u32), Cell<'a>>,
}

#[derive(Default)]
struct Cell<'a> {
    text: &'a str,
    amounts: Vec<Term<'a>>,
}

impl<'a> Table<'a> {
    /// The text of a cell.
    pub fn label(&self, row: u32, column: u32) -> Option<&'a str> {
        self.cells.get(&(row, column)).map(|c| c.text)
    }

    /// The number of a cell that holds just one.
    pub fn only(&self, row: u32, column: u32) -> Option<Term<'a>> {
        self.cells.get(&(row, column)).and_then(|c| (c.amounts.len() == 1).then(|| c.amounts[0]))
    }
}

/// The tables of a document, in order.
pub(super) fn tables(record: &Record) -> Vec<Table<'_>> {
    let view = &record.reading.view;
    let mut out: BTreeMap<u32, Table> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (i, (span, kind)) in view.blocks.iter().enumerate() {
        if let BlockKind::Cell { table, row, column, .. } = *kind {
            let t = out.entry(table).or_default();
            (t.rows, t.columns) = (t.rows.max(row + 1), t.columns.max(column + 1));
            t.cells.entry((row, column)).or_default().text = span.of(&view.text).trim();
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
