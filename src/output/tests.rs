//! All tables together.

use super::csv::{Dialect, Headers, Style, table};
use super::document_csv::DocumentCsv;
use super::folder::Folder;
use super::jsonl::{claim_json, claims_from_line, document_json, fact_json};
use super::report::Report;
use super::rows::{self, Comparison, EntityIndex, Row};
use super::schema::Table;
use super::testing::{analysis, claim, dated_claim, fact, finding, with_report};
use crate::check::{self, Count, Severity};
use crate::crosscheck::Ran;
use crate::error::Error;
use crate::fact::Verdict;
use crate::review::{Policy, review};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

fn read(path: &Path) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_path(path).expect("there");
    reader.records().map(|r| r.expect("rectangular").iter().map(str::to_owned).collect()).collect()
}

fn ran() -> Ran {
    let count = Count { compared: 1, ..Count::default() };
    Ran { rule: &check::all()[0], severity: Severity::Error, count }
}

fn write(dir: &Path, dialect: Dialect) -> Result<Vec<PathBuf>, Error> {
    let analysis = analysis();
    let entities = EntityIndex::of(&analysis);
    let claims = [analysis.claims[0].clone(), claim("d2", "朝日", "59700000000", "597億円")];
    let facts = [fact("f1", &[0, 1], Verdict::Conflict)];
    let findings = [finding(), finding()];
    let rules = [ran()];
    let mut folder = Folder::create(dir, dialect)?;
    folder.append(0, &DocumentCsv::new(&analysis, dialect))?;
    folder.append(1, &DocumentCsv::of_claims(&claims[1..], dialect))?;
    folder.file("report.html", b"<p>")?;
    with_report(|empty| {
        let findings = review(findings.to_vec(), &[], &Policy::default()).findings;
        let report =
            Report { claims: &claims, facts: &facts, findings: &findings, rules: &rules, entities: &entities, ..empty };
        folder.finish(&report)
    })
}

#[test]
fn every_row_has_the_columns_of_its_table() {
    let a = analysis();
    let claims = [claim("a", "毎日", "1", "1円"), dated_claim("b", "朝日", "2018-01-26")];
    let facts = [fact("f1", &[0, 1], Verdict::Compatible), fact("f2", &[1], Verdict::Single)];
    let index = EntityIndex::of(&a);
    let findings = review(vec![finding()], &[], &Policy::default()).findings;
    let tables: [(Table, Vec<Row>); 12] = [
        (Table::Documents, vec![rows::document_row(&a)]),
        (Table::Dates, rows::date_rows(&a)),
        (Table::Amounts, rows::amount_rows(&a)),
        (Table::Entities, rows::entity_rows(&a)),
        (Table::EntityIndex, index.rows(&HashMap::new())),
        (Table::Claims, claims.iter().map(rows::claim_row).collect()),
        (Table::Facts, rows::facts(&claims, &facts)),
        (Table::Evidence, rows::evidence(&claims, &facts)),
        (Table::Relations, rows::relations(&facts)),
        (Table::Timeline, rows::timeline(&claims, &facts)),
        (Table::Findings, rows::findings(&findings)),
        (Table::Checks, rows::checks(&[ran()])),
    ];
    for (table, rows) in tables {
        assert!(!rows.is_empty(), "{table:?}");
        assert!(rows.iter().all(|r| r.len() == table.fields().len()), "{table:?}");
    }
    let comparison = Comparison::new(&claims, &facts);
    let names: Vec<&str> = comparison.fields.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names[7..], ["朝日", "毎日"]);
    assert_eq!(comparison.rows[0][7..], ["2018-01-26", "1円"]);
}

#[test]
fn a_date_row_says_which_weekday_it_is() {
    let a = analysis();
    let row = &rows::date_rows(&a)[0];
    let cell = |name: &str| &*row[Table::Dates.fields().iter().position(|f| f.name == name).expect("a column")];
    assert_eq!((cell("weekday_written"), cell("weekday_actual")), ("木", "金"));
    assert_eq!((cell("line"), cell("char_start"), cell("char_end"), cell("mention_id")), ("2", "3", "16", "t-d1-3"));
    assert_eq!(cell("quote"), "「【2018年1月26日(木)】、毎日社は=580億円を失った。」");
}

#[test]
fn a_disputed_date_stands_in_the_timeline_once_per_value() {
    let claims = [dated_claim("a", "毎日", "2018-02-02"), dated_claim("b", "朝日", "2018-01-26")];
    let facts = [fact("f1", &[0, 1], Verdict::Conflict)];
    let rows = rows::timeline(&claims, &facts);
    let shown: Vec<(&str, &str)> = rows.iter().map(|r| (&*r[0], &*r[6])).collect();
    assert_eq!(shown, [("2018-01-26", "true"), ("2018-02-02", "true")]);
}

#[test]
fn a_folder_holds_every_table_and_replaces_itself_only() {
    let parent = tempfile::tempdir().expect("a folder");
    let out = parent.path().join("out");
    for headers in [Headers::Snake, Headers::Ja] {
        write(&out, Dialect { style: Style::Excel, headers }).expect("written");
    }
    for t in Table::ALL {
        assert!(std::fs::read(out.join(t.file())).expect("there").starts_with("\u{feff}".as_bytes()), "{t:?}");
    }
    assert_eq!(read(&out.join("amounts.csv"))[1][3], "'=580億円");
    std::fs::write(out.join("メモ.txt"), "mine").expect("written");
    write(&out, Dialect { style: Style::Plain, headers: Headers::Snake }).expect("written again");
    assert_eq!(read(&out.join("amounts.csv"))[1][3], "=580億円");
    assert!(out.join("メモ.txt").exists(), "what a person added stays");
    assert_eq!(std::fs::read_dir(parent.path()).expect("there").count(), 1, "nothing is left over");
    let decided =
        std::fs::read_to_string(out.join("findings.csv")).expect("there").replacen("open,,", "open,accept,", 1);
    std::fs::write(out.join("findings.csv"), &decided).expect("written");
    let kept = write(&out, Dialect::default()).expect("written over decisions");
    assert_eq!(kept, [out.join("findings.decided-1.csv")]);
    assert_eq!(std::fs::read_to_string(&kept[0]).expect("kept"), decided);
    // a folder of a person, and a file with the name of one that totsugo now writes
    std::fs::create_dir(out.join("notes")).expect("made");
    std::fs::write(out.join("notes/a.txt"), "mine").expect("written");
    let package = std::fs::read_to_string(out.join("datapackage.json")).expect("there");
    std::fs::write(out.join("datapackage.json"), package.replace("report.html", "other.html")).expect("written");
    std::fs::write(out.join("report.html"), "mine").expect("written");
    assert_eq!(write(&out, Dialect::default()).expect("written"), [out.join("report.kept-1.html")]);
    for name in ["notes/a.txt", "report.kept-1.html", "メモ.txt"] {
        assert_eq!(std::fs::read_to_string(out.join(name)).expect(name), "mine");
    }
}

#[test]
fn a_foreign_folder_is_refused_and_a_failed_run_leaves_nothing() {
    let parent = tempfile::tempdir().expect("a folder");
    let out = parent.path().join("out");
    write(&out, Dialect::default()).expect("written");
    let before = std::fs::read(out.join("facts.csv")).expect("there");
    drop(Folder::create(&out, Dialect::default()).expect("begun, never finished"));
    assert_eq!(std::fs::read(out.join("facts.csv")).expect("there"), before);
    assert_eq!(std::fs::read_dir(parent.path()).expect("there").count(), 1);
    std::fs::remove_file(out.join("datapackage.json")).expect("there");
    assert!(matches!(Folder::create(&out, Dialect::default()), Err(Error::Usage(m)) if m.contains("-o")));
}

#[test]
fn an_empty_run_writes_headers() {
    let parent = tempfile::tempdir().expect("a folder");
    let out = parent.path().join("new/out");
    let folder = Folder::create(&out, Dialect::default()).expect("begun");
    with_report(|empty| folder.finish(&empty)).expect("written");
    for t in Table::ALL {
        assert_eq!(read(&out.join(t.file())).len(), 1, "{t:?}");
    }
}

#[test]
fn a_document_line_gives_its_claims_back() {
    let a = analysis();
    let line = document_json(&a);
    assert_eq!(claims_from_line(&line).expect("claims"), a.claims);
    assert_eq!(claims_from_line(&claim_json(&a.claims[0])).expect("a claim"), a.claims);
    assert!(line.starts_with(r#"{"id":"d1","path":"corpus/a.md","source":"毎日","title":null,"#), "{line}");
    let value: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!((value["dates"][0]["start"].as_u64(), value["dates"][0]["end"].as_u64()), (Some(3), Some(16)));
    assert_eq!(value["dates"][0]["lower"], "2018-01-26");
    assert_eq!(value["amounts"][0]["value"], "58000000000");
    assert!(claims_from_line("[]").is_err() && claims_from_line("{}").is_err() && claims_from_line("{").is_err());
}

#[test]
fn a_fact_line_names_its_values() {
    let claims = [claim("a", "毎日", "58000000000", "580億円"), claim("b", "朝日", "59700000000", "597億円")];
    let value: serde_json::Value =
        serde_json::from_str(&fact_json(&fact("f1", &[0, 1], Verdict::Conflict), &claims)).expect("JSON");
    assert_eq!(value["verdict"], "conflict");
    assert_eq!(value["spread"], "1700000000");
    assert_eq!(value["values"][1]["sources"][0], "朝日");
    assert_eq!(value["relations"][0]["suspected_cause"], "digits swapped");
}

#[test]
fn tables_end_in_the_line_break_of_their_dialect() {
    let rows = || rows::checks(&[ran()]);
    let plain = Dialect { style: Style::Plain, headers: Headers::Snake };
    assert!(table(Table::Checks.fields(), rows(), Dialect::default()).ends_with(b"0\r\n"));
    assert!(table(Table::Checks.fields(), rows(), plain).ends_with(b",0\n"));
}
