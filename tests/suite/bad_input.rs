//! Bad input gets a clear answer and loses nothing: the exit code is 3, the row says why, the good document is read.

use std::path::Path;
use std::process::{Command, Output};

fn totsugo(args: &[&str], dir: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_totsugo")).args(args).current_dir(dir).output().expect("totsugo runs")
}

/// Runs over a corpus of one good document and `bad`; gives documents.csv and standard error.
fn with_bad(name: &str, bytes: &[u8]) -> (i32, String, String) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(dir.path().join("corpus")).expect("corpus");
    std::fs::write(dir.path().join("corpus/good.txt"), "2018年1月26日に580億円が流出した。\n").expect("good.txt");
    std::fs::write(dir.path().join("corpus").join(name), bytes).expect("the bad file");
    let out = totsugo(&["run", "--csv", "plain"], dir.path());
    let documents = std::fs::read_to_string(dir.path().join("output/documents.csv")).expect("documents.csv");
    assert!(
        std::fs::read_to_string(dir.path().join("output/amounts.csv")).expect("amounts.csv").contains("58000000000")
    );
    (out.status.code().unwrap_or(-1), documents, String::from_utf8_lossy(&out.stderr).into_owned())
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_read() {
    let gz = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1];
    for (name, bytes, status, code) in [
        ("binary.txt", b"\x00\x01\x02\x00\x03\xff\x00\x00".as_slice(), "error", 3),
        ("broken.txt.gz", gz.as_slice(), "error", 3),
        ("line.jsonl", b"{\"id\":\"a1\",\"text\":\"\xe6\x9c\xac\"}\n{\"id\":\n".as_slice(), "error", 3),
        ("notext.jsonl", b"{\"id\":\"a1\",\"title\":\"x\"}\n".as_slice(), "error", 3),
        ("empty.txt", b"".as_slice(), "warning", 0),
        ("front.md", b"---\ntitle: [unclosed\n---\n\xe6\x9c\xac\xe6\x96\x87\n".as_slice(), "warning", 0),
        // empty comments, which HTML and Markdown allow
        ("comment.md", "本文<!-->。\n\n<!--->\n<!---->\n".as_bytes(), "ok", 0),
        ("comment.html", "<p>本文<!-->。<!---></p><!--".as_bytes(), "ok", 0),
        ("bytes.html", b"<meta charset=\"utf-8\"><p>\xe6\x9c\xac\xff\xfe</p>".as_slice(), "warning", 0),
    ] {
        let (got, documents, said) = with_bad(name, bytes);
        let said_so = documents.lines().any(|l| l.contains(name) && l.contains(&format!(",{status},")));
        assert!(said_so, "{name} has status {status} in\n{documents}");
        assert_eq!(got, code, "{name}: {said}");
    }
}

#[test]
fn nothing_to_read_is_not_success() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(dir.path().join("empty")).expect("a folder");
    for args in [&["run", "empty"][..], &["run", "missing.txt"], &["check", "empty"]] {
        let out = totsugo(args, dir.path());
        assert_eq!(out.status.code(), Some(3), "{args:?}");
        assert!(!out.stderr.is_empty());
    }
}

#[test]
fn a_folder_of_somebody_else_is_not_replaced() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(dir.path().join("a.txt"), "本文。\n").expect("a.txt");
    std::fs::create_dir(dir.path().join("output")).expect("output");
    std::fs::write(dir.path().join("output/thesis.doc"), "years of work").expect("thesis.doc");
    let out = totsugo(&["run", "a.txt"], dir.path());
    assert_eq!(out.status.code(), Some(2), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(dir.path().join("output/thesis.doc").exists());
}

#[test]
fn a_rule_that_does_not_exist_gets_a_suggestion() {
    let out = totsugo(&["explain", "date-weekdy"], Path::new("."));
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("date-weekday"));
}

#[test]
fn input_inside_the_output_folder_is_said_to_be_so() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(dir.path().join("a.txt"), "本文。\n").expect("a.txt");
    assert_eq!(totsugo(&["run", "a.txt", "-o", "out"], dir.path()).status.code(), Some(0));
    std::fs::write(dir.path().join("out/notes.txt"), "本文。\n").expect("notes.txt");
    let out = totsugo(&["run", "out/notes.txt", "-o", "out"], dir.path());
    assert_eq!(out.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&out.stderr).contains("lies in the output folder"));
}
