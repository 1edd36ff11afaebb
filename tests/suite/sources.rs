//! Two articles of one paper are one source, wherever sources are counted.

use crate::scratch::Scratch;
use std::collections::BTreeMap;

/// A run over articles about one sum: source, and the sum in 億円.
fn run(articles: &[(&str, u32)]) -> (Scratch, String) {
    let scratch = Scratch::new();
    for (i, (source, sum)) in articles.iter().enumerate() {
        let text = format!("---\nsource: {source}\npublished: 2018-01-30\n---\n甲社の補償の総額は{sum}億円だ。\n");
        scratch.write(&format!("articles/{i}.md"), text);
    }
    let call = scratch.totsugo(&["run", "articles", "--csv", "plain", "--lang", "en"]);
    assert_eq!(call.code, 0, "{}", call.err);
    (scratch, call.err)
}

/// The rows of a table of the output folder, by column.
fn rows(scratch: &Scratch, table: &str) -> Vec<BTreeMap<String, String>> {
    let text = scratch.read(&format!("output/{table}.csv"));
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn one_paper_does_not_agree_with_itself() {
    let (scratch, summary) = run(&[("甲新聞", 463), ("甲新聞", 463)]);
    let facts = rows(&scratch, "facts");
    let fact = facts.iter().find(|f| f["documents"] == "2").expect("both articles state it");
    assert_eq!(["verdict", "sources", "supporting", "claims"].map(|c| fact[c].as_str()), ["single", "1", "1", "2"]);
    assert!(summary.contains("0  agree ") && summary.contains("1  single "), "{summary}");
    assert!(rows(&scratch, "comparison").is_empty());
    let compared = rows(&scratch, "checks").into_iter().find(|c| c["rule"] == "fact-conflict").expect("the rule ran");
    assert_eq!((compared["compared"].as_str(), compared["skipped"].as_str()), ("0", "1"));
    let drafted = scratch.totsugo(&["facts", "init", "articles", "-o", "-"]);
    assert!(!drafted.out.contains("[[fact]]"), "{}", drafted.out);
}

#[test]
fn two_papers_outweigh_three_articles_of_one() {
    let (scratch, summary) =
        run(&[("甲新聞", 463), ("甲新聞", 463), ("甲新聞", 463), ("乙新聞", 436), ("丙新聞", 436)]);
    let facts = rows(&scratch, "facts");
    let [fact] = &facts[..] else { panic!("{facts:?}") };
    let cells = ["verdict", "value", "sources", "supporting", "documents"].map(|c| fact[c].as_str());
    assert_eq!(cells, ["conflict", "43600000000", "3", "2", "5"]);
    assert!(summary.contains("better supported: 436億円 (2 sources against 1)"), "{summary}");
    // the value of fewer sources is the one to look at first
    assert_eq!(rows(&scratch, "findings")[0]["surface"], "463億円");
    let compared = rows(&scratch, "comparison");
    assert_eq!(["甲新聞", "乙新聞", "丙新聞"].map(|s| compared[0][s].as_str()), ["463億円", "436億円", "436億円"]);
    let page = scratch.read("output/report.html");
    assert!(page.contains("3</b> sources") && page.contains(">2 sources<") && page.contains(">1 sources<"));
}
