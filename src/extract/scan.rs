//! The way of the readers of dates and amounts over a sentence: from one character that a mention can begin with to the next.

use super::web_address::WebAddresses;

/// A set of characters of the basic plane, a bit for each: asking is one look-up, which keeps the readers linear and cheap.
pub(super) struct Chars(Vec<u64>);

impl Chars {
    /// The characters for which `member` returns true.
    pub fn of(member: impl Fn(char) -> bool) -> Self {
        Chars(vec![0; 0x10000 / 64]).and(('\0'..='\u{ffff}').filter(|c| member(*c)))
    }

    /// The set with more characters.
    pub fn and(mut self, more: impl Iterator<Item = char>) -> Self {
        for c in more {
            if let Some(bits) = self.0.get_mut(c as usize / 64) {
                *bits |= 1 << (c as usize % 64);
            }
        }
        self
    }

    /// Returns true if `c` is in the set.
    pub fn contains(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
    }
}

/// The places in a text at which one of a set of characters stands, web addresses left out.
pub(super) struct Scan<'t> {
    text: &'t str,
    starts: &'t Chars,
    addresses: WebAddresses,
}

impl<'t> Scan<'t> {
    /// The places in `text` at which one of `starts` stands.
    pub fn of(text: &'t str, starts: &'t Chars) -> Self {
        Scan { text, starts, addresses: WebAddresses::of(text) }
    }

    /// Byte offset and character of the first place from byte `at` on; `at` must not go back from call to call.
    pub fn next_from(&mut self, mut at: usize) -> Option<(usize, char)> {
        loop {
            let (skipped, c) = self.text[at..].char_indices().find(|(_, c)| self.starts.contains(*c))?;
            at += skipped;
            match self.addresses.end_at(at) {
                Some(end) => at = end,
                None => return Some((at, c)),
            }
        }
    }
}

/// Returns true if a year stands behind the number of its line: 4.2018年3月期の業績.
fn numbered(before: &str, rest: &str) -> bool {
    let number = before.trim_start();
    let year = rest.find(|c: char| !c.is_ascii_digit()).filter(|digits| *digits == 4);
    (1..=2).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && year.is_some_and(|end| rest[end..].starts_with('年'))
}

/// Returns true if a mention can begin with the figures or Latin letters at byte `at`: they are not inside an identifier
/// or a longer number.
pub(super) fn figures_begin(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let joined = |p: char| p.is_ascii_alphanumeric() || matches!(p, '#' | '_' | '第');
    let decimal = matches!(before, Some('.' | ',' | '/' | ':'))
        && text[..at - 1].ends_with(|p: char| p.is_ascii_digit())
        && !numbered(&text[..at - 1], &text[at..]);
    !decimal && !before.is_some_and(joined)
}
