//! Numbers in as many bits as they need: small ones in few, by Rice codes.

use crate::model::{Damaged, Reader};

/// Ones in a row after which a number stands in full, so that none takes more than a word of memory.
const LONGEST: u32 = 24;

/// Bits of a number in full.
const FULL: u32 = 32;

/// Writes bits, the lowest of each byte first.
#[derive(Debug, Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits of the last byte in use.
    used: u32,
}

impl BitWriter {
    /// The lowest `count` bits of a number.
    pub fn put(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
                self.used = 0;
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> bit & 1) as u8) << self.used;
            }
            self.used += 1;
        }
    }

    /// A number as its upper part in ones, a zero, and its lower `low` bits.
    pub fn rice(&mut self, value: u32, low: u32) {
        let ones = value >> low;
        if ones < LONGEST {
            self.put((1 << ones) - 1, ones + 1);
            self.put(value, low);
        } else {
            self.put(u32::MAX, LONGEST);
            self.put(value, FULL);
        }
    }

    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// How many bits [`BitWriter::rice`] takes for a number.
pub(crate) fn rice_len(value: u32, low: u32) -> u64 {
    let ones = value >> low;
    u64::from(if ones < LONGEST { ones + 1 + low } else { LONGEST + FULL })
}

/// Reads what [`BitWriter`] wrote. Beyond the end there are zeros; [`BitReader::end`] tells.
#[derive(Debug)]
pub(crate) struct BitReader<'b> {
    bytes: &'b [u8],
    /// Bits read so far.
    at: usize,
}

impl<'b> BitReader<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        BitReader { bytes, at: 0 }
    }

    /// The next 57 bits at least.
    fn peek(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let word = match rest.first_chunk::<8>() {
            Some(word) => u64::from_le_bytes(*word),
            None => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        word >> (self.at % 8)
    }

    /// A number of `count` bits.
    pub fn take(&mut self, count: u32) -> u32 {
        let value = self.peek() & ((1 << count) - 1);
        self.at += count as usize;
        value as u32
    }

    /// What [`BitWriter::rice`] wrote with the same `low`, which is below 32.
    pub fn rice(&mut self, low: u32) -> u32 {
        let word = self.peek();
        let ones = word.trailing_ones();
        if ones >= LONGEST {
            self.at += (LONGEST + FULL) as usize;
            return (word >> LONGEST) as u32;
        }
        self.at += (ones + 1 + low) as usize;
        ones << low | (word >> (ones + 1)) as u32 & ((1 << low) - 1)
    }

    /// Whether more was read than there is.
    pub fn beyond(&self) -> bool {
        self.at > self.bytes.len() * 8
    }

    /// # Errors
    /// When not all was read, or more than there is.
    pub fn end(&self, reader: &mut Reader<'b>) -> Result<(), Damaged> {
        reader.bytes(self.at.div_ceil(8))?;
        reader.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_and_read() {
        for low in 0..32 {
            let numbers = [0, 1, 2, 5, 77, 4095, 1 << 20, u32::MAX];
            let mut writer = BitWriter::default();
            for n in numbers {
                writer.put(n, 5);
                writer.rice(n, low);
            }
            let bits: u64 = numbers.iter().map(|n| 5 + rice_len(*n, low)).sum();
            let bytes = writer.finish();
            assert_eq!(bytes.len() as u64, bits.div_ceil(8));
            let mut reader = BitReader::new(&bytes);
            for n in numbers {
                assert_eq!((reader.take(5), reader.rice(low)), (n & 31, n), "{low}");
            }
            assert!(!reader.beyond());
            reader.take(8);
            assert!(reader.beyond());
        }
    }
}
