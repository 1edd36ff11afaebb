//! What the pages of the repository show is so: files exist, commands can be typed, output is what the program prints,
//! and lists are whole.

use crate::scratch::Scratch;
use crate::support::{read, tests};
use std::collections::BTreeSet;
use std::path::Path;
use totsugo::internals::check;
use totsugo::internals::config::Config;
use totsugo::internals::expect;
use totsugo::internals::output::formats;
use totsugo::internals::output::schema::Table;
use totsugo::internals::review::Ruling;

/// The pages for people, from the root of the repository.
fn pages() -> Vec<String> {
    let mut out: Vec<String> = ["README.md", "README.ja.md", "DESIGN.md", "CONTRIBUTING.md"].map(str::to_owned).into();
    let docs = std::fs::read_dir(tests("../docs")).expect("docs").flatten();
    out.extend(docs.map(|e| format!("docs/{}", e.file_name().to_string_lossy())).filter(|p| p.ends_with(".md")));
    out.sort();
    out
}

fn page(path: &str) -> String {
    read(&format!("../{path}"))
}

/// The fenced blocks of a page in a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    page.split(open.as_str()).skip(1).filter_map(|rest| rest.split_once("```")).map(|(body, _)| body).collect()
}

/// What stands between backticks, outside of blocks.
fn codes(page: &str) -> Vec<&str> {
    page.split("```").step_by(2).flat_map(|text| text.split('`').skip(1).step_by(2)).collect()
}

/// The targets of links.
fn links(page: &str) -> Vec<&str> {
    page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link).collect()
}

/// The first cells of the rows of tables, where they are code.
fn listed(page: &str) -> BTreeSet<&str> {
    page.lines().filter_map(|l| l.strip_prefix("| `")?.split_once('`')).map(|(cell, _)| cell).collect()
}

#[test]
fn files_that_pages_name_exist() {
    let root = tests("..");
    let mut wrong = Vec::new();
    for path in pages() {
        let text = page(&path);
        let folder = root.join(Path::new(&path).parent().expect("a folder"));
        let here = |link: &&str| !link.starts_with("http") && !link.starts_with('#');
        for link in links(&text).into_iter().filter(here) {
            if !folder.join(link.split('#').next().unwrap_or(link)).exists() {
                wrong.push(format!("{path}: ({link})"));
            }
        }
        let ours = ["src/", "tests/", "crates/", "docs/", "benches/"];
        let whole = |code: &&str| !code.contains(['…', '*', '{', ' ']) && !code.contains("NAME");
        for code in codes(&text).into_iter().filter(|c| ours.iter().any(|o| c.starts_with(o))).filter(whole) {
            if !root.join(code).exists() && !root.join(format!("{code}.rs")).exists() {
                wrong.push(format!("{path}: `{code}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "pages name what is not there:\n{}", wrong.join("\n"));
}

#[test]
fn the_front_page_is_short_and_says_the_same_in_two_languages() {
    let [english, japanese] = ["README.md", "README.ja.md"].map(page);
    let words = english.split_whitespace().count();
    assert!(words <= 1000, "{words} words");
    for language in ["text", "rust"] {
        assert_eq!(blocks(&english, language), blocks(&japanese, language));
    }
    let commands = |page: &str| -> Vec<String> {
        let lines = blocks(page, "console").concat();
        lines.lines().map(|l| l.split(" #").next().unwrap_or(l).trim().to_owned()).collect()
    };
    assert_eq!(commands(&english), commands(&japanese));
    let targets = |page: &str| -> BTreeSet<String> {
        links(page).into_iter().filter(|l| !l.starts_with("README")).map(str::to_owned).collect()
    };
    assert_eq!(targets(&english), targets(&japanese));
    let headings = |page: &str| page.lines().filter(|l| l.starts_with('#')).count();
    assert_eq!(headings(&english), headings(&japanese));
}

/// Panics unless the parts of `shown` between lines `…` stand in `printed`, in order.
fn is_cut_from(shown: &str, printed: &str) {
    let mut rest = printed;
    for part in shown.split("…\n").filter(|p| !p.is_empty()) {
        let at = rest.find(part).unwrap_or_else(|| panic!("shown, but not printed:\n{part}\nprinted:\n{rest}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
#[cfg_attr(not(feature = "ner"), ignore = "shown with the model of names")]
fn output_that_pages_show_is_printed() {
    let scratch = Scratch::new();
    for entry in std::fs::read_dir(tests("../corpus")).expect("corpus").flatten() {
        let bytes = std::fs::read(entry.path()).expect("an article");
        scratch.write(&format!("corpus/{}", entry.file_name().to_string_lossy()), bytes);
    }
    is_cut_from(blocks(&page("README.md"), "text")[0], &scratch.totsugo(&["run"]).err);
    let linking = page("docs/linking.md");
    let (command, shown) = blocks(&linking, "text")[0].split_once('\n').expect("a command and what it prints");
    let args: Vec<&str> = command.trim_start_matches("$ totsugo ").split(' ').collect();
    is_cut_from(shown, &scratch.totsugo(&args).out);
}

/// The calls of the program on a page, without its name: in console blocks, recipes and running text.
fn calls(page: &str) -> Vec<String> {
    let of_us = |line: &&str| line.contains("totsugo ") || line.contains("cargo run --release -- ");
    let shown = [blocks(page, "console"), blocks(page, "yaml")].concat();
    let shown = shown.iter().flat_map(|b| b.lines()).filter(of_us);
    let spoken = codes(page).into_iter().filter(|c| c.starts_with("totsugo "));
    let own = |line: &str| {
        // what stands behind a bar, a comment sign or in $( ) belongs to another program
        let own = line.split(" | ").next()?.split(" #").next()?.replace("$(date +%F)", "");
        let (_, call) = own.split_once("totsugo ").or_else(|| own.split_once(" -- "))?;
        let command = call.split([' ', '\'']).next()?;
        (!command.is_empty() && command.chars().all(|c| c.is_ascii_lowercase())).then(|| call.to_owned())
    };
    shown.chain(spoken).filter_map(own).collect()
}

#[test]
fn commands_that_pages_show_can_be_typed() {
    let scratch = Scratch::new();
    let mut count = 0;
    let mut wrong = Vec::new();
    for path in pages() {
        for call in calls(&page(&path)) {
            count += 1;
            let words: Vec<&str> = call.split([' ', '=', '"', '\'', '{']).filter(|w| !w.is_empty()).collect();
            let command = if words[0] == "facts" { &words[..words.len().min(2)] } else { &words[..1] };
            let known = scratch.totsugo(&[command, &["--help"]].concat()).out;
            let unknown = |flag: &&str| {
                !known.contains(&format!("{flag} ")) && !known.contains(&format!("{flag}\n")) && *flag != "--help"
            };
            let flags = words.iter().copied().filter(|w| w.starts_with("--") && w.len() > 2).filter(unknown);
            wrong.extend(flags.map(|flag| format!("{path}: no flag {flag} in `totsugo {call}`")));
            if known.is_empty() {
                wrong.push(format!("{path}: no command in `totsugo {call}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 50, "{count} calls found");
}

#[test]
fn lists_are_whole() {
    let rules: BTreeSet<&str> = check::all().iter().map(|r| r.name).collect();
    assert_eq!(listed(&page("docs/rules.md")), rules);
    let ci = page("docs/ci.md");
    let format_names: BTreeSet<&str> = formats::ALL.iter().map(|f| f.name).collect();
    assert!(format_names.is_subset(&listed(&ci)), "{format_names:?}");
    for (_, en, ja) in Ruling::ALL {
        assert!(ci.contains(&format!("\n| `{en}` ({ja}) | ")), "{en}");
    }
    let tables = page("docs/formats.md");
    for table in Table::ALL {
        let row = tables.lines().find(|l| l.starts_with(&format!("| `{}` |", table.file())));
        let row = row.unwrap_or_else(|| panic!("docs/formats.md does not list {}", table.file()));
        let fields: Vec<String> = table.fields().iter().map(|f| format!("`{}`", f.name)).collect();
        assert!(row.ends_with(&format!("| {} |", fields.join(", "))), "{row}\nwant {}", fields.join(", "));
    }
    let crates = page("docs/dependencies.md");
    let manifest: toml::Table = page("Cargo.toml").parse().expect("a manifest");
    for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for (name, entry) in manifest[kind].as_table().expect("dependencies") {
            let name = entry.get("package").and_then(toml::Value::as_str).unwrap_or(name);
            let row = |l: &str| l.starts_with("| ") && l.split('|').nth(1).is_some_and(|cell| cell.contains(name));
            assert!(crates.lines().any(row), "docs/dependencies.md does not list {name}");
        }
    }
    let lock = page("Cargo.lock");
    assert!(
        !lock.contains("\"icu_"),
        "taken in again, see docs/packages.md: cargo update -p idna_adapter --precise 1.0.0"
    );
}

#[test]
fn the_design_lists_the_modules_in_their_order() {
    let design = page("DESIGN.md");
    let table = design.split("uses only modules above it in this table.").nth(1).expect("the table of modules");
    let rows = table.lines().skip_while(|l| !l.starts_with("| `")).take_while(|l| l.starts_with("| `"));
    let listed = rows.flat_map(|row| row.split('|').nth(1).unwrap_or("").split('`').skip(1).step_by(2));
    let library = page("src/lib.rs");
    let modules = library.lines().filter_map(|l| l.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    let modules = modules.filter(|name| *name != "tests").chain(["main"]);
    assert_eq!(listed.collect::<Vec<_>>(), modules.collect::<Vec<_>>());
}

#[test]
fn files_of_the_gate_are_read() {
    let ci = page("docs/ci.md");
    let toml = blocks(&ci, "toml");
    assert_eq!(toml.len(), 2);
    assert_eq!(expect::rows(toml[0], false).map(|rows| rows.len()), Ok(1));
    let config = Config::read(toml[1]).expect("settings");
    assert!(config.check.out.len() == 2 && config.tolerances().0.len() == 2);
}
