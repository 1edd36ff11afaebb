//! Judgements: answers to the candidates, read back into the facts.

use crate::scratch::Scratch;
use crate::support::{analyse, tests};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use totsugo::internals::claim::Claim;
use totsugo::internals::corpus::Format;
use totsugo::internals::crosscheck::{Against, Inside, crosscheck, questions};
use totsugo::internals::fact::{Effect, Fact, Judgement, fingerprint};

/// A folder with the articles of the case.
fn scratch() -> Scratch {
    let scratch = Scratch::new();
    for entry in std::fs::read_dir(tests("cases/judged/corpus")).expect("a case").flatten() {
        let bytes = std::fs::read(entry.path()).expect("an article");
        scratch.write(&format!("corpus/{}", entry.file_name().to_string_lossy()), bytes);
    }
    scratch
}

/// The rows of a table in a folder that the program wrote.
fn rows(scratch: &Scratch, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = scratch.read(name);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|r| r.expect("a row")).collect()
}

#[test]
fn a_file_without_answers_changes_nothing() {
    let scratch = scratch();
    let asked = scratch.totsugo(&["candidates", "corpus", "--reported", "--out", "csv"]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    assert!(asked.out.lines().count() > 4, "{}", asked.out);
    scratch.write("open.csv", asked.out);
    assert_eq!(scratch.totsugo(&["run", "corpus", "-o", "without"]).code, 0);
    assert_eq!(scratch.totsugo(&["run", "corpus", "-o", "with", "--judgements", "open.csv"]).code, 0);
    for entry in std::fs::read_dir(scratch.path("without")).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let [a, b] = ["without", "with"].map(|f| std::fs::read(scratch.path(f).join(&name)).expect("a file"));
        assert!(a == b, "{name}");
    }
}

#[test]
fn candidates_are_questions_that_stand_by_themselves() {
    let scratch = scratch();
    let asked = scratch.totsugo(&["candidates", "corpus", "--reported"]);
    let table = scratch.totsugo(&["candidates", "corpus", "--reported", "--out", "csv"]).out;
    let mut table = csv::Reader::from_reader(table.as_bytes());
    let columns: Vec<String> = table.headers().expect("a header").iter().map(str::to_owned).collect();
    let mut count = 0;
    for (line, row) in asked.out.lines().zip(table.records()) {
        let (object, row) = (serde_json::from_str::<serde_json::Value>(line).expect("JSON"), row.expect("a row"));
        assert_eq!(object.as_object().map(|o| o.len()), Some(columns.len()));
        for (name, cell) in columns.iter().zip(&row) {
            let filled_in = ["answer", "relation", "reason", "judged_by"].contains(&name.as_str());
            let maybe = ["suspected_cause", "a_subject", "b_subject"].contains(&name.as_str());
            assert!(cell.is_empty() == filled_in || maybe, "{name}: {cell}");
            assert!(object[name].is_null() == cell.is_empty(), "{name}: {}", object[name]);
        }
        let question = object["question"].as_str().expect("a question");
        for side in ["a_passage", "b_passage", "a_source", "b_source"] {
            assert!(question.contains(object[side].as_str().expect("a text")), "{side}: {question}");
        }
        count += 1;
    }
    assert_eq!(count, 5);
    assert_eq!(scratch.totsugo(&["candidates", "corpus", "--reported", "--jobs", "1"]).out, asked.out);
    // one of three documents, and only what is not reported
    let few = scratch.totsugo(&["candidates", "corpus", "--per-page", "1", "--reported"]).out;
    assert_eq!(few.lines().count(), 3);
    let open = scratch.totsugo(&["candidates", "corpus"]).out;
    assert!(!open.is_empty() && open.lines().all(|l| l.contains("\"program\":\"apart\"")), "{open}");
}

#[test]
fn answers_stand_in_the_tables_and_what_does_not_fit_is_told() {
    let scratch = scratch();
    scratch.write("judgements.csv", std::fs::read(tests("cases/judged/judgements.csv")).expect("a case"));
    scratch.write("totsugo.toml", "[check]\njudgements = \"judgements.csv\"\n");
    let run = scratch.totsugo(&["run", "corpus"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let gone = "judgements.csv:6: p000000000000-8b7225b2789c by 高木: its passages are not there any more";
    assert!(run.err.contains("judgements.csv: 4 of 5 judgements hold\n"), "{}", run.err);
    assert!(run.err.contains(gone), "{}", run.err);
    let relation = |difference: &str| {
        let all = rows(&scratch, "output/relations.csv");
        let found = all.iter().find(|r| r["difference"] == difference).unwrap_or_else(|| panic!("{difference}"));
        ["relation", "judged_by", "judged_reason"].map(|name| found[name].clone())
    };
    assert_eq!(relation("-3"), ["updated", "高木", "町が二日後にまとめた数"]);
    assert_eq!(relation("9"), ["conflict", "高木", "同じ夜の同じ学校の避難者"]);
    let judged: Vec<String> = rows(&scratch, "output/findings.csv").iter().map(|f| f["judged_by"].clone()).collect();
    assert!(judged.contains(&"高木".to_owned()), "{judged:?}");
    let page = scratch.read("output/report.html");
    assert!(page.contains("同じ夜の同じ学校の避難者") && page.contains("同じ事実とみる理由"));
    assert!(run.err.contains("judged by 高木: 同じ夜の同じ学校の避難者"), "{}", run.err);
    // the file holds for `check` and for claims that were read elsewhere, too, and what was answered is not asked again
    let check = scratch.totsugo(&["check", "corpus", "--out", "jsonl"]);
    assert!(
        check.err.contains("4 of 5 judgements hold") && check.out.contains("\"judged_by\":\"高木\""),
        "{}",
        check.out
    );
    let claims = scratch.totsugo(&["extract", "corpus"]).out;
    scratch.write("claims.jsonl", claims);
    let cross = scratch.totsugo(&["crosscheck", "claims.jsonl", "-o", "cross", "--judgements", "judgements.csv"]);
    assert!(cross.err.contains("4 of 5 judgements hold"), "{}", cross.err);
    let left = scratch.totsugo(&["candidates", "corpus", "--reported"]).out;
    assert!(!left.contains("p887bb5eae976-9fc9c09c3377") && !left.contains("p21b61c9de66f-8b7225b2789c"), "{left}");
    // an edit elsewhere moves lines and leaves the answers
    let article = scratch.read("corpus/b_blog.md").replace("一週間。", "一週間。\n\n雨はやんだ。");
    scratch.write("corpus/b_blog.md", article);
    let edited = scratch.totsugo(&["run", "corpus"]).err;
    assert!(edited.contains("4 of 5 judgements hold"), "{edited}");
    scratch.write("judgements.csv", "fingerprint,answer,reason,judged_by\np1-2,sane,?,高木\n");
    let refused = scratch.totsugo(&["check", "corpus"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("judgements.csv:2: `sane` is no answer; write same (同じ)"), "{}", refused.err);
}

/// The claims of the articles in `corpus/`, and the pairs that candidates ask about.
static CORPUS: LazyLock<(Vec<Claim>, Vec<[usize; 2]>)> = LazyLock::new(|| {
    let mut files: Vec<_> =
        std::fs::read_dir(tests("../corpus")).expect("corpus").flatten().map(|e| e.path()).collect();
    files.sort();
    let texts = files.iter().filter(|f| f.extension().is_some_and(|e| e == "md" || e == "txt"));
    let claims = texts.flat_map(|f| {
        // one of them is in another encoding
        let text = std::fs::read_to_string(f).unwrap_or_default();
        analyse(&text, Format::Md, &f.file_name().expect("a name").to_string_lossy()).claims
    });
    let against = Against::default();
    let mut found = crosscheck(claims.collect(), Inside::default(), &against);
    let asked = questions(&mut found, &against, true);
    let asked = asked.into_iter().map(|q| q.claims).collect();
    (found.claims, asked)
});

/// The fact of a claim.
fn fact_of(facts: &[Fact], claim: usize) -> &str {
    facts.iter().find(|f| f.claims.contains(&claim)).map_or("", |f| f.id.as_str())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn same_links_and_different_separates(answers in proptest::collection::vec((0usize..1000, any::<bool>()), 1..12)) {
        let (claims, asked) = &*CORPUS;
        prop_assert!(asked.len() > 20);
        let mut judgements: BTreeMap<usize, Judgement> = BTreeMap::new();
        for (at, same) in answers {
            let [a, b] = asked[at % asked.len()];
            judgements.insert(at % asked.len(), Judgement {
                fingerprint: fingerprint(&claims[a], &claims[b]),
                same,
                reason: "r".to_owned(),
                judged_by: "w".to_owned(),
                ..Judgement::default()
            });
        }
        let pairs: Vec<[usize; 2]> = judgements.keys().map(|at| asked[*at]).collect();
        let against = Against { judgements: judgements.into_values().collect(), ..Against::default() };
        let found = crosscheck(claims.clone(), Inside::default(), &against);
        let any_apart = against.judgements.iter().any(|j| !j.same);
        for ((j, effect), [a, b]) in against.judgements.iter().zip(&found.effects).zip(pairs) {
            let linked = fact_of(&found.facts, a) == fact_of(&found.facts, b);
            match effect {
                Effect::Holds => prop_assert_eq!(linked, j.same),
                // only what is kept apart elsewhere is not linked; what is apart always is
                _ => prop_assert!(*effect == Effect::Overruled && j.same && any_apart, "{:?} {:?}", effect, j),
            }
        }
    }
}
