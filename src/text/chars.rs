//! The characters of Japanese: scripts, brackets and ends of sentences.

/// Opening brackets, as text is folded: （ of （9日午前8時20分更新）.
pub(crate) const OPENING_BRACKETS: [char; 5] = ['（', '〔', '［', '[', '【'];

/// The brackets that close them.
pub(crate) const CLOSING_BRACKETS: [char; 5] = ['）', '〕', '］', ']', '】'];

/// Characters that end a sentence in an excerpt.
pub(crate) const SENTENCE_ENDS: [char; 4] = ['。', '！', '？', '\n'];

/// Returns true for kanji. Signs that stand for one (々, ヶ) are none.
#[inline]
pub fn is_kanji(c: char) -> bool {
    ('一'..='鿿').contains(&c)
}

/// Returns true for hiragana.
#[inline]
pub fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

/// Returns true for katakana and the long vowel mark ー, but not for the middle dot.
#[inline]
pub fn is_katakana(c: char) -> bool {
    ('ァ'..='ヺ').contains(&c) || c == 'ー'
}

/// Returns true for kanji, katakana and the middle dot, with which nouns are written.
#[inline]
pub fn is_noun_char(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || c == '・'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts() {
        for (text, kanji, hiragana, katakana, noun) in [
            ("漢一", true, false, false, true),
            ("あんゔ", false, true, false, false),
            ("アヴー", false, false, true, true),
            ("・", false, false, false, true),
            ("々。A1", false, false, false, false),
        ] {
            for c in text.chars() {
                assert_eq!(
                    (is_kanji(c), is_hiragana(c), is_katakana(c), is_noun_char(c)),
                    (kanji, hiragana, katakana, noun),
                    "{c}"
                );
            }
        }
    }
}
