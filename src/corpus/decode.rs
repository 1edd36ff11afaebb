//! Decoding: which encoding bytes are in, and the text in it.

use super::{Document, Format, Status};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    /// The text without byte order mark; line ends as they are.
    pub text: String,
    /// Name of the encoding, as the WHATWG spells it.
    pub encoding: &'static str,
    /// What went wrong, as status and note.
    pub trouble: Option<(Status, String)>,
}

/// Bytes at the beginning of an input by which an encoding is guessed.
const SAMPLE: usize = 64 * 1024;

/// Decodes a whole file or record. With `html`, a declaration in the text counts, and stray NUL bytes do not.
pub(super) fn decode(mut bytes: Vec<u8>, html: bool) -> Decoded {
    if bytes.is_empty() {
        let trouble = Some((Status::Warning, "empty: nothing to read".to_owned()));
        return Decoded { encoding: UTF_8.name(), trouble, ..Decoded::default() };
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        bytes.drain(..mark);
        return read(bytes, encoding, None);
    }
    // the usual case costs one validation and no copy
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !html && !text.as_bytes().contains(&0x1b) && binary(text.as_bytes(), false).is_none() => {
            return Decoded { text, encoding: UTF_8.name(), trouble: None };
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    if let Some(encoding) = utf16_by_nul(&bytes) {
        return read(bytes, encoding, None);
    }
    if let Some(what) = binary(&bytes, html) {
        let note = format!("looks like a binary file ({what}); convert it to text, or leave it out");
        return Decoded { trouble: Some((Status::Error, note)), ..Decoded::default() };
    }
    match declared(&bytes).filter(|_| html) {
        // pure ASCII is valid UTF-8 even when it is ISO-2022-JP, so only real multi-byte text contradicts
        Some(says) if says != UTF_8 && !bytes.is_ascii() && std::str::from_utf8(&bytes).is_ok() => {
            let note = format!("declares {} but is UTF-8; read as UTF-8", says.name());
            read(bytes, UTF_8, Some((Status::Warning, note)))
        }
        Some(says) => read(bytes, says, None),
        None => {
            let encoding = guess(&bytes);
            read(bytes, encoding, None)
        }
    }
}

/// Decodes the bytes of a document and notes in it the encoding and what was wrong. `transcoded_from` names the encoding
/// of a file that its container has turned into UTF-8 already.
pub(super) fn decode_into(document: &mut Document, bytes: Vec<u8>, transcoded_from: Option<&'static str>) -> String {
    let record = matches!(document.format, Format::Jsonl | Format::Csv);
    let decoded = decode(bytes, document.format == Format::Html);
    document.encoding = transcoded_from.unwrap_or(decoded.encoding).to_owned();
    if let Some((status, note)) = decoded.trouble {
        // within a record the line is always the record's own
        let note = if record { note.strip_prefix("line 1: ").unwrap_or(&note) } else { &note };
        document.note(status, note);
    } else if transcoded_from.is_some() && decoded.text.contains('\u{fffd}') {
        document.note(
            Status::Warning,
            &format!("invalid bytes for {} replaced by U+FFFD; save the file as UTF-8", document.encoding),
        );
    }
    decoded.text
}

/// The encoding of a stream by its beginning; `None` for UTF-8 and ASCII. A stream in another encoding is decoded before
/// it is cut into records: some encodings cannot be cut at bytes, and the stream tells the encoding better than a record.
pub(super) fn of_stream(beginning: &[u8]) -> Option<&'static Encoding> {
    let (encoding, _) = Encoding::for_bom(beginning)
        .or_else(|| utf16_by_nul(&beginning[..beginning.len() & !1]).map(|e| (e, 0)))
        .unwrap_or_else(|| {
            // the beginning may end inside a character
            let whole = beginning.iter().rposition(|b| *b == b'\n').map_or(beginning, |end| &beginning[..end]);
            (guess(whole), 0)
        });
    (encoding != UTF_8).then_some(encoding)
}

/// Decodes in a known encoding; invalid sequences become U+FFFD and are noted.
fn read(bytes: Vec<u8>, encoding: &'static Encoding, trouble: Option<(Status, String)>) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if encoding == UTF_8 => return Decoded { text, encoding: encoding.name(), trouble },
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let (text, bad) = with_replacements(&bytes, encoding);
    let trouble = bad.map_or(trouble, |(count, line)| {
        let name = encoding.name();
        Some((
            Status::Warning,
            format!("line {line}: read as {name}, {count} invalid byte sequence(s) replaced by U+FFFD; save the file as UTF-8"),
        ))
    });
    Decoded { text, encoding: encoding.name(), trouble }
}

/// The decoded text, and the number of invalid sequences with the 1-based line of the first.
fn with_replacements(bytes: &[u8], encoding: &'static Encoding) -> (String, Option<(usize, usize)>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text =
        String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len()));
    let mut bad: Option<(usize, usize)> = None;
    let mut from = 0;
    loop {
        let (result, used) = decoder.decode_to_string_without_replacement(&bytes[from..], &mut text, true);
        from += used;
        match result {
            DecoderResult::InputEmpty => return (text, bad),
            DecoderResult::OutputFull => text.reserve(bytes.len() - from + 64),
            DecoderResult::Malformed(..) => {
                let line = bad.map_or_else(|| 1 + text.matches('\n').count(), |(_, line)| line);
                bad = Some((bad.map_or(1, |(n, _)| n + 1), line));
                text.reserve(4);
                text.push('\u{fffd}');
            }
        }
    }
}

/// The likeliest encoding: UTF-8 unless the bytes contradict, ISO-2022-JP by its escapes, else Shift_JIS or EUC-JP.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if bytes.is_ascii() {
        let escapes = bytes.windows(3).any(|w| matches!(w, [0x1b, b'$', b'B' | b'@'] | [0x1b, b'(', b'J' | b'I']));
        return if bytes.contains(&0x1b) && escapes { ISO_2022_JP } else { UTF_8 };
    }
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    detector.feed(sample, sample.len() == bytes.len());
    let guessed = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    if guessed == SHIFT_JIS || guessed == EUC_JP {
        return guessed;
    }
    // neither decodes cleanly: take the one with fewer errors
    let errors = |e| with_replacements(sample, e).1.map_or(0, |(n, _)| n);
    if errors(EUC_JP) < errors(SHIFT_JIS) { EUC_JP } else { SHIFT_JIS }
}

/// Returns true if most multi-byte sequences are UTF-8: a damaged UTF-8 file is UTF-8. Only sequences of three bytes and
/// more count in favour, since two bytes of EUC-JP may be one character of UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes[..bytes.len().min(SAMPLE)].utf8_chunks() {
        good += chunk.valid().chars().filter(|c| *c >= '\u{800}').count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 2
}

/// The byte order of UTF-16 without a byte order mark: the NUL bytes of line ends and digits all stand on one side.
fn utf16_by_nul(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if bytes.len() % 2 == 1 || !sample.contains(&0) {
        return None;
    }
    let nul = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (nul(0), nul(1));
    let encoding = if first < second { UTF_16LE } else { UTF_16BE };
    // a Latin-script text would have a NUL every second byte, a Japanese one only now and then
    if first.min(second) * 20 > first.max(second) {
        return None;
    }
    // nearly any two ASCII bytes make some ideograph; but in Japanese kana and ASCII are never rare
    let high =
        sample.iter().skip(usize::from(encoding == UTF_16LE)).step_by(2).filter(|b| matches!(b, 0 | 0x30)).count();
    if high * 10 < sample.len() / 2 {
        return None;
    }
    let (text, _) = with_replacements(sample, encoding);
    let readable = |c: &char| matches!(c, '\t' | '\r' | '\n' | ' '..='~' | '\u{a0}'..='\u{24f}' | '\u{2000}'..='\u{2fff}' | '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    (text.chars().filter(readable).count() * 10 >= text.chars().count() * 9).then_some(encoding)
}

/// What kind of binary file the bytes are; `None` for text.
fn binary(bytes: &[u8], html: bool) -> Option<&'static str> {
    for (magic, what) in [
        (&b"%PDF-"[..], "PDF"),
        (b"PK\x03\x04", "zip or Office"),
        (b"\xd0\xcf\x11\xe0", "old Office"),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"\x1f\x8b", "gzip without .gz in its name"),
        (b"\x28\xb5\x2f\xfd", "zstd without .zst in its name"),
    ] {
        if bytes.starts_with(magic) {
            return Some(what);
        }
    }
    let nuls = if bytes.contains(&0) { bytes.iter().filter(|b| **b == 0).count() } else { 0 };
    // HTML says what a stray NUL means (nothing); other formats do not
    if nuls > if html { bytes.len() / 1000 + 3 } else { 0 } {
        return Some("NUL bytes");
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control =
        sample.iter().filter(|b| **b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b..=0x1f)).count();
    (control * 10 > sample.len() * 3).then_some("control characters")
}

/// The encoding that a `meta` element or an XML declaration near the beginning declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let after = |needle: &[u8]| head.windows(needle.len()).position(|w| w == needle).map(|i| &head[i + needle.len()..]);
    let value = after(b"charset=").or_else(|| head.starts_with(b"<?xml").then(|| after(b"encoding=")).flatten())?;
    let label: Vec<u8> = value
        .iter()
        .copied()
        .skip_while(|b| b" \"'".contains(b))
        .take_while(|b| b.is_ascii_alphanumeric() || b"-_:".contains(b))
        .collect();
    match Encoding::for_label(&label)? {
        // readable as ASCII up to here, so it cannot be UTF-16 (WHATWG says the same)
        utf16 if utf16 == UTF_16LE || utf16 == UTF_16BE => Some(UTF_8),
        encoding => Some(encoding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "コインチェックは26日、\r\n580億円相当のＮＥＭが流出したと発表した。①㈱髙﨑\n";

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn every_encoding_is_recognised() {
        let plain = TEXT.replace("①㈱髙﨑", ""); // not in JIS X 0208
        let encoded = |e: &'static Encoding, t: &str| e.encode(t).0.into_owned();
        for (name, bytes, text) in [
            ("UTF-8", TEXT.as_bytes().to_vec(), TEXT),
            ("UTF-8", ["\u{feff}".as_bytes(), TEXT.as_bytes()].concat(), TEXT),
            ("Shift_JIS", encoded(SHIFT_JIS, TEXT), TEXT),
            ("EUC-JP", encoded(EUC_JP, &plain), &plain),
            ("ISO-2022-JP", encoded(ISO_2022_JP, &plain), &plain),
            ("UTF-16LE", [vec![0xff, 0xfe], utf16(TEXT, true)].concat(), TEXT),
            ("UTF-16BE", [vec![0xfe, 0xff], utf16(TEXT, false)].concat(), TEXT),
            ("UTF-16LE", utf16(TEXT, true), TEXT),
            ("UTF-16BE", utf16(TEXT, false), TEXT),
        ] {
            let decoded = decode(bytes, false);
            assert_eq!((decoded.encoding, decoded.text.as_str(), decoded.trouble), (name, text, None));
        }
    }

    #[test]
    fn html_declarations_are_believed_unless_the_bytes_contradict() {
        let page = |charset: &str| format!("<meta http-equiv=x content=\"text/html; charset={charset}\"><p>突合");
        let decoded = decode(EUC_JP.encode(&page("euc-jp")).0.into_owned(), true);
        assert_eq!((decoded.encoding, decoded.text), ("EUC-JP", page("euc-jp")));
        let decoded = decode(page("Shift_JIS").into_bytes(), true);
        assert_eq!((decoded.encoding, decoded.trouble.is_some()), ("UTF-8", true));
        let xml = "<?xml version=\"1.0\" encoding='Shift_JIS'?><html>表示";
        assert_eq!(decode(SHIFT_JIS.encode(xml).0.into_owned(), true).text, xml);
    }

    #[test]
    fn invalid_bytes_are_replaced_and_counted() {
        let mut bytes = "一行目\n二行目".as_bytes().to_vec();
        bytes.extend_from_slice(b"\xff \xe3\x81");
        let decoded = decode(bytes, false);
        assert_eq!(decoded.text, "一行目\n二行目\u{fffd} \u{fffd}");
        let (status, note) = decoded.trouble.expect("noted");
        assert_eq!(status, Status::Warning);
        assert!(note.contains("line 2") && note.contains("UTF-8") && note.contains("2 invalid"), "{note}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let mut noise = vec![1u8, 2, 3, 0, 255, 0, 9, 0, 0, 7];
        noise.extend((0..2000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8));
        for bytes in [noise, b"%PDF-1.4 x".to_vec(), b"a\x01\x02\x03".to_vec(), b"ab\0cd".to_vec()] {
            assert!(matches!(decode(bytes, false).trouble, Some((Status::Error, note)) if note.contains("binary")));
        }
        assert!(decode("<p>a\0b".as_bytes().to_vec(), true).trouble.is_none());
        assert!(matches!(decode(Vec::new(), false).trouble, Some((Status::Warning, note)) if note.contains("empty")));
    }
}
