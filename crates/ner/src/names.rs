//! The gazetteer: classes of known names, and clusters of words with like contexts.
//!
//! Texts are kept as hashes only, in two dictionaries.

use crate::bytes::{ByteReader, Damaged};
use crate::hash::{Text, mix};
use std::collections::BTreeMap;

const MAGIC: &[u8; 8] = b"JANAMES2";

/// A gazetteer: names with their classes (family name, place, station …), and words with the number of their cluster.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Dictionary,
    /// The sets of classes, one bit for each class, that the numbers in `names` stand for; numbers begin at 1.
    classes: Vec<u16>,
    words: Dictionary,
}

impl Names {
    /// The gazetteer of names with their classes and of words with their clusters, numbered from 1. A name that is given
    /// twice has the classes of both.
    ///
    /// # Panics
    /// When there are more than 255 different sets of classes.
    pub fn new<'a>(
        names: impl IntoIterator<Item = (&'a str, u16)>,
        words: impl IntoIterator<Item = (&'a str, u8)>,
    ) -> Self {
        let mut all: BTreeMap<u32, u16> = BTreeMap::new();
        for (name, classes) in names {
            *all.entry(Text::new(name).finish()).or_default() |= classes;
        }
        let mut classes: Vec<u16> = all.values().copied().collect();
        classes.sort_unstable();
        classes.dedup();
        assert!(classes.len() <= 255, "a byte tells {} sets of classes apart", classes.len());
        let number = |set: u16| classes.partition_point(|c| *c < set) as u8 + 1;
        let names = Dictionary::new(all.into_iter().map(|(hash, set)| (hash, number(set))));
        let words: BTreeMap<u32, u8> = words.into_iter().map(|(word, c)| (Text::new(word).finish(), c)).collect();
        Names { names, classes, words: Dictionary::new(words) }
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.names.lower.len()
    }

    /// Returns true if there are no names.
    pub fn is_empty(&self) -> bool {
        self.names.lower.is_empty()
    }

    /// The classes of a name as a set of bits; 0 if the name is unknown.
    pub fn get(&self, name: &str) -> u16 {
        self.find(Text::new(name))
    }

    /// The classes of a name given by its hash, as [`Names::get`].
    pub(crate) fn find(&self, text: Text) -> u16 {
        let number = self.names.find(text);
        usize::from(number).checked_sub(1).and_then(|n| self.classes.get(n)).copied().unwrap_or(0)
    }

    /// The cluster of a word given by its hash; 0 if the word has none.
    pub(crate) fn cluster(&self, word: Text) -> u8 {
        self.words.find(word)
    }

    /// Hash of the whole gazetteer: other names, classes, words or clusters give another one.
    pub fn fingerprint(&self) -> u32 {
        let classes = self.classes.iter().fold(0, |sum, classes| mix(1002, sum, u32::from(*classes)));
        self.words.fingerprint(self.names.fingerprint(classes))
    }

    /// The gazetteer in its file format.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((self.classes.len() as u32).to_le_bytes());
        out.extend(self.classes.iter().flat_map(|classes| classes.to_le_bytes()));
        self.names.write(&mut out);
        self.words.write(&mut out);
        out
    }

    /// Reads the bytes that [`Names::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are no gazetteer of this version, or are incomplete.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = ByteReader::new(bytes, "a list of names");
        reader.magic(MAGIC)?;
        let classes = reader.u32()? as usize;
        let classes = reader.u16s(classes)?.collect();
        let (names, words) = (Dictionary::read(&mut reader)?, Dictionary::read(&mut reader)?);
        reader.end()?;
        Ok(Names { names, classes, words })
    }
}

/// A hash table from texts, kept as 32-bit hashes, to numbers from 1. About one unknown text in 10,000 is taken for a
/// known one.
#[derive(Clone, Debug, Default)]
struct Dictionary {
    /// End of the entries of each bucket; the bucket of a hash is its upper half.
    ends: Vec<u32>,
    /// The lower half of each hash.
    lower: Vec<u16>,
    /// The number of each hash.
    numbers: Vec<u8>,
}

/// Buckets of a dictionary.
const BUCKETS: usize = 1 << 16;

impl Dictionary {
    /// The dictionary of hashes, given in order, and their numbers.
    fn new(rows: impl IntoIterator<Item = (u32, u8)>) -> Self {
        let mut out = Dictionary { ends: vec![0; BUCKETS], ..Dictionary::default() };
        for (hash, number) in rows {
            out.ends[(hash >> 16) as usize] += 1;
            out.lower.push(hash as u16);
            out.numbers.push(number);
        }
        let mut sum = 0;
        for end in &mut out.ends {
            sum += *end;
            *end = sum;
        }
        out
    }

    /// The number of a text; 0 if the text is unknown.
    fn find(&self, text: Text) -> u8 {
        let hash = text.finish();
        let bucket = (hash >> 16) as usize;
        let Some(&end) = self.ends.get(bucket) else { return 0 };
        let start = bucket.checked_sub(1).map_or(0, |b| self.ends[b]);
        let (start, end) = (start as usize, end as usize);
        self.lower[start..end].iter().position(|l| *l == hash as u16).map_or(0, |at| self.numbers[start + at])
    }

    /// Hash of all entries, continued from `seed`.
    fn fingerprint(&self, seed: u32) -> u32 {
        let entries = self.lower.iter().zip(&self.numbers);
        let entries = entries.fold(seed, |sum, (l, number)| mix(sum, u32::from(*l), u32::from(*number)));
        self.ends.iter().fold(entries, |sum, end| mix(1001, sum, *end))
    }

    /// Appends the dictionary in its file format.
    fn write(&self, out: &mut Vec<u8>) {
        let mut start = 0;
        for &end in &self.ends {
            // a bucket holds six names on average
            out.extend(((end - start) as u16).to_le_bytes());
            start = end;
        }
        out.extend(self.lower.iter().flat_map(|l| l.to_le_bytes()));
        out.extend(&self.numbers);
    }

    /// Reads what [`Dictionary::write`] wrote.
    fn read(reader: &mut ByteReader<'_>) -> Result<Self, Damaged> {
        let mut sum = 0;
        let ends: Vec<u32> = reader
            .u16s(BUCKETS)?
            .map(|count| {
                sum += u32::from(count);
                sum
            })
            .collect();
        let lower: Vec<u16> = reader.u16s(sum as usize)?.collect();
        let numbers = reader.take(sum as usize)?.to_vec();
        Ok(Dictionary { ends, lower, numbers })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::new([("若宮", 1), ("若宮", 4), ("磯見町", 1 << 9)], [("若宮", 7)])
    }

    #[test]
    fn names_are_found_and_written_and_read() {
        let bytes = names().to_bytes();
        for names in [names(), Names::from_bytes(&bytes).unwrap()] {
            assert_eq!((names.len(), names.get("若宮"), names.get("磯見町"), names.get("磯見")), (2, 5, 512, 0));
            assert_eq!(["若宮", "磯見町"].map(|word| names.cluster(Text::new(word))), [7, 0]);
            assert_eq!(names.to_bytes(), bytes);
        }
    }

    #[test]
    fn other_words_or_classes_are_another_list() {
        let others = [
            Names::new([("若宮", 1), ("磯見町", 1 << 9)], [("若宮", 7)]),
            Names::new([("若宮", 5), ("磯見町", 1 << 9)], [("若宮", 8)]),
            Names::new([("若宮", 5), ("磯見町", 1 << 9)], []),
        ];
        assert!(others.iter().all(|other| other.fingerprint() != names().fingerprint()));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let bytes = names().to_bytes();
        for bad in [&bytes[..bytes.len() - 1], &bytes[..9], b"", b"JANAMES1"] {
            assert!(Names::from_bytes(bad).is_err());
        }
        assert!(Names::from_bytes(&[bytes, vec![0]].concat()).is_err());
    }
}
