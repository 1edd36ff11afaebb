//! Where in the layout one reads: under which heading, in which entry, in which row.

use crate::text::BlockKind;
use jiff::civil::Date;

/// Where in the layout one reads.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// The day a heading announced; what follows stands under it until the next heading.
    pub heading: Option<Date>,
    part: Part,
    /// The last day written in a table.
    row_day: Option<(Row, Date)>,
}

/// The kind of block being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Text,
    /// An entry of a list: ◆同7時46分 最後の降下.
    Entry,
    /// A cell of a table.
    Cell(Row),
}

/// A row, by its table and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    table: u32,
    row: u32,
}

impl Place {
    /// A block begins; `entry` says that it is an entry of a list.
    pub fn enter(&mut self, kind: BlockKind, entry: bool) {
        self.part = match kind {
            BlockKind::Cell { table, row, .. } => Part::Cell(Row { table, row }),
            _ if entry => Part::Entry,
            _ => Part::Text,
        };
    }

    /// Returns true if the block is an entry of a list.
    pub fn is_entry(&self) -> bool {
        self.part == Part::Entry
    }

    /// Takes in a day written in the block.
    pub fn note_day(&mut self, day: Date) {
        if let Part::Cell(row) = self.part {
            self.row_day = Some((row, day));
        }
    }

    /// The last day written in the row being read.
    pub fn day_of_row(&self) -> Option<Date> {
        self.row_day.filter(|(row, _)| self.part == Part::Cell(*row)).map(|(_, day)| day)
    }

    /// The last day written in the table being read.
    pub fn day_of_table(&self) -> Option<Date> {
        let Part::Cell(own) = self.part else { return None };
        self.row_day.filter(|(row, _)| row.table == own.table).map(|(_, day)| day)
    }
}
