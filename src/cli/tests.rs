use super::*;
use std::io::Cursor;

/// Exit code, standard output and standard error of a call.
fn call(args: &[&str], stdin: &str) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let streams = Streams {
        stdin: Some(Box::new(Cursor::new(stdin.to_owned().into_bytes()))),
        stdin_is_terminal: false,
        stdout: &mut out,
        stdout_is_terminal: false,
        stderr: &mut err,
        stderr_is_terminal: false,
        no_color: true,
        step_summary: None,
    };
    let code = main(std::iter::once("totsugo").chain(args.iter().copied()), streams);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (code, text(out), text(err))
}

#[test]
fn extract_is_a_filter() {
    let feed =
        "{\"id\":\"a\",\"text\":\"580億円\"}\n{\"id\":\"b\",\"text\":\"1月26日\",\"published\":\"2018-01-27\"}\n";
    let (code, out, err) = call(&["extract", "--from", "jsonl", "--to", "jsonl"], feed);
    let ids: Vec<&str> = out.lines().map(|line| &line[..8]).collect();
    assert_eq!((code, ids, err.as_str()), (CLEAN, vec!["{\"id\":\"a", "{\"id\":\"b"], ""));
    let (code, out, err) = call(&["extract", "--from", "jsonl", "--to", "csv"], "{broken\n{\"text\":\"5億円\"}");
    assert_eq!((code, out.lines().count()), (INPUT, 2), "{out}");
    assert!(err.starts_with("totsugo: -#1: "), "{err}");
}

#[test]
fn findings_decide_the_exit_code_of_check() {
    let wrong = "2018年1月26日(木)に発表した。";
    for (fail_on, expected) in [("error", FOUND), ("info", FOUND), ("never", CLEAN)] {
        let (code, out, err) = call(&["check", "-", "--fail-on", fail_on, "--out", "concise"], wrong);
        assert_eq!(code, expected, "{fail_on}");
        assert!(
            out.contains("error[date-weekday]") && err.starts_with("1 error, 0 warnings, 0 info in 1 document"),
            "{out}{err}"
        );
    }
    assert_eq!(call(&["check", "-", "-q"], "2018年1月26日(金)に発表した。"), (CLEAN, String::new(), String::new()));
}

#[test]
fn calls_to_be_corrected_exit_with_2_and_say_how() {
    for (args, hint) in [
        (&["explain", "date-weekdy"][..], "did you mean date-weekday?"),
        (&["check", "-", "--out", "pdf"], "give text, concise, jsonl, csv"),
        (&["extract", "-", "--dict", "/no/such"], "is not a folder"),
        (&["extract", "-", "--ner-model", "Cargo.toml"], "does not begin like one"),
        (&["extract", "-", "--aliases", "Cargo.toml"], "canonical,type,alias"),
        (&["--jobs", "100000", "rules"], "1024"),
        (&["run", "-", "-o", "src"], "name another folder with -o"),
    ] {
        let (code, out, err) = call(args, "");
        assert_eq!((code, out.as_str()), (USAGE, ""), "{args:?}");
        assert!(err.contains(hint), "{err}");
    }
    assert_eq!(call(&["check", "no/such/*.txt"], "").0, INPUT);
}

#[test]
fn crosscheck_agrees_with_run() {
    let dir = tempfile::tempdir().expect("tempdir");
    let at = |name: &str| dir.path().join(name).to_string_lossy().into_owned();
    let feed =
        "{\"id\":\"a\",\"text\":\"被害額は580億円だった。\"}\n{\"id\":\"b\",\"text\":\"被害額は470億円だった。\"}\n";
    std::fs::write(at("feed.jsonl"), feed).expect("write");
    assert_eq!(call(&["run", &at("feed.jsonl"), "-o", &at("run")], "").0, CLEAN);
    let (_, claims, _) = call(&["extract", &at("feed.jsonl")], "");
    let mut lines: Vec<&str> = claims.lines().rev().collect();
    lines.extend(["{\"id\":", lines[0]]); // a broken line, and a shard given twice
    let (code, _, err) = call(&["crosscheck", "-", "-o", &at("again")], &lines.join("\n"));
    assert_eq!(code, INPUT);
    assert!(err.starts_with("totsugo: -:3: not a JSON object"), "{err}");
    for table in ["facts.csv", "evidence.csv", "relations.csv", "comparison.csv"] {
        let read = |folder: &str| std::fs::read(dir.path().join(folder).join(table)).expect(table);
        assert_eq!(read("run"), read("again"), "{table}");
    }
}

#[test]
fn a_number_no_memory_holds_is_refused_with_its_line() {
    let dir = tempfile::tempdir().expect("tempdir");
    let output = dir.path().join("out").to_string_lossy().into_owned();
    let (_, good, _) = call(&["extract", "-"], "被害額は580億円だった。");
    for immense in ["1e400000000", "1e-400000000", "1e9223372036854775807", &"9".repeat(2000)] {
        let bad = good.replacen("58000000000", immense, 3);
        let bad = bad.replace("\"value\":\"58000000000\"", &format!("\"value\":\"{immense}\""));
        let (code, _, err) = call(&["crosscheck", "-", "-o", &output], &format!("{good}{bad}"));
        assert_eq!(code, INPUT, "{err}");
        assert!(err.starts_with("totsugo: -:2: the number `") && err.contains("correct it"), "{err}");
    }
    for (field, power) in [("precision\":8", i32::MAX), ("precision\":8", i32::MIN), ("exponent\":0", 400_000_000)] {
        let name = field.split('"').next().unwrap_or(field);
        let bad = good.replace(field, &format!("{name}\":{power}"));
        let (code, _, err) = call(&["crosscheck", "-", "-o", &output], &bad);
        assert!(bad != good && code == INPUT && err.starts_with("totsugo: -:1: the number `1e"), "{field}: {err}");
    }
}
