//! The cells of a sheet that is read. Limits stand before memory is taken: a file of a kilobyte can say that its last cell is
//! in column XFD of row 1,048,576.

/// Most rows of a sheet that are read, the heading included.
const MOST_ROWS: usize = 100_000;

/// Most columns.
const MOST_COLUMNS: usize = 256;

/// Most cells, empty ones between others included, and most bytes of text in them.
const MOST_CELLS: usize = 2_000_000;
const MOST_TEXT: usize = 64 << 20;

/// The cells of a sheet that have something in them, and the empty ones between.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
    cells: usize,
    text: usize,
}

impl Grid {
    /// Puts a text into a cell, by row and column from 0 on. An empty text is none.
    ///
    /// # Errors
    /// That the sheet is too large, as a message.
    pub fn put(&mut self, row: usize, column: usize, text: &str) -> Result<(), String> {
        if text.is_empty() {
            return Ok(());
        }
        let beyond = |what: &str, most: usize| {
            format!(
                "row {} is filled, and more than {most} {what} are not read: remove what is not of the table",
                row + 1
            )
        };
        if row >= MOST_ROWS {
            return Err(beyond("rows", MOST_ROWS));
        }
        if column >= MOST_COLUMNS {
            return Err(beyond("columns", MOST_COLUMNS));
        }
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        self.cells += (column + 1).saturating_sub(cells.len());
        self.text += text.len();
        if self.cells > MOST_CELLS {
            return Err(beyond("cells", MOST_CELLS));
        }
        if self.text > MOST_TEXT {
            return Err(beyond("bytes of text", MOST_TEXT));
        }
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        text.clone_into(&mut cells[column]);
        Ok(())
    }

    /// The rows from the first that is not empty on.
    pub fn rows(self) -> Vec<Vec<String>> {
        self.rows.into_iter().skip_while(Vec::is_empty).collect()
    }
}
