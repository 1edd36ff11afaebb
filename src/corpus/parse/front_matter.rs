//! Front matter: the YAML block between `---` lines at the top of a txt or md file.

use crate::corpus::meta::{Field, Meta};
use serde_json::{Map, Value};

/// The front matter of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub meta: Meta,
    /// Byte offset of the text after it, 0 when there is none.
    pub body: usize,
    /// Why the block is no front matter but part of the text.
    pub trouble: Option<String>,
    /// Whether there is one.
    pub found: bool,
}

/// Longest front matter in bytes. A rule at the top of a long text begins no metadata.
const LONGEST: usize = 64 * 1024;

/// Reads the front matter of a text, if it has one.
pub(super) fn read(text: &str) -> FrontMatter {
    let first = text.find('\n').map_or(text.len(), |end| end + 1);
    if text[..first].trim_end() != "---" {
        return FrontMatter::default();
    }
    let mut at = first;
    let mut end = None;
    for line in text[first..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            end = Some((at, at + line.len()));
            break;
        }
        at += line.len();
        if at > LONGEST {
            break;
        }
    }
    let Some((end, body)) = end else {
        let trouble = "line 1: the front matter opened by --- is never closed; read as text".to_owned();
        return FrontMatter { trouble: Some(trouble), ..FrontMatter::default() };
    };
    match serde_saphyr::from_str::<Option<Map<String, Value>>>(&text[first..end]) {
        Ok(fields) => {
            let mut meta = Meta::default();
            for (name, value) in fields.unwrap_or_default() {
                if let Some(field) = Field::of(&name.to_ascii_lowercase()) {
                    meta.set_value(field, &value);
                }
            }
            FrontMatter { meta, body, found: true, trouble: None }
        }
        Err(error) => {
            let line = error.location().map_or(1, |at| at.line() + 1); // the opening --- is line 1
            let why = error.without_snippet().to_string();
            let why = why.lines().next().unwrap_or_default().trim();
            let trouble = format!("line {line}: front matter is not YAML of the form `title: …` ({why}); read as text");
            FrontMatter { trouble: Some(trouble), ..FrontMatter::default() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_the_body_begins_after_them() {
        let text = "---\r\ntitle: 浜辺精工、予想を上方修正: 増収\r\nsource: \"湾岸経済新聞\"\r\nurl: https://x.example/a\r\npublished: 2018-02-09\r\nid: 7\r\ntags: [a, b]\r\n---\r\n本文";
        let front = read(&text.replace("修正: 増収", "修正"));
        assert_eq!(front.trouble, None);
        let meta = &front.meta;
        assert_eq!(
            (meta.title.as_str(), meta.source.as_str(), meta.id.as_str()),
            ("浜辺精工、予想を上方修正", "湾岸経済新聞", "7")
        );
        assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2018-02-09"));
        assert!(read("---\ndate: 2018-02-09T10:00:00+09:00\n---\nx").meta.published.is_some());
        assert_eq!(read("---\n---\nx").body, 8);
        assert_eq!(&text[read(text).body..].chars().count(), &text.chars().count()); // broken: `: ` inside
    }

    #[test]
    fn what_is_broken_is_text_and_says_on_which_line() {
        for (text, expected) in [
            ("---\ntitle: a\nbad: [1, 2\n---\nx", "line "),
            ("---\ntitle: a\ntext", "never closed"),
            ("---\njust words\n---\n", "not YAML"),
        ] {
            let front = read(text);
            assert_eq!(front.body, 0);
            assert!(front.trouble.as_deref().is_some_and(|t| t.contains(expected)), "{front:?}");
        }
        assert_eq!(read("-----\nx\n---\n"), FrontMatter::default());
        assert_eq!(read("本文\n---\n"), FrontMatter::default());
    }
}
