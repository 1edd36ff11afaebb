//! Character references such as `&amp;` and `&#x7a81;`.

use html5gum::{Token, Tokenizer};

/// The character reference at the start of `raw`: its length in bytes, and what it reads as.
pub(super) fn reference(raw: &str) -> Option<(usize, String)> {
    let name = raw[1..].bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let whole = &raw[..1 + name + usize::from(raw[1 + name..].starts_with(';'))];
    let reads: String = Tokenizer::new(whole)
        .flatten()
        .filter_map(|token| match token {
            Token::String(s) => Some(String::from_utf8_lossy(&s).into_owned()),
            _ => None,
        })
        .collect();
    if name == 0 || reads.is_empty() || reads == whole {
        return None;
    }
    // `&copy2018` is a reference and text: what both end with was not part of it
    let first = reads.chars().next().map_or(0, char::len_utf8);
    let rest = reads[first..].bytes().rev().zip(whole.bytes().rev()).take_while(|(a, b)| a == b).count();
    Some((whole.len() - rest, reads[..reads.len() - rest].to_owned()))
}
