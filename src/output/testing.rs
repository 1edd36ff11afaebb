//! Small examples for the tests of this module.

use super::report::Report;
use super::rows::EntityIndex;
use super::totals::Totals;
use crate::check::{Analysis, Finding, Place, Severity};
use crate::claim::{Claim, Stated};
use crate::corpus::Document;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::extract::entity::Entity;
use crate::extract::{Mention, Record};
use crate::fact::{Fact, Relation, Value, Verdict};
use crate::text::{Excerpt, LineIndex, Span};
use crate::value::{Amount, AmountKind, Granularity, Temporal, TimeSpan};
use jiff::civil::{Weekday, date};

/// Calls `with` with the report of an empty run, to be filled with `..`.
pub(super) fn with_report<T>(with: impl FnOnce(Report) -> T) -> T {
    with(Report {
        claims: &[],
        facts: &[],
        findings: &[],
        rules: &[],
        entities: &EntityIndex::default(),
        totals: &Totals::default(),
        documents: &[],
        baseline: false,
        spill: None,
    })
}

/// A document with one date, one amount, one entity and one claim.
pub(super) fn analysis() -> Analysis {
    let text = "前文\n2018年1月26日(木)、毎日社は=580億円を失った。";
    let at = |needle: &str| text.find(needle).map(|i| Span::new(i, i + needle.len())).expect("there");
    let day = date(2018, 1, 26);
    let time = Temporal {
        value: "2018-01-26".to_owned(),
        span: TimeSpan::days(day, day),
        granularity: Granularity::Day,
        ..Temporal::default()
    };
    let amount =
        Amount { kind: AmountKind::Money, value: "58000000000".parse().ok(), unit: "JPY".into(), ..Amount::default() };
    let entity = Entity { canonical: "毎日社".to_owned(), ..Entity::default() };
    let record = Record {
        document: Document {
            id: "d1".to_owned(),
            path: "corpus/a.md".to_owned(),
            source: "毎日".to_owned(),
            text: text.to_owned(),
            ..Document::default()
        },
        dates: vec![mention(
            at("2018年1月26日(木)"),
            Dated { time, weekdays: vec![(Weekday::Thursday, day)], ..Dated::default() },
        )],
        amounts: vec![mention(at("=580億円"), Quantity { amount, ..Quantity::default() })],
        entities: vec![mention(at("毎日社"), entity)],
        ..Record::default()
    };
    Analysis {
        record,
        lines: LineIndex::new(text),
        claims: vec![claim("d1", "毎日", "58000000000", "580億円")],
        findings: vec![finding()],
        counts: vec![],
    }
}

fn mention<T>(span: Span, value: T) -> Mention<T> {
    Mention { span, view: span, sentence: 0, value }
}

/// A claim of one document about a loss.
pub(super) fn claim(doc: &str, source: &str, value: &str, surface: &str) -> Claim {
    Claim {
        claim_id: format!("c-{doc}-3"),
        doc_id: doc.into(),
        source: source.to_owned(),
        path: format!("corpus/{doc}.md"),
        line: 2,
        column: 4,
        subject: "コインチェック".to_owned(),
        attribute: "流出".to_owned(),
        stated: Stated { dimension: "money:JPY".into(), value: value.into(), unit: "JPY".into(), ..Stated::default() },
        excerpt: excerpt("被害は", surface, "だった。"),
        ..Claim::default()
    }
}

/// A claim that gives a day.
pub(super) fn dated_claim(doc: &str, source: &str, day: &str) -> Claim {
    let stated = Stated {
        dimension: "date".into(),
        value: day.into(),
        lower: day.into(),
        upper: day.into(),
        precision: Granularity::Day as i32,
        ..Stated::default()
    };
    Claim { stated, ..claim(doc, source, "", day) }
}

/// A fact over the claims with these indices, one value each.
pub(super) fn fact(id: &str, claims: &[usize], verdict: Verdict) -> Fact {
    let value = |(k, c): (usize, &usize)| Value { id: format!("v{id}-{}", k + 1), claims: vec![*c] };
    let relation = Relation {
        a: 0,
        b: 1,
        verdict,
        difference: "1700000000".to_owned(),
        difference_pct: "2.85".to_owned(),
        cause: "digits swapped".to_owned(),
        confidence: 0.834,
        judgement: None,
    };
    Fact {
        id: id.to_owned(),
        claims: claims.to_vec(),
        values: claims.iter().enumerate().map(value).collect(),
        relations: if claims.len() > 1 { vec![relation] } else { vec![] },
        verdict,
        confidence: 0.834,
        judgements: vec![],
    }
}

/// A finding between two documents.
pub(super) fn finding() -> Finding {
    let place = |path: &str, line, column, surface: &str, label: &str| Place {
        path: path.to_owned(),
        line,
        column,
        excerpt: excerpt("被害は", surface, "だった。"),
        label: label.to_owned(),
        ..Place::default()
    };
    Finding {
        rule: "fact-conflict".to_owned(),
        severity: Severity::Error,
        message: "毎日と朝日で流出額が違う".to_owned(),
        place: place("corpus/a.md", 12, 34, "580億円", "ここ"),
        related: vec![place("corpus/b.md", 3, 4, "597億円", "朝日はこう書く")],
        difference: "1700000000".to_owned(),
        suspected_cause: "digits swapped".to_owned(),
        suggestion: "どちらかを確かめる".to_owned(),
        ..Finding::default()
    }
}

fn excerpt(before: &str, surface: &str, after: &str) -> Excerpt {
    Excerpt { before: before.to_owned(), surface: surface.to_owned(), after: after.to_owned() }
}
