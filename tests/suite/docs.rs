//! What `docs/ci.md` shows can be used.

use crate::scratch::Scratch;
use crate::support::read;
use totsugo::config::Config;
use totsugo::expect;
use totsugo::output::formats;
use totsugo::review::Ruling;

/// The fenced blocks of the page in a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    page.split(open.as_str()).skip(1).filter_map(|rest| rest.split_once("```")).map(|(body, _)| body).collect()
}

#[test]
fn the_page_names_every_format_and_every_decision() {
    let page = read("../docs/ci.md");
    for format in formats::ALL {
        assert!(page.contains(&format!("\n| `{}` | ", format.name)), "{format:?}");
    }
    for (_, en, ja) in Ruling::ALL {
        assert!(page.contains(&format!("\n| `{en}` ({ja}) | ")), "{en}");
    }
}

#[test]
fn its_files_are_read_and_its_flags_exist() {
    let page = read("../docs/ci.md");
    let toml = blocks(&page, "toml");
    assert_eq!(toml.len(), 2);
    assert_eq!(expect::rows(toml[0], false).map(|rows| rows.len()), Ok(1));
    let config = Config::read(toml[1]).expect("settings");
    assert!(config.check.out.len() == 2 && config.tolerances().0.len() == 2);
    let help = |command| Scratch::new().totsugo(&[command, "--help"]).out;
    let known = help("check") + &help("facts") + &help("run");
    let recipes = [blocks(&page, "yaml"), blocks(&page, "console")].concat();
    for line in recipes.iter().flat_map(|b| b.lines()).filter(|l| l.contains("totsugo check")) {
        // what stands behind a bar or in $( ) belongs to another program
        let own = line.split(" | ").next().unwrap_or(line).replace("$(date +%F)", "");
        for flag in own.split([' ', '=', '"', '\'', '{']).filter(|w| w.starts_with("--") && w.len() > 2) {
            assert!(known.contains(&format!("{flag} ")) || known.contains(&format!("{flag}\n")), "{flag} in {line}");
        }
    }
}
