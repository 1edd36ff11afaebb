//! The layout of a document: for each block, the heading above it and the labels of its row and column.

use crate::extract::Record;
use crate::lexicon::{Modality, modality_of};
use crate::text::BlockKind;
use std::collections::HashMap;

/// The blocks that head or label each block, by index of the block.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The heading above; none for text before the first heading.
    pub heading: Vec<Option<usize>>,
    /// The first cell of the row of a cell.
    pub row_label: Vec<Option<usize>>,
    /// The header cell of the column of a cell.
    pub column_label: Vec<Option<usize>>,
    /// True for a heading or cell that announces a plan: 予定, 見通し.
    pub planned: Vec<bool>,
    /// The first sentence of each block, and one past the last.
    pub sentences: Vec<(usize, usize)>,
}

impl Layout {
    /// Reads the layout of a document.
    pub fn read(record: &Record) -> Self {
        let blocks = &record.reading.view.blocks;
        let mut out = Layout { sentences: vec![(0, 0); blocks.len()], ..Layout::default() };
        for (i, s) in record.reading.view.sentences.iter().enumerate() {
            let range = &mut out.sentences[s.block as usize];
            *range = if range.1 == 0 { (i, i + 1) } else { (range.0, i + 1) };
        }
        let mut heading = None;
        let mut first_in_row: HashMap<(u32, u32), usize> = HashMap::new();
        let mut header: HashMap<(u32, u32), usize> = HashMap::new();
        for (i, (span, kind)) in blocks.iter().enumerate() {
            let labels = matches!(kind, BlockKind::Heading(_) | BlockKind::Cell { .. });
            out.planned.push(labels && modality_of(span.of(&record.reading.view.text)) == Modality::Planned);
            let (mut row_label, mut column_label) = (None, None);
            match *kind {
                BlockKind::Heading(_) => heading = Some(i),
                BlockKind::Cell { table, row, column, header: is_header } => {
                    let first = *first_in_row.entry((table, row)).or_insert(i);
                    row_label = (first != i).then_some(first);
                    if is_header {
                        header.entry((table, column)).or_insert(i);
                    } else {
                        column_label = header.get(&(table, column)).copied();
                    }
                }
                _ => {}
            }
            out.heading.push(heading.filter(|h| *h != i));
            out.row_label.push(row_label);
            out.column_label.push(column_label);
        }
        out
    }

    /// The blocks under heading `i`, up to the next heading.
    pub fn under(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        (i + 1..self.heading.len()).take_while(move |k| self.heading[*k] == Some(i))
    }

    /// The other cells of the row that cell `i` begins, at most twelve.
    pub fn row_of(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.row_label
            .iter()
            .enumerate()
            .skip(i + 1)
            .take(12)
            .filter(move |(_, label)| **label == Some(i))
            .map(|(k, _)| k)
    }
}
