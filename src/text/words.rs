//! Words that are looked for all at once.

use super::Finder;

/// Some words, found in one pass over a text however many they are. The characters of Japanese share their first bytes, so
/// that looking for one word after the other costs as much for each.
#[derive(Clone, Debug)]
pub struct Words(Finder<String, ()>);

impl Words {
    /// A set of words, none of them empty.
    pub fn new<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Words(Finder::new(words.into_iter().map(|word| (word.into(), ()))))
    }

    /// Whether any of them stands in the text.
    pub fn any_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Where the first of them begins in the text.
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
