//! Articles on disk until the end of a run, when it is known which of them the report shows.
//!
//! Only then can anybody say which articles hold a conflict; memory must not hold all texts until then, and standard
//! input cannot be read a second time. So every article goes to a nameless file, already read and cut, and the few
//! that are shown are fetched from it.

use super::article::Article;
use crate::check::Analysis;
use crate::error::Error;
use crate::output::words::Lang;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// An article ready for the shelf: made in a worker thread, so that keeping it is only appending bytes.
#[derive(Clone, Debug)]
pub struct Slip {
    doc_id: String,
    path: String,
    published: String,
    bytes: Vec<u8>,
}

impl Slip {
    /// The article of a document; nothing when it says nothing that a report would show.
    pub fn new(analysis: &Analysis, lang: Lang) -> Option<Slip> {
        let article = Article::new(analysis, lang)?;
        let bytes = serde_json::to_vec(&article).expect("strings and numbers only");
        Some(Slip { doc_id: article.id, path: article.path, published: article.published, bytes })
    }
}

/// The articles of a run.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    file: BufWriter<File>,
    end: u64,
    /// The articles by document.
    places: HashMap<String, Place>,
}

/// What is known of an article without fetching it.
#[derive(Debug)]
pub(super) struct Place {
    pub path: String,
    pub published: String,
    pub length: usize,
    start: u64,
}

impl Shelf {
    /// An empty shelf: a file without a name in `folder`, which is gone when the run is.
    ///
    /// # Errors
    /// [`Error::Io`] when nothing can be written there.
    pub fn new(folder: &Path) -> Result<Shelf, Error> {
        let file = tempfile::tempfile_in(folder).map_err(Error::io(folder, "making a temporary file"))?;
        let file = BufWriter::with_capacity(1 << 16, file);
        Ok(Shelf { folder: folder.to_owned(), file, end: 0, places: HashMap::new() })
    }

    /// Keeps an article.
    ///
    /// # Errors
    /// [`Error::Io`] when the disk is full or gone.
    pub fn put(&mut self, slip: Slip) -> Result<(), Error> {
        self.file.write_all(&slip.bytes).map_err(Error::io(&self.folder, "keeping an article for the report"))?;
        let length = slip.bytes.len();
        let place = Place { path: slip.path, published: slip.published, length, start: self.end };
        self.places.insert(slip.doc_id, place);
        self.end += length as u64;
        Ok(())
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The documents, in no order.
    pub(super) fn documents(&self) -> impl Iterator<Item = (&str, &Place)> {
        self.places.iter().map(|(id, place)| (id.as_str(), place))
    }

    pub(super) fn get(&mut self, doc_id: &str) -> std::io::Result<Option<Article>> {
        let Some(Place { start, length, .. }) = self.places.get(doc_id) else { return Ok(None) };
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(*start))?;
        let mut bytes = vec![0; *length];
        file.read_exact(&mut bytes)?;
        file.seek(SeekFrom::End(0))?;
        Ok(serde_json::from_slice(&bytes).ok())
    }
}
