//! Every example on a rule's page is run: a bad one fires exactly that rule, as gravely as the list says, a good one fires
//! nothing.

use crate::expected;
use crate::support::{analyse, root};
use std::collections::BTreeSet;
use totsugo::internals::check::{self, Finding, Rule};
use totsugo::internals::corpus::Format;
use totsugo::internals::crosscheck::{Against, Inside, crosscheck};
use totsugo::internals::expect;
use totsugo::internals::output::baseline;

/// The fenced blocks of a page with the given info string, each with its first line in the page.
fn examples<'a>(page: &'a str, kind: &str) -> Vec<(usize, &'a str)> {
    let open = format!("```{kind}\n");
    let blocks = page.match_indices(open.as_str()).filter_map(|(at, _)| {
        let body = &page[at + open.len()..];
        Some((page[..at].lines().count() + 2, &body[..body.find("```")?]))
    });
    blocks.collect()
}

/// Open findings in one example; `===` separates documents. A first block that is a CSV of expected facts or of
/// decisions is taken as that.
fn findings(example: &str) -> Vec<Finding> {
    let mut blocks: Vec<&str> = example.split("===\n").collect();
    let mut against = Against::default();
    if blocks[0].starts_with("subject,") {
        for row in expect::rows(blocks.remove(0), true).expect("rows") {
            let claims = analyse(&row.sentence().0, Format::Txt, "facts.csv").claims;
            against.expected.push(row.claimed(claims, &[]).expect("a value"));
        }
    } else if blocks[0].starts_with("fingerprint,") {
        let decisions = baseline::read("findings.csv", blocks.remove(0).as_bytes()).expect("decisions");
        against.policy.baseline = Some(decisions);
    }
    let (mut claims, mut inside) = (Vec::new(), Inside::default());
    for (i, text) in blocks.into_iter().enumerate() {
        let mut analysis = analyse(text, Format::Md, &format!("{i}.md"));
        inside.add(&mut analysis);
        claims.extend(analysis.claims);
    }
    let found = crosscheck(claims, inside, &against).findings;
    found.into_iter().filter(|r| r.status.is_open()).map(|r| r.finding).collect()
}

#[test]
fn examples_do_what_their_page_says() {
    let mut wrong = Vec::new();
    for rule in check::all() {
        let file = format!("src/check/rules/{}.md", rule.name.replace('-', "_"));
        let page = std::fs::read_to_string(root().join(&file)).expect("the page");
        let (bad, good) = (examples(&page, "bad"), examples(&page, "good"));
        assert!(!bad.is_empty() && !good.is_empty(), "{} has examples of both kinds", rule.name);
        let says = format!("{} {}", rule.name, rule.severity.as_str());
        for (want, line, example) in
            bad.iter().map(|(l, e)| (says.as_str(), l, e)).chain(good.iter().map(|(l, e)| ("", l, e)))
        {
            let found = findings(example);
            let fired: Vec<String> = found.iter().map(|f| format!("{} {}", f.rule, f.severity.as_str())).collect();
            if fired.join(" ") != want {
                let got: String =
                    fired.iter().zip(&found).map(|(fired, f)| format!("    +{fired}: {}\n", f.message)).collect();
                wrong.push(format!("{file}:{line}\n    -{want}\n{got}\n{example}"));
            }
        }
    }
    assert!(wrong.is_empty(), "examples that do not do what their page says\n{}", wrong.join("\n"));
}

#[test]
fn pages_begin_with_the_name_of_their_rule_and_have_titles_of_their_own() {
    let mut titles = BTreeSet::new();
    for Rule { name, page, .. } in check::all() {
        assert!(page.text.starts_with(&format!("# {name}\n")), "{name}");
        for title in [page.en, page.ja, page.summary] {
            assert!(!title.trim().is_empty() && titles.insert(title), "{name}: {title:?}");
        }
    }
}

/// The page with the table of rules, and where their pages stand as seen from it.
const LISTED: (&str, &str) = ("docs/rules.md", "../src/check/rules");
/// The head of that table.
const HEAD: &str = "| rule | 規則 | what it looks at |\n|---|---|---|\n";

/// The rows of that table, as the pages of the rules say.
fn rows() -> String {
    let row = |Rule { name, page, .. }: &Rule| {
        let file = name.replace('-', "_");
        format!("| [`{name}`]({}/{file}.md) | {} | {} |\n", LISTED.1, page.ja, page.summary)
    };
    check::all().iter().map(row).collect()
}

#[test]
fn the_table_of_rules_is_up_to_date() {
    let path = root().join(LISTED.0);
    let page = std::fs::read_to_string(&path).expect("the page");
    let (before, rest) = page.split_once(HEAD).expect("the table of rules");
    let end = rest.find("\n\n").map_or(rest.len(), |at| at + 1);
    expected::none(expected::compare(&path, &format!("{before}{HEAD}{}{}", rows(), &rest[end..])).err());
}
