//! References to an article of a law: 第63条の16第1項第2号.

use regex::Regex;
use std::sync::LazyLock;

/// The article comes first, and once; 項 and 号 follow, and each may have branches (の16).
static ARTICLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    const NUMERAL: &str = "[0-9一二三四五六七八九十百千〇]+";
    Regex::new(&format!("^第?{NUMERAL}条(?:の{NUMERAL})*(?:第?{NUMERAL}[項号](?:の{NUMERAL})*)*")).ok()
});

/// Byte at which the reference to an article that begins at byte `at` ends; `at` if there is none.
pub(super) fn end(text: &str, at: usize) -> usize {
    ARTICLE.as_ref().and_then(|article| article.find(&text[at..])).map_or(at, |found| at + found.end())
}

#[cfg(test)]
mod tests {
    #[test]
    fn articles() {
        for (text, article) in [
            ("第63条の16第1項第2号に", "第63条の16第1項第2号"),
            ("第七百九条に", "第七百九条"),
            ("63条の16の規定", "63条の16"),
            ("の規定", ""),
            ("第1項", ""),
        ] {
            assert_eq!(&text[..super::end(text, 0)], article);
        }
    }
}
