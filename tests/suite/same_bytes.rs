//! The same bytes for any number of threads and any order of input.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn output(args: &[&str], dir: &Path, name: &str) -> BTreeMap<String, Vec<u8>> {
    written("run", args, dir, name)
}

fn written(command: &str, args: &[&str], dir: &Path, name: &str) -> BTreeMap<String, Vec<u8>> {
    let status = Command::new(env!("CARGO_BIN_EXE_totsugo"))
        .args([command, "-q", "-o", name])
        .args(args)
        .current_dir(dir)
        .status()
        .expect("totsugo runs");
    assert!(status.success());
    let files = std::fs::read_dir(dir.join(name)).expect("the output folder").map(|e| e.expect("an entry").path());
    files
        .map(|p| {
            (p.file_name().unwrap_or_default().to_string_lossy().into_owned(), std::fs::read(&p).expect("a table"))
        })
        .collect()
}

#[test]
fn output_does_not_depend_on_threads_or_order() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    // the second has pages without a date, which the others place
    for folder in ["corpus", "tests/cases/dated_by_affair/corpus"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            std::fs::copy(&path, dir.path().join(&name)).expect("copied");
            files.push(name);
        }
    }
    files.sort();
    let forward: Vec<&str> = files.iter().map(String::as_str).collect();
    let backward: Vec<&str> = forward.iter().rev().copied().collect();
    let one = output(&[&["--jobs", "1"], forward.as_slice()].concat(), dir.path(), "one");
    assert!(one.len() >= 13 && one.contains_key("datapackage.json"));
    for (jobs, order, name) in [("2", &forward, "two"), ("3", &backward, "three")] {
        let other = output(&[&["--jobs", jobs], order.as_slice()].concat(), dir.path(), name);
        let differing: Vec<_> = one.iter().filter(|(k, v)| other.get(*k) != Some(v)).map(|(k, _)| k).collect();
        assert!(differing.is_empty(), "--jobs {jobs}: {differing:?}");
    }
}

#[test]
fn shards_of_claims_give_what_one_run_gives() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    std::fs::create_dir(dir.path().join("corpus")).expect("a folder");
    for entry in std::fs::read_dir(corpus).expect("the sample corpus") {
        let entry = entry.expect("a file of it");
        std::fs::copy(entry.path(), dir.path().join("corpus").join(entry.file_name())).expect("a copy");
    }
    let one = output(&["corpus"], dir.path(), "one");
    let extract = Command::new(env!("CARGO_BIN_EXE_totsugo"))
        .args(["extract", "-q", "corpus"])
        .current_dir(dir.path())
        .output()
        .expect("totsugo runs");
    let lines: Vec<&str> = std::str::from_utf8(&extract.stdout).expect("UTF-8").lines().collect();
    assert!(lines.len() > 20);
    for (k, shard) in ["a.jsonl", "b.jsonl", "c.jsonl"].into_iter().enumerate() {
        let own: String = lines.iter().skip(k).step_by(3).map(|l| format!("{l}\n")).collect();
        std::fs::write(dir.path().join(shard), own).expect("a shard");
    }
    let shards = written("crosscheck", &["c.jsonl", "a.jsonl", "b.jsonl"], dir.path(), "shards");
    for table in ["facts.csv", "evidence.csv", "relations.csv", "comparison.csv", "timeline.csv"] {
        assert!(one.contains_key(table) && one.get(table) == shards.get(table), "{table}");
    }
}

#[test]
fn a_short_name_is_the_long_one_of_another_document_whichever_comes_first() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let title = "空き家等の適正管理に関する条例";
    for (name, text) in [
        ("a.txt", "空き家条例は7月1日に施行される。"),
        ("b.txt", "夕凪市は7月1日に空き家等の適正管理に関する条例を施行する。"),
        ("c.txt", "議会では、空き家等の適正管理に関する条例が空き家条例と呼ばれた。"),
    ] {
        std::fs::write(dir.path().join(name), text).expect("an article");
    }
    let one = output(&["--jobs", "1", "a.txt", "b.txt", "c.txt"], dir.path(), "one");
    let other = output(&["--jobs", "3", "c.txt", "b.txt", "a.txt"], dir.path(), "other");
    assert_eq!(one, other);
    let rows = |table: &str| -> Vec<csv::StringRecord> {
        let bytes = one[table].as_slice();
        csv::Reader::from_reader(bytes).into_records().map(|row| row.expect("rectangular")).collect()
    };
    let (entities, index) = (rows("entities.csv"), rows("entity_index.csv"));
    let laws: Vec<_> = entities.iter().filter(|row| &row[4] == "LAW").collect();
    assert_eq!(laws.iter().map(|row| &row[3]).collect::<Vec<_>>(), ["空き家条例", title, title, "空き家条例"]);
    assert!(laws.iter().all(|row| &row[5] == title && row[6] == laws[0][6]), "{laws:?}");
    let law: Vec<_> = index.iter().filter(|row| &row[2] == "LAW").collect();
    let [law] = law[..] else { panic!("{law:?}") };
    // c.txt has both names and is one document
    assert_eq!((&law[0], &law[4], &law[5]), (&laws[0][6], "4", "3"));
}
