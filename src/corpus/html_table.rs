//! Where a cell of an HTML table stands, spanning cells considered.

/// A table being read: its number and where in it we are.
pub(super) struct Table {
    pub number: u32,
    pub row: Option<u32>,
    pub column: u32,
    pub header: bool,
    pub in_head: bool,
    pub in_cell: bool,
    /// For each column, how many more rows a cell from above reaches into.
    reach: Vec<u32>,
}

impl Table {
    pub(super) fn new(number: u32) -> Self {
        Table { number, row: None, column: 0, header: false, in_head: false, in_cell: false, reach: Vec::new() }
    }

    pub(super) fn next_row(&mut self) {
        self.row = Some(self.row.map_or(0, |row| row + 1));
        self.column = 0;
        self.in_cell = false;
        for rows in &mut self.reach {
            *rows = rows.saturating_sub(1);
        }
    }

    pub(super) fn next_cell(&mut self, header: bool, columns: u32, rows: u32) {
        self.row = self.row.or(Some(0));
        // where this row has no cell yet: right of the last one, past what hangs down from above
        let free = |at: &u32| self.reach.get(*at as usize).is_none_or(|rows| *rows == 0);
        self.column = (0..self.reach.len() as u32 + 1).find(free).unwrap_or(0);
        let end = (self.column + columns) as usize;
        if self.reach.len() < end {
            self.reach.resize(end, 0);
        }
        for cell in &mut self.reach[self.column as usize..end] {
            *cell = rows;
        }
        self.header = header || self.in_head;
        self.in_cell = true;
    }
}
