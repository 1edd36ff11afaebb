//! Longest-prefix look-up over the words of a table.

use crate::text::begins;

/// Finds the longest key that a text begins with: buckets by the low bits of the first character, longest keys first.
/// Readers ask at every character, so the usual answer, an empty bucket, has to be one look-up.
#[derive(Debug)]
pub(crate) struct Prefixes<T> {
    /// Bucket after bucket.
    entries: Vec<(String, T)>,
    /// Where each bucket begins, and where the last ends.
    bounds: Vec<u32>,
}

/// Buckets of a [`Prefixes`]; a power of two.
const BUCKETS: usize = 1024;

impl<T> Prefixes<T> {
    /// A look-up of these keys; empty keys are left out.
    pub fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let bucket = |key: &str| key.chars().next().map_or(BUCKETS, |first| first as usize % BUCKETS);
        let mut entries: Vec<(String, T)> = entries.into_iter().filter(|(key, _)| !key.is_empty()).collect();
        entries.sort_by_key(|(key, _)| (bucket(key), std::cmp::Reverse(key.len())));
        let begin = |b| entries.partition_point(|(key, _)| bucket(key) < b) as u32;
        Prefixes { bounds: (0..=BUCKETS).map(begin).collect(), entries }
    }

    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    /// The value of the longest key at the start of `text`, and the key's length in bytes.
    pub fn longest(&self, text: &str) -> Option<(&T, usize)> {
        let bucket = text.chars().next()? as usize % BUCKETS;
        let [from, to] = [self.bounds[bucket], self.bounds[bucket + 1]].map(|b| b as usize);
        self.entries[from..to].iter().find(|(key, _)| begins(text, key)).map(|(key, value)| (value, key.len()))
    }

    /// First characters of the keys, some more than once.
    pub fn starts(&self) -> impl Iterator<Item = char> {
        self.keys().filter_map(|key| key.chars().next())
    }
}
