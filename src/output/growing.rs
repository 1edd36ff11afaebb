//! A table that grows with the corpus: the rows of one document after the other, in the order of the input at the end.

use super::csv::Dialect;
use super::schema::Table;
use crate::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A table being written. Documents that the corpus dates come last, and their rows belong between those of others.
#[derive(Debug)]
pub(super) struct GrowingTable {
    path: PathBuf,
    writer: BufWriter<File>,
    /// Length of the header in bytes.
    head: u64,
    /// Place in the input and length in bytes of the rows of each document, in the order of writing.
    parts: Vec<(usize, u64)>,
}

impl GrowingTable {
    /// The table with its header, in `folder`.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be written.
    pub fn new(table: Table, folder: &Path, dialect: Dialect) -> Result<Self, Error> {
        let path = folder.join(table.file());
        let file = File::create(&path).map_err(Error::io(&path, "making the table"))?;
        let head = dialect.head(table.fields());
        let mut writer = BufWriter::with_capacity(1 << 16, file);
        writer.write_all(&head).map_err(Error::io(&path, "writing the table"))?;
        Ok(GrowingTable { path, writer, head: head.len() as u64, parts: Vec::new() })
    }

    /// Appends the rows of the document that has that place in the input.
    ///
    /// # Errors
    /// [`Error::Io`] when the disk is full or gone.
    pub fn append(&mut self, place: usize, rows: &[u8]) -> Result<(), Error> {
        self.parts.push((place, rows.len() as u64));
        self.writer.write_all(rows).map_err(Error::io(&self.path, "writing the table"))
    }

    /// Brings the documents into the order of the input.
    ///
    /// # Errors
    /// [`Error::Io`] when the disk is full or gone.
    pub fn finish(mut self) -> Result<(), Error> {
        let sorted = |writer: &mut Self| {
            writer.writer.flush()?;
            if writer.parts.is_sorted_by_key(|(place, _)| *place) { Ok(()) } else { writer.sort() }
        };
        sorted(&mut self).map_err(Error::io(&self.path, "writing the table"))
    }

    fn sort(&mut self) -> io::Result<()> {
        let mut unsorted = tempfile::tempfile_in(self.path.parent().unwrap_or(Path::new(".")))?;
        io::copy(&mut File::open(&self.path)?, &mut unsorted)?;
        let mut end = self.head;
        let start = |(place, length): &(usize, u64)| {
            end += length;
            (*place, end - length, *length)
        };
        let mut parts: Vec<(usize, u64, u64)> = self.parts.iter().map(start).collect();
        parts.sort_by_key(|(place, ..)| *place);
        self.writer.seek(SeekFrom::Start(self.head))?;
        for (_, start, length) in parts {
            unsorted.seek(SeekFrom::Start(start))?;
            io::copy(&mut (&mut unsorted).take(length), &mut self.writer)?;
        }
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::csv::{Headers, Style};

    #[test]
    fn documents_are_in_the_order_of_the_input() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let dialect = Dialect { style: Style::Plain, headers: Headers::Snake };
        let mut table = GrowingTable::new(Table::Dates, folder.path(), dialect).expect("a table");
        for (place, rows) in [(2, "c1\nc2\n"), (4, "e\n"), (1, "b\n"), (3, ""), (0, "a\n")] {
            table.append(place, rows.as_bytes()).expect("written");
        }
        let path = table.path.clone();
        table.finish().expect("written");
        let text = std::fs::read_to_string(path).expect("read");
        assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), ["a", "b", "c1", "c2", "e"]);
    }
}
