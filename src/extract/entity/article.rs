//! References to an article of a law: 第63条の16第1項第2号.

/// Byte at which the reference to an article that begins at byte `at` ends; `at` if there is none.
///
/// The article comes first, and once; 項 and 号 follow, and each may have branches (の16).
pub(super) fn end(text: &str, at: usize) -> usize {
    let Some(mut rest) = part(&text[at..], &['条']) else { return at };
    while let Some(after) = part(rest, &['項', '号']) {
        rest = after;
    }
    text.len() - rest.len()
}

/// What follows a numbered part of one of these kinds and its branches: 63条の16の規定 leaves の規定.
fn part<'a>(text: &'a str, kinds: &[char]) -> Option<&'a str> {
    let mut rest = numeral(text.strip_prefix('第').unwrap_or(text))?.strip_prefix(kinds)?;
    while let Some(after) = rest.strip_prefix('の').and_then(numeral) {
        rest = after;
    }
    Some(rest)
}

/// What follows a numeral.
fn numeral(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千〇".contains(c));
    (rest.len() < text.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    #[test]
    fn articles() {
        for (text, article) in [
            ("第63条の16第1項第2号に", "第63条の16第1項第2号"),
            ("第七百九条に", "第七百九条"),
            ("63条の16の規定", "63条の16"),
            ("第5条の2の3第六項の七第8", "第5条の2の3第六項の七"),
            ("第条", ""),
            ("の規定", ""),
            ("第1項", ""),
        ] {
            assert_eq!(&text[..super::end(text, 0)], article);
        }
    }
}
