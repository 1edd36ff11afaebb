//! Rows and columns of the cells of an HTML table, spanning cells considered.

/// Most columns of a table, as many as a sheet of Excel has; further cells stand in the last one. Without a limit a few
/// kilobytes of `colspan` would take gigabytes.
const COLUMNS: usize = 16_384;

/// A table being read, and the place of the current cell, counted from 0.
pub(super) struct Table {
    /// Number of the table in the document.
    pub number: u32,
    /// Current row, `None` before the first.
    pub row: Option<u32>,
    pub column: u32,
    /// Whether the current cell is a header cell.
    pub header: bool,
    pub in_head: bool,
    pub in_cell: bool,
    /// For each column, the first row that no cell from above reaches into.
    reach: Vec<u32>,
    /// Column after the last cell of the current row.
    end: usize,
}

impl Table {
    pub(super) fn new(number: u32) -> Self {
        let reach = Vec::new();
        Table { number, row: None, column: 0, header: false, in_head: false, in_cell: false, reach, end: 0 }
    }

    pub(super) fn next_row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row + 1));
        (self.column, self.end) = (0, 0);
        self.in_cell = false;
    }

    /// Begins a cell that spans `columns` and `rows`, in the first free column.
    pub(super) fn next_cell(&mut self, header: bool, columns: u32, rows: u32) {
        let row = *self.row.get_or_insert(0);
        // where this row has no cell yet: right of the last one, past what hangs down from above
        let free = |at: &usize| self.reach.get(*at).is_none_or(|until| *until <= row);
        let column = (self.end..=self.reach.len()).find(free).unwrap_or(self.reach.len()).min(COLUMNS - 1);
        self.end = (column + columns as usize).min(COLUMNS);
        if self.reach.len() < self.end {
            self.reach.resize(self.end, 0);
        }
        for cell in &mut self.reach[column..self.end] {
            *cell = row.saturating_add(rows);
        }
        self.column = column as u32;
        self.header = header || self.in_head;
        self.in_cell = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_end_somewhere() {
        let mut table = Table::new(0);
        for row in 0..3 {
            table.next_row();
            for cell in 0..40 {
                table.next_cell(false, 1000, 1000);
                assert!((table.column as usize) < COLUMNS, "row {row}, cell {cell}");
            }
            assert_eq!((table.column as usize, table.reach.len()), (COLUMNS - 1, COLUMNS));
        }
    }
}
