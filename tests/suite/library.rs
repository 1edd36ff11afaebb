//! The library as a user sees it: nothing else of the crate is named here.

use totsugo::{CorpusResult, Document, Error, Pipeline, Verdict};

fn compared(totsugo: &Pipeline, texts: &[(&str, &str)]) -> CorpusResult {
    totsugo.crosscheck(texts.iter().map(|(source, text)| Document::from_text(*source, *text))).expect("threads")
}

/// The facts that several sources state.
fn shared(result: &CorpusResult) -> Vec<String> {
    result.facts().filter(|f| f.verdict() != Verdict::Single).map(|f| format!("{f:?}")).collect()
}

#[test]
fn two_pipelines_with_different_synonyms_live_side_by_side() {
    let texts = [
        ("wire", "若宮商会のたくわえは3月末に12億3400万円となった。"),
        ("blog", "若宮商会の積み金は3月末に11億9800万円となった。"),
    ];
    let own = "concept,surfaces\n準備金,たくわえ|積み金\n";
    let with = Pipeline::builder().concepts_csv(own).expect("rows").build().expect("a pipeline");
    let without = Pipeline::embedded().expect("a pipeline");
    // one after the other and again, so that nothing can have stayed behind
    for _ in 0..2 {
        let one = compared(&with, &texts);
        let told: Vec<_> = one.facts().map(|f| (f.label(), f.values().count())).collect();
        assert_eq!(told.iter().filter(|(label, _)| label == "若宮商会 · 積み金").collect::<Vec<_>>(), [&told[0]]);
        assert_eq!(told[0].1, 2, "one fact of two values: {one:?}");
        let other = compared(&without, &texts);
        assert!(other.facts().all(|f| f.verdict() == Verdict::Single), "two facts: {other:?}");
    }
    let refused = Pipeline::builder().concepts_csv("concept,surfaces\n準備金,\n").expect_err("an empty cell");
    assert_eq!(refused.to_string(), "synonyms:2: no row of concept,surfaces, as in 総額,総額|合計額: a cell is empty");
}

#[test]
fn what_comes_out_depends_on_neither_order_nor_threads() {
    let texts = [
        ("wire", "北浜銀行の不正出金は7月1日までに3820万円に上った。"),
        ("blog", "北浜銀行の不正出金は7月1日までに3280万円に上った。"),
        ("wire", "北浜銀行の不正出金は、7月1日までの集計で3820万円だった。"),
        ("city", "夕凪市の人口は4万2180人だった。"),
    ];
    // documents of one source are told apart by their order
    let turned = [texts[3], texts[1], texts[0], texts[2]];
    let one = Pipeline::builder().jobs(1).build().expect("a pipeline");
    let three = Pipeline::builder().jobs(3).build().expect("a pipeline");
    let (a, b) = (compared(&one, &texts), compared(&three, &turned));
    let expected = [
        "agree 北浜銀行 · 北浜銀行の不正出金: [7月1日 by [\"blog\", \"wire\"]]",
        "conflict 北浜銀行 · 不正出金: [3820万円 by [\"wire\"], 3280万円 by [\"blog\"]]",
    ];
    assert_eq!(shared(&a), expected);
    assert_eq!(shared(&a), shared(&b));
    assert_eq!((a.facts().count(), a.claims().count()), (b.facts().count(), b.claims().count()));
    let paths: Vec<&str> = a.claims().map(|c| c.path()).collect();
    assert!(paths.contains(&"wire") && paths.contains(&"wire#2"), "{paths:?}");
    let value = a.conflicts().next().expect("one").values().next().expect("two");
    assert_eq!((&*value.value(), value.unit(), value.claims().count()), ("38200000", "JPY", 2));
}

#[test]
fn a_tolerance_and_names_of_ones_own() {
    let texts = [
        ("wire", "ワカショーの売上高は2018年3月期に120億円だった。"),
        ("blog", "若宮商会の売上高は2018年3月期に102億円だった。"),
    ];
    let builder = || Pipeline::builder().aliases_csv("canonical,type,alias\n若宮商会,ORG,ワカショー\n").expect("rows");
    let strict = builder().build().expect("a pipeline");
    let lenient = builder().tolerance("売上高", "20%").expect("a distance").build().expect("a pipeline");
    assert_eq!(compared(&strict, &texts).conflicts().map(|f| f.subject()).collect::<Vec<_>>(), ["若宮商会"]);
    assert_eq!(compared(&strict, &texts).findings().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["fact-conflict"]);
    let softened = compared(&lenient, &texts);
    assert_eq!(softened.facts().map(|f| f.verdict()).max(), Some(Verdict::Compatible));
    assert_eq!(softened.findings().count(), 0);
    assert!(matches!(Pipeline::builder().tolerance("売上高", "少し"), Err(Error::Usage(_))));
}

#[test]
fn a_pipeline_is_shared_by_threads() {
    let totsugo = Pipeline::embedded().expect("a pipeline");
    let values = std::thread::scope(|scope| {
        let read = |text| {
            let read = totsugo.read(Document::from_text("wire", text)).expect("read");
            read.amounts().filter_map(|a| a.value()).collect::<Vec<_>>()
        };
        let both = ["10人", "三億五千万円"].map(|text| scope.spawn(move || read(text)));
        both.map(|thread| thread.join().expect("no panic"))
    });
    assert_eq!(values.concat(), ["10", "350000000"]);
}

#[test]
fn documents_come_from_files_too_and_one_that_cannot_be_read_stops_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(path("a.md"), "---\npublished: 2018-01-27\n---\n26日、約580億円が流出した。\n").expect("written");
    std::fs::write(path("b.jsonl"), "{\"text\":\"26日に流出した。\",\"published\":\"2018-01-27\"}\n{oops\n")
        .expect("written");
    let totsugo = Pipeline::embedded().expect("a pipeline");
    let documents = Document::from_paths([folder.path().to_string_lossy()]).expect("two files");
    let result = totsugo.crosscheck(documents).expect("threads");
    assert!(result.claims().any(|c| c.value() == "58000000000") && result.unread().len() == 1);
    assert!(result.unread()[0].to_string().starts_with(&format!("{}#2: column 2: not a JSON object", path("b.jsonl"))));
    let refused = totsugo.read(Document::from_bytes("b.jsonl", "{oops")).expect_err("no document");
    assert!(refused.to_string().starts_with("b.jsonl: column 2: "), "{refused}");
    assert!(matches!(Document::from_paths([path("none.md")]).map(|_| ()), Err(Error::NothingMatched(_))));
    assert!(matches!(Document::from_text("a", "b").published("いつか"), Err(Error::Usage(_))));
    let json = totsugo.read(Document::from_text("wire", "10人。").title("題")).expect("read").to_json();
    assert!(json.contains("\"title\":\"題\"") && json.contains("\"value\":\"10\""), "{json}");
}
