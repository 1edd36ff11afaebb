//! The spill file: what formats need of each document, on disk until the end of a run.
//!
//! Only then is it known which articles hold a conflict. Memory must not hold all texts until then, and standard input
//! cannot be read twice. So a nameless temporary file gets one record for each document, analysed and encoded, and the
//! formats read from it what they show.

use super::article::Article;
use super::csv::{Dialect, Headers, Style};
use super::document_csv::DocumentCsv;
use super::schema::Table;
use super::translations::Lang;
use crate::check::Analysis;
use crate::error::Error;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What a format needs of each document beyond claims and findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentNeeds {
    /// The annotated articles.
    pub articles: bool,
    /// The rows of the tables that grow with the corpus.
    pub rows: bool,
}

impl DocumentNeeds {
    /// Returns true if anything is needed.
    pub fn any(self) -> bool {
        self.articles || self.rows
    }
}

impl std::ops::BitOr for DocumentNeeds {
    type Output = DocumentNeeds;

    fn bitor(self, other: DocumentNeeds) -> DocumentNeeds {
        DocumentNeeds { articles: self.articles | other.articles, rows: self.rows | other.rows }
    }
}

/// The dialect of rows in the spill file.
const PLAIN: Dialect = Dialect { style: Style::Plain, headers: Headers::Snake };

/// The encoded record of one document: made in a worker thread, so that writing it is only appending bytes.
#[derive(Clone, Debug)]
pub struct SpillRecord {
    doc_id: String,
    path: String,
    published: String,
    article: Vec<u8>,
    rows: Option<DocumentCsv>,
}

impl SpillRecord {
    /// The record of a document, with what is needed; `None` when that is nothing.
    pub fn new(analysis: &Analysis, needs: DocumentNeeds, lang: Lang) -> Option<SpillRecord> {
        let d = &analysis.record.document;
        let article = if needs.articles { Article::new(analysis, lang) } else { None };
        let article = article.map(|a| serde_json::to_vec(&a).expect("strings and numbers only")).unwrap_or_default();
        let rows = needs.rows.then(|| DocumentCsv::new(analysis, PLAIN));
        (!article.is_empty() || rows.is_some()).then(|| SpillRecord {
            doc_id: d.id.clone(),
            path: d.path.clone(),
            published: d.published.map(|p| p.to_string()).unwrap_or_default(),
            article,
            rows,
        })
    }
}

/// A spill file being written.
#[derive(Debug)]
pub struct SpillWriter {
    file: BufWriter<File>,
    /// Bytes written.
    end: u64,
    entries: Vec<SpillEntry>,
}

/// The entry of a record in the index, which is in memory.
#[derive(Debug)]
pub(super) struct SpillEntry {
    /// Place of the document in the input.
    place: usize,
    pub doc_id: String,
    pub path: String,
    pub published: String,
    /// Length of the article in bytes, 0 when there is none.
    pub article_len: usize,
    /// Byte offset of the record.
    start: u64,
    /// Lengths in bytes of the rows of each table, which follow the article.
    rows: [usize; DocumentCsv::TABLES.len()],
}

impl SpillWriter {
    /// An empty spill file in `folder`, or where the system has its temporary files. It goes with the process.
    ///
    /// # Errors
    /// [`Error::Io`] when nothing can be written there.
    pub fn new(folder: Option<&Path>) -> Result<SpillWriter, Error> {
        let file = folder.map_or_else(tempfile::tempfile, tempfile::tempfile_in);
        let file = file.map_err(Error::io(folder.unwrap_or(Path::new(NAME)), "making a temporary file"))?;
        Ok(SpillWriter { file: BufWriter::with_capacity(1 << 16, file), end: 0, entries: Vec::new() })
    }

    /// Appends the record of a document that has that place in the input.
    ///
    /// # Errors
    /// [`Error::Io`] when the disk is full or gone.
    pub fn append(&mut self, place: usize, record: SpillRecord) -> Result<(), Error> {
        let mut entry = SpillEntry {
            place,
            doc_id: record.doc_id,
            path: record.path,
            published: record.published,
            article_len: record.article.len(),
            start: self.end,
            rows: [0; DocumentCsv::TABLES.len()],
        };
        self.write(&record.article)?;
        let parts = record.rows.iter().flat_map(DocumentCsv::parts);
        for ((_, bytes), length) in parts.zip(&mut entry.rows) {
            *length = bytes.len();
            self.write(bytes)?;
        }
        self.entries.push(entry);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.end += bytes.len() as u64;
        self.file.write_all(bytes).map_err(Error::io(NAME, "keeping a document for the report"))
    }

    /// The finished file.
    ///
    /// # Errors
    /// [`Error::Io`] when the disk is full or gone.
    pub fn finish(mut self) -> Result<SpillFile, Error> {
        self.entries.sort_by_key(|e| e.place);
        let file = self.file.into_inner().map_err(std::io::IntoInnerError::into_error);
        let file = file.map_err(Error::io(NAME, "keeping a document for the report"))?;
        let with_article = self.entries.iter().enumerate().filter(|(_, e)| e.article_len > 0);
        let by_id = with_article.map(|(i, e)| (e.doc_id.clone(), i)).collect();
        Ok(SpillFile { file, entries: self.entries, by_id })
    }
}

/// The name of the nameless file in messages.
const NAME: &str = "temporary file";

/// A finished spill file.
#[derive(Debug)]
pub struct SpillFile {
    file: File,
    entries: Vec<SpillEntry>,
    /// Index of the entry of each document with an article.
    by_id: HashMap<String, usize>,
}

impl SpillFile {
    /// The entries with an article, in the order of the documents.
    pub(super) fn articles(&self) -> impl Iterator<Item = &SpillEntry> {
        self.entries.iter().filter(|e| e.article_len > 0)
    }

    /// The article of a document, if it has one.
    ///
    /// # Errors
    /// [`Error::Io`] when the file cannot be read.
    pub(super) fn article(&self, doc_id: &str) -> Result<Option<Article>, Error> {
        let Some(entry) = self.by_id.get(doc_id).and_then(|i| self.entries.get(*i)) else { return Ok(None) };
        Ok(serde_json::from_slice(&self.read(entry.start, entry.article_len)?).ok())
    }

    /// Calls `each` with every row of a table. The rows of one document are in memory at a time.
    ///
    /// # Errors
    /// [`Error::Io`] when the file cannot be read, and whatever `each` returns.
    #[cfg(any(test, feature = "xlsx"))]
    pub(super) fn rows(
        &self,
        table: Table,
        mut each: impl FnMut(&::csv::StringRecord) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(nth) = DocumentCsv::TABLES.iter().position(|t| *t == table) else { return Ok(()) };
        for entry in &self.entries {
            let before: usize = entry.article_len + entry.rows[..nth].iter().sum::<usize>();
            let bytes = self.read(entry.start + before as u64, entry.rows[nth])?;
            let reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
            for record in reader.into_records().filter_map(Result::ok) {
                each(&record)?;
            }
        }
        Ok(())
    }

    fn read(&self, start: u64, length: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = vec![0; length];
        let mut file = &self.file;
        let read = file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(&mut bytes));
        read.map_err(Error::io(NAME, "fetching a document for the report"))?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::analysis;

    #[test]
    fn records_are_read_back() {
        let mut writer = SpillWriter::new(None).expect("a temporary file");
        let all = DocumentNeeds { articles: true, rows: true };
        let mut second = analysis();
        second.record.document.id = "d2".to_owned();
        second.claims.clear();
        second.findings.clear(); // so it has no article
        // as they come from the workers, not in their order
        for (place, a) in [(1, &second), (0, &analysis())] {
            writer.append(place, SpillRecord::new(a, all, Lang::Ja).expect("something")).expect("written");
        }
        let spill = writer.finish().expect("written");
        assert_eq!(spill.articles().map(|e| e.doc_id.as_str()).collect::<Vec<_>>(), ["d1"]);
        assert_eq!(spill.article("d1").expect("read"), Article::new(&analysis(), Lang::Ja));
        assert_eq!(spill.article("d2").expect("read"), None);
        let mut seen = Vec::new();
        spill
            .rows(Table::Amounts, |row| {
                seen.push((row[0].to_owned(), row[3].to_owned()));
                Ok(())
            })
            .expect("read");
        assert_eq!(seen, ["d1", "d2"].map(|d| (d.to_owned(), "=580億円".to_owned())));
        assert!(SpillRecord::new(&analysis(), DocumentNeeds::default(), Lang::Ja).is_none());
    }
}
