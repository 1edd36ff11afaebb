//! Compressed inputs, read as a stream.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};

/// How a file is compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    #[default]
    None,
    /// gzip, also several members one after the other.
    Gz,
    /// Zstandard, also several frames one after the other.
    Zst,
}

impl Packing {
    /// The packing a file name asks for, and the name without its extension.
    pub fn of(name: &str) -> (Packing, &str) {
        let lower = name.to_ascii_lowercase();
        match (lower.strip_suffix(".gz"), lower.strip_suffix(".zst")) {
            (Some(bare), _) => (Packing::Gz, &name[..bare.len()]),
            (_, Some(bare)) => (Packing::Zst, &name[..bare.len()]),
            _ => (Packing::None, name),
        }
    }
}

/// Wraps `input` so that it reads unpacked.
pub(super) fn unpack(packing: Packing, input: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
    match packing {
        Packing::None => input,
        Packing::Gz => Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::new(input))),
        Packing::Zst => Box::new(Frames { input: BufReader::new(input), decoder: FrameDecoder::new(), inside: false }),
    }
}

/// ruzstd's own reader ends with the first frame, but `cat a.zst b.zst` and parallel compressors write many.
struct Frames {
    input: BufReader<Box<dyn Read + Send>>,
    decoder: FrameDecoder,
    inside: bool,
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if self.inside {
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    self.decoder
                        .decode_blocks(&mut self.input, BlockDecodingStrategy::UptoBlocks(1))
                        .map_err(io::Error::other)?;
                }
                let read = self.decoder.read(buffer)?;
                if read > 0 {
                    return Ok(read);
                }
                self.inside = false;
                let (stored, found) = (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum());
                if stored.is_some() && found.is_some() && stored != found {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "checksum of the zstd frame does not fit"));
                }
            }
            if self.input.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.init(&mut self.input) {
                Ok(()) => self.inside = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut (&mut self.input).take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gz(text: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(text).expect("write");
        out.finish().expect("finish")
    }

    fn zst(text: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn read(packing: Packing, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        unpack(packing, Box::new(io::Cursor::new(bytes))).read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        let (a, b) = ("突合".repeat(50_000).into_bytes(), b"b".to_vec());
        let both = [a.clone(), b.clone()].concat();
        assert_eq!(read(Packing::Gz, [gz(&a), gz(&b)].concat()).expect("gz"), both);
        let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0][..], b"xx"].concat();
        assert_eq!(read(Packing::Zst, [zst(&a), skippable, zst(&b)].concat()).expect("zst"), both);
        assert_eq!(read(Packing::Zst, Vec::new()).expect("empty"), b"");
    }

    #[test]
    fn what_is_cut_or_broken_is_an_error() {
        let text = "突合".repeat(1000).into_bytes();
        for (packing, bytes) in [(Packing::Gz, gz(&text)), (Packing::Zst, zst(&text))] {
            for end in [1, 5, bytes.len() / 2, bytes.len() - 1] {
                assert!(read(packing, bytes[..end].to_vec()).is_err(), "{packing:?} cut at {end}");
            }
            assert!(read(packing, b"plain text".to_vec()).is_err());
        }
    }
}
