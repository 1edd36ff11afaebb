//! The house rules that a compiler does not keep: which module may name which, how long a file may be, who
//! touches files, streams, the clock, the tokenizer and threads, and that every rule has its page.

mod circles;
mod uses;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Top-level modules; one may name those before it, and itself.
const LAYERS: [&str; 20] = [
    "error",
    "text",
    "value",
    "lexicon",
    "corpus",
    "morph",
    "extract",
    "dating",
    "claim",
    "fact",
    "expect",
    "check",
    "review",
    "crosscheck",
    "output",
    "pipeline",
    "library",
    "config",
    "cli",
    "main",
];

/// Lines a file may have, and those from which it is worth a look.
const CEILING: usize = 400;

/// What a name means, where it may stand, and the names.
const RESERVED: [(&str, &[&str], &[&str]); 6] = [
    // morph reads the dictionaries a user names, library the user's own names and synonyms
    (
        "touches files",
        &["main", "cli", "library", "corpus", "output", "ipadic", "morph", "calibrate", "ner-train"],
        &["std::fs", "fs::", "File::", "OpenOptions::"],
    ),
    (
        "touches streams or the environment",
        &["main", "cli", "corpus", "output", "ipadic", "calibrate", "ner-train"],
        &[
            "io::stdin",
            "io::stdout",
            "io::stderr",
            "stdin()",
            "stdout()",
            "stderr()",
            "print!",
            "println!",
            "eprint!",
            "eprintln!",
            "std::env",
            "env::",
        ],
    ),
    ("reads the clock", &[], &["SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"]),
    ("names the tokenizer library", &["morph", "ipadic"], &["lindera", "lindera_dictionary"]),
    // cli prints the notice of its data
    ("names the model of names", &["extract", "cli", "ner", "ner-train"], &["ner::"]),
    ("names the thread pool", &["pipeline", "crosscheck", "calibrate"], &["rayon", "thread::spawn", "thread::scope"]),
];

/// Begin and end of a script.
const SCRIPTS: [&str; 3] = ["'一'..=", "'ぁ'..=", "'ァ'..="];

/// Packages of `crates/`, beside the layers of the program.
const HELPERS: [&str; 4] = ["ipadic", "ner", "calibrate", "ner-train"];

/// A source file: its path below `src` or `crates`, its module path, its text and its code.
struct Source {
    file: String,
    module: Vec<String>,
    text: String,
    code: String,
}

impl Source {
    fn new(file: &str, text: &str) -> Self {
        let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
        Source {
            file: file.to_owned(),
            module: stem.split('/').map(str::to_owned).collect(),
            text: text.to_owned(),
            code: code(text),
        }
    }

    fn layer(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }

    fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }
}

/// The source with tests cut off and comments, strings and characters blanked, line for line.
fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        let rest = &chars[i..];
        let len = match rest {
            ['/', '/', ..] => rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => rest.windows(2).position(|w| w == ['*', '/']).map_or(rest.len(), |n| n + 2),
            ['r', '"' | '#', ..] if !chars[..i].last().is_some_and(|c| c.is_alphanumeric() || *c == '_') => {
                raw_string(rest)
            }
            ['"', ..] => quoted(rest),
            ['\'', '\\', ..] => 3 + rest[3..].iter().position(|c| *c == '\'').unwrap_or(0) + 1,
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        if len == 0 {
            out.push(chars[i]);
            i += 1;
            continue;
        }
        out.extend(rest[..len.min(rest.len())].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        i += len;
    }
    // by custom the tests inside a file are its end
    let tests = out.match_indices("#[cfg(test)]").find(|(at, mark)| {
        let item = out[at + mark.len()..].trim_start();
        item.contains("mod ") && item.find('{').is_some_and(|open| item.find(';').is_none_or(|end| open < end))
    });
    let end = tests.map_or(out.len(), |(at, _)| at);
    out.truncate(end);
    out
}

fn quoted(rest: &[char]) -> usize {
    let mut n = 1;
    while n < rest.len() && rest[n] != '"' {
        n += if rest[n] == '\\' { 2 } else { 1 };
    }
    n + 1
}

fn raw_string(rest: &[char]) -> usize {
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    if rest.get(1 + hashes) != Some(&'"') {
        return 0;
    }
    let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let body = &rest[2 + hashes..];
    2 + hashes + body.windows(close.len()).position(|w| w == close).map_or(body.len(), |n| n + close.len())
}

/// Whether `name` stands at byte `at` as a word of its own (or as the beginning of a path).
fn is_word(code: &str, at: usize, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let joined = name.ends_with(word) && code[at + name.len()..].starts_with(word);
    !joined && !code[..at].ends_with(word)
}

/// Paths of this crate that a file names, as offset and absolute path up to the top-level module.
fn paths(source: &Source) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for root in ["crate::", "super::"] {
        for (at, _) in source.code.match_indices(root) {
            if !is_word(&source.code, at, root) || source.code[..at].ends_with("super::") {
                continue;
            }
            let mut rest = &source.code[at..];
            let mut module: Vec<String> = source.module.clone();
            if let Some(after) = rest.strip_prefix("crate::") {
                (module, rest) = (Vec::new(), after);
            }
            while let Some(after) = rest.strip_prefix("super::") {
                module.pop();
                rest = after;
            }
            if module.is_empty() {
                out.extend(heads(rest).into_iter().map(|head| (at, head)));
            }
        }
    }
    out
}

/// The first names of a path or of each path of a group in braces.
fn heads(rest: &str) -> Vec<String> {
    let name = |s: &str| s.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.trim_start().strip_prefix('{') else { return vec![name(rest)] };
    let (mut out, mut depth) = (vec![name(group)], 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => out.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    out.retain(|n| !n.is_empty());
    out
}

/// What a file does against the rules, one line each.
fn violations(source: &Source) -> Vec<String> {
    let mut out = Vec::new();
    let lines = source.text.lines().count();
    if lines > CEILING {
        out.push(format!("{}: {lines} lines, {CEILING} is the ceiling", source.file));
    }
    let own = LAYERS.iter().position(|l| *l == source.layer());
    match own {
        Some(own) => {
            for (at, name) in paths(source) {
                let place = format!("{}:{}", source.file, source.line(at));
                match LAYERS.iter().position(|l| *l == name) {
                    Some(used) if used > own => {
                        out.push(format!("{place}: {} is below {name} and may not name it", source.layer()))
                    }
                    Some(_) => {}
                    None => {
                        out.push(format!("{place}: crate::{name} is no module of the list; name it by its own module"))
                    }
                }
            }
        }
        None if source.layer() == "lib" || HELPERS.contains(&source.layer()) => {}
        None => out.push(format!("{}: {} is no module of the list", source.file, source.layer())),
    }
    // text defines the scripts; morph cuts where neither of them goes on
    if !HELPERS.contains(&source.layer()) && !["text", "morph"].contains(&source.layer()) {
        let shown: String = source.text.chars().take(source.code.chars().count()).collect();
        for script in SCRIPTS.iter().filter(|script| shown.contains(**script)) {
            out.push(format!("{}: {script} tells a script apart, for which text has a function", source.file));
        }
    }
    for (what, allowed, names) in RESERVED {
        if allowed.contains(&source.layer()) {
            continue;
        }
        let mut places: Vec<(usize, &str)> = names
            .iter()
            .flat_map(|n| {
                source
                    .code
                    .match_indices(n)
                    .map(|(at, _)| (source.line(at), *n, at))
                    .filter(|(_, n, at)| is_word(&source.code, *at, n))
                    .map(|(line, n, _)| (line, n))
                    .collect::<Vec<_>>()
            })
            .collect();
        places.sort_unstable();
        places.dedup_by_key(|(line, _)| *line);
        out.extend(places.into_iter().map(|(line, name)| format!("{}:{line}: {name} {what}", source.file)));
    }
    out
}

/// Modules that a `mod` line declares for tests only.
fn test_modules(source: &Source) -> Vec<String> {
    let parts = source.code.split("#[cfg(test)]").skip(1);
    let names =
        parts.filter_map(|p| p.split(';').next()?.trim().rsplit_once("mod ").map(|(_, name)| name.trim().to_owned()));
    names
        .filter(|n| n.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .map(|name| [source.module.join("/").as_str(), &name].join("/").trim_start_matches("lib/").to_owned())
        .collect()
}

/// All files of the program, without those that are tests as a whole.
fn sources() -> Vec<Source> {
    let mut all = Vec::new();
    for folder in ["src", "crates"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut files = Vec::new();
        walk(&root, &mut files);
        files.sort();
        all.extend(files.iter().map(|path| {
            let name = path.strip_prefix(&root).expect("below the folder").to_string_lossy().replace('\\', "/");
            Source::new(&name, &fs::read_to_string(path).expect("a source file"))
        }));
    }
    let tests: Vec<String> = all.iter().flat_map(test_modules).collect();
    all.retain(|s| !tests.iter().any(|t| s.module.join("/") == *t));
    all
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => walk(&path, out),
            false if path.extension().is_some_and(|e| e == "rs") => out.push(path),
            false => {}
        }
    }
}

#[test]
fn the_house_rules_hold() {
    let all = sources();
    assert!(all.len() > 50, "only {} files found", all.len());
    let mut report = String::new();
    for violation in all.iter().flat_map(violations) {
        let _ = writeln!(report, "{violation}");
    }
    assert!(report.is_empty(), "against the house rules:\n{report}");
}

#[test]
fn there_are_no_circles() {
    let all = sources();
    let packages = [""].into_iter().chain(HELPERS);
    let circles: Vec<String> = packages.flat_map(|p| circles::House::new(&all, p).circles()).collect();
    assert!(circles.is_empty(), "circles of imports:\n{}", circles.join("\n"));
}

#[test]
fn every_rule_has_its_file_and_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let list = fs::read_to_string(folder.join("mod.rs")).expect("the list of rules");
    let (_, lines) = list.split_once("\nrules! {\n").expect("the list of rules");
    let lines = lines.lines().take_while(|line| *line != "}");
    let rules: Vec<&str> = lines.map(|line| line.trim().split(':').next().unwrap_or_default()).collect();
    assert!(!rules.is_empty());
    // without its file or page a rule does not compile; a file or folder without its line is compiled by nobody
    for entry in fs::read_dir(&folder).expect("a folder").flatten().map(|e| e.path()) {
        let name = entry.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        assert!(name == "mod" || rules.contains(&name), "{} is of no rule", entry.display());
    }
    for rule in rules {
        for file in [format!("{rule}.rs"), format!("{rule}.md")] {
            assert!(folder.join(&file).is_file(), "{rule} has no {file}");
        }
    }
}

#[test]
fn each_rule_can_be_broken() {
    for (file, text, expected) in [
        ("text/fold.rs", "use crate::value::Decimal;\n", "text is below value"),
        ("extract/date/raw.rs", "use crate::{lexicon::Part, claim::{Claim, Scope}};\n", "extract is below claim"),
        ("extract/date/raw.rs", "type T = super::super::super::fact::Fact;\n", "extract is below fact"),
        ("value/mod.rs", "pub use crate::Document;\n", "crate::Document is no module"),
        ("settings.rs", "", "settings is no module"),
        ("claim/build.rs", "\nfn f() { std::fs::read(\"x\"); }\n", "build.rs:2: fs:: touches files"),
        ("check/sum.rs", "fn f() { println!(); }\n", "println! touches streams"),
        ("morph.rs", "let a = std::env::var(\"x\");\n", "touches streams or the environment"),
        ("output/csv.rs", "let t = Instant::now();\n", "reads the clock"),
        ("extract/mod.rs", "use lindera::mode::Mode;\n", "names the tokenizer library"),
        ("check/mod.rs", "use rayon::prelude::*;\n", "names the thread pool"),
        ("claim/mod.rs", "use ner::Kind;\n", "names the model of names"),
        ("ner/src/model.rs", "fn f() { std::fs::read(\"x\"); }\n", "fs:: touches files"),
        ("fact/link.rs", &"\n".repeat(401), "401 lines"),
        ("check/rules/sum.rs", "let kanji = |c: char| ('一'..='鿿').contains(&c);\n", "tells a script apart"),
    ] {
        let found = violations(&Source::new(file, text));
        assert!(found.len() == 1 && found[0].contains(expected), "{file}: {text}: {found:?}");
    }
}

#[test]
fn what_is_no_violation() {
    for (file, text) in [
        ("extract/date/raw.rs", "use super::super::number::Numeral;\nuse crate::{text::Span, lexicon};\n"),
        (
            "text/fold.rs",
            "//! [`crate::value`] and lindera; std::fs\nconst A: &str = \"crate::claim \\\" println!\";\nconst B: char = '\"';\n",
        ),
        ("text/fold.rs", "fn f<'a>(x: &'a str) {}\n#[cfg(test)]\nmod tests {\n    use crate::claim;\n}\n"),
        ("text/fold.rs", "const RAW: &str = r#\"use \"crate::claim\" \"#;\nlet offs::x = prefs::y;\n"),
        ("cli/mod.rs", "use std::io::{self, Write};\nfn f() { std::fs::read(x); }\n"),
        ("error.rs", "pub struct E(std::io::Error);\n"),
        ("ner-train/src/data.rs", "use totsugo::corpus;\nfn f() { std::fs::read(x); }\n"),
    ] {
        let found = violations(&Source::new(file, text));
        assert!(found.is_empty(), "{file}: {found:?}");
    }
    let parent = Source::new("output/mod.rs", "mod csv;\n#[cfg(test)]\npub(crate) mod testing;\n");
    assert_eq!(test_modules(&parent), ["output/testing"]);
}
