//! The scripts of Japanese, as far as readers ask for them.

/// Whether a character is a kanji. Marks that stand for one (々, ヶ) are none.
#[inline]
pub fn is_kanji(c: char) -> bool {
    ('一'..='鿿').contains(&c)
}

/// Whether a character is hiragana.
#[inline]
pub fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

/// Whether a character is katakana, the mark of length included, the dot between words not.
#[inline]
pub fn is_katakana(c: char) -> bool {
    ('ァ'..='ヺ').contains(&c) || c == 'ー'
}

/// Whether a noun may be written with a character: kanji, katakana or the dot between words of katakana.
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
