//! Bit streams of Rice codes: a small number takes few bits.
//!
//! The Rice code of a number with parameter `low` is its upper part in unary (that many ones and a zero) and its `low`
//! lowest bits as they are.

use crate::bytes::{ByteReader, Damaged};

/// Ones that mark a number written in full, so that no code is longer than a machine word.
const LONGEST: u32 = 24;

/// Bits of a number written in full.
const FULL: u32 = 32;

/// Writes bits, the lowest of each byte first.
#[derive(Debug, Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits of the last byte in use.
    used: u32,
}

impl BitWriter {
    /// Writes the lowest `count` bits of a number.
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

    /// Writes the Rice code of a number with the parameter `low`.
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

    /// The bytes written, the last filled up with zeros.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Bits that [`BitWriter::rice`] takes for a number.
pub(crate) fn rice_len(value: u32, low: u32) -> u64 {
    let ones = value >> low;
    u64::from(if ones < LONGEST { ones + 1 + low } else { LONGEST + FULL })
}

/// Reads what [`BitWriter`] wrote. Beyond the end it reads zeros; [`BitReader::overrun`] and [`BitReader::end`] tell.
#[derive(Debug)]
pub(crate) struct BitReader<'b> {
    bytes: &'b [u8],
    /// Bits read so far.
    at: usize,
}

impl<'b> BitReader<'b> {
    /// A cursor at the first bit of `bytes`.
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

    /// The next `count` bits as a number.
    pub fn take(&mut self, count: u32) -> u32 {
        let value = self.peek() & ((1 << count) - 1);
        self.at += count as usize;
        value as u32
    }

    /// The number of the next Rice code; `low` is the parameter it was written with, below 32.
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

    /// Returns true if more bits were read than there are.
    pub fn overrun(&self) -> bool {
        self.at > self.bytes.len() * 8
    }

    /// Skips the bits read in the reader of the same bytes.
    ///
    /// # Errors
    /// When bytes are left over, or more bits were read than there are.
    pub fn end(&self, reader: &mut ByteReader<'b>) -> Result<(), Damaged> {
        reader.take(self.at.div_ceil(8))?;
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
            assert!(!reader.overrun());
            reader.take(8);
            assert!(reader.overrun());
        }
    }
}
