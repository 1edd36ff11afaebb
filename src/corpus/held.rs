//! Documents that are read once more when the whole corpus is known, on disk until then.

use super::Document;
use crate::error::Error;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, Write};

/// The name of the nameless file in messages.
const NAME: &str = "temporary file";

/// A temporary file of documents, which goes with the process.
#[derive(Debug, Default)]
pub struct HeldDocuments {
    file: Option<BufWriter<File>>,
    /// Place in the input and length in bytes of each document.
    parts: Vec<(usize, usize)>,
}

impl HeldDocuments {
    /// A document as the file holds it.
    pub fn encode(document: &Document) -> Vec<u8> {
        serde_json::to_vec(document).expect("strings and numbers only")
    }

    /// Appends an encoded document that has that place in the input.
    ///
    /// # Errors
    /// [`Error::Io`] when the disk is full or gone.
    pub fn append(&mut self, place: usize, document: &[u8]) -> Result<(), Error> {
        self.parts.push((place, document.len()));
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                let file = tempfile::tempfile().map_err(Error::io(NAME, "making a temporary file"))?;
                none.insert(BufWriter::with_capacity(1 << 16, file))
            }
        };
        file.write_all(document).map_err(Error::io(NAME, "keeping a document until the corpus is known"))
    }

    /// Hands the documents with their places to `sink`, at most `most` at a time.
    ///
    /// # Errors
    /// [`Error::Io`] when the file cannot be read; whatever `sink` returns.
    pub fn read(
        self,
        most: usize,
        mut sink: impl FnMut(Vec<(usize, Document)>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(file) = self.file else { return Ok(()) };
        let lost = || Error::io(NAME, "reading a document again");
        let mut file = file.into_inner().map_err(|e| lost()(e.into_error()))?;
        file.rewind().map_err(lost())?;
        let mut file = BufReader::with_capacity(1 << 16, file);
        for some in self.parts.chunks(most) {
            let mut documents = Vec::new();
            for (place, length) in some {
                let mut bytes = vec![0; *length];
                file.read_exact(&mut bytes).map_err(lost())?;
                documents.push((*place, serde_json::from_slice(&bytes).map_err(|e| lost()(e.into()))?));
            }
            sink(documents)?;
        }
        Ok(())
    }
}
