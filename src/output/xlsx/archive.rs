//! The parts of a zip archive, unpacked within a limit: a workbook of a stranger may be a bomb.

use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most bytes that are unpacked of an archive.
pub(super) const MOST_BYTES: usize = 128 << 20;

/// An archive in memory.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: usize,
}

impl<'b> Archive<'b> {
    /// The archive with its directory; `None` for other bytes.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        Some(Archive { zip: ZipArchive::new(Cursor::new(bytes)).ok()?, left: MOST_BYTES })
    }

    /// The names of the parts, but for those that are no text.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names().flatten().map(Cow::into_owned)
    }

    /// The content of a part, `None` when there is no such part.
    ///
    /// # Errors
    /// Why it cannot be unpacked, as a message.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let damaged = || format!("its part {name} is damaged");
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(_)) => {
                return Err(format!("its part {name} is packed by a method that is not read"));
            }
            Err(_) => return Err(damaged()),
        };
        let mut bytes = Vec::new();
        part.take(self.left as u64 + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        let left = self.left.checked_sub(bytes.len());
        self.left = left.ok_or_else(|| format!("unpacked, it has more than {} MiB", MOST_BYTES >> 20))?;
        String::from_utf8(bytes).map(Some).map_err(|_| damaged())
    }
}
