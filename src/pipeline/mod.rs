//! The pipeline: all stages of one document, over a document or a stream of them. Only this module starts threads.
//!
//! One thread reads a stream, `jobs` others parse and analyse the documents, and the results come in input order, so that
//! no output depends on the number of threads. No more than a few batches are in memory.

mod analyse;
mod first_reading;
mod ids;
mod queue;

pub use analyse::{analyse, analyse_all};

use crate::check::Analysis;
use crate::corpus::{Document, RawDocument};
use crate::error::Error;
use crate::extract::{Kit, Reader};
use crate::morph::MorphError;
use analyse::{broken, broken_analysis, caught};
use first_reading::{FirstReading, Once};
use ids::Ids;
use queue::Queue;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

impl From<MorphError> for Error {
    fn from(error: MorphError) -> Self {
        Error::Dictionary(error.to_string())
    }
}

/// Most documents that are analysed side by side, some 10 MB of analyses. More would take memory and save little time.
pub const SIDE_BY_SIDE: usize = 64;

/// Parts into which waiting documents are divided for each thread, so that all threads end at about the same time.
const SHARES: usize = 4;

/// Dictionary, models and names that documents are read with, and a number of threads.
pub struct Engine {
    kit: Kit,
    jobs: usize,
}

impl Engine {
    /// An engine with `jobs` threads, 0 for as many as the machine has cores.
    pub fn new(kit: Kit, jobs: usize) -> Self {
        Engine { kit, jobs: jobs_or_cores(jobs) }
    }

    /// An engine with the embedded dictionary and model, and a thread for each core.
    ///
    /// # Errors
    /// [`Error::Dictionary`] when the embedded dictionary is damaged.
    pub fn embedded() -> Result<Self, Error> {
        Ok(Engine::new(Kit::embedded()?, 0))
    }

    /// Dictionary, models and names that documents are read with.
    pub fn kit(&self) -> &Kit {
        &self.kit
    }

    /// The number of threads.
    pub fn jobs(&self) -> usize {
        self.jobs
    }

    /// Analyses one document in this thread. For many, use [`Engine::for_each`] or keep the reader of [`analyse`]. A
    /// panic becomes an error in the status and note of the document.
    pub fn analyse(&self, document: Document) -> Analysis {
        let (path, id) = (document.path.clone(), document.id.clone());
        let analysed = caught(|| analyse(document, &mut self.kit.reader()));
        analysed.unwrap_or_else(|panic| broken_analysis(&path, id, &panic))
    }

    /// Parses and analyses a stream of documents. `map` runs in the worker threads; `sink` gets its results in input
    /// order, some at a time, in the calling thread. Ids of documents become unique in the stream.
    ///
    /// What is wrong with a document is in its status and note. A panic in the parser, in the analysis or in `map` becomes
    /// such an error of its document; `sink` should look at no document itself.
    ///
    /// # Errors
    /// Whatever `sink` returns, which ends the stream; [`Error::Usage`] when the threads cannot be started.
    ///
    /// # Panics
    /// When `records` does.
    pub fn for_each<T: Send>(
        &self,
        records: impl Iterator<Item = RawDocument> + Send + 'static,
        map: impl Fn(Analysis) -> T + Sync,
        mut sink: impl FnMut(Vec<T>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let workers = self.workers()?;
        let queue = Arc::new(Queue::new(self.batch()));
        // not scoped: a reader that waits for standard input must not keep a finished program alive
        let reader = std::thread::spawn({
            let queue = Arc::clone(&queue);
            move || queue.fill(records)
        });
        let (done, results) = mpsc::sync_channel(1);
        std::thread::scope(|scope| {
            let (workers, map, queue) = (&workers, &map, &queue);
            scope.spawn(move || {
                let _close = queue.closes(); // whatever ends this thread, the reader must not wait for it
                let mut ids = Ids::default();
                while let Some(batch) = queue.take() {
                    if done.send(workers.work(batch, &parsed, &mut ids, map)).is_err() {
                        return;
                    }
                }
            });
            for batch in results {
                sink(batch).inspect_err(|_| workers.stop.store(true, Ordering::Relaxed))?;
            }
            Ok::<(), Error>(())
        })?;
        reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok(())
    }

    /// Analyses a corpus, in which pages that leave days open are read twice: once for what they say by themselves, and
    /// once more when all pages are known and [`crate::dating`] has placed them. `sink` gets each result with the place of
    /// its document in the input; those of pages read twice come last.
    ///
    /// # Errors
    /// See [`Engine::for_each`].
    pub fn for_each_dated<T: Send>(
        &self,
        records: impl Iterator<Item = RawDocument> + Send + 'static,
        map: impl Fn(Analysis) -> T + Sync,
        mut sink: impl FnMut(Vec<(usize, T)>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut corpus = FirstReading::default();
        self.for_each(records, |analysis| Once::new(analysis, &map), |batch| sink(corpus.take(batch)?))?;
        corpus.read_again(self, &map, sink)
    }

    /// The analyses of a corpus in input order, as [`Engine::for_each_dated`] makes them. `parse` runs in the worker threads.
    ///
    /// # Errors
    /// [`Error::Usage`] when the threads cannot be started, [`Error::Io`] when the temporary file cannot be written.
    pub fn analyse_dated<D: Send>(
        &self,
        documents: impl Iterator<Item = D>,
        parse: impl Fn(D) -> Document + Sync,
    ) -> Result<Vec<Analysis>, Error> {
        let (workers, mut ids, mut documents) = (self.workers()?, Ids::default(), documents);
        let (mut corpus, map, mut out) = (FirstReading::default(), |analysis| analysis, Vec::new());
        loop {
            let batch: Vec<D> = documents.by_ref().take(self.batch()).collect();
            if batch.is_empty() {
                break;
            }
            out.extend(corpus.take(workers.work(batch, &parse, &mut ids, &|analysis| Once::new(analysis, &map)))?);
        }
        corpus.read_again(self, &map, |batch| {
            out.extend(batch);
            Ok(())
        })?;
        out.sort_by_key(|(place, _)| *place);
        Ok(out.into_iter().map(|(_, analysis)| analysis).collect())
    }

    /// Most documents that wait.
    fn batch(&self) -> usize {
        self.jobs * SHARES * SIDE_BY_SIDE
    }

    fn workers(&self) -> Result<Workers<'_>, Error> {
        let readers = (0..self.jobs).map(|_| Mutex::new(self.kit.reader())).collect();
        Ok(Workers { kit: &self.kit, readers, pool: threads(self.jobs)?, stop: AtomicBool::new(false) })
    }
}

/// A document decoded, with its structure; one in which that fails says so.
fn parsed(raw: RawDocument) -> Document {
    let path = raw.path().to_owned();
    caught(|| raw.parse()).unwrap_or_else(|panic| broken(&path, &panic))
}

/// The number of threads for `jobs`: of 0, the number of cores.
fn jobs_or_cores(jobs: usize) -> usize {
    if jobs == 0 { std::thread::available_parallelism().map_or(1, usize::from) } else { jobs }
}

/// A pool of threads.
fn threads(jobs: usize) -> Result<rayon::ThreadPool, Error> {
    let refused = |e| Error::Usage(format!("{jobs} threads cannot be started: {e}; give fewer with --jobs"));
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(refused)
}

/// The worker threads, and the reader of each.
struct Workers<'a> {
    kit: &'a Kit,
    readers: Vec<Mutex<Reader<'a>>>,
    pool: rayon::ThreadPool,
    /// Set when no further results are wanted.
    stop: AtomicBool,
}

impl<'a> Workers<'a> {
    /// Parses and analyses a batch; returns the results of `map` in order.
    fn work<D: Send, T: Send>(
        &self,
        batch: Vec<D>,
        parse: &(impl Fn(D) -> Document + Sync),
        ids: &mut Ids,
        map: &(impl Fn(Analysis) -> T + Sync),
    ) -> Vec<T> {
        let mut documents: Vec<Document> =
            self.pool.install(|| batch.into_par_iter().with_max_len(1).map(parse).collect());
        documents.iter_mut().for_each(|d| ids.make_unique(d)); // in order, before ids of claims are made from them
        self.analyse(documents, map)
    }

    fn analyse<T: Send>(&self, documents: Vec<Document>, map: &(impl Fn(Analysis) -> T + Sync)) -> Vec<T> {
        let side = documents.len().div_ceil(self.readers.len() * SHARES).clamp(1, SIDE_BY_SIDE);
        let analyse = |some: Vec<Document>| (!self.stop.load(Ordering::Relaxed)).then(|| self.several(some, map));
        let done: Vec<Vec<T>> = self
            .pool
            .install(|| documents.into_par_iter().chunks(side).with_max_len(1).map(analyse).while_some().collect());
        done.into_iter().flatten().collect()
    }

    /// Analyses some documents side by side.
    fn several<T>(&self, documents: Vec<Document>, map: &impl Fn(Analysis) -> T) -> Vec<T> {
        let place = rayon::current_thread_index().unwrap_or(0) % self.readers.len();
        let mut reader = self.readers[place].lock().unwrap_or_else(PoisonError::into_inner);
        let all = caught(|| analyse_all(documents.clone(), &mut reader).into_iter().map(map).collect());
        all.unwrap_or_else(|_| {
            *reader = self.kit.reader(); // the old one may be in any state
            documents.into_iter().map(|document| self.one(document, &mut reader, map)).collect()
        })
    }

    /// Analyses a document by itself, after a panic in one of several.
    fn one<T>(&self, document: Document, reader: &mut Reader<'a>, map: &impl Fn(Analysis) -> T) -> T {
        let (path, id) = (document.path.clone(), document.id.clone());
        caught(|| map(analyse(document, reader))).unwrap_or_else(|panic| {
            *reader = self.kit.reader();
            map(broken_analysis(&path, id, &panic))
        })
    }
}

/// Runs `work` in a pool of `jobs` threads, of 0 as many as the machine has cores.
///
/// # Errors
/// [`Error::Usage`] when the threads cannot be started.
pub fn in_threads<T: Send>(jobs: usize, work: impl FnOnce() -> T + Send) -> Result<T, Error> {
    Ok(threads(jobs_or_cores(jobs))?.install(work))
}

#[cfg(test)]
mod tests;
