//! Word vectors in the format of spaCy (the files `key2row` and `vectors` of the Python package `ja-ginza`), and clusters of
//! them.

use std::collections::HashMap;

/// The vectors of words.
pub struct Vectors {
    /// Row of each word, by spaCy's hash of the word.
    rows: HashMap<u64, usize>,
    /// The rows, normalised to length 1.
    vectors: Vec<Vec<f32>>,
}

impl Vectors {
    /// Reads the two files; none if they have another format.
    pub fn read(key2row: &[u8], vectors: &[u8]) -> Option<Self> {
        Some(Vectors { rows: rows(key2row)?, vectors: matrix(vectors)? })
    }

    /// The row of a word.
    pub fn row(&self, word: &str) -> Option<usize> {
        self.rows.get(&hash(word.as_bytes())).copied()
    }

    /// The cluster of every row, numbered from 0, by spherical k-means. It starts from evenly spaced rows and so is
    /// deterministic.
    pub fn clusters(&self, count: usize, rounds: usize) -> Vec<usize> {
        let step = (self.vectors.len() / count.max(1)).max(1);
        let mut centres: Vec<Vec<f32>> = self.vectors.iter().step_by(step).take(count).cloned().collect();
        let mut out = Vec::new();
        for _ in 0..rounds {
            out = self.vectors.iter().map(|v| nearest(v, &centres)).collect();
            let mut sums: Vec<Vec<f32>> = centres.iter().map(|c| vec![0.0; c.len()]).collect();
            for (cluster, v) in out.iter().zip(&self.vectors) {
                sums[*cluster].iter_mut().zip(v).for_each(|(sum, x)| *sum += x);
            }
            for (centre, sum) in centres.iter_mut().zip(sums) {
                // an empty cluster keeps its centre
                if sum.iter().any(|x| *x != 0.0) {
                    *centre = unit(sum);
                }
            }
        }
        out
    }
}

/// Index of the centre with the greatest cosine, the first of equal ones.
fn nearest(v: &[f32], centres: &[Vec<f32>]) -> usize {
    let mut best = (f32::NEG_INFINITY, 0);
    for (i, centre) in centres.iter().enumerate() {
        let cosine = dot(v, centre);
        if cosine > best.0 {
            best = (cosine, i);
        }
    }
    best.1
}

/// Dot product, in eight partial sums so that the compiler vectorises it.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0; 8];
    for (a, b) in a.chunks(8).zip(b.chunks(8)) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum()
}

/// A vector normalised to length 1.
fn unit(mut v: Vec<f32>) -> Vec<f32> {
    let length = dot(&v, &v).sqrt();
    v.iter_mut().for_each(|x| *x /= length.max(f32::MIN_POSITIVE));
    v
}

/// A map from unsigned to unsigned numbers in MessagePack.
fn rows(bytes: &[u8]) -> Option<HashMap<u64, usize>> {
    let (&kind, mut rest) = bytes.split_first()?;
    let len = match kind {
        0x80..=0x8f => u64::from(kind & 0x0f),
        0xde => number(&mut rest, 2)?,
        0xdf => number(&mut rest, 4)?,
        _ => return None,
    };
    let mut unsigned = || {
        let (&kind, after) = rest.split_first()?;
        rest = after;
        match kind {
            0..=0x7f => Some(u64::from(kind)),
            0xcc..=0xcf => number(&mut rest, 1 << (kind - 0xcc)),
            _ => None,
        }
    };
    (0..len).map(|_| Some((unsigned()?, unsigned()? as usize))).collect()
}

/// The next `len` bytes as a big-endian number.
fn number(bytes: &mut &[u8], len: usize) -> Option<u64> {
    let (head, rest) = bytes.split_at_checked(len)?;
    *bytes = rest;
    Some(head.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

/// The rows, normalised, of a two-dimensional array of 32-bit floats in NumPy's format, version 1.
fn matrix(bytes: &[u8]) -> Option<Vec<Vec<f32>>> {
    let rest = bytes.strip_prefix(b"\x93NUMPY\x01\x00")?;
    let (len, rest) = rest.split_at_checked(2)?;
    let (head, data) = rest.split_at_checked(usize::from(u16::from_le_bytes([len[0], len[1]])))?;
    let head = std::str::from_utf8(head).ok()?;
    if !head.contains("'<f4'") || !head.contains("'fortran_order': False") {
        return None;
    }
    let shape = head.split_once("'shape': (")?.1.split_once(')')?.0;
    let (rows, columns) = shape.split_once(", ")?;
    let (rows, columns): (usize, usize) = (rows.parse().ok()?, columns.parse().ok()?);
    if columns == 0 || data.len() != rows.checked_mul(columns)?.checked_mul(4)? {
        return None;
    }
    let numbers: Vec<f32> = data.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    Some(numbers.chunks_exact(columns).map(|row| unit(row.to_vec())).collect())
}

/// spaCy's hash of a string: MurmurHash64A with the seed 1.
fn hash(text: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut h = 1 ^ (text.len() as u64).wrapping_mul(M);
    let mut chunks = text.chunks_exact(8);
    for chunk in &mut chunks {
        let k = chunk.iter().rev().fold(0, |k, b| k << 8 | u64::from(*b)).wrapping_mul(M);
        h = (h ^ (k ^ k >> 47).wrapping_mul(M)).wrapping_mul(M);
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        h = (h ^ rest.iter().rev().fold(0, |k, b| k << 8 | u64::from(*b))).wrapping_mul(M);
    }
    h = (h ^ h >> 47).wrapping_mul(M);
    h ^ h >> 47
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Six vectors in two directions.
    fn vectors() -> Vectors {
        let points = [[1.0, 0.1], [0.1, 1.0], [2.0, 0.0], [0.0, 3.0], [1.0, -0.1], [-0.1, 1.0f32]];
        let head = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, 2), }}\n", points.len());
        let mut matrix = b"\x93NUMPY\x01\x00".to_vec();
        matrix.extend((head.len() as u16).to_le_bytes());
        matrix.extend(head.bytes());
        matrix.extend(points.iter().flatten().flat_map(|x| x.to_le_bytes()));
        let mut keys = vec![0x81, 0xcf];
        keys.extend(hash("東京".as_bytes()).to_be_bytes());
        keys.push(3);
        Vectors::read(&keys, &matrix).unwrap()
    }

    #[test]
    fn words_used_alike_are_in_one_cluster() {
        assert_eq!(vectors().row("東京"), Some(3));
        assert_eq!(vectors().row("大阪"), None);
        let clusters = vectors().clusters(2, 5);
        let across = |i: usize| clusters[i] == clusters[0];
        assert_eq!((0..6).map(across).collect::<Vec<_>>(), [true, false, true, false, true, false]);
    }

    #[test]
    fn the_hash_is_that_of_spacy() {
        // from spacy.strings.hash_string
        assert_eq!(hash("coffee".as_bytes()), 3_197_928_453_018_144_401);
    }

    #[test]
    fn other_files_are_refused() {
        assert!(Vectors::read(b"", b"").is_none());
        assert!(rows(b"\x81\xcf\x00").is_none() && rows(b"\x90").is_none());
        assert!(matrix(b"\x93NUMPY\x01\x00\x04\x00{}  ").is_none());
    }
}
