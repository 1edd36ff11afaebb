//! Reader of the nouns of SudachiDict: the file `system.dic` of the Python package `sudachidict-core`, format version 2.

/// Magic number of a system dictionary with a grammar, little-endian.
const MAGIC: u64 = 0xce9f_011a_9239_4434;

/// Bytes of the header: magic number, build time and description.
const HEADER: usize = 272;

/// Levels of a part of speech: 名詞, 固有名詞, 人名, 一般 …
const LEVELS: usize = 6;

/// A noun.
pub struct Noun {
    /// The headword.
    pub text: String,
    /// The next three levels of its part of speech, joined: 固有名詞/人名/一般.
    pub class: String,
}

/// The nouns in the order of the dictionary; none if the bytes are no such dictionary.
pub fn nouns(bytes: &[u8]) -> Option<Vec<Noun>> {
    let mut at = Cursor { bytes, at: 0 };
    if u64::from_le_bytes(at.take(8)?.try_into().ok()?) != MAGIC {
        return None;
    }
    at.at = HEADER;
    let count = at.u16()?;
    let mut classes = Vec::new();
    for _ in 0..count {
        let levels: Vec<String> = (0..LEVELS).map(|_| at.text()).collect::<Option<_>>()?;
        classes.push((levels[0] == "名詞").then(|| levels[1..4].join("/")));
    }
    // skips the connection costs, the trie, the word ids it points to, and the costs of the words
    let (left, right) = (at.u16()?, at.u16()?);
    at.take(2 * usize::from(left) * usize::from(right))?;
    for size in [4, 1, 6] {
        let count = at.u32()?;
        at.take(size * count)?;
        if size == 6 {
            return words(bytes, at, count, &classes);
        }
    }
    None
}

/// Reads the words at `count` offsets, and keeps the nouns: `classes` has the class of each part of speech, none for other
/// words.
fn words(bytes: &[u8], mut offsets: Cursor<'_>, count: usize, classes: &[Option<String>]) -> Option<Vec<Noun>> {
    let mut out = Vec::new();
    for _ in 0..count {
        let mut word = Cursor { bytes, at: offsets.u32()? };
        let text = word.text()?;
        word.length()?;
        if let Some(class) = classes.get(usize::from(word.u16()?))? {
            out.push(Noun { text, class: class.clone() });
        }
    }
    Some(out)
}

/// A cursor over bytes; all methods return none beyond the end.
struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Cursor<'b> {
    /// The next `len` bytes.
    fn take(&mut self, len: usize) -> Option<&'b [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(len)?)?;
        self.at += len;
        Some(taken)
    }

    /// The next two bytes as a number.
    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    /// The next four bytes as a number.
    fn u32(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?) as usize)
    }

    /// A length: one byte, or two if the first bit is set.
    fn length(&mut self) -> Option<usize> {
        let first = usize::from(*self.take(1)?.first()?);
        if first < 0x80 { Some(first) } else { Some((first & 0x7f) << 8 | usize::from(*self.take(1)?.first()?)) }
    }

    /// A text in UTF-16, after its length in code units.
    fn text(&mut self) -> Option<String> {
        let len = self.length()?;
        let units: Vec<u16> = self.take(2 * len)?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        String::from_utf16(&units).ok()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn text(out: &mut Vec<u8>, text: &str) {
        out.push(text.encode_utf16().count() as u8);
        out.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    }

    /// A dictionary with a noun and a verb.
    fn dictionary() -> Vec<u8> {
        let mut out = MAGIC.to_le_bytes().to_vec();
        out.resize(HEADER, 0);
        out.extend(2u16.to_le_bytes());
        for class in ["名詞 固有名詞 人名 一般 * *", "動詞 一般 * * * *"] {
            class.split(' ').for_each(|level| text(&mut out, level));
        }
        out.extend([1, 0, 1, 0, 0, 0]); // one connection cost
        out.extend([0; 4]); // no trie
        out.extend([1, 0, 0, 0, 9]); // word ids
        out.extend([2, 0, 0, 0]);
        out.extend([0; 12]);
        let first = out.len() + 8;
        let mut words = Vec::new();
        let mut offsets = Vec::new();
        for (word, class) in [("リンカーン", 0u16), ("走る", 1)] {
            offsets.extend(((first + words.len()) as u32).to_le_bytes());
            text(&mut words, word);
            words.push(15);
            words.extend(class.to_le_bytes());
        }
        out.extend(offsets);
        out.extend(words);
        out
    }

    #[test]
    fn nouns_are_read() {
        let nouns = nouns(&dictionary()).unwrap();
        let all: Vec<_> = nouns.iter().map(|n| (n.text.as_str(), n.class.as_str())).collect();
        assert_eq!(all, [("リンカーン", "固有名詞/人名/一般")]);
    }

    #[test]
    fn what_is_no_dictionary_is_refused() {
        let bytes = dictionary();
        for bad in [&bytes[..bytes.len() - 1], &bytes[..300], b""] {
            assert!(nouns(bad).is_none());
        }
    }
}
