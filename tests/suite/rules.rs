//! Every example on a rule's page is run: a bad one fires exactly that rule, as gravely as the list says, a good one fires
//! nothing.

use crate::support::{analyse, blesses, tests};
use std::collections::BTreeSet;
use totsugo::internals::check::{self, Finding, Rule, Severity};
use totsugo::internals::corpus::Format;
use totsugo::internals::crosscheck::{Against, Inside, crosscheck};
use totsugo::internals::expect;
use totsugo::internals::output::form;

/// The fenced blocks of a page with the given info string.
fn examples<'a>(page: &'a str, kind: &str) -> Vec<&'a str> {
    let open = format!("```{kind}\n");
    page.split(open.as_str()).skip(1).filter_map(|rest| rest.split_once("```")).map(|(body, _)| body).collect()
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
        let decisions = form::baseline("findings.csv", blocks.remove(0).as_bytes()).expect("decisions");
        against.docket.baseline = Some(decisions);
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
        let (bad, good) = (examples(rule.page.text, "bad"), examples(rule.page.text, "good"));
        assert!(!bad.is_empty() && !good.is_empty(), "{} has examples of both kinds", rule.name);
        for example in bad {
            let found = findings(example);
            let fired: Vec<(&str, Severity)> = found.iter().map(|f| (f.rule.as_str(), f.severity)).collect();
            if fired != [(rule.name, rule.severity)] {
                wrong.push(format!("bad example of {} fired {fired:?}:\n{example}", rule.name));
            }
        }
        for example in good {
            let fired: Vec<String> =
                findings(example).into_iter().map(|f| format!("{}: {}", f.rule, f.message)).collect();
            if !fired.is_empty() {
                wrong.push(format!("good example of {} fired {fired:?}:\n{example}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
const LISTED: (&str, &str) = ("../docs/rules.md", "../src/check/rules");
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
    let path = tests(LISTED.0);
    let page = std::fs::read_to_string(&path).expect("the page");
    let (before, rest) = page.split_once(HEAD).expect("the table of rules");
    let end = rest.find("\n\n").map_or(rest.len(), |at| at + 1);
    let written = format!("{before}{HEAD}{}{}", rows(), &rest[end..]);
    if blesses() {
        std::fs::write(&path, &written).expect("the page can be written");
    }
    assert!(
        blesses() || written == page,
        "{} is out of date: TOTSUGO_BLESS=1 cargo test --test suite rules",
        path.display()
    );
}
