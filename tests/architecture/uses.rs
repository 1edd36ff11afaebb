//! Every use that a table of words can give is asked for somewhere: a word nobody asks for decides nothing.

use super::{Source, sources};

/// An enum that names uses.
struct Uses {
    name: String,
    /// Other files may ask for its variants.
    public: bool,
    variants: Vec<String>,
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The enums of a file that name uses.
fn uses(code: &str) -> Vec<Uses> {
    let found = code.match_indices("enum ").filter_map(|(at, mark)| {
        let (head, rest) = code[at + mark.len()..].split_once('{')?;
        let name = word(head);
        let public = code[..at].lines().last().is_some_and(|line| line.trim_start().starts_with("pub"));
        let variants = rest.split('}').next()?.split(',').map(|v| word(v.trim())).filter(|v| !v.is_empty()).collect();
        name.ends_with("Use").then_some(Uses { name, public, variants })
    });
    found.collect()
}

/// Returns true if `code` asks for a variant. The enum may have another name here, but for its last word.
fn asks(code: &str, variant: &str) -> bool {
    let path = format!("Use::{variant}");
    code.match_indices(&path).any(|(at, _)| word(&code[at + "Use::".len()..]) == variant)
}

/// The uses that no code asks for.
fn unread(sources: &[Source]) -> Vec<String> {
    let mut out = Vec::new();
    for source in sources {
        for Uses { name, public, variants } in uses(&source.code) {
            let read = |v: &str| asks(&source.code, v) || public && sources.iter().any(|s| asks(&s.code, v));
            let idle = variants.iter().filter(|v| !read(v));
            out.extend(idle.map(|v| format!("{}: nothing asks for {name}::{v}", source.file)));
        }
    }
    out
}

#[test]
fn every_use_is_asked_for() {
    let all = sources();
    assert!(all.iter().map(|s| uses(&s.code).len()).sum::<usize>() > 20, "the enums are found");
    let unread = unread(&all);
    assert!(unread.is_empty(), "{}", unread.join("\n"));
}

#[test]
fn a_use_nobody_asks_for_is_found() {
    let table = "pub enum PairUse {\n    /// One, {two}.\n    Total,\n    TotalEnding,\n    Part,\n}\n";
    let reader =
        "use lexicon::PairUse as PUse;\nenum Use {\n    Part,\n}\nfn f() { is(PUse::TotalEnding, PUse::Part) }\n";
    let other = "enum Use { Total }\nfn f() { x(Use::Part) }\n";
    let sources = [("lexicon/pairs.rs", table), ("check/a.rs", reader), ("check/b.rs", other)];
    let sources = sources.map(|(file, text)| Source::new(file, text));
    let idle = ["lexicon/pairs.rs: nothing asks for PairUse::Total", "check/b.rs: nothing asks for Use::Total"];
    assert_eq!(unread(&sources), idle);
}
