//! How the two readers go over a sentence: from one character something can begin with to the next.

use super::link::Links;

/// A set of characters, a bit for each code point: asking is one look-up, which keeps the readers linear and cheap.
pub(super) struct Chars(Vec<u64>);

impl Chars {
    /// The characters of the basic plane that `member` says belong.
    pub fn of(member: impl Fn(char) -> bool) -> Self {
        Chars(vec![0; 0x10000 / 64]).and(('\0'..='\u{ffff}').filter(|c| member(*c)))
    }

    /// These and more.
    pub fn and(mut self, more: impl Iterator<Item = char>) -> Self {
        for c in more {
            if let Some(bits) = self.0.get_mut(c as usize / 64) {
                *bits |= 1 << (c as usize % 64);
            }
        }
        self
    }

    /// Whether `c` is one.
    pub fn contains(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
    }
}

/// A way over a text that leaves out web addresses.
pub(super) struct Scan<'t> {
    text: &'t str,
    starts: &'t Chars,
    links: Links,
}

impl<'t> Scan<'t> {
    /// The places of `text` at which one of `starts` stands.
    pub fn of(text: &'t str, starts: &'t Chars) -> Self {
        Scan { text, starts, links: Links::of(text) }
    }

    /// The first such place from byte `at` on, which must not go back from call to call.
    pub fn next_from(&mut self, mut at: usize) -> Option<(usize, char)> {
        loop {
            let (skipped, c) = self.text[at..].char_indices().find(|(_, c)| self.starts.contains(*c))?;
            at += skipped;
            match self.links.end_at(at) {
                Some(end) => at = end,
                None => return Some((at, c)),
            }
        }
    }
}

/// Whether a year stands behind the number of its line: 4.2018年3月期の業績.
fn numbered(before: &str, rest: &str) -> bool {
    let number = before.trim_start();
    let year = rest.find(|c: char| !c.is_ascii_digit()).filter(|digits| *digits == 4);
    (1..=2).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && year.is_some_and(|end| rest[end..].starts_with('年'))
}

/// Whether figures or Latin letters at `at` begin something: they are not inside an identifier or a longer number.
pub(super) fn figures_begin(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let joined = |p: char| p.is_ascii_alphanumeric() || matches!(p, '#' | '_' | '第');
    let decimal = matches!(before, Some('.' | ',' | '/' | ':'))
        && text[..at - 1].ends_with(|p: char| p.is_ascii_digit())
        && !numbered(&text[..at - 1], &text[at..]);
    !decimal && !before.is_some_and(joined)
}
