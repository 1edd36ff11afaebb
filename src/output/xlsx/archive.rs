//! The parts of a zip archive, unpacked within a limit: a workbook of a stranger may be a bomb.

use flate2::read::DeflateDecoder;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Read;

/// Most bytes that are unpacked of an archive.
pub(super) const MOST_BYTES: usize = 128 << 20;

/// An archive in memory, with the directory of its parts.
pub(super) struct Archive<'b> {
    bytes: &'b [u8],
    parts: BTreeMap<String, Entry>,
    /// Bytes that may still be unpacked.
    left: Cell<usize>,
}

/// Where a part lies, and how.
struct Entry {
    method: u16,
    packed: usize,
    header: usize,
}

/// Signatures of the records, and the length of the last one without its comment.
const END: (&[u8], usize) = (b"PK\x05\x06", 22);
const DIRECTORY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

impl<'b> Archive<'b> {
    /// The archive with its directory; `None` for other bytes.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        let last = bytes.len().checked_sub(END.1)?;
        let end = (last.saturating_sub(0xffff)..=last).rev().find(|&at| bytes[at..].starts_with(END.0))?;
        let mut at = number(bytes, end + 16, 4)?;
        let mut parts = BTreeMap::new();
        for _ in 0..number(bytes, end + 10, 2)? {
            bytes.get(at..)?.starts_with(DIRECTORY).then_some(())?;
            let [name, extra, comment] = [28, 30, 32].map(|offset| number(bytes, at + offset, 2));
            let name = bytes.get(at + 46..at + 46 + name?)?;
            let method = u16::try_from(number(bytes, at + 10, 2)?).ok()?;
            let entry = Entry { method, packed: number(bytes, at + 20, 4)?, header: number(bytes, at + 42, 4)? };
            parts.insert(String::from_utf8_lossy(name).into_owned(), entry);
            at += 46 + name.len() + extra? + comment?;
        }
        Some(Archive { bytes, parts, left: Cell::new(MOST_BYTES) })
    }

    /// The names of the parts, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The content of a part, `None` when there is no such part.
    ///
    /// # Errors
    /// Why it cannot be unpacked, as a message.
    pub fn text(&self, name: &str) -> Result<Option<String>, String> {
        let Some(entry) = self.parts.get(name) else { return Ok(None) };
        let damaged = || format!("its part {name} is damaged");
        let packed = self.packed(entry).ok_or_else(damaged)?;
        let mut bytes = Vec::new();
        let most = self.left.get() as u64 + 1;
        match entry.method {
            0 => packed.take(most).read_to_end(&mut bytes),
            8 => DeflateDecoder::new(packed).take(most).read_to_end(&mut bytes),
            method => return Err(format!("its part {name} is packed by method {method}, which is not read")),
        }
        .map_err(|_| damaged())?;
        let left = self.left.get().checked_sub(bytes.len());
        self.left.set(left.ok_or_else(|| format!("unpacked, it has more than {} MiB", MOST_BYTES >> 20))?);
        String::from_utf8(bytes).map(Some).map_err(|_| damaged())
    }

    fn packed(&self, entry: &Entry) -> Option<&'b [u8]> {
        let header = self.bytes.get(entry.header..)?;
        header.starts_with(LOCAL).then_some(())?;
        let start = 30 + number(header, 26, 2)? + number(header, 28, 2)?;
        header.get(start..start.checked_add(entry.packed)?)
    }
}

/// A little-endian number of some bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |n, b| n << 8 | usize::from(*b)))
}
