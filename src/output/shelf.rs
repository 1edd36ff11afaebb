//! What a report needs of each document, on disk until the end of a run.
//!
//! Only then can anybody say which articles hold a conflict; memory must not hold all texts until then, and standard
//! input cannot be read a second time. So what is kept of a document goes to a nameless file, already read and cut,
//! and the part that is shown is fetched from it.

use super::csv::{Dialect, Headers, Style};
use super::html::Article;
use super::rows::DocumentRows;
use super::schema::Table;
use super::words::Lang;
use crate::check::Analysis;
use crate::error::Error;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What formats ask to be kept of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// The articles, with what was read in them.
    pub articles: bool,
    /// The rows of the tables that grow with the corpus.
    pub rows: bool,
}

impl Keep {
    /// Whether anything is to be kept.
    pub fn any(self) -> bool {
        self.articles || self.rows
    }
}

impl std::ops::BitOr for Keep {
    type Output = Keep;

    fn bitor(self, other: Keep) -> Keep {
        Keep { articles: self.articles | other.articles, rows: self.rows | other.rows }
    }
}

/// How rows are kept: as they are.
const PLAIN: Dialect = Dialect { style: Style::Plain, headers: Headers::Snake };

/// What is kept of one document: made in a worker thread, so that keeping it is only appending bytes.
#[derive(Clone, Debug)]
pub struct Slip {
    doc_id: String,
    path: String,
    published: String,
    article: Vec<u8>,
    rows: Option<DocumentRows>,
}

impl Slip {
    /// What `keep` asks for; nothing when that is nothing.
    pub fn new(analysis: &Analysis, keep: Keep, lang: Lang) -> Option<Slip> {
        let d = &analysis.record.document;
        let article = if keep.articles { Article::new(analysis, lang) } else { None };
        let article = article.map(|a| serde_json::to_vec(&a).expect("strings and numbers only")).unwrap_or_default();
        let rows = keep.rows.then(|| DocumentRows::new(analysis, PLAIN));
        (!article.is_empty() || rows.is_some()).then(|| Slip {
            doc_id: d.id.clone(),
            path: d.path.clone(),
            published: d.published.map(|p| p.to_string()).unwrap_or_default(),
            article,
            rows,
        })
    }
}

/// The documents of a run while they come.
#[derive(Debug)]
pub struct Shelf {
    file: BufWriter<File>,
    end: u64,
    places: Vec<Place>,
}

/// What is known of a document without fetching it.
#[derive(Debug)]
pub(super) struct Place {
    pub doc_id: String,
    pub path: String,
    pub published: String,
    /// Bytes of its article, 0 when it has none.
    pub length: usize,
    start: u64,
    /// Bytes of its rows, which follow the article, by table.
    rows: [usize; DocumentRows::TABLES.len()],
}

impl Shelf {
    /// An empty shelf: a file without a name in `folder`, or where the system keeps such files. It is gone when the
    /// run is.
    ///
    /// # Errors
    /// [`Error::Io`] when nothing can be written there.
    pub fn new(folder: Option<&Path>) -> Result<Shelf, Error> {
        let file = folder.map_or_else(tempfile::tempfile, tempfile::tempfile_in);
        let file = file.map_err(Error::io(folder.unwrap_or(Path::new(NAME)), "making a temporary file"))?;
        Ok(Shelf { file: BufWriter::with_capacity(1 << 16, file), end: 0, places: Vec::new() })
    }

    /// Keeps a document. They are given back in the order of these calls.
    ///
    /// # Errors
    /// [`Error::Io`] when the disk is full or gone.
    pub fn put(&mut self, slip: Slip) -> Result<(), Error> {
        let mut place = Place {
            doc_id: slip.doc_id,
            path: slip.path,
            published: slip.published,
            length: slip.article.len(),
            start: self.end,
            rows: [0; DocumentRows::TABLES.len()],
        };
        self.write(&slip.article)?;
        let parts = slip.rows.iter().flat_map(DocumentRows::parts);
        for ((_, bytes), length) in parts.zip(&mut place.rows) {
            *length = bytes.len();
            self.write(bytes)?;
        }
        self.places.push(place);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.end += bytes.len() as u64;
        self.file.write_all(bytes).map_err(Error::io(NAME, "keeping a document for the report"))
    }

    /// All that came.
    ///
    /// # Errors
    /// [`Error::Io`] when the disk is full or gone.
    pub fn close(self) -> Result<Kept, Error> {
        let file = self.file.into_inner().map_err(std::io::IntoInnerError::into_error);
        let file = file.map_err(Error::io(NAME, "keeping a document for the report"))?;
        let with_article = self.places.iter().enumerate().filter(|(_, p)| p.length > 0);
        let articles = with_article.map(|(i, p)| (p.doc_id.clone(), i)).collect();
        Ok(Kept { file, places: self.places, articles })
    }
}

/// How messages name a file that has no name.
const NAME: &str = "temporary file";

/// What was kept of the documents of a run.
#[derive(Debug)]
pub struct Kept {
    file: File,
    places: Vec<Place>,
    /// Documents with an article.
    articles: HashMap<String, usize>,
}

impl Kept {
    /// The documents with an article, in the order they came.
    pub(super) fn articles(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|p| p.length > 0)
    }

    /// The article of a document, if there is one.
    pub(super) fn article(&self, doc_id: &str) -> Result<Option<Article>, Error> {
        let Some(place) = self.articles.get(doc_id).and_then(|i| self.places.get(*i)) else { return Ok(None) };
        Ok(serde_json::from_slice(&self.read(place.start, place.length)?).ok())
    }

    /// Gives `each` the rows of a table, document by document; no more than one document's are in memory.
    pub(super) fn rows(
        &self,
        table: Table,
        mut each: impl FnMut(&::csv::StringRecord) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(nth) = DocumentRows::TABLES.iter().position(|t| *t == table) else { return Ok(()) };
        for place in &self.places {
            let before: usize = place.length + place.rows[..nth].iter().sum::<usize>();
            let bytes = self.read(place.start + before as u64, place.rows[nth])?;
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
    fn what_is_kept_is_given_back() {
        let mut shelf = Shelf::new(None).expect("a temporary file");
        let all = Keep { articles: true, rows: true };
        let mut second = analysis();
        second.record.document.id = "d2".to_owned();
        second.claims.clear();
        second.findings.clear(); // so it has no article
        for a in [&analysis(), &second] {
            shelf.put(Slip::new(a, all, Lang::Ja).expect("something")).expect("written");
        }
        let kept = shelf.close().expect("written");
        assert_eq!(kept.articles().map(|p| p.doc_id.as_str()).collect::<Vec<_>>(), ["d1"]);
        assert_eq!(kept.article("d1").expect("read"), Article::new(&analysis(), Lang::Ja));
        assert_eq!(kept.article("d2").expect("read"), None);
        let mut seen = Vec::new();
        kept.rows(Table::Amounts, |row| {
            seen.push((row[0].to_owned(), row[3].to_owned()));
            Ok(())
        })
        .expect("read");
        assert_eq!(seen, ["d1", "d2"].map(|d| (d.to_owned(), "=580億円".to_owned())));
        assert!(Slip::new(&analysis(), Keep::default(), Lang::Ja).is_none());
    }
}
