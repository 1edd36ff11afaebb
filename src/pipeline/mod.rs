//! All stages in a row, over one document or a stream of them. The one place that knows about threads.
//!
//! A stream is read by one thread, parsed and analysed by `jobs` others, and handed over in input order, so that
//! nothing that is written depends on how many there are. No more than a few batches are in memory.

mod analyse;
mod ids;
mod queue;

pub use analyse::{analyse, analyse_all};

use crate::check::Analysis;
use crate::corpus::{Document, RawDocument};
use crate::error::Error;
use crate::extract::{Kit, Reader};
use crate::morph::MorphError;
use analyse::{broken, caught};
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

/// How many documents are analysed side by side, where so many wait: some 10 MB of what was read in them. With more the
/// gain is small and the memory is not.
pub const SIDE_BY_SIDE: usize = 64;

/// Times the documents that wait are divided for each thread, so that all threads are done at about the same time.
const SHARES: usize = 4;

/// What reading needs and the number of threads that share it.
pub struct Engine {
    kit: Kit,
    jobs: usize,
}

impl Engine {
    /// An engine with `jobs` threads, 0 for as many as the machine has cores.
    pub fn new(kit: Kit, jobs: usize) -> Self {
        Engine { kit, jobs: jobs_or_cores(jobs) }
    }

    /// An engine with all that is embedded and a thread for each core.
    ///
    /// # Errors
    /// [`Error::Dictionary`] when the program was built wrongly.
    pub fn embedded() -> Result<Self, Error> {
        Ok(Engine::new(Kit::embedded()?, 0))
    }

    /// What documents are read with.
    pub fn kit(&self) -> &Kit {
        &self.kit
    }

    /// The number of threads.
    pub fn jobs(&self) -> usize {
        self.jobs
    }

    /// Analyses one document in this thread. For many, use [`Engine::for_each`] or keep the reader of [`analyse`].
    pub fn analyse(&self, document: Document) -> Analysis {
        analyse(document, &mut self.kit.reader())
    }

    /// Analyses a stream of documents. `map` runs in the worker threads, so encode there; `sink` gets its results in
    /// input order, some at a time, in the calling thread. Documents get ids that are unique in the stream.
    ///
    /// Trouble with a document is in its status and note; even a panic stays with the document it happened in.
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
        let crew = self.crew()?;
        let queue = Arc::new(Queue::new(self.batch()));
        // not scoped: a reader that waits for standard input must not keep a finished program alive
        let reader = std::thread::spawn({
            let queue = Arc::clone(&queue);
            move || queue.fill(records)
        });
        let (done, results) = mpsc::sync_channel(1);
        std::thread::scope(|scope| {
            let (crew, map, queue) = (&crew, &map, &queue);
            scope.spawn(move || {
                let _close = queue.closes(); // whatever ends this thread, the reader must not wait for it
                let mut ids = Ids::default();
                while let Some(batch) = queue.take() {
                    if done.send(crew.work(batch, &parsed, &mut ids, map)).is_err() {
                        return;
                    }
                }
            });
            for batch in results {
                sink(batch).inspect_err(|_| crew.stop.store(true, Ordering::Relaxed))?;
            }
            Ok::<(), Error>(())
        })?;
        reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok(())
    }

    /// Analyses documents in input order, a batch of them in memory. `parse` runs in the worker threads, `sink` in the
    /// calling one.
    ///
    /// # Errors
    /// [`Error::Usage`] when the threads cannot be started.
    pub fn each<D: Send>(
        &self,
        documents: impl Iterator<Item = D>,
        parse: impl Fn(D) -> Document + Sync,
        mut sink: impl FnMut(Analysis),
    ) -> Result<(), Error> {
        let (crew, mut ids, mut documents) = (self.crew()?, Ids::default(), documents);
        loop {
            let batch: Vec<D> = documents.by_ref().take(self.batch()).collect();
            if batch.is_empty() {
                return Ok(());
            }
            crew.work(batch, &parse, &mut ids, &|analysis| analysis).into_iter().for_each(&mut sink);
        }
    }

    /// Documents that wait at most.
    fn batch(&self) -> usize {
        self.jobs * SHARES * SIDE_BY_SIDE
    }

    fn crew(&self) -> Result<Crew<'_>, Error> {
        let readers = (0..self.jobs).map(|_| Mutex::new(self.kit.reader())).collect();
        Ok(Crew { kit: &self.kit, readers, pool: threads(self.jobs)?, stop: AtomicBool::new(false) })
    }
}

/// A document decoded, with its structure; one in which that fails says so.
fn parsed(raw: RawDocument) -> Document {
    let path = raw.path().to_owned();
    caught(|| raw.parse()).unwrap_or_else(|why| broken(&path, &why).record.document)
}

/// The number of threads asked for, 0 for as many as the machine has cores.
fn jobs_or_cores(jobs: usize) -> usize {
    if jobs == 0 { std::thread::available_parallelism().map_or(1, usize::from) } else { jobs }
}

fn threads(jobs: usize) -> Result<rayon::ThreadPool, Error> {
    let refused = |e| Error::Usage(format!("{jobs} threads cannot be started: {e}; give fewer with --jobs"));
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map_err(refused)
}

/// The threads and the reader of each.
struct Crew<'a> {
    kit: &'a Kit,
    readers: Vec<Mutex<Reader<'a>>>,
    pool: rayon::ThreadPool,
    /// Set when nobody wants results any more.
    stop: AtomicBool,
}

impl<'a> Crew<'a> {
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
        let side = documents.len().div_ceil(self.readers.len() * SHARES).clamp(1, SIDE_BY_SIDE);
        let analyse = |some: Vec<Document>| (!self.stop.load(Ordering::Relaxed)).then(|| self.several(some, map));
        let done: Vec<Vec<T>> = self
            .pool
            .install(|| documents.into_par_iter().chunks(side).with_max_len(1).map(analyse).while_some().collect());
        done.into_iter().flatten().collect()
    }

    fn several<T>(&self, documents: Vec<Document>, map: &impl Fn(Analysis) -> T) -> Vec<T> {
        let place = rayon::current_thread_index().unwrap_or(0) % self.readers.len();
        let mut reader = self.readers[place].lock().unwrap_or_else(PoisonError::into_inner);
        let all = caught(|| analyse_all(documents.clone(), &mut reader).into_iter().map(map).collect());
        all.unwrap_or_else(|_| {
            *reader = self.kit.reader(); // the old one may be in any state
            documents.into_iter().map(|document| self.one(document, &mut reader, map)).collect()
        })
    }

    /// Analyses a document by itself: a panic in one must not take those beside it along.
    fn one<T>(&self, document: Document, reader: &mut Reader<'a>, map: &impl Fn(Analysis) -> T) -> T {
        let (path, id) = (document.path.clone(), document.id.clone());
        caught(|| map(analyse(document, reader))).unwrap_or_else(|why| {
            *reader = self.kit.reader();
            let mut analysis = broken(&path, &why);
            analysis.record.document.id = id;
            map(analysis)
        })
    }
}

/// Runs `work` in `jobs` threads, 0 for as many as the machine has cores.
///
/// # Errors
/// [`Error::Usage`] when the threads cannot be started.
pub fn in_threads<T: Send>(jobs: usize, work: impl FnOnce() -> T + Send) -> Result<T, Error> {
    Ok(threads(jobs_or_cores(jobs))?.install(work))
}

#[cfg(test)]
mod tests;
