//! The gate as a team uses it: settings, decisions, comments, expected facts, changed files, in scratch folders.

use crate::scratch::{Call, Scratch};
use encoding_rs::SHIFT_JIS;
use totsugo::internals::output::formats;

const A: &str = "---\nsource: 甲新聞\npublished: 2018-01-30\n---\n# 補償\n\n甲社の補償の総額は463億円だ。\n\n2018年1月26日(木)に決めた。\n";
const B: &str = "---\nsource: 乙新聞\npublished: 2018-01-30\n---\n# 補償\n\n甲社の補償の総額は436億円だ。\n";

fn articles() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("articles/a.md", A);
    scratch.write("articles/b.md", B);
    scratch
}

/// Rule and status of every finding, as the table of findings has them.
fn standing(scratch: &Scratch, args: &[&str]) -> Vec<String> {
    let call = scratch.totsugo(&[&["check", "articles", "--out", "csv"], args].concat());
    let mut reader = csv::Reader::from_reader(call.out.as_bytes());
    let rows = reader.deserialize::<std::collections::BTreeMap<String, String>>();
    let mut out: Vec<String> =
        rows.map(|r| r.expect("a row")).map(|r| format!("{} {}", r["rule"], r["status"])).collect();
    assert!(call.code < 2, "{}", call.err);
    out.sort();
    out
}

/// Fills the columns `decision` and `reason` of every row of a table of findings, as a spreadsheet would.
fn decide(scratch: &Scratch, file: &str, decision: &str, reason: &str) {
    let text = scratch.read(file);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().expect("a header").clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).expect("memory");
    for row in reader.records() {
        let row = row.expect("a row");
        let cell = |(name, cell): (&str, &str)| match name {
            "decision" => decision.to_owned(),
            "reason" => reason.to_owned(),
            _ => cell.to_owned(),
        };
        writer.write_record(header.iter().zip(&row).map(cell)).expect("memory");
    }
    scratch.write(file, writer.into_inner().expect("memory"));
}

#[test]
fn the_whole_loop_in_a_repository() {
    let scratch = articles();
    scratch.git(&["init", "-q", "-b", "main"]);
    let quiet = |c: Call| (c.code, c.out);
    assert_eq!(scratch.totsugo(&["init"]).code, 0);
    assert_eq!(scratch.totsugo(&["init"]).code, 2, "never overwritten");
    scratch.write("totsugo.toml", "paths = [\"articles\"]\n[check]\nbaseline = \"findings.csv\"\n");
    let call = scratch.totsugo(&["check"]);
    assert!(call.code == 2 && call.err.contains("--update-baseline"), "{}", call.err);
    assert_eq!(scratch.totsugo(&["run", "--isolated", "articles"]).code, 0);
    scratch.write("findings.csv", scratch.read("output/findings.csv"));
    std::fs::remove_dir_all(scratch.path("output")).expect("removed");
    assert_eq!(scratch.totsugo(&["check"]).code, 1, "rows nobody has decided close nothing");
    decide(&scratch, "findings.csv", "source_error", "乙新聞に照会中");
    let passed = scratch.totsugo(&["check"]);
    assert_eq!(passed.code, 0, "{}", passed.err);
    assert!(passed.err.contains("0 errors, 0 warnings, 0 info in 2 documents; 2 closed"), "{}", passed.err);
    scratch.git(&["add", "-A"]);
    scratch.git(&["commit", "-qm", "decided"]);

    scratch.write("articles/b.md", B.replace("436億円", "493億円"));
    let (code, out) = quiet(scratch.totsugo(&["check", "--out", "concise", "--changed-since", "HEAD"]));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((code, lines.len()), (1, 2), "{out}");
    assert!(lines[0].starts_with("articles/b.md:7:10: error[fact-conflict]"), "{out}");
    assert!(lines[1].starts_with("findings.csv:") && lines[1].contains("warning[stale-decision]"), "{out}");

    // another branch, a new file git does not know, a folder below
    scratch.git(&["checkout", "-q", "-b", "topic"]);
    scratch.git(&["commit", "-qam", "edited"]);
    scratch.write("articles/c.md", "2018年2月2日(木)に発表した。\n");
    let (_, out) = quiet(scratch.totsugo(&["check", "--out", "concise", "--changed-since", "main"]));
    assert!(out.contains("articles/c.md:1:1") && out.contains("articles/b.md:7:10"), "{out}");
    assert!(!out.contains("articles/a.md:9"), "{out}");
    for (wrong, why) in [("no-such", "fetch-depth"), ("--output=x", "is no revision")] {
        let call = scratch.totsugo(&["check", &format!("--changed-since={wrong}")]);
        assert!(call.code == 2 && call.err.contains(why), "{}", call.err);
    }
    let call = scratch.command(&["check", "--changed-since", "main"], "", &[("PATH", "")]);
    assert!(call.code == 2 && call.err.contains("needs git"), "{}", call.err);
}

#[test]
fn lines_inserted_change_nothing_and_an_amount_changes_one() {
    let scratch = articles();
    let args = ["--baseline", "findings.csv"];
    let call = scratch.totsugo(&["check", "articles", "--baseline", "findings.csv", "--update-baseline"]);
    assert_eq!(call.code, 0, "{}", call.err);
    assert!(scratch.read("findings.csv").starts_with("\u{feff}severity,"));
    assert_eq!(standing(&scratch, &args), ["date-weekday known", "fact-conflict known"]);
    for (name, text) in [("articles/a.md", A), ("articles/b.md", B)] {
        scratch.write(name, text.replace("# 補償", "はじめに。\n\nつぎに。\n# 補償"));
    }
    assert_eq!(standing(&scratch, &args), ["date-weekday known", "fact-conflict known"]);
    scratch.write(
        "articles/0.md",
        A.replace("甲新聞", "丙新聞")
            .replace("2018年1月26日(木)に決めた。", "")
            .replace("463億円だ", "約463億円になる"),
    );
    assert_eq!(standing(&scratch, &args), ["date-weekday known", "fact-conflict known"], "a source that repeats");
    std::fs::remove_file(scratch.path("articles/0.md")).expect("removed");
    scratch.write("articles/b.md", B.replace("436億円", "493億円"));
    let changed = ["date-weekday known", "fact-conflict new", "stale-decision new"];
    assert_eq!(standing(&scratch, &args), changed);
    let call = scratch.totsugo(&["check", "articles", "--baseline", "findings.csv", "--update-baseline"]);
    assert!(call.err.contains("2 rows, of which 1 newly known; 1 stale row gone"), "{}", call.err);
    assert_eq!(standing(&scratch, &args), ["date-weekday known", "fact-conflict known"]);
}

#[test]
fn decisions_come_back_from_any_spreadsheet() {
    let scratch = articles();
    let call = scratch.totsugo(&["check", "articles", "--out", "csv", "--headers", "ja"]);
    let mut reader = csv::Reader::from_reader(call.out.as_bytes());
    let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> =
        reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect();
    // columns turned round, one more of the team's own, dates as Excel shows them
    let mut lines =
        vec![["備考".to_owned()].into_iter().chain(header.iter().rev().cloned()).collect::<Vec<_>>().join(",")];
    for row in &rows {
        let cell = |(name, cell): (&String, &String)| match name.as_str() {
            "決定" => "承認".to_owned(),
            "理由" => "両論とも原文どおり".to_owned(),
            "期限" => "2026/11/26".to_owned(),
            _ => format!("\"{}\"", cell.replace('"', "\"\"")),
        };
        lines.push(
            ["-".to_owned()].into_iter().chain(header.iter().zip(row).rev().map(cell)).collect::<Vec<_>>().join(","),
        );
    }
    let saved = lines.join("\r\n") + "\r\n";
    for bytes in [saved.clone().into_bytes(), SHIFT_JIS.encode(&saved).0.into_owned()] {
        scratch.write("f.csv", bytes);
        let held = ["--baseline", "f.csv", "--today", "2026-11-26"];
        assert_eq!(standing(&scratch, &held), ["date-weekday closed", "fact-conflict closed"]);
        let over = ["--baseline", "f.csv", "--today", "2026-11-27"];
        assert_eq!(standing(&scratch, &over), ["date-weekday expired", "fact-conflict expired"]);
        let call = scratch.totsugo(&["check", "articles", "--baseline", "f.csv"]);
        assert!(call.code == 2 && call.err.contains("--today"), "{}", call.err);
    }
    scratch.write("f.csv", saved.replace("両論とも原文どおり", ""));
    let call = scratch.totsugo(&["check", "articles", "--baseline", "f.csv", "--today", "2026-11-26"]);
    assert!(call.code == 2 && call.err.contains("f.csv: row 2: the decision `承認` has no reason"), "{}", call.err);
}

#[test]
fn comments_close_findings_of_their_paragraph() {
    let scratch = articles();
    let comment = "<!-- totsugo: ignore[date-weekday] 原文のまま -->";
    for text in [
        A.replace("2018年1月26日(木)に決めた。", &format!("2018年1月26日(木)に決めた。{comment}")),
        A.replace("2018年1月26日(木)", &format!("{comment}\n2018年1月26日(木)")),
        A.replace("2018年1月26日(木)", &format!("{comment}2018年1月26日(木)")),
    ] {
        scratch.write("articles/a.md", text);
        assert_eq!(standing(&scratch, &[]), ["date-weekday ignored", "fact-conflict open"]);
    }
    for (mark, html) in [
        ("ignored", format!("<p>前</p>\n{comment}\n<p>2018年1月26日(木)に決めた。</p><p>後</p>")),
        ("ignored", format!("<p>2018年1月26日(木)に{comment}決めた。</p>")),
        ("open", format!("<p>2018年1月26日(木)に決めた。</p>{comment}<p>後</p>")),
        ("open", format!("<pre>{}</pre><p>2018年1月26日(木)に決めた。</p>", comment.replace('<', "&lt;"))),
    ] {
        scratch.write("articles/a.md", "");
        scratch.write("articles/b.md", "");
        scratch.write("articles/c.html", &html);
        let found = standing(&scratch, &[]);
        assert_eq!(found[0], format!("date-weekday {mark}"), "{html}");
        assert_eq!(found.len(), if mark == "open" && html.contains("<!--") { 2 } else { 1 }, "{html}: {found:?}");
    }
    scratch.write("articles/c.html", "<p>2018年1月26日(木)<!-- totsugo: ignore[date-weekday] --></p>");
    let call = scratch.totsugo(&["check", "articles", "--out", "concise"]);
    assert!(call.out.contains("warning[unused-ignore] 理由がないので効きません"), "{}", call.out);
}

#[test]
fn settings_hold_and_mistakes_in_them_are_placed() {
    let scratch = articles();
    scratch.write("totsugo.toml", "paths = [\"articles\"]\n[check]\nfail-on = \"warning\"\nout = [\"concise\"]\n[rules]\ndate-weekday = \"off\"\nfact-conflict = \"warning\"\n");
    let call = scratch.totsugo(&["check"]);
    assert_eq!(call.code, 1);
    assert!(call.out.lines().count() == 1 && call.out.contains("warning[fact-conflict]"), "{}", call.out);
    assert_eq!(scratch.totsugo(&["check", "--fail-on", "error"]).code, 0, "flags go first");
    assert_eq!(scratch.totsugo(&["check", "--isolated"]).code, 3, "there is no corpus/");
    scratch.write("sub/x.txt", "");
    let below = std::process::Command::new(env!("CARGO_BIN_EXE_totsugo"))
        .arg("check")
        .current_dir(scratch.path("sub"))
        .output();
    let below = String::from_utf8(below.expect("runs").stdout).expect("UTF-8");
    assert!(below.starts_with("../articles/b.md:7:10: warning[fact-conflict]"), "{below}");
    assert!(scratch.totsugo(&["config"]).out.contains("date-weekday = \"off\""));
    assert!(scratch.totsugo(&["rules"]).out.contains("date-weekday     off"), "{}", scratch.totsugo(&["rules"]).out);
    scratch
        .write("totsugo.toml", "paths = [\"articles\"]\n[tolerance]\n\"補償総額\" = \"1%\"\n\"補償\" = \"30億円\"\n");
    assert_eq!(standing(&scratch, &[]), ["date-weekday open"], "27億円 apart");
    scratch.write("own.csv", "concept,surfaces\n総額,支度枠\n");
    scratch.write("totsugo.toml", "[lexicon]\nconcepts = \"own.csv\"\n");
    // no swapped digits here, which would be reason enough
    scratch.write("articles/b.md", B.replace("補償の総額は436", "支度枠は461"));
    assert_eq!(standing(&scratch, &[]), ["date-weekday open", "fact-conflict open"]);
    assert_eq!(standing(&scratch, &["--isolated"]), ["date-weekday open"]);
    scratch.write("totsugo.toml", "[check]\nfail-on = \"error\"\n[rules]\ndate-weekdy = \"off\"\n");
    let call = scratch.totsugo(&["check"]);
    let (code, err) = (call.code, call.err);
    assert!(code == 2 && err.contains("totsugo.toml:4:1: ") && err.contains("did you mean `date-weekday`?"), "{err}");
}

#[test]
fn expected_facts_are_drafted_and_hold_every_document() {
    let scratch = articles();
    scratch.write("articles/b.md", B.replace("436億円", "463億円"));
    let call = scratch.totsugo(&["facts", "init", "articles"]);
    assert_eq!(call.code, 0, "{}", call.err);
    let facts = scratch.read("facts.toml");
    assert!(facts.contains("subject = \"甲社\"") && facts.contains("value = \"463億円\""), "{facts}");
    assert_eq!(scratch.totsugo(&["facts", "init", "articles"]).code, 2, "never overwritten");
    let args = ["--facts", "facts.toml"];
    assert_eq!(standing(&scratch, &args), ["date-weekday open"]);
    // alone with its document, nothing else contradicts it
    std::fs::remove_file(scratch.path("articles/b.md")).expect("removed");
    scratch.write("articles/a.md", A.replace("463億円", "493億円"));
    assert_eq!(standing(&scratch, &args), ["date-weekday open", "expected-fact open"]);
    scratch.write("facts.csv", "主体,属性,値,許容差\n甲社,補償の総額,463億円,30億円\n甲社,従業員数,5人,\n");
    let call = scratch.totsugo(&["check", "articles", "--facts", "facts.csv", "--out", "concise"]);
    assert!(!call.out.contains("expected-fact"), "{}", call.out);
    assert!(call.err.contains("no document states: the one on line 3"), "{}", call.err);
    scratch.write("facts.csv", "subject,attribute,value\n甲社,補償の総額,463億円\n甲社,開業日,いつか\n");
    let call = scratch.totsugo(&["check", "articles", "--facts", "facts.csv"]);
    assert!(call.code == 2 && call.err.contains("facts.csv:3: no amount and no full date"), "{}", call.err);
}

#[test]
fn lists_of_files_and_named_standard_input() {
    let scratch = articles();
    scratch.write("list", "articles/a.md\0articles/b.md\0");
    let call = scratch.totsugo(&["check", "--files-from", "list", "--out", "concise"]);
    assert_eq!(call.out.lines().count(), 2, "{}{}", call.out, call.err);
    let call = scratch.command(&["check", "--files-from", "-", "--out", "concise"], "articles/a.md\r\n", &[]);
    assert_eq!(call.out.lines().count(), 1, "{}{}", call.out, call.err);
    let edited = A.replace("(木)", "(金)");
    let args = ["check", "articles", "-", "--stdin-filename", "articles/a.md", "--out", "concise"];
    let call = scratch.command(&args, &edited, &[]);
    assert!(call.out.lines().count() == 1 && call.out.starts_with("articles/b.md:7:10"), "{}{}", call.out, call.err);
    let call = scratch.totsugo(&["check", "articles", "--changed", "articles/../articles/b.md", "--out", "concise"]);
    assert_eq!(call.out.lines().count(), 1, "{}", call.out);
    // what the call writes or is told by is no article
    let args = ["check", ".", "--baseline", "f.csv", "--update-baseline", "--out", "jsonl=f.jsonl"];
    for _ in 0..2 {
        let call = scratch.totsugo(&args);
        assert!(call.code == 0 && call.err.contains("0 info in 2 documents"), "{}", call.err);
    }
}

#[test]
fn every_format_is_the_same_for_any_number_of_threads() {
    let scratch = articles();
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus = corpus.to_string_lossy();
    let outs: Vec<String> = formats::ALL.iter().map(|f| format!("--out={0}=out.{0}", f.name)).collect();
    let of = |jobs: &str| {
        let call = ["check", &corpus, "-q", "--jobs", jobs];
        let code = scratch.totsugo(&[&call[..], &outs.iter().map(String::as_str).collect::<Vec<_>>()].concat()).code;
        let read = |f: &formats::Format| std::fs::read(scratch.path(&format!("out.{}", f.name))).expect(f.name);
        assert_eq!(code, 1);
        formats::ALL.iter().map(read).collect::<Vec<_>>()
    };
    let (one, three) = (of("1"), of("3"));
    for (format, (one, three)) in formats::ALL.iter().zip(one.iter().zip(&three)) {
        assert!(!one.is_empty() && one == three, "{format:?}");
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let scratch = Scratch::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let call = scratch.totsugo(&["completions", shell]);
        assert!(call.code == 0 && call.out.contains("crosscheck"), "{shell}: {}", call.err);
    }
    assert!(scratch.totsugo(&["man"]).out.contains("totsugo"));
    assert!(scratch.totsugo(&["man", "check"]).out.contains("changed\\-since"));
    assert_eq!(scratch.totsugo(&["man", "chek"]).code, 2);
}
