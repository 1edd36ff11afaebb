//! The queue between the reading thread and the workers. The reading thread waits while the queue is full, which bounds
//! memory. Workers take all that waits, so that a document of a slow stream is never held back to fill a batch.

use crate::corpus::RawDocument;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes from which the queue is full.
const MOST_BYTES: usize = 4 << 20;

/// A queue of documents.
pub(super) struct Queue {
    /// Number of documents from which the queue is full.
    most: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    waiting: Vec<RawDocument>,
    bytes: usize,
    closed: bool,
}

impl Queue {
    /// A queue that is full with `most` documents.
    pub fn new(most: usize) -> Self {
        Queue { most, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Adds documents until there are no more or the queue is closed.
    pub fn fill(&self, records: impl Iterator<Item = RawDocument>) {
        let _close = self.closes();
        for raw in records {
            let full = |s: &mut State| !s.closed && (s.waiting.len() >= self.most || s.bytes >= MOST_BYTES);
            let mut state = self.changed.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
            if state.closed {
                return;
            }
            state.bytes += raw.size();
            state.waiting.push(raw);
            self.changed.notify_all();
        }
    }

    /// All documents that wait, as soon as one does; `None` when the queue is closed and empty.
    pub fn take(&self) -> Option<Vec<RawDocument>> {
        let empty = |s: &mut State| s.waiting.is_empty() && !s.closed;
        let mut state = self.changed.wait_while(self.lock(), empty).unwrap_or_else(PoisonError::into_inner);
        self.changed.notify_all();
        state.bytes = 0;
        Some(std::mem::take(&mut state.waiting)).filter(|batch| !batch.is_empty())
    }

    /// A guard that closes the queue when it is dropped, also by a panic.
    pub fn closes(&self) -> impl Drop + '_ {
        struct Closes<'a>(&'a Queue);
        impl Drop for Closes<'_> {
            fn drop(&mut self) {
                self.0.lock().closed = true;
                self.0.changed.notify_all();
            }
        }
        Closes(self)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
