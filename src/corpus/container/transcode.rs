//! A stream in another encoding as UTF-8. Containers cut streams at bytes, which UTF-16 and ISO-2022-JP do not allow.

use encoding_rs::{Decoder, Encoding};
use std::io::{self, BufRead, Read};

/// The content of a stream as UTF-8; invalid sequences become U+FFFD.
pub(super) struct Transcode<R> {
    input: R,
    decoder: Decoder,
    /// Decoded bytes, of which the first `given` were returned.
    out: Vec<u8>,
    given: usize,
    done: bool,
}

impl<R: BufRead> Transcode<R> {
    pub(super) fn new(input: R, encoding: &'static Encoding) -> Self {
        Transcode { input, decoder: encoding.new_decoder_with_bom_removal(), out: Vec::new(), given: 0, done: false }
    }
}

impl<R: BufRead> Read for Transcode<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.out.len() && !self.done {
            let chunk = self.input.fill_buf()?;
            self.done = chunk.is_empty();
            let room = self.decoder.max_utf8_buffer_length(chunk.len()).unwrap_or(chunk.len() * 3 + 16);
            self.out.resize(room, 0);
            let (_, used, written, _) = self.decoder.decode_to_utf8(chunk, &mut self.out, self.done);
            self.out.truncate(written);
            self.given = 0;
            self.input.consume(used);
        }
        let n = buffer.len().min(self.out.len() - self.given);
        buffer[..n].copy_from_slice(&self.out[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_2022_JP, UTF_16LE};

    #[test]
    fn characters_across_buffer_borders_survive() {
        let text = "突合,\"引用\"\n".repeat(500);
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, encoding) in [(utf16, UTF_16LE), (ISO_2022_JP.encode(&text).0.into_owned(), ISO_2022_JP)] {
            let mut out = String::new();
            let input = io::BufReader::with_capacity(7, &bytes[..]);
            Transcode::new(input, encoding).read_to_string(&mut out).expect("read");
            assert_eq!(out, text);
        }
    }
}
