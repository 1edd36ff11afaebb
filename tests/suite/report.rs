//! The report of a whole run: its links, its anchors, and what hostile articles do to it.

use html5gum::{Token, Tokenizer};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
}

/// The start tags of a page.
fn tags(page: &str) -> Vec<Tag> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let start = |token| match token {
        Token::StartTag(tag) => Some(Tag {
            name: text(&tag.name),
            attributes: tag.attributes.iter().map(|(k, v)| (text(k), text(v))).collect(),
        }),
        _ => None,
    };
    Tokenizer::new(page).filter_map(|t| start(t.expect("a string is always read"))).collect()
}

fn run(dir: &Path, args: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_totsugo")).args(args).current_dir(dir).output().expect("totsugo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    std::fs::read_to_string(dir.join("output/report.html")).expect("the report")
}

/// Every id is given once, every link inside the page leads somewhere, none leads out of it but to a table, and
/// nothing in it runs or loads anything.
fn sound(page: &str) -> BTreeSet<String> {
    let tags = tags(page);
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|t| t.attributes.get("id")) {
        assert!(ids.insert(id.clone()), "{id} is given twice");
    }
    for tag in &tags {
        let allowed =
            ["a", "article", "b", "blockquote", "body", "button", "circle", "code", "details", "div", "fieldset"];
        let also =
            ["footer", "h1", "h2", "h3", "h4", "head", "header", "html", "input", "label", "legend", "li", "line"];
        let more =
            ["link", "main", "mark", "meta", "nav", "ol", "option", "output", "p", "path", "rect", "script", "section"];
        let last =
            ["select", "small", "span", "strong", "style", "summary", "svg", "table", "tbody", "td", "text", "th"];
        let rest = ["thead", "time", "title", "tr", "ul"];
        let known = [&allowed[..], &also, &more, &last, &rest].concat();
        assert!(known.contains(&tag.name.as_str()), "<{}>", tag.name);
        for (name, value) in &tag.attributes {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}={value}");
            if name == "href" {
                let inside = value.strip_prefix('#').is_some_and(|id| ids.contains(id));
                let table = value.ends_with(".csv") && !value.contains(['/', ':']);
                assert!(inside || table || value == "data:,", "href={value} leads nowhere");
            }
        }
    }
    for once in ["script", "style", "html", "body"] {
        assert_eq!(tags.iter().filter(|t| t.name == once).count(), 1, "<{once}>");
    }
    ids
}

#[test]
fn links_lead_somewhere_and_findings_have_their_anchors() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    std::fs::create_dir(dir.path().join("corpus")).expect("made");
    for entry in std::fs::read_dir(corpus).expect("corpus").flatten() {
        std::fs::copy(entry.path(), dir.path().join("corpus").join(entry.file_name())).expect("copied");
    }
    let page = run(dir.path(), &["run", "-q"]);
    let ids = sound(&page);
    let findings = std::fs::read(dir.path().join("output/findings.csv")).expect("findings");
    let mut reader = csv::Reader::from_reader(&findings[3..]);
    let column = reader.headers().expect("headers").iter().position(|h| h == "fingerprint").expect("there");
    let prints: Vec<String> = reader.records().map(|r| r.expect("a row")[column].to_owned()).collect();
    assert!(prints.len() > 5, "{prints:?}");
    for print in prints {
        assert!(ids.contains(&format!("finding-{print}")), "{print} has no anchor");
    }
    assert!(ids.iter().any(|id| id.starts_with("c-")) && ids.iter().any(|id| id.starts_with("p-")));
    let conflict = page.find("≠").expect("a conflict");
    assert!(page[..conflict].contains("default-src"));
    assert!(
        page.contains("<html lang=\"ja\">")
            && run(dir.path(), &["run", "-q", "--lang", "en"]).contains("<html lang=\"en\">")
    );
}

#[test]
fn a_hostile_article_changes_nothing() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let corpus = dir.path().join("corpus");
    std::fs::create_dir(&corpus).expect("made");
    let evil =
        "</script></style></title><script>alert(1)</script><img src=x onerror=alert(1)><style>*{display:none}</style>";
    let article = |price: &str| {
        format!(
            "---\ntitle: '{evil}'\nsource: '{evil}{price}'\npublished: 2018-01-27\n---\n\u{202e}青波市は26日、{evil}橋の工費を{price}円とした。"
        )
    };
    std::fs::write(corpus.join("a\"'<b>.txt"), article("12億")).expect("written");
    std::fs::write(corpus.join("b.md"), article("21億")).expect("written");
    let record = serde_json::json!({"id": format!("{evil} \"#%20"), "source": evil, "text": article("13億"), "published": "2018-01-28"});
    std::fs::write(corpus.join("c.jsonl"), record.to_string()).expect("written");
    // a line of a megabyte without a stop, and a page that is all markup
    std::fs::write(
        corpus.join("d.txt"),
        "公開 2018年1月29日\n橋の工費は12億円".to_owned() + &"で話はまだ続く<b>".repeat(40_000) + "橋の工費は12億円",
    )
    .expect("written");
    std::fs::write(
        corpus.join("e.html"),
        format!("<title>{evil}</title><p>橋の工費は<b onclick=alert(1)>12億</b>円 <!-- {evil}"),
    )
    .expect("written");
    let page = run(dir.path(), &["run", "-q"]);
    sound(&page);
    assert!(page.len() < 8_000_000, "{} bytes", page.len());
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains('\u{202e}'));
}
