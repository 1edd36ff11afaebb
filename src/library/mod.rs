//! What a Rust user sees: a [`Pipeline`] that is built once, [`Document`]s, and views of what was found in them.
//!
//! Nothing here reads or compares by itself. The views borrow from their result and give values as the tables print
//! them, so that nothing behind them is part of the interface.

mod builder;
mod corpus_result;
mod document;
mod document_result;

pub use builder::PipelineBuilder;
pub(crate) use builder::concepts;
pub use corpus_result::{ClaimRef, CorpusResult, FactRef, ValueRef};
pub use document::Document;
pub use document_result::{AmountRef, DateRef, DocumentResult, NameRef};

use crate::crosscheck::{Against, Inside, crosscheck};
use crate::error::Error;
use crate::pipeline::{Engine, in_threads};
use std::collections::HashMap;

/// Everything documents are read and compared with: dictionary, model of names, names and synonyms of your own,
/// tolerances, threads.
///
/// Building one loads the dictionary (some 60 ms); it can be shared by threads and used as often as wanted. Nothing in it
/// is global: two pipelines with different synonyms live side by side.
///
/// ```
/// use totsugo::{Document, Pipeline};
///
/// let totsugo = Pipeline::embedded()?;
/// let read = totsugo.read(Document::from_text("wire", "取引所は26日、約580億円相当のNEMが流出したと発表した。"))?;
/// assert_eq!(read.amounts().map(|a| a.surface()).collect::<Vec<_>>(), ["約580億円"]);
/// # Ok::<(), totsugo::Error>(())
/// ```
pub struct Pipeline {
    engine: Engine,
    against: Against,
}

impl Pipeline {
    /// A builder of a pipeline with what is embedded in the program, to which more can be added.
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::default()
    }

    /// A pipeline with what is embedded in the program, and a thread for each core.
    ///
    /// # Errors
    /// [`Error::Dictionary`] when the program was built wrongly.
    pub fn embedded() -> Result<Self, Error> {
        Pipeline::builder().build()
    }

    /// Reads one document by itself: its dates, amounts, names and claims, and what is wrong inside it.
    ///
    /// # Errors
    /// [`Error::Line`] when it could not be read.
    pub fn read(&self, document: Document) -> Result<DocumentResult, Error> {
        DocumentResult::new(self.engine.analyse(document.parsed()))
    }

    /// Reads documents and compares what they state.
    ///
    /// What comes out depends on neither the number of threads nor the order of the documents, but that the second of a
    /// source is told apart from its first by it. Of each document only its claims and findings are kept. One that could
    /// not be read stops no other: see [`CorpusResult::unread`].
    ///
    /// ```
    /// use totsugo::{Document, Pipeline};
    ///
    /// let totsugo = Pipeline::embedded()?;
    /// let result = totsugo.crosscheck([
    ///     Document::from_text("blog", "若宮商会の3月期の売上高は102億円だった。"),
    ///     Document::from_text("wire", "若宮商会の3月期の売上高は120億円だった。"),
    /// ])?;
    /// let conflict = result.conflicts().next().expect("one");
    /// let values: Vec<_> = conflict.values().map(|v| v.surface()).collect();
    /// assert_eq!(values, ["102億円", "120億円"]);
    /// # Ok::<(), totsugo::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Usage`] when the threads cannot be started.
    pub fn crosscheck(&self, documents: impl IntoIterator<Item = Document>) -> Result<CorpusResult, Error> {
        let mut names: HashMap<String, u32> = HashMap::new();
        let documents = documents.into_iter().map(|document| document.told_apart(&mut names));
        let (mut claims, mut inside, mut unread) = (Vec::new(), Inside::default(), Vec::new());
        for mut analysis in self.engine.analyse_dated(documents, Document::parsed)? {
            unread.extend(document::trouble(&analysis.record.document));
            inside.add(&mut analysis);
            claims.append(&mut analysis.claims);
        }
        let found = in_threads(self.engine.jobs(), || crosscheck(claims, inside, &self.against))?;
        Ok(CorpusResult { found, unread })
    }
}
