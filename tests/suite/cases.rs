//! Whole-pipeline cases: each folder of `tests/cases` holds `corpus/` and `expect.txt`, what laying its articles side
//! by side says. `TOTSUGO_BLESS=1 cargo test` writes the files anew; read the difference before committing it.

use crate::support::{blesses, tests};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Rows of a table, by column name.
fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    reader.deserialize().map(|r| r.unwrap_or_else(|e| panic!("{}: {e}", path.display()))).collect()
}

/// What the output folder says, in lines a person can check against the articles.
fn said(out: &Path) -> String {
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
        lines.push(format!("{:<10} {} | {}", fact["verdict"], fact["attribute"], claims.join(" | ")));
    }
    for finding in table(&out.join("findings.csv")) {
        lines.push(format!(
            "{:<10} {}:{} {} — {}",
            finding["rule"],
            name(&finding["path"]),
            finding["line"],
            finding["surface"],
            finding["message"]
        ));
    }
    lines.sort();
    lines.join("\n") + "\n"
}

#[test]
#[cfg_attr(not(feature = "ner"), ignore = "written with the model of names")]
fn cases_say_what_is_expected() {
    let mut wrong = Vec::new();
    let mut folders: Vec<_> =
        std::fs::read_dir(tests("cases")).expect("tests/cases").map(|e| e.expect("an entry").path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let out = tempfile::tempdir().expect("a temporary folder");
        let out = out.path().join("out");
        let status = Command::new(env!("CARGO_BIN_EXE_totsugo"))
            .args(["run", "-q", "--csv", "plain", "-o"])
            .arg(&out)
            .arg(folder.join("corpus"))
            .status()
            .expect("totsugo runs");
        assert!(status.success(), "{}", folder.display());
        let got = said(&out);
        let expected = folder.join("expect.txt");
        if blesses() {
            std::fs::write(&expected, &got).expect("expect.txt is written");
        }
        let want = std::fs::read_to_string(&expected).unwrap_or_default();
        if got != want {
            wrong.push(format!("{}\n--- expected\n{want}--- got\n{got}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
