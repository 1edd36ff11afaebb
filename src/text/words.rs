//! Words that are looked for all at once.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Some words, found in one pass over a text however many they are. The characters of Japanese share their first bytes, so
/// that looking for one word after the other costs as much for each.
#[derive(Clone, Debug)]
pub struct Words(Option<AhoCorasick>);

impl Words {
    /// A set of words, none of them empty.
    pub fn new<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Self {
        // an automaton of a few hundred states needs no filter before it, and the one it would choose goes by first bytes
        let builder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostFirst)
            .kind(Some(AhoCorasickKind::DFA))
            .prefilter(false)
            .build(words);
        Words(builder.ok())
    }

    /// Whether any of them stands in the text.
    pub fn any_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|words| words.is_match(text))
    }

    /// Where the first of them begins in the text.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.0.as_ref()?.find(text).map(|found| found.start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_and_first() {
        let words = Words::new(["予定", "見通し", "定"]);
        assert_eq!((words.any_in("発表の予定だ"), words.find("発表の予定だ")), (true, Some("発表の".len())));
        assert_eq!((words.any_in("予測"), words.find("")), (false, None));
        assert!(!Words::new::<&str>([]).any_in("予定"));
    }
}
