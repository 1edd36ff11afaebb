//! The program in the hands of strangers: names, texts, files and settings that are made to do harm, and what a person has
//! written, which is never lost.

use crate::scratch::Scratch;
use totsugo::internals::output::formats;

/// A document with a finding.
const WRONG: &str = "2018年1月26日(木)に発表した。\n";

/// Characters that control a terminal, turn the direction of writing or begin a line.
fn hostile() -> String {
    let controls = ('\u{1}'..='\u{9f}').filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
    controls.chain("\u{2028}\u{2029}\u{61c}\u{200e}\u{202e}\u{2066}\u{2069}\u{e0041}".chars()).collect()
}

#[cfg(unix)]
#[test]
fn nothing_that_controls_passes_to_a_terminal_or_to_ci() {
    let scratch = Scratch::new();
    let controls = hostile();
    let text = format!("{controls}2018年1月26日(木)に{controls}##[add-mask]5社が発表した。\n::add-mask::x\n");
    let names = ["c/a\n::add-mask::x.md", "c/\u{1b}]0;x\u{7}\u{202e}\u{2028}.md", "c/ ::add-mask::y.md"];
    names.iter().for_each(|name| scratch.write(name, &text));
    scratch.write("c/b\n::add-mask::\u{1b}.txt", b"\x00\x01\x02");
    let mut calls: Vec<Vec<&str>> =
        vec![vec!["run", "c", "-v"], vec!["extract", "c"], vec!["extract", "c", "--to", "csv"]];
    calls.push(vec!["explain", "c/\u{1b}]0;x\u{7}\u{202e}\u{2028}.md:1"]);
    calls.push(vec!["check", "no\n::add-mask::z"]);
    calls.push(vec!["check", "c", "--baseline", "no\n::add-mask::\u{1b}"]);
    calls.push(vec!["check", "c", "--fail-on", "\n::add-mask::\u{1b}z"]);
    for format in formats::ALL.iter().filter(|f| !f.binary && f.name != "html") {
        calls.push(vec!["check", "c", "--out", format.name]);
    }
    for args in &calls {
        let call = scratch.totsugo(args);
        for stream in [&call.out, &call.err] {
            // CSV is data: characters come back as they were, but for what ends a line
            let ends = "\u{85}\u{2028}\u{2029}";
            let barred =
                if args.contains(&"csv") && std::ptr::eq(stream, &call.out) { ends } else { controls.as_str() };
            let passed: Vec<char> = stream.chars().filter(|c| barred.contains(*c)).collect();
            assert!(passed.is_empty(), "{args:?}: {passed:?} in {stream}");
            let structured = ["jsonl", "csv", "sarif", "rdjsonl", "gitlab", "junit"].iter().any(|f| args.contains(f));
            assert!(structured || args[0] == "extract" || !stream.contains("##[add-mask]"), "{args:?}: {stream}");
            let commands = stream.lines().filter(|line| line.trim_start().starts_with("::"));
            let own =
                |line: &str| args.contains(&"github") && ["::error ", "::notice "].iter().any(|c| line.starts_with(c));
            assert_eq!(commands.filter(|line| !own(line)).count(), 0, "{args:?}: {stream}");
        }
    }
}

/// Writes words into the columns of the first row of a table of findings.
fn fill(scratch: &Scratch, file: &str, cells: &[(&str, &str)]) {
    let text = scratch.read(file);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().expect("a header").clone();
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect();
    for (name, cell) in cells {
        let at = header.iter().position(|h| h == *name).expect("a column");
        (*cell).clone_into(&mut rows[0][at]);
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).expect("memory");
    rows.iter().for_each(|row| writer.write_record(row).expect("memory"));
    scratch.write(file, writer.into_inner().expect("memory"));
}

#[test]
fn the_next_run_carries_decisions_over() {
    let scratch = Scratch::new();
    scratch.write("c/a.txt", WRONG);
    assert_eq!(scratch.totsugo(&["run", "c"]).code, 0);
    fill(
        &scratch,
        "output/findings.csv",
        &[("decision", "accept"), ("reason", "原文のまま"), ("expires", "2030-01-01")],
    );
    scratch.write("output/mine.txt", "mine");
    for _ in 0..2 {
        let call = scratch.totsugo(&["run", "c"]);
        assert!(call.code == 0 && call.err.contains("1 decision carried over"), "{}", call.err);
        let table = scratch.read("output/findings.csv");
        assert!(table.contains("closed,accept,原文のまま,,,2030-01-01"), "{table}");
        assert!(!scratch.path("output/findings.decided-1.csv").exists(), "all is in the new table");
        assert_eq!(scratch.read("output/mine.txt"), "mine");
    }
    // what it is about is gone: the decision is kept, and said to be so
    scratch.write("c/a.txt", "2018年2月3日(日)に発表した。\n");
    let call = scratch.totsugo(&["run", "c"]);
    assert!(
        call.err.contains("0 decisions carried over from the earlier output, 1 match no finding any more"),
        "{}",
        call.err
    );
    assert!(call.err.contains("output/findings.decided-1.csv: kept"), "{}", call.err);
    assert!(scratch.read("output/findings.decided-1.csv").contains("原文のまま"));
    let table = scratch.read("output/findings.csv");
    assert!(table.contains(",open,") && !table.contains("stale-decision"), "{table}");
    // half filled in
    fill(&scratch, "output/findings.csv", &[("decision", "accept")]);
    let call = scratch.totsugo(&["run", "c"]);
    assert!(call.err.contains("output/findings.csv: row 2: the decision `accept` has no reason"), "{}", call.err);
    assert!(scratch.read("output/findings.decided-2.csv").contains(",accept,"));
    // a column of one's own
    fill(&scratch, "output/findings.csv", &[]);
    let table = scratch.read("output/findings.csv").replacen("severity", "memo,severity", 1).replacen(
        "error,",
        "mine,error,",
        1,
    );
    scratch.write("output/findings.csv", table);
    assert_eq!(scratch.totsugo(&["run", "c"]).code, 0);
    assert!(scratch.read("output/findings.decided-3.csv").contains("mine"));
}

#[cfg(feature = "xlsx")]
#[test]
fn decisions_in_the_workbook_are_carried_over() {
    let scratch = Scratch::new();
    scratch.write("c/a.txt", WRONG);
    assert_eq!(scratch.totsugo(&["run", "c", "--out", "xlsx"]).code, 0);
    let table = scratch.read("output/findings.csv");
    let at = table.find(",x").map(|at| at + 1).expect("a fingerprint");
    let print: String = table[at..].chars().take_while(char::is_ascii_alphanumeric).collect();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (heading, cell)) in
        [("指紋", print.as_str()), ("決定", "承認"), ("理由", "確認済み")].into_iter().enumerate()
    {
        sheet.write_string(0, column as u16, heading).expect("written");
        sheet.write_string(1, column as u16, cell).expect("written");
    }
    scratch.write("output/review.xlsx", book.save_to_buffer().expect("saved"));
    let call = scratch.totsugo(&["run", "c"]);
    assert!(call.err.contains("1 decision carried over"), "{}", call.err);
    assert!(scratch.read("output/findings.csv").contains("closed,accept,確認済み"));
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_the_earlier_output_and_the_next_one_clears_up() {
    let scratch = Scratch::new();
    scratch.write("c/a.txt", WRONG);
    assert_eq!(scratch.totsugo(&["run", "c"]).code, 0);
    let before = scratch.read("output/findings.csv");
    let mut killed = std::process::Command::new(env!("CARGO_BIN_EXE_totsugo"))
        .args(["run", "-", "-o", "output", "-q"])
        .current_dir(scratch.path("."))
        .stdin(std::process::Stdio::piped())
        .spawn()
        .expect("started");
    let left = || {
        std::fs::read_dir(scratch.path("."))
            .expect("there")
            .flatten()
            .filter(|e| e.file_name().to_string_lossy().starts_with(".totsugo-"))
            .count()
    };
    let began = (0..600).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        left() == 1
    });
    assert!(began, "it waits for its input");
    assert_eq!(scratch.totsugo(&["run", "c", "-o", "other"]).code, 0);
    assert_eq!(left(), 1, "a living run is left alone");
    killed.kill().expect("killed");
    killed.wait().expect("gone");
    assert_eq!(scratch.read("output/findings.csv"), before);
    assert_eq!(scratch.totsugo(&["run", "c", "-o", "other"]).code, 0);
    assert_eq!(left(), 0);
}

#[test]
fn what_is_asked_for_and_cannot_be_is_said_before_the_work_is_done() {
    let scratch = Scratch::new();
    scratch.write("a.txt", WRONG);
    scratch.write("words.toml", "[lexicon]\naliases = \"no.csv\"\n");
    scratch.write("latin.toml", b"# a\npaths = [\"\xe9\"]\n");
    scratch.write("facts.toml", "[[fact]]\nsubject = \"甲社\"\nattribute = \"売上高\"\nvalue = 463\n");
    scratch.write("lines.txt", "no claims\n");
    scratch.write("empty/x.png", "");
    for (args, code, where_and_what, what_to_do) in [
        (&["check", "a.txt", "--today", "2026/11/30"][..], 2, "'2026/11/30' for '--today <DATE>'", "as in 2026-11-26"),
        (&["check", "a.txt", "-j", "x"], 2, "'x' for '--jobs <N>'", "from 1 to 1024"),
        (&["check", "a.txt", "--max-document", "0"], 2, "--max-document", "1..=1024"),
        (&["check", "a.txt", "--config", "words.toml"], 2, "words.toml: `aliases` names no.csv", "correct the path"),
        (&["check", "a.txt", "--config", "latin.toml"], 2, "latin.toml:2: not UTF-8", "save the file as UTF-8"),
        (&["check", "a.txt", "--config", "no.toml"], 2, "no.toml: reading the settings", "correct the path"),
        (&["check", "a.txt", "--facts", "facts.toml"], 2, "facts.toml:4:9: invalid type", "put it in quotes"),
        (&["check", "a.txt", "--aliases", "no.csv"], 2, "no.csv: reading the aliases", "correct the path"),
        (&["check", "a.txt", "--user-dict", "no.csv"], 2, "no.csv: cannot be read", "correct the path"),
        (&["check", "a.txt", "--ner-model", "no.bin"], 2, "no.bin: reading the model", "correct the path"),
        (&["check", "a.txt", "--files-from", "no.txt"], 2, "no.txt: reading the list", "correct the path"),
        (&["check", "a.txt", "--out", "jsonl=no/x.jsonl"], 2, "no/x.jsonl: there is no folder no", "make it first"),
        (&["run", "a.txt", "--out", "xlsx=no/x.xlsx"], 2, "no/x.xlsx: there is no folder no", "make it first"),
        (&["facts", "init", "a.txt", "-o", "no/f.toml"], 2, "no/f.toml: there is no folder no", "make it first"),
        (
            &["check", "a.txt", "--baseline", "no/b.csv", "--update-baseline"],
            2,
            "there is no folder no",
            "make it first",
        ),
        (&["check", "no/"], 3, "no/: does not exist", "give files"),
        (&["check", "empty"], 3, "empty: holds no .txt", "give files"),
        (&["crosscheck", "lines.txt", "-o", "x"], 3, "no claims to compare; x is left", "totsugo extract"),
    ] {
        let call = scratch.totsugo(args);
        assert_eq!(call.code, code, "{args:?}: {}", call.err);
        assert!(call.err.contains(where_and_what) && call.err.contains(what_to_do), "{args:?}: {}", call.err);
    }
    assert!(!scratch.path("x").exists() && !scratch.path("output").exists());
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_and_pipes_are_refused_at_once() {
    let scratch = Scratch::new();
    scratch.write("a.txt", WRONG);
    std::os::unix::fs::symlink("nowhere", scratch.path("out")).expect("linked");
    let call = scratch.totsugo(&["run", "a.txt", "-o", "out"]);
    assert!(call.code == 2 && call.err.contains("out is a link that leads nowhere"), "{}", call.err);
    let made = std::process::Command::new("mkfifo").arg(scratch.path("pipe")).status().expect("mkfifo runs");
    assert!(made.success());
    let call = scratch.totsugo(&["check", "pipe", "a.txt", "--out", "concise"]);
    assert!(call.code == 3 && call.err.contains("pipe: a pipe") && call.err.contains("- < pipe"), "{}", call.err);
    assert!(call.out.contains("date-weekday"), "the others are read");
}

#[test]
fn an_earlier_output_in_the_corpus_is_no_article() {
    let scratch = Scratch::new();
    scratch.write("c/a.txt", WRONG);
    assert_eq!(scratch.totsugo(&["run", "c", "-o", "c/out"]).code, 0);
    assert_eq!(scratch.totsugo(&["run", "c", "-o", "c/out"]).code, 0, "its own");
    let call = scratch.totsugo(&["check", "c", "-v", "--fail-on", "never"]);
    assert!(call.code == 0 && call.err.contains("c/out: an earlier output of totsugo"), "{}", call.err);
}

/// The files of a folder with their bytes.
fn files(scratch: &Scratch, folder: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(scratch.path(folder)).expect("there").flatten();
    entries.map(|e| (e.file_name().to_string_lossy().into_owned(), std::fs::read(e.path()).expect("read"))).collect()
}

/// Writes fail, or the run is killed by them, once a file has so many blocks of half a kilobyte.
#[cfg(unix)]
#[test]
fn the_earlier_output_or_the_new_one_is_whole_whatever_write_fails() {
    let scratch = Scratch::new();
    let late: String = (1..28).map(|day| format!("2018年2月{day}日に{day}億円を返した。\n")).collect();
    scratch.write("late/a.txt", late);
    assert_eq!(scratch.totsugo(&["run", "late", "-o", "whole"]).code, 0);
    let new = files(&scratch, "whole");
    scratch.write("early/a.txt", WRONG);
    let mut outcomes = std::collections::BTreeSet::new();
    for blocks in [0, 1, 2, 4, 8, 12, 16, 24, 48, 400] {
        for trap in ["trap '' XFSZ;", ""] {
            assert_eq!(scratch.totsugo(&["run", "early"]).code, 0);
            scratch.write("output/mine.txt", "mine");
            let old = files(&scratch, "output");
            let mut wanted = new.clone();
            wanted.insert("mine.txt".to_owned(), b"mine".to_vec());
            let call = format!("{trap} ulimit -c 0; ulimit -f {blocks}; exec \"$0\" run late -q");
            let done = std::process::Command::new("sh")
                .args(["-c", &call, env!("CARGO_BIN_EXE_totsugo")])
                .current_dir(scratch.path("."))
                .output()
                .expect("sh runs");
            let now = files(&scratch, "output");
            assert!(now == if done.status.success() { wanted } else { old }, "{blocks} blocks {trap}");
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(
                done.status.code().is_none_or(|code| code == 0 || !said.is_empty()),
                "{blocks} blocks {trap}: {said}"
            );
            outcomes.insert((trap, done.status.code()));
        }
    }
    let ends: Vec<Option<i32>> = outcomes.into_iter().map(|(_, code)| code).collect();
    assert_eq!(ends, [None, Some(0), Some(0), Some(3)], "killed or done; refused or done");
    let left = std::fs::read_dir(scratch.path(".")).expect("there").flatten();
    assert!(left.filter(|e| e.file_name().to_string_lossy().starts_with(".totsugo-")).count() <= 1, "only of the last");
}
