//! Documents as a caller hands them over.

use crate::corpus::{self, Format, PublishedFrom, RawDocument, Status};
use crate::error::Error;
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::Path;

/// An article to be read: its text, and what is known about it from outside.
///
/// ```
/// use totsugo::Document;
///
/// let article = Document::from_text("北辰日報", "取引所は26日、NEMが流出したと発表した。").published("2018-01-27")?;
/// # let _ = article;
/// # Ok::<(), totsugo::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    raw: RawDocument,
    source: Option<String>,
    title: Option<String>,
    published: Option<Date>,
}

impl Document {
    /// A plain text that `source` published. The source is also what places in it are called by.
    pub fn from_text(source: impl Into<String>, text: impl Into<String>) -> Self {
        let source = source.into();
        let raw = RawDocument::new(source.clone(), Format::Txt, text.into().into_bytes());
        Document { source: Some(source), ..Document::from_raw(raw) }
    }

    /// A file that is in memory already: `bytes` in the format that the extension of `path` says (`.txt`, `.md`, `.html`; of
    /// `.jsonl` one line). Encoding, title, source and publication date are found as they are for files.
    ///
    /// ```
    /// use totsugo::{Document, Pipeline};
    ///
    /// let page = "---\npublished: 2018-01-27\nsource: 北辰日報\n---\n# 流出\n\n26日、約580億円が流出した。\n";
    /// let read = Pipeline::embedded()?.read(Document::from_bytes("news/1.md", page))?;
    /// assert_eq!((read.source(), read.title()), ("北辰日報", "流出"));
    /// assert_eq!(read.dates().next().map(|d| d.value()), Some("2018-01-26"));
    /// # Ok::<(), totsugo::Error>(())
    /// ```
    pub fn from_bytes(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let path = path.into();
        let format = corpus::InputFile::new(Path::new(&path), None).format;
        Document::from_raw(RawDocument::new(path, format, bytes.into()))
    }

    /// The documents of files, folders and globs, as the command line finds them: `.txt`, `.md`, `.html`, `.jsonl` and `.csv`, also
    /// `.gz` and `.zst`. A file is read when its first document is asked for.
    ///
    /// # Errors
    /// [`Error::NothingMatched`] when there is none.
    pub fn from_paths<P: Into<String>>(
        paths: impl IntoIterator<Item = P>,
    ) -> Result<impl Iterator<Item = Self>, Error> {
        let paths: Vec<String> = paths.into_iter().map(Into::into).collect();
        let sources = corpus::find(&paths, None)?;
        Ok(sources.into_iter().flat_map(|source| corpus::open(&source)).map(Document::from_raw))
    }

    fn from_raw(raw: RawDocument) -> Self {
        Document { raw, source: None, title: None, published: None }
    }

    /// The same, published on that day (2018-01-27, 2018年1月27日): what 26日 and 先月 lean on.
    ///
    /// # Errors
    /// [`Error::Usage`] when `day` is no day.
    pub fn published(self, day: &str) -> Result<Self, Error> {
        let refused = || Error::Usage(format!("`{day}` is no day: write 2018-01-27"));
        Ok(Document { published: Some(corpus::parse_date(day).ok_or_else(refused)?), ..self })
    }

    /// The same with another title.
    pub fn title(self, title: impl Into<String>) -> Self {
        Document { title: Some(title.into()), ..self }
    }

    /// The same, published by `source`.
    pub fn source(self, source: impl Into<String>) -> Self {
        Document { source: Some(source.into()), ..self }
    }

    /// The same under a path that no document before it has: the second of wire is wire#2.
    pub(super) fn told_apart(mut self, names: &mut HashMap<String, u32>) -> Self {
        let path = self.raw.path().to_owned();
        let count = names.entry(path.clone()).or_default();
        *count += 1;
        if *count > 1 {
            self.raw = self.raw.renamed(format!("{path}#{count}"));
        }
        self
    }

    /// Decoded, with its structure.
    pub(super) fn parsed(self) -> corpus::Document {
        let mut document = self.raw.parse();
        for (known, field) in [(self.source, &mut document.source), (self.title, &mut document.title)] {
            *field = known.unwrap_or_else(|| std::mem::take(field));
        }
        if self.published.is_some() {
            (document.published, document.published_from) = (self.published, PublishedFrom::Metadata);
        }
        document
    }
}

/// Where a document could not be read, and why, if it could not.
pub(super) fn trouble(document: &corpus::Document) -> Option<Error> {
    let said = document.note.strip_prefix(&document.path).and_then(|note| note.strip_prefix(": "));
    let message = said.unwrap_or(&document.note).to_owned();
    (document.status == Status::Error).then(|| Error::Line { path: document.path.clone().into(), line: 0, message })
}
