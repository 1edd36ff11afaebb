//! Web addresses in a text: the figures in them are parts of names, not quantities or dates.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

/// The addresses of a text, for a reader that goes forward over it.
pub(super) struct WebAddresses(Peekable<IntoIter<Range<usize>>>);

impl WebAddresses {
    /// The addresses of `text`; most sentences have none.
    pub fn of(text: &str) -> Self {
        let mut found = Vec::new();
        let mut at = 0;
        let inside = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>');
        for (mark, _) in text.match_indices(':').filter(|(mark, _)| text[*mark..].starts_with("://")) {
            if mark < at {
                continue;
            }
            let head = text[at..mark].chars().rev().take_while(char::is_ascii_alphabetic).count();
            let end = text[mark..].find(|c| !inside(c)).map_or(text.len(), |n| mark + n);
            found.push(mark - head..end);
            at = end;
        }
        WebAddresses(found.into_iter().peekable())
    }

    /// The end of the address that covers byte `at`, which must not go back from call to call.
    pub fn end_at(&mut self, at: usize) -> Option<usize> {
        while self.0.peek().is_some_and(|r| r.end <= at) {
            self.0.next();
        }
        self.0.peek().filter(|r| r.contains(&at)).map(|r| r.end)
    }
}
