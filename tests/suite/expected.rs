//! Expectations in files, and how a difference is shown.

use crate::support::root;
use std::path::Path;

/// Lines of context around a difference.
const CONTEXT: usize = 2;

/// Compares a text with the file that holds what is expected. With `TOTSUGO_BLESS` set, writes the file instead.
///
/// # Errors
/// The difference, with file and line.
pub fn compare(file: &Path, got: &str) -> Result<(), String> {
    if std::env::var_os("TOTSUGO_BLESS").is_some() {
        std::fs::write(file, got).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
    let want = std::fs::read_to_string(file).unwrap_or_default();
    let shown = file.strip_prefix(root()).unwrap_or(file).display().to_string();
    let hint = "TOTSUGO_BLESS=1 cargo test --test suite writes the file anew";
    if want == got { Ok(()) } else { Err(format!("{}{hint}\n", difference(&shown, &want, got))) }
}

/// Panics with the differences, if there are any.
pub fn none(differences: impl IntoIterator<Item = String>) {
    let all: Vec<String> = differences.into_iter().collect();
    assert!(all.is_empty(), "{} differences\n\n{}", all.len(), all.join("\n"));
}

/// The lines that differ, each run of them below `file:line`, with some context. Lines with `-` are expected, lines with `+`
/// were got.
fn difference(file: &str, want: &str, got: &str) -> String {
    let (want, got): (Vec<&str>, Vec<&str>) = (want.lines().collect(), got.lines().collect());
    let mut out = String::new();
    // the line of `want` up to which the difference is shown
    let mut shown = usize::MAX;
    for (at, sign, line) in edits(&want, &got) {
        if shown == usize::MAX || at > shown + CONTEXT {
            let from = at.saturating_sub(CONTEXT);
            out += &format!("{file}:{}\n", at + 1);
            want[from..at].iter().for_each(|line| out += &format!("     {line}\n"));
        } else {
            want[shown..at].iter().for_each(|line| out += &format!("     {line}\n"));
        }
        out += &format!("    {sign}{line}\n");
        shown = at + usize::from(sign == '-');
    }
    if out.is_empty() { format!("{file}: the line ends differ\n") } else { out }
}

/// The lines to take out (`-`) and to put in (`+`), each with its line in `want`, counted from 0: along a longest common
/// subsequence.
fn edits<'t>(want: &[&'t str], got: &[&'t str]) -> Vec<(usize, char, &'t str)> {
    let mut common = vec![vec![0u32; got.len() + 1]; want.len() + 1];
    for i in (0..want.len()).rev() {
        for j in (0..got.len()).rev() {
            common[i][j] = match want[i] == got[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < want.len() || j < got.len() {
        if i < want.len() && j < got.len() && want[i] == got[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == got.len() || i < want.len() && common[i + 1][j] >= common[i][j + 1] {
            out.push((i, '-', want[i]));
            i += 1;
        } else {
            out.push((i, '+', got[j]));
            j += 1;
        }
    }
    out
}

#[test]
fn differences_have_their_lines() {
    let want = "一\n二\n三\n四\n五\n六\n七\n八\n九\n";
    let got = "一\n弐\n三\n四\n五\n六\n七\n八\n八の二\n九\n";
    let shown = "t.txt:2\n     一\n    -二\n    +弐\nt.txt:9\n     七\n     八\n    +八の二\n";
    assert_eq!(difference("t.txt", want, got), shown);
    assert_eq!(difference("t.txt", "a\nb", "a\n"), "t.txt:2\n     a\n    -b\n");
    assert_eq!(difference("t.txt", "a", "a\n"), "t.txt: the line ends differ\n");
}
