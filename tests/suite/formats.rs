//! Articles that are hostile to formats, through every format, read back by parsers that are not ours.

use crate::scratch::Scratch;
use serde_json::Value;
use std::collections::BTreeSet;

/// What has broken other tools: formulas, workflow commands, escapes, markup, quotes, characters of two UTF-16 units,
/// joined emoji, decomposed kana, a terminal escape.
const HOSTILE: [&str; 12] = [
    "=1+1",
    "＝1+1",
    "::error::x",
    "%0A::error::y",
    "</script><b>",
    "\",\"",
    "|a|`b`|",
    "𠮷野家",
    "👩‍👩‍👧",
    "が゛か\u{3099}",
    "\u{1b}[31m",
    "]]>&amp;<!--",
];

/// A corpus in which every hostile text stands beside findings, in names of files and of sources.
fn corpus() -> Scratch {
    let scratch = Scratch::new();
    for (i, hostile) in HOSTILE.iter().enumerate() {
        // a file name holds no slash
        let name = format!("c/{} {i}#{i}.txt", hostile.replace('/', "_"));
        scratch.write(&name, format!("{hostile}\r\n{hostile}は2018年1月{}日(木){hostile}に始まった。\r\n", 26));
        let source = serde_json::to_string(hostile).expect("a string");
        let (amount, day) = (460 + i, i + 1);
        scratch.write(
            &format!("c/{i}.md"),
            format!("---\nsource: {source}\npublished: 2018-02-{day:02}\n---\n甲社の補償の総額は{amount}億円だ。\n"),
        );
    }
    scratch.write("c/::error::z.txt", "2018年1月26日(木)に始まった。\n");
    scratch
}

/// A finding as every format must give it back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    path: String,
    line: u64,
    rule: String,
}

fn found(path: &str, line: u64, rule: &str) -> Found {
    Found { path: path.to_owned(), line, rule: rule.to_owned() }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

fn text<'v>(value: &'v Value, at: &str) -> &'v str {
    value.pointer(at).and_then(Value::as_str).unwrap_or_else(|| panic!("{at} in {value}"))
}

fn number(value: &Value, at: &str) -> u64 {
    value.pointer(at).and_then(Value::as_u64).unwrap_or_else(|| panic!("{at} in {value}"))
}

/// The findings of the JSON Lines, which serde reads back.
fn truth(scratch: &Scratch) -> Vec<Value> {
    let lines: Vec<Value> = scratch.read("out.jsonl").lines().map(json).collect();
    assert!(lines.iter().all(|l| number(l, "/schema") == 1));
    let (summary, findings) = lines.split_last().expect("a summary");
    assert_eq!((text(summary, "/type"), number(summary, "/error") as usize), ("summary", findings.len()));
    findings.to_vec()
}

#[test]
fn every_format_gives_back_what_was_found() {
    let scratch = corpus();
    let formats = ["text", "concise", "jsonl", "csv", "sarif", "github", "markdown", "junit", "rdjsonl", "gitlab"];
    let outs: Vec<String> = formats.iter().map(|f| format!("--out={f}=out.{f}")).collect();
    let args: Vec<&str> = ["check", "c"].into_iter().chain(outs.iter().map(String::as_str)).collect();
    let call = scratch.totsugo(&args);
    assert_eq!((call.code, call.out.as_str()), (1, ""), "{}", call.err);
    let truth = truth(&scratch);
    let mut want: Vec<Found> =
        truth.iter().map(|f| found(text(f, "/place/path"), number(f, "/place/line"), text(f, "/rule"))).collect();
    want.sort();
    let weekdays = want.iter().filter(|f| f.rule == "date-weekday").count();
    assert_eq!(weekdays, HOSTILE.len() + 1);
    assert!(want.len() > weekdays + 10, "contradictions between hostile sources");
    let prints: BTreeSet<&str> = truth.iter().map(|f| text(f, "/fingerprint")).collect();
    assert_eq!(prints.len(), truth.len(), "no two fingerprints are equal");

    for (format, read) in [
        ("csv", csv as fn(&Scratch) -> Vec<Found>),
        ("sarif", sarif),
        ("rdjsonl", rdjsonl),
        ("gitlab", gitlab),
        ("concise", concise),
    ] {
        let mut got = read(&scratch);
        got.sort();
        assert_eq!(got, want, "{format}");
    }
    github(&scratch, &want);
    junit(&scratch, want.len());
    markdown(&scratch, want.len());
    let shown = scratch.read("out.text");
    assert_eq!(shown.matches("error[").count(), want.len());
    assert!(
        !shown.contains('\u{1b}')
            && !shown.lines().any(|l| l.trim_start().starts_with("::") && !l.trim_start().starts_with(":::"))
    );
}

fn csv(scratch: &Scratch) -> Vec<Found> {
    let all = scratch.read("out.csv");
    let mut reader = ::csv::Reader::from_reader(all.strip_prefix('\u{feff}').expect("a byte order mark").as_bytes());
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|h| h == name).expect("a column");
    let (path, line, rule) = (at("path"), at("line"), at("rule"));
    let read = |row: ::csv::StringRecord| {
        for cell in row.iter() {
            assert!(!cell.starts_with(['=', '＝', '@', '\t']), "{cell} would be run");
        }
        found(row[path].trim_start_matches('\''), row[line].parse().expect("a number"), &row[rule])
    };
    reader.records().map(|r| read(r.expect("a row"))).collect()
}

/// The words at a place, columns counted by `unit` of the line.
fn words(scratch: &Scratch, path: &str, line: u64, columns: [u64; 2], bytes: bool) -> String {
    let file = scratch.read(path);
    let line = file.split('\n').nth(line as usize - 1).expect("the line");
    let [start, end] = columns.map(|c| c as usize - 1);
    match bytes {
        true => line[start..end].to_owned(),
        false => line.chars().skip(start).take(end - start).collect(),
    }
}

fn sarif(scratch: &Scratch) -> Vec<Found> {
    let log = json(&scratch.read("out.sarif"));
    assert_eq!((text(&log, "/version"), text(&log, "/runs/0/columnKind")), ("2.1.0", "unicodeCodePoints"));
    let rules = log.pointer("/runs/0/tool/driver/rules").and_then(Value::as_array).expect("rules");
    assert!(rules.iter().all(|r| text(r, "/help/markdown").starts_with(&format!("# {}\n", text(r, "/id")))));
    let read = |r: &Value| {
        let uri = text(r, "/locations/0/physicalLocation/artifactLocation/uri");
        assert!(uri.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b)), "{uri}");
        let path = decoded(uri);
        let region = r.pointer("/locations/0/physicalLocation/region").expect("a region");
        let columns = [number(region, "/startColumn"), number(region, "/endColumn")];
        let line = number(region, "/startLine");
        assert_eq!(words(scratch, &path, line, columns, false), text(region, "/snippet/text"));
        assert!(text(r, "/partialFingerprints/totsugo~1v1").starts_with('x'));
        let rule = &rules[number(r, "/ruleIndex") as usize];
        assert_eq!(text(rule, "/id"), text(r, "/ruleId"));
        found(&path, line, text(r, "/ruleId"))
    };
    log.pointer("/runs/0/results").and_then(Value::as_array).expect("results").iter().map(read).collect()
}

fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first == b'%' {
            let hex = std::str::from_utf8(&after[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("hexadecimal"));
            rest = &after[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn rdjsonl(scratch: &Scratch) -> Vec<Found> {
    let read = |line: &str| {
        let d = json(line);
        let path = text(&d, "/location/path");
        let at = number(&d, "/location/range/start/line");
        let columns = [number(&d, "/location/range/start/column"), number(&d, "/location/range/end/column")];
        let said = words(scratch, path, at, columns, true);
        assert!(said.contains("日") || said.contains("億円"), "{said}");
        found(path, at, text(&d, "/code/value"))
    };
    scratch.read("out.rdjsonl").lines().map(read).collect()
}

fn gitlab(scratch: &Scratch) -> Vec<Found> {
    let read = |i: &Value| found(text(i, "/location/path"), number(i, "/location/lines/begin"), text(i, "/check_name"));
    json(&scratch.read("out.gitlab")).as_array().expect("a list").iter().map(read).collect()
}

fn concise(scratch: &Scratch) -> Vec<Found> {
    let all = scratch.read("out.concise");
    let read = |line: &str| {
        assert!(!line.trim_start().starts_with("::"), "{line} is a command");
        let (place, rest) = line.split_once(": error[").expect("a severity");
        let mut parts = place.rsplitn(3, ':');
        let (_, line, path) = (parts.next(), parts.next().expect("a line"), parts.next().expect("a path"));
        // a control character in a name is shown as a mark
        let path = path.strip_prefix("./").unwrap_or(path).replace('\u{fffd}', "\u{1b}");
        found(&path, line.parse().expect("a number"), rest.split_once(']').expect("a rule").0)
    };
    all.lines().map(read).collect()
}

/// Reads workflow commands as the runner does: `::name key=value,…::data`, with its three and five escapes.
fn github(scratch: &Scratch, want: &[Found]) {
    let data = |s: &str| s.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let property = |s: &str| data(&s.replace("%3A", ":").replace("%2C", ","));
    let all = scratch.read("out.github");
    let mut errors = 0;
    for line in all.lines() {
        let rest = line.strip_prefix("::").expect("nothing but commands");
        let (head, message) = rest.split_once("::").expect("data");
        let (name, properties) = head.split_once(' ').expect("properties");
        let get = |key: &str| {
            properties.split(',').find_map(|p| p.split_once('=').filter(|(k, _)| *k == key)).map(|(_, v)| property(v))
        };
        if name == "error" {
            errors += 1;
            let line = get("line").and_then(|l| l.parse().ok()).expect("a line");
            let file = get("file").expect("a file").replace('\u{fffd}', "\u{1b}");
            let f = found(&file, line, &get("title").expect("a rule"));
            assert!(want.contains(&f), "{f:?}");
            assert!(!data(message).contains('\u{1b}'));
        } else {
            assert_eq!(name, "notice");
            assert!(message.starts_with(&format!("{} errors, ", want.len())), "{message}");
            assert!(message.contains(&format!("(+{} more error; see the job summary)", want.len() - 10)), "{message}");
        }
    }
    assert_eq!(errors, 10);
}

fn junit(scratch: &Scratch, want: usize) {
    let xml = scratch.read("out.junit");
    let xml = roxmltree::Document::parse(&xml).expect("XML");
    let root = xml.root_element();
    let all = |name: &str| root.descendants().filter(|n| n.has_tag_name(name)).count();
    assert_eq!(root.attribute("failures").map(str::to_owned), Some(all("failure").to_string()));
    assert_eq!(root.attribute("tests").map(str::to_owned), Some(all("testcase").to_string()));
    let failures = root.descendants().filter(|n| n.has_tag_name("failure"));
    let lines = failures.map(|n| n.text().unwrap_or("").matches(": error[").count()).sum::<usize>();
    assert_eq!(lines, want, "every finding is in some case");
    assert!(all("testcase") > all("failure"), "what holds is visible too");
}

fn markdown(scratch: &Scratch, want: usize) {
    let all = scratch.read("out.markdown");
    let rows: Vec<&str> = all.lines().filter(|l| l.starts_with("| error")).collect();
    assert_eq!(rows.len(), want);
    for row in rows {
        assert_eq!(row.matches('|').count(), 6, "{row}");
        assert!(!row.replace("<br>", "").contains(['<', '`']), "{row}");
    }
}

#[test]
fn a_job_summary_is_appended_and_stays_under_its_limit() {
    let scratch = Scratch::new();
    // a path of which every character is escaped makes rows of 17 kB
    let path = ["!".repeat(240).as_str(); 12].join("/") + "/a.txt";
    scratch.write(&path, "2018年1月26日(木)に始まった。\n".repeat(80));
    let summary = scratch.path("summary.md").to_string_lossy().into_owned();
    scratch.write("summary.md", "before\n");
    let call = scratch.command(&["check", &path, "--out", "github"], "", &[("GITHUB_STEP_SUMMARY", &summary)]);
    assert_eq!(call.out.lines().count(), 11, "ten annotations and the closing one");
    let written = scratch.read("summary.md");
    assert!(written.starts_with("before\n## totsugo\n") && written.len() < 950 << 10, "{}", written.len());
    assert!(written.trim_end().ends_with("`--out csv=findings.csv`"), "a pointer to the rest");
    assert!(scratch.totsugo(&["check", &path, "--out", "github"]).out.contains("more error"));
}
