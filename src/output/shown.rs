//! The one door for text that a terminal or a CI system shows: what would move the cursor, colour the screen, turn the
//! direction of writing, begin a line or be taken for a command becomes a sign that can be seen.
//!
//! Names of files and words of articles are written by strangers. A terminal obeys escape sequences; GitHub Actions obeys
//! a line that begins with `::`, and `##[` anywhere in it, Azure Pipelines `##vso[`.

use std::fmt::Write;

/// The sign for a character that is not shown as it is: ␤ for what ends a line, � for what controls; else itself.
pub fn sign(c: char) -> char {
    match c {
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => '␤',
        '\t' => ' ',
        c if c.is_control() || turns(c) => '�',
        c => c,
    }
}

/// Returns true for characters without width that turn the direction of writing, or hide text (the tags of U+E0000).
fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// Text as one line in which nothing controls.
pub fn one_line(text: &str) -> String {
    let signs: String = text.replace("\r\n", "\n").chars().map(sign).collect();
    without_commands(signs)
}

/// The message of the program as several lines. Only the line breaks of `text` stay: words of strangers in it have passed
/// [`one_line`].
pub fn lines(text: &str) -> String {
    let line = |line: &str| {
        let line = one_line(line);
        let blanks = line.len() - line.trim_start().len();
        match line[blanks..].strip_prefix("::") {
            Some(rest) => format!("{}: :{rest}", &line[..blanks]),
            None => line,
        }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// The text with a blank between `##` and the word that would make a command of it: `## [add-mask]`.
fn without_commands(text: String) -> String {
    if !text.contains("##") {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = text.as_str();
    while let Some(at) = rest.find("##") {
        // of more than two, the last two
        let end = at + rest[at..].bytes().take_while(|b| *b == b'#').count();
        let (before, after) = rest.split_at(end);
        out += before;
        if after.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).starts_with('[') {
            out.push(' ');
        }
        rest = after;
    }
    out + rest
}

/// Returns true for a character that JSON does not show as it is.
fn hostile(c: char) -> bool {
    c != '\n' && sign(c) != c
}

/// Returns true for the first byte of a [`hostile`] character, and of some others.
fn begins_hostile(byte: u8) -> bool {
    matches!(byte, ..0x20 | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xf3)
}

/// Returns true for text with a [`hostile`] character.
///
/// Most text has none and all that is printed passes here, so whole chunks are judged by their bytes first.
fn has_hostile(text: &str) -> bool {
    const CHUNK: usize = 64;
    text.as_bytes().chunks(CHUNK).enumerate().any(|(n, chunk)| {
        let begins = |(i, byte): (usize, &u8)| begins_hostile(*byte).then_some(n * CHUNK + i);
        chunk.iter().fold(false, |any, byte| any | begins_hostile(*byte))
            && chunk.iter().enumerate().filter_map(begins).any(|at| text[at..].chars().next().is_some_and(hostile))
    })
}

/// JSON with the same content, in which such characters are written as `\u202e`.
pub fn json(text: String) -> String {
    if !has_hostile(&text) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        // beyond ASCII, JSON has characters in strings only
        if hostile(c) && !c.is_ascii() || c == '\u{7f}' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_control_the_terminal() {
        assert_eq!(one_line("赤\u{1b}[31m\r\n青\t"), "赤�[31m␤青 ");
        for c in ('\0'..='\u{9f}').filter(|c| c.is_control()).chain("\u{2028}\u{2029}\u{202e}\u{2066}\u{e0041}".chars())
        {
            let shown = one_line(&format!("a{c}b"));
            assert!(shown.chars().count() == 3 && !shown.contains(c), "{c:?}");
            let json = json(serde_json::to_string(&format!("{c}")).expect("a string"));
            assert!(!json.contains(c), "{c:?}");
            assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), c.to_string());
        }
    }

    #[test]
    fn bytes_tell_where_a_hostile_character_may_begin() {
        for c in (char::MIN..=char::MAX).filter(|c| hostile(*c)) {
            assert!(begins_hostile(c.encode_utf8(&mut [0; 4]).as_bytes()[0]), "{c:?}");
        }
        for before in 0..130 {
            let text = |c: char| "…".repeat(before / 3) + &"a".repeat(before % 3) + &c.to_string() + "。";
            assert!(
                has_hostile(&text('\u{202e}')) && has_hostile(&text('\t')) && !has_hostile(&text('\n')),
                "{before}"
            );
        }
    }

    #[test]
    fn text_cannot_command_a_ci_system() {
        assert_eq!(lines("a\n ::add-mask::x\n:b"), "a\n : :add-mask::x\n:b");
        for (text, shown) in [
            ("##[add-mask]x", "## [add-mask]x"),
            ("###vso[task]", "### vso[task]"),
            ("a ##vso[task]", "a ## vso[task]"),
            ("## 見出し[1]", "## 見出し[1]"),
        ] {
            assert_eq!(one_line(text), shown);
        }
    }
}
