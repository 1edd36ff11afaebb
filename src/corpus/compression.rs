//! Compressed files, read as a stream.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};

/// How a file is compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compression {
    /// Not compressed.
    #[default]
    None,
    /// gzip, one member or more.
    Gzip,
    /// Zstandard, one frame or more.
    Zstd,
}

impl Compression {
    /// The compression that a file name says, and the name without the extension for it.
    pub fn of(name: &str) -> (Compression, &str) {
        let lower = name.to_ascii_lowercase();
        match (lower.strip_suffix(".gz"), lower.strip_suffix(".zst")) {
            (Some(bare), _) => (Compression::Gzip, &name[..bare.len()]),
            (_, Some(bare)) => (Compression::Zstd, &name[..bare.len()]),
            _ => (Compression::None, name),
        }
    }
}

/// The decompressed content of `input`.
pub(super) fn decompress(compression: Compression, input: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
    match compression {
        Compression::None => input,
        Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::new(input))),
        Compression::Zstd => {
            Box::new(Frames { input: BufReader::new(input), decoder: FrameDecoder::new(), inside: false })
        }
    }
}

/// The frames of a Zstandard stream. ruzstd's own reader ends with the first frame, but `cat a.zst b.zst` and parallel
/// compressors write many.
struct Frames {
    input: BufReader<Box<dyn Read + Send>>,
    decoder: FrameDecoder,
    /// Whether a frame has begun and not ended.
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
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gz(text: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(text).expect("write");
        out.finish().expect("finish")
    }

    fn zst(text: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn read(compression: Compression, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        decompress(compression, Box::new(io::Cursor::new(bytes))).read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        let (a, b) = ("突合".repeat(50_000).into_bytes(), b"b".to_vec());
        let both = [a.clone(), b.clone()].concat();
        assert_eq!(read(Compression::Gzip, [gz(&a), gz(&b)].concat()).expect("gz"), both);
        let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0][..], b"xx"].concat();
        assert_eq!(read(Compression::Zstd, [zst(&a), skippable, zst(&b)].concat()).expect("zst"), both);
        assert_eq!(read(Compression::Zstd, Vec::new()).expect("empty"), b"");
    }

    #[test]
    fn what_is_cut_or_broken_is_an_error() {
        let text = "突合".repeat(1000).into_bytes();
        for (compression, bytes) in [(Compression::Gzip, gz(&text)), (Compression::Zstd, zst(&text))] {
            for end in [1, 5, bytes.len() / 2, bytes.len() - 1] {
                assert!(read(compression, bytes[..end].to_vec()).is_err(), "{compression:?} cut at {end}");
            }
            assert!(read(compression, b"plain text".to_vec()).is_err());
        }
    }
}
