//! Knowledge is data: a list of words is a table of the lexicon, and scripts are told apart in one place.

use super::{HELPERS, Source, quoted};

/// Words and characters of Japanese that may stand in a row in code. More of them are rows of a table of `src/lexicon`,
/// each with an example.
const MOST: usize = 8;

/// Where more may stand, and the first of them.
const LISTS: [(&str, &str); 1] = [
    // the last characters of the plain form of verbs, which no word will be added to
    ("extract/date/mod.rs", "'る'"),
];

/// Begin and end of a script.
const SCRIPTS: [&str; 3] = ["'一'..=", "'ぁ'..=", "'ァ'..="];

/// What a file does against these rules, one line each.
pub(super) fn violations(source: &Source) -> Vec<String> {
    let mut out = Vec::new();
    if HELPERS.contains(&source.layer()) {
        return out;
    }
    if source.layer() != "lexicon" {
        let allowed = |first: &str| LISTS.contains(&(source.file.as_str(), first));
        for list in lists(source).iter().filter(|list| list.japanese > MOST && !allowed(&list.first)) {
            let place = format!("{}:{}", source.file, source.line(list.at));
            out.push(format!("{place}: {} words from {} on are a table of the lexicon", list.japanese, list.first));
        }
    }
    // text defines the scripts; morph cuts where neither of them goes on
    if !["text", "morph"].contains(&source.layer()) {
        let shown: String = source.text.chars().take(source.code.chars().count()).collect();
        for script in SCRIPTS.iter().filter(|script| shown.contains(**script)) {
            out.push(format!("{}: {script} tells a script apart, for which text has a function", source.file));
        }
    }
    out
}

/// Strings and characters one after the other with nothing but commas or bars between.
struct List {
    /// The first of them as written.
    first: String,
    /// How many are Japanese.
    japanese: usize,
    /// Where the first stands in the code.
    at: usize,
}

fn lists(source: &Source) -> Vec<List> {
    let text: Vec<char> = source.text.chars().collect();
    let (mut out, mut list): (Vec<List>, Option<List>) = (Vec::new(), None);
    let mut next = 0;
    for (k, (at, c)) in source.code.char_indices().enumerate() {
        if k < next {
            continue;
        }
        // what is blank in the code but not in the text is a comment, a string or a character
        let rest = &text[k..];
        let len = match rest {
            _ if c != ' ' => 0,
            ['/', '/', ..] => rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['"', ..] => quoted(rest).min(rest.len()),
            ['\'', '\\', ..] => 3 + rest[3..].iter().position(|c| *c == '\'').unwrap_or(0) + 1,
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        next = k + len.max(1);
        if len > 0 && rest[0] != '/' {
            let word: String = rest[..len].iter().collect();
            let japanese = word.contains(|c| matches!(c, 'ぁ'..='ヿ' | '一'..='鿿'));
            let list = list.get_or_insert(List { first: word, japanese: 0, at });
            list.japanese += usize::from(japanese);
        } else if !c.is_whitespace() && !matches!(c, ',' | '|') {
            out.extend(list.take());
        }
    }
    out.extend(list);
    out
}

/// `n` times the word 計, as written in code.
fn row(n: usize, between: &str) -> String {
    vec!["\"計\""; n].join(between)
}

#[test]
fn each_rule_can_be_broken() {
    for (file, text, expected) in [
        (
            "check/sum.rs",
            format!("\nconst A: [&str; 9] = [{}];\n", row(9, ", // 計\n")),
            "sum.rs:2: 9 words from \"計\" on",
        ),
        ("check/sum.rs", format!("matches!(c, {});\n", row(9, " | ")), "9 words"),
        ("check/sum.rs", format!("matches!(c, {});\n", ["'計'"; 9].join(" | ")), "9 words from '計' on"),
        ("check/sum.rs", "let kanji = |c: char| ('一'..='鿿').contains(&c);\n".to_owned(), "tells a script apart"),
    ] {
        let found = violations(&Source::new(file, &text));
        assert!(found.len() == 1 && found[0].contains(expected), "{file}: {text}: {found:?}");
    }
}

#[test]
fn what_is_no_violation() {
    for (file, text) in [
        ("check/sum.rs", format!("f([{0}], [{0}]); // {0}, {0}\n", row(8, ", "))),
        ("check/sum.rs", format!("f([{}]);\n", ["\"sum\""; 20].join(", "))),
        ("check/sum.rs", format!("f();\n#[cfg(test)]\nmod tests {{ f([{}]) }}\n", row(20, ", "))),
        ("lexicon/cues.rs", format!("f([{}]);\n", row(20, ", "))),
        ("text/chars.rs", "let kanji = |c: char| ('一'..='鿿').contains(&c);\n".to_owned()),
    ] {
        let found = violations(&Source::new(file, &text));
        assert!(found.is_empty(), "{file}: {found:?}");
    }
}
