//! A list of names as fingerprints: whether a text is in it, and as what, without the texts themselves.

use crate::hash::{Text, mix};
use crate::model::{Damaged, Reader};

const MAGIC: &[u8; 8] = b"JANAMES1";

/// Names by fingerprint. A text that is not in the list is taken for one in 12,000 times.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Where the entries of each bucket end; a bucket is the upper half of a fingerprint.
    ends: Vec<u32>,
    /// The lower half of each fingerprint.
    lower: Vec<u16>,
    /// The classes of each name, one bit each.
    classes: Vec<u8>,
}

impl Names {
    /// The list of these names and their classes; the classes of a name that is given twice are joined.
    pub fn new<'a>(rows: impl IntoIterator<Item = (&'a str, u8)>) -> Self {
        let mut rows: Vec<(u32, u8)> =
            rows.into_iter().map(|(name, class)| (Text::new(name).finish(), class)).collect();
        rows.sort_unstable();
        rows.dedup_by(|b, a| {
            a.0 == b.0 && {
                a.1 |= b.1;
                true
            }
        });
        let mut ends = vec![0; 1 << 16];
        for (hash, _) in &rows {
            ends[(hash >> 16) as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let (lower, classes) = rows.into_iter().map(|(hash, class)| (hash as u16, class)).unzip();
        Names { ends, lower, classes }
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// The classes of a name, 0 if it is not in the list.
    pub fn get(&self, name: &str) -> u8 {
        self.find(Text::new(name))
    }

    pub(crate) fn find(&self, text: Text) -> u8 {
        let hash = text.finish();
        let bucket = (hash >> 16) as usize;
        let Some(&end) = self.ends.get(bucket) else { return 0 };
        let start = bucket.checked_sub(1).map_or(0, |b| self.ends[b]);
        let (start, end) = (start as usize, end as usize);
        self.lower[start..end].iter().position(|l| *l == hash as u16).map_or(0, |at| self.classes[start + at])
    }

    /// Names the list: differs for other names or classes.
    pub fn fingerprint(&self) -> u32 {
        let lower = self.lower.iter().map(|l| u32::from(*l)).zip(&self.classes);
        let names = lower.fold(self.lower.len() as u32, |sum, (l, class)| mix(sum, l, u32::from(*class)));
        self.ends.iter().fold(names, |sum, end| mix(1001, sum, *end))
    }

    /// The list as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        let mut start = 0;
        out.extend((self.ends.len() as u32).to_le_bytes());
        for &end in &self.ends {
            // a bucket holds six names on average
            out.extend(((end - start) as u16).to_le_bytes());
            start = end;
        }
        out.extend(self.lower.iter().flat_map(|l| l.to_le_bytes()));
        out.extend(&self.classes);
        out
    }

    /// Reads what [`Names::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are no list of names of this version, or not all of one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes, "a list of names");
        reader.expect(MAGIC)?;
        let buckets = reader.u32()? as usize;
        if buckets != 1 << 16 {
            return Err(reader.damaged("it has another number of buckets"));
        }
        let mut sum = 0;
        let ends: Vec<u32> = reader
            .pairs(buckets)?
            .map(|count| {
                sum += u32::from(count);
                sum
            })
            .collect();
        let lower: Vec<u16> = reader.pairs(sum as usize)?.collect();
        let classes = reader.bytes(sum as usize)?.to_vec();
        reader.end()?;
        Ok(Names { ends, lower, classes })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_written_and_read() {
        let names = Names::new([("若宮", 1), ("若宮", 4), ("磯見町", 2)]);
        assert_eq!((names.len(), names.get("若宮"), names.get("磯見町"), names.get("磯見")), (2, 5, 2, 0));
        let bytes = names.to_bytes();
        let read = Names::from_bytes(&bytes).unwrap();
        assert_eq!((read.get("若宮"), read.get("磯見町")), (5, 2));
        assert_eq!(read.to_bytes(), bytes);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let bytes = Names::new([("若宮", 1)]).to_bytes();
        for bad in [&bytes[..bytes.len() - 1], &bytes[..9], b"", b"JANAMES2"] {
            assert!(Names::from_bytes(bad).is_err());
        }
        assert!(Names::from_bytes(&[bytes, vec![0]].concat()).is_err());
    }
}
