//! Finding any of some words.

use super::Finder;

/// Words that are found in one pass over a text. One search for each word would take as long for each, since Japanese
/// characters share their first bytes.
#[derive(Clone, Debug)]
pub struct Words(Finder<String, ()>);

impl Words {
    /// A set of words. Empty ones are left out.
    pub fn new<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Words(Finder::new(words.into_iter().map(|word| (word.into(), ()))))
    }

    /// Returns true if any of the words stands in a text.
    pub fn any_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Byte offset of the first of the words in a text.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.0.first(text, 0).map(|(from, ..)| from)
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
