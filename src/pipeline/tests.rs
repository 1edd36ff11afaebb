use super::*;
use crate::corpus::{Format, Status};

fn feed(texts: &[(&str, &str)]) -> Vec<RawDocument> {
    let line = |(id, text): &(&str, &str)| serde_json::json!({"id": id, "text": text}).to_string();
    let raw = |(i, t)| RawDocument::new(format!("feed.jsonl#{}", i + 1), Format::Jsonl, line(t).into_bytes());
    texts.iter().enumerate().map(raw).collect()
}

fn ids(jobs: usize, raws: Vec<RawDocument>) -> Vec<String> {
    let engine = Engine::new(Kit::embedded().expect("dictionary"), jobs);
    let mut out = Vec::new();
    let map = |a: Analysis| a.record.document.id;
    engine
        .for_each(raws.into_iter(), map, |batch| {
            out.extend(batch);
            Ok(())
        })
        .expect("no trouble");
    out
}

#[test]
fn order_and_ids_do_not_depend_on_the_threads() {
    let numbered: Vec<String> = (0..300).map(|i| format!("n{i}")).collect();
    let mut texts: Vec<(&str, &str)> = numbered.iter().map(|id| (id.as_str(), "1月26日に580億円。")).collect();
    texts.extend([("x", "一"), ("x-2", "二"), ("x", "三"), ("x", "四")]);
    let one = ids(1, feed(&texts));
    assert_eq!(one[300..], ["x", "x-2", "x-3", "x-4"]);
    assert_eq!(one, ids(3, feed(&texts)));
}

#[test]
fn a_panic_stays_with_its_document() {
    let engine = Engine::new(Kit::embedded().expect("dictionary"), 2);
    let map = |a: Analysis| {
        assert!(a.record.document.text != "二", "this one");
        (a.record.document.id.clone(), a.record.document.status, a.record.document.note.clone())
    };
    let mut out = Vec::new();
    let raws = feed(&[("a", "一"), ("b", "二"), ("c", "三")]);
    engine
        .for_each(raws.into_iter(), map, |batch| {
            out.extend(batch);
            Ok(())
        })
        .expect("no trouble");
    let status: Vec<_> = out.iter().map(|(id, status, _)| (id.as_str(), *status)).collect();
    assert_eq!(status, [("a", Status::Ok), ("b", Status::Error), ("c", Status::Ok)]);
    assert!(out[1].2.starts_with("feed.jsonl#2: internal error, please report") && out[1].2.ends_with("this one"));
}

#[test]
fn an_error_of_the_sink_ends_an_endless_stream() {
    let engine = Engine::new(Kit::embedded().expect("dictionary"), 2);
    let endless = std::iter::repeat_with(|| RawDocument::new("a.txt", Format::Txt, "580億円".into()));
    let result = engine.for_each(endless, drop, |_| Err(Error::Usage("enough".to_owned())));
    assert!(matches!(result, Err(Error::Usage(_))));
}
