//! The page of a rule, taken apart when the program is compiled.

/// What the page of a rule says of it.
///
/// A page begins with its titles and a summary, in this order:
///
/// ```text
/// ---
/// en: Weekday
/// ja: 曜日の不一致
/// summary: a weekday that does not fit its date
/// ---
///
/// # date-weekday
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Its English title, one or two words.
    pub en: &'static str,
    /// Its Japanese title.
    pub ja: &'static str,
    /// What the rule looks at, in one line.
    pub summary: &'static str,
    /// The page below, in Markdown: what, why, how, limits, examples.
    pub text: &'static str,
}

impl Page {
    /// The page in a file. A file that does not begin as a page does is an error of compilation.
    pub(super) const fn new(file: &'static str) -> Self {
        let (_, rest) = split(file, "---\nen: ");
        let (en, rest) = split(rest, "\nja: ");
        let (ja, rest) = split(rest, "\nsummary: ");
        let (summary, text) = split(rest, "\n---\n\n");
        Page { en, ja, summary, text }
    }
}

/// What stands before and after the first `mark`.
const fn split(text: &'static str, mark: &str) -> (&'static str, &'static str) {
    let (bytes, mark) = (text.as_bytes(), mark.as_bytes());
    let mut at = 0;
    while at + mark.len() <= bytes.len() {
        let mut same = 0;
        while same < mark.len() && bytes[at + same] == mark[same] {
            same += 1;
        }
        if same == mark.len() {
            let (before, rest) = text.split_at(at);
            return (before, rest.split_at(mark.len()).1);
        }
        at += 1;
    }
    panic!("the page of a rule begins with en, ja and summary")
}

/// The name of a rule, in bytes, from that of its file: `date_weekday` is `date-weekday`.
pub(super) const fn dashed<const N: usize>(file: &str) -> [u8; N] {
    let mut name = [0; N];
    let mut at = 0;
    while at < N {
        let byte = file.as_bytes()[at];
        name[at] = if byte == b'_' { b'-' } else { byte };
        at += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_taken_apart() {
        const PAGE: Page =
            Page::new("---\nen: Sum\nja: 合計の不一致\nsummary: a total\n---\n\n# sum\n\n---\n\nen: x\n");
        assert_eq!((PAGE.en, PAGE.ja, PAGE.summary), ("Sum", "合計の不一致", "a total"));
        assert_eq!(PAGE.text, "# sum\n\n---\n\nen: x\n");
        assert_eq!(dashed::<12>("date_weekday"), *b"date-weekday");
    }

    #[test]
    #[should_panic(expected = "begins with en")]
    fn a_page_without_its_head_is_refused() {
        Page::new("# sum\n");
    }
}
