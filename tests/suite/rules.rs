//! Every example on a rule's page is run: a bad one fires exactly that rule, a good one fires nothing.

use crate::support::analyse;
use totsugo::internals::check::{self, Finding};
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
        let (bad, good) = (examples(rule.page, "bad"), examples(rule.page, "good"));
        assert!(!bad.is_empty() && !good.is_empty(), "{} has examples of both kinds", rule.name);
        for example in bad {
            let fired: Vec<String> = findings(example).into_iter().map(|f| f.rule).collect();
            if fired != [rule.name] {
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
fn pages_begin_with_the_name_of_their_rule() {
    for rule in check::all() {
        assert!(rule.page.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
    }
}
