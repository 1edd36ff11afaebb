//! Reading the binary files of this crate: little-endian numbers, bounds-checked.

use std::fmt;

/// Error of a file that cannot be read as a model or as a list of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// What was expected: "a model of names", "a list of names".
    what: &'static str,
    /// What is wrong with the bytes, and how to mend it.
    reason: String,
}

impl Damaged {
    /// The error of bytes that should be `what`.
    pub(crate) fn new(what: &'static str, reason: &str) -> Self {
        Damaged { what, reason: reason.to_owned() }
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {} that this version can use: {}", self.what, self.reason)
    }
}

impl std::error::Error for Damaged {}

/// Cursor over the bytes of a file. Reading beyond the end is an error.
pub(crate) struct ByteReader<'b> {
    rest: &'b [u8],
    what: &'static str,
}

impl<'b> ByteReader<'b> {
    /// A cursor at the beginning of `bytes`; `what` names the kind of file in errors.
    pub fn new(bytes: &'b [u8], what: &'static str) -> Self {
        ByteReader { rest: bytes, what }
    }

    /// An error about this file.
    pub fn damaged(&self, reason: &str) -> Damaged {
        Damaged::new(self.what, reason)
    }

    /// The bytes not yet read.
    pub fn rest(&self) -> &'b [u8] {
        self.rest
    }

    /// The next `len` bytes.
    pub fn take(&mut self, len: usize) -> Result<&'b [u8], Damaged> {
        let Some((head, rest)) = self.rest.split_at_checked(len) else {
            return Err(self.damaged("it is not complete; copy it again"));
        };
        self.rest = rest;
        Ok(head)
    }

    /// Reads the magic number of the format.
    pub fn magic(&mut self, magic: &[u8]) -> Result<(), Damaged> {
        match self.take(magic.len()) {
            Ok(head) if head == magic => Ok(()),
            _ => Err(self.damaged("it does not begin like one; give the file that training wrote")),
        }
    }

    /// The next byte.
    pub fn u8(&mut self) -> Result<u8, Damaged> {
        Ok(self.take(1)?[0])
    }

    /// The next four bytes as a number.
    pub fn u32(&mut self) -> Result<u32, Damaged> {
        let b = self.take(4)?;
        Ok(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    /// The next four bytes as a finite number.
    pub fn f32(&mut self) -> Result<f32, Damaged> {
        let number = f32::from_bits(self.u32()?);
        if number.is_finite() { Ok(number) } else { Err(self.damaged("a weight is no number")) }
    }

    /// The next `count` numbers of two bytes.
    pub fn u16s(&mut self, count: usize) -> Result<impl Iterator<Item = u16> + 'b, Damaged> {
        let bytes = self.take(count.saturating_mul(2))?;
        Ok(bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])))
    }

    /// Checks that everything was read.
    pub fn end(&self) -> Result<(), Damaged> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.damaged("something follows its end; copy it again")) }
    }
}
