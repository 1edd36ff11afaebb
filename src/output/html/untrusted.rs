//! Text that others wrote, and anchors.

use maud::{Markup, Render, html};
use std::borrow::Cow;

/// Text that others wrote, which is escaped. Invisible characters that change what is seen (direction marks, control
/// characters) are shown by their code points.
pub(super) struct Untrusted<'a>(pub &'a str);

impl Render for Untrusted<'_> {
    fn render(&self) -> Markup {
        html! { (&*visible(self.0)) }
    }
}

/// The text with the code point in place of every invisible character that changes what is seen.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(acts_unseen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if acts_unseen(c) => out += &format!("⟨U+{:04X}⟩", u32::from(c)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Returns true for direction marks, tags and control characters but for white space.
fn acts_unseen(c: char) -> bool {
    let direction =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    direction || matches!(c, '\u{e0000}'..='\u{e007f}') || c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

/// An `id`, or the part of a link after `#`. Letters, digits, `-` and `_` stay, any other character becomes its code
/// point, so that different names stay different.
pub(super) fn anchor(kind: &str, name: &str) -> String {
    let mut out = format!("{kind}-");
    for c in name.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => out.push(c),
            c => out += &format!(".{:x}.", u32::from(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_nothing_in_it_acts_unseen() {
        let shown = html! { p title=(Untrusted("\"><script>")) { (Untrusted("<b>\u{202e}580\u{0}億円</b>\n&")) } }
            .into_string();
        assert_eq!(
            shown,
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;⟨U+202E⟩580⟨U+0000⟩億円&lt;/b&gt;\n&amp;</p>"
        );
    }

    #[test]
    fn anchors_are_names_and_stay_apart() {
        assert_eq!(anchor("doc", "d0123_a-b"), "doc-d0123_a-b");
        assert_eq!(anchor("doc", "a b"), "doc-a.20.b");
        for (a, b) in [("a b", "a.20.b"), ("記事", "記事2"), ("a#b", "a%b"), ("\"", "'")] {
            assert_ne!(anchor("doc", a), anchor("doc", b));
        }
        assert!(anchor("x", "\"> <記").chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)));
    }
}
