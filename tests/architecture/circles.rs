//! No circles of imports: neither between the files of a room nor between the rooms inside a room, in the program and in
//! each package of `crates`.
//!
//! The front of a room, its `mod.rs`, may name what stands inside it; what stands inside may name the front for what is
//! declared there.

use super::{Source, is_word};
use std::collections::{BTreeMap, BTreeSet};

type Path = Vec<String>;

/// The files of one package by their module paths, and what each hands on under another path with `pub use`.
pub(super) struct House<'s> {
    /// The package below `crates`; empty for the program.
    package: &'s str,
    files: BTreeMap<Path, &'s Source>,
    handed_on: BTreeMap<(Path, String), Path>,
}

impl<'s> House<'s> {
    /// The files of the program itself, or of a package below `crates`.
    pub fn new(sources: &'s [Source], package: &'s str) -> Self {
        let own = |s: &Source| {
            let inside = match package {
                "" => (s.layer() == "lib" || super::LAYERS.contains(&s.layer())).then_some(&s.module[..]),
                _ => s.module.strip_prefix(&[package.to_owned(), "src".to_owned()]),
            };
            inside.map(|module| if module == ["lib"] { Path::new() } else { module.to_vec() })
        };
        let files: BTreeMap<Path, &Source> = sources.iter().filter_map(|s| Some((own(s)?, s))).collect();
        let mut handed_on = BTreeMap::new();
        for (module, source) in &files {
            for (path, name) in uses(&source.code).into_iter().filter(|u| u.public).flat_map(|u| u.leaves) {
                if let Some(path) = absolute(module, &path, &files) {
                    handed_on.insert((module.clone(), name), path);
                }
            }
        }
        House { package, files, handed_on }
    }

    /// The module in which what a path names is declared.
    fn home(&self, path: &[String]) -> Option<Path> {
        let mut path = path.to_vec();
        for _ in 0..8 {
            let len = (0..=path.len()).rev().find(|n| self.files.contains_key(&path[..*n]))?;
            let (module, rest) = path.split_at(len);
            let Some(target) = rest.first().and_then(|n| self.handed_on.get(&(module.to_vec(), n.clone()))) else {
                return Some(module.to_vec());
            };
            path = target.iter().chain(&rest[1..]).cloned().collect();
        }
        None
    }

    /// Every pair of modules of which the first names the second.
    fn arrows(&self) -> BTreeSet<(Path, Path)> {
        let mut out = BTreeSet::new();
        for (module, source) in &self.files {
            let used = uses(&source.code).into_iter().flat_map(|u| u.leaves).map(|(path, _)| path);
            for path in used.chain(inline(&source.code)) {
                let Some(home) = absolute(module, &path, &self.files).and_then(|path| self.home(&path)) else {
                    continue;
                };
                // the front of a room names what stands inside, and the other way round
                if !home.starts_with(module) && !module.starts_with(&home) {
                    out.insert((module.clone(), home));
                }
            }
        }
        out
    }

    /// Every circle, as the names of what it goes through.
    pub fn circles(&self) -> Vec<String> {
        let arrows = self.arrows();
        let rooms: BTreeSet<&[String]> = self.files.keys().flat_map(|m| (0..m.len()).map(|n| &m[..n])).collect();
        let mut out = Vec::new();
        for room in rooms {
            let inside = |m: &Path| m.strip_prefix(room)?.first().cloned();
            let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (from, to) in &arrows {
                if let (Some(a), Some(b)) = (inside(from), inside(to))
                    && a != b
                {
                    edges.entry(a).or_default().insert(b);
                }
            }
            // what leads to nothing, or is led to by nothing, is in no circle
            loop {
                let led_to: BTreeSet<String> = edges.values().flatten().cloned().collect();
                let ends = |a: &String, to: &BTreeSet<String>| {
                    !led_to.contains(a) || to.iter().all(|t| !edges.contains_key(t))
                };
                let free: Vec<String> = edges.iter().filter(|(a, to)| ends(a, to)).map(|(a, _)| a.clone()).collect();
                if free.is_empty() {
                    break;
                }
                free.iter().for_each(|a| drop(edges.remove(a)));
            }
            for (from, to) in &edges {
                for to in to.iter().filter(|t| edges.contains_key(*t)) {
                    let room = [self.package].into_iter().chain(room.iter().map(String::as_str));
                    let room: Vec<&str> = room.filter(|name| !name.is_empty()).collect();
                    out.push(format!("{}: {from} names {to}", room.join("/")));
                }
            }
        }
        out
    }
}

/// A path from the crate's root, if it names something of the crate.
fn absolute(module: &[String], path: &[String], files: &BTreeMap<Path, &Source>) -> Option<Path> {
    let (first, rest) = path.split_first()?;
    let supers = path.iter().take_while(|p| *p == "super").count();
    Some(match first.as_str() {
        "crate" => rest.to_vec(),
        "self" => module.iter().chain(rest).cloned().collect(),
        "super" => module[..module.len().checked_sub(supers)?].iter().chain(&path[supers..]).cloned().collect(),
        // a module declared in this file
        _ => {
            let own: Path = module.iter().chain(path).cloned().collect();
            files.contains_key(&own[..=module.len()]).then_some(own)?
        }
    })
}

/// A `use` declaration.
struct Use {
    public: bool,
    /// Each path that it brings in, and the name that it has then.
    leaves: Vec<(Path, String)>,
}

fn uses(code: &str) -> Vec<Use> {
    let mut out = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rfind('\n').map_or(0, |n| n + 1);
        let before = code[line..at].trim();
        if !(before.is_empty() || before == "pub" || before.starts_with("pub(") && before.ends_with(')')) {
            continue;
        }
        let Some(end) = code[at..].find(';') else { continue };
        let mut leaves = Vec::new();
        tree(&code[at + 4..at + end], &[], &mut leaves);
        out.push(Use { public: !before.is_empty(), leaves });
    }
    out
}

/// Takes a tree of paths apart.
fn tree(text: &str, prefix: &[String], out: &mut Vec<(Path, String)>) {
    let text = text.trim();
    if let Some((head, group)) = text.split_once('{') {
        let mut prefix = prefix.to_vec();
        prefix.extend(head.split("::").map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()));
        let group = group.trim_end().trim_end_matches('}');
        let (mut depth, mut from) = (0, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    tree(&group[from..at], &prefix, out);
                    from = at + 1;
                }
                _ => {}
            }
        }
        // a brace that closes an inner group may have been cut off
        let rest = format!("{}{}", &group[from..], "}".repeat(usize::try_from(depth).unwrap_or(0)));
        tree(&rest, &prefix, out);
        return;
    }
    if text.is_empty() {
        return;
    }
    let (path, alias) = text.split_once(" as ").map_or((text, None), |(p, a)| (p, Some(a.trim().to_owned())));
    let mut full = prefix.to_vec();
    // `self` in a group is the path before it; elsewhere it begins one
    let inside = !prefix.is_empty();
    full.extend(path.split("::").map(|s| s.trim().to_owned()).filter(|s| !(s.is_empty() || inside && s == "self")));
    let name = alias.or_else(|| full.last().cloned()).unwrap_or_default();
    out.push((full, name));
}

/// Paths that begin with `crate` or `super` outside `use` declarations.
fn inline(code: &str) -> Vec<Path> {
    let mut out = Vec::new();
    for root in ["crate::", "super::"] {
        for (at, _) in code.match_indices(root) {
            if !is_word(code, at, root) || code[..at].ends_with("::") {
                continue;
            }
            let text: String =
                code[at..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            out.push(text.split("::").filter(|s| !s.is_empty()).map(str::to_owned).collect());
        }
    }
    out
}

#[test]
fn circles_are_found() {
    let package = |files: &[(&str, &str)], package: &str| -> Vec<String> {
        let sources: Vec<Source> = files.iter().map(|(file, text)| Source::new(file, text)).collect();
        House::new(&sources, package).circles()
    };
    let house = |files: &[(&str, &str)]| package(files, "");
    let front = ("fact/mod.rs", "mod a;\nmod b;\npub use a::One;\npub struct Fact;\n");
    let open =
        [front, ("fact/a.rs", "use super::Fact;\npub struct One;\n"), ("fact/b.rs", "use super::{Fact, One};\n")];
    assert_eq!(house(&open), Vec::<String>::new());
    let closed = [front, ("fact/a.rs", "use super::b::{self, Two};\n"), ("fact/b.rs", "use super::One;\n")];
    assert_eq!(house(&closed), ["fact: a names b", "fact: b names a"]);
    let inner = [
        ("fact/mod.rs", "mod pair;\nmod group;\n"),
        ("fact/pair/x.rs", "fn f() { crate::fact::group::y::g() }\n"),
        ("fact/group/y.rs", "use super::super::pair::x;\n"),
    ];
    assert_eq!(house(&inner), ["fact: group names pair", "fact: pair names group"]);
    let apart = [
        ("ner/src/lib.rs", "mod bits;\nmod model;\npub use model::Model;\n"),
        ("ner/src/model.rs", "use crate::bits::Bits;\n"),
        ("ner/src/bits.rs", "use crate::Model;\n"),
    ];
    assert_eq!(house(&apart), Vec::<String>::new());
    assert_eq!(package(&apart, "ner"), ["ner: bits names model", "ner: model names bits"]);
}
