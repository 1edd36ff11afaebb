//! Which texts are names, and as what, and which words are used alike: two dictionaries of fingerprints, without the
//! texts themselves.

use crate::hash::{Text, mix};
use crate::model::{Damaged, Reader};
use std::collections::BTreeMap;

const MAGIC: &[u8; 8] = b"JANAMES2";

/// A list of names with their classes, and the cluster of each word that has one.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Dictionary,
    /// The classes, one bit each, that the numbers in `names` stand for, counted from 1.
    classes: Vec<u16>,
    words: Dictionary,
}

impl Names {
    /// The list of these names and their classes, those of a name that is given twice joined, and of these words and
    /// their clusters, from 1.
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

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.lower.is_empty()
    }

    /// The classes of a name, 0 if it is not in the list.
    pub fn get(&self, name: &str) -> u16 {
        self.find(Text::new(name))
    }

    pub(crate) fn find(&self, text: Text) -> u16 {
        let number = self.names.find(text);
        usize::from(number).checked_sub(1).and_then(|n| self.classes.get(n)).copied().unwrap_or(0)
    }

    /// The cluster of a word, 0 if it has none.
    pub(crate) fn cluster(&self, word: Text) -> u8 {
        self.words.find(word)
    }

    /// Names the list: differs for other names, classes, words or clusters.
    pub fn fingerprint(&self) -> u32 {
        let classes = self.classes.iter().fold(0, |sum, classes| mix(1002, sum, u32::from(*classes)));
        self.words.fingerprint(self.names.fingerprint(classes))
    }

    /// The list as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend((self.classes.len() as u32).to_le_bytes());
        out.extend(self.classes.iter().flat_map(|classes| classes.to_le_bytes()));
        self.names.write(&mut out);
        self.words.write(&mut out);
        out
    }

    /// Reads what [`Names::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are no list of names of this version, or not all of one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes, "a list of names");
        reader.expect(MAGIC)?;
        let classes = reader.u32()? as usize;
        let classes = reader.pairs(classes)?.collect();
        let (names, words) = (Dictionary::read(&mut reader)?, Dictionary::read(&mut reader)?);
        reader.end()?;
        Ok(Names { names, classes, words })
    }
}

/// Numbers from 1 by fingerprint. A text that is not there is taken for one that is in one of 10,000 times.
#[derive(Clone, Debug, Default)]
struct Dictionary {
    /// Where the entries of each bucket end; a bucket is the upper half of a fingerprint.
    ends: Vec<u32>,
    /// The lower half of each fingerprint.
    lower: Vec<u16>,
    numbers: Vec<u8>,
}

/// Buckets of a dictionary.
const BUCKETS: usize = 1 << 16;

impl Dictionary {
    /// The dictionary of these fingerprints, which are in order, and their numbers.
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

    /// The number of a text, 0 if it has none.
    fn find(&self, text: Text) -> u8 {
        let hash = text.finish();
        let bucket = (hash >> 16) as usize;
        let Some(&end) = self.ends.get(bucket) else { return 0 };
        let start = bucket.checked_sub(1).map_or(0, |b| self.ends[b]);
        let (start, end) = (start as usize, end as usize);
        self.lower[start..end].iter().position(|l| *l == hash as u16).map_or(0, |at| self.numbers[start + at])
    }

    fn fingerprint(&self, seed: u32) -> u32 {
        let entries = self.lower.iter().zip(&self.numbers);
        let entries = entries.fold(seed, |sum, (l, number)| mix(sum, u32::from(*l), u32::from(*number)));
        self.ends.iter().fold(entries, |sum, end| mix(1001, sum, *end))
    }

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

    fn read(reader: &mut Reader<'_>) -> Result<Self, Damaged> {
        let mut sum = 0;
        let ends: Vec<u32> = reader
            .pairs(BUCKETS)?
            .map(|count| {
                sum += u32::from(count);
                sum
            })
            .collect();
        let lower: Vec<u16> = reader.pairs(sum as usize)?.collect();
        let numbers = reader.bytes(sum as usize)?.to_vec();
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
