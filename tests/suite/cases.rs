//! Whole-pipeline cases: each folder of `tests/cases` holds `corpus/` and `expect.txt`, which has the findings as
//! `--out text` renders them, and then the facts that are compared between the articles. With `judgements.csv` in it, the
//! articles are compared under these judgements, and what is said of those comes last.

use crate::expected;
use crate::support::tests;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Rows of a table, by column name.
fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    reader.deserialize().map(|r| r.unwrap_or_else(|e| panic!("{}: {e}", path.display()))).collect()
}

/// The facts of an output folder, in lines a person can check against the articles.
fn facts(out: &Path) -> String {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let evidence = table(&out.join("evidence.csv"));
    let mut lines = Vec::new();
    for fact in table(&out.join("facts.csv")).iter().filter(|f| f["verdict"] != "single") {
        let mut claims: Vec<String> = evidence
            .iter()
            .filter(|e| e["fact_id"] == fact["fact_id"])
            .map(|e| format!("{}:{} {}", name(&e["path"]), e["line"], e["value"]))
            .collect();
        claims.sort();
        let judged =
            if fact["judged_by"].is_empty() { String::new() } else { format!(" | judged by {}", fact["judged_by"]) };
        lines.push(format!("{:<10} {} | {}{judged}\n", fact["verdict"], fact["attribute"], claims.join(" | ")));
    }
    lines.sort();
    lines.concat()
}

/// What laying the articles of a case side by side says.
fn said(case: &Path) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let judgements = case.join("judgements.csv").exists().then_some(["--judgements", "judgements.csv"]);
    let run = Command::new(env!("CARGO_BIN_EXE_totsugo"))
        .args(["run", "--csv", "plain", "--out", "text", "corpus", "-o"])
        .arg(&out)
        .args(judgements.into_iter().flatten())
        .current_dir(case)
        .output()
        .expect("totsugo runs");
    assert!(run.status.success(), "{}", case.display());
    let told = String::from_utf8(run.stderr).expect("UTF-8");
    let told: String = told.lines().filter(|l| l.starts_with("judgements.csv")).map(|l| format!("{l}\n")).collect();
    let told = if told.is_empty() { told } else { format!("\njudgements\n\n{told}") };
    let findings = std::fs::read_to_string(out.join("findings.text")).expect("the findings");
    format!("{findings}facts\n\n{}{told}", facts(&out))
}

#[test]
#[cfg_attr(not(feature = "ner"), ignore = "written with the model of names")]
fn cases_say_what_is_expected() {
    let mut folders: Vec<_> =
        std::fs::read_dir(tests("cases")).expect("tests/cases").map(|e| e.expect("an entry").path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    let compare = |folder: &std::path::PathBuf| expected::compare(&folder.join("expect.txt"), &said(folder)).err();
    expected::none(folders.iter().filter_map(compare));
}
