//! Candidates: questions to a judge, as JSON Lines or as a table to fill in.

use super::csv::{Dialect, table};
use super::display::difference;
use super::fact_view::{FactView, claim_value};
use super::passage::passage;
use super::reasons::reasons;
use super::report::Report;
use super::rows::{Cell, Row};
use super::schema::{Field, FieldType};
use super::shown;
use super::translations::Lang;
use crate::claim::Claim;
use crate::error::Error;
use crate::fact::{Difference, Question, cause_of, fingerprint};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The columns, in order.
pub fn fields() -> &'static [Field] {
    static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
        let rows = ::csv::Reader::from_reader(include_str!("candidates.csv").as_bytes()).into_deserialize();
        rows.collect::<Result<_, _>>().expect("candidates.csv is compiled in and tested")
    });
    &FIELDS
}

/// The candidates as a table to fill in.
///
/// # Errors
/// [`Error::Io`] when the articles that were kept cannot be read.
pub fn csv(report: &Report, questions: &[Question], dialect: Dialect) -> Result<Vec<u8>, Error> {
    let rows = questions.iter().map(|q| row(report, q)).collect::<Result<Vec<Row>, Error>>()?;
    Ok(table(fields(), rows, dialect))
}

/// The candidates, a JSON object a line. The members are the columns of the table; what is not known is `null`.
///
/// # Errors
/// As those of [`csv`].
pub fn jsonl(report: &Report, questions: &[Question]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    for q in questions {
        let member = |(field, cell): (&Field, Cell)| {
            let value = match field.kind {
                _ if cell.is_empty() => Value::Null,
                FieldType::Integer => json!(cell.parse::<u64>().unwrap_or_default()),
                FieldType::Number => json!(cell.parse::<f64>().unwrap_or_default()),
                _ => json!(cell),
            };
            (field.name.clone(), value)
        };
        let object: Map<String, Value> = fields().iter().zip(row(report, q)?).map(member).collect();
        out.extend(shown::json(Value::Object(object).to_string()).into_bytes());
        out.push(b'\n');
    }
    Ok(out)
}

fn row<'a>(report: &Report<'a>, q: &Question) -> Result<Row<'a>, Error> {
    let claims = report.claims;
    let [a, b] = q.claims.map(|i| &claims[i]);
    let [passage_a, passage_b] = [marked(report, a)?, marked(report, b)?];
    let view = |k: usize| FactView::new(&report.facts[q.places[k].0], claims);
    let sources = |k: usize| view(k).sources_of(&view(k).fact.values[q.places[k].1]).len();
    let linked = q.places[0].0 == q.places[1].0;
    let by = Difference::of(&a.stated, &b.stated);
    let why = reasons(a, b, Lang::Ja);
    let own = |name: &str| -> Cell<'a> {
        let side = |c: &'a Claim, k: usize, passage: &str, name: &str| match name {
            "surface" => Cow::Borrowed(c.excerpt.surface.as_str()),
            "passage" => Cow::Owned(passage.to_owned()),
            "subject" => Cow::Borrowed(c.subject.as_str()),
            "label" => Cow::Borrowed(c.phrase()),
            "value" => claim_value(&c.stated),
            "source" => Cow::Borrowed(c.source.as_str()),
            "sources" => Cow::Owned(sources(k).to_string()),
            "published" => Cow::Borrowed(c.published.as_str()),
            "path" => Cow::Borrowed(c.path.as_str()),
            _ => Cow::Owned(c.line.to_string()),
        };
        match name {
            "label" => Cow::Owned(view(0).label()),
            "difference" => Cow::Owned(difference(&by.by, &by.percent, a, Lang::Ja)),
            "suspected_cause" => Cow::Borrowed(Lang::Ja.label("cause", cause_of(a, b))),
            "why" => Cow::Owned(why.join("、")),
            "answer" | "relation" | "reason" | "judged_by" => Cow::Borrowed(""),
            "probability" => Cow::Owned(format!("{:.2}", q.probability)),
            "program" => {
                Cow::Borrowed(if linked { view(0).fact.verdict_of(q.places[0].1, q.places[1].1) } else { "apart" })
            }
            "question" => Cow::Owned(question([(a, &passage_a), (b, &passage_b)], &why)),
            "fingerprint" => Cow::Owned(fingerprint(a, b)),
            _ => match name.split_once('_') {
                Some(("a", name)) => side(a, 0, &passage_a, name),
                Some((_, name)) => side(b, 1, &passage_b, name),
                None => Cow::Borrowed(""),
            },
        }
    };
    Ok(fields().iter().map(|f| own(&f.name)).collect())
}

/// The sentences around a claim, with the value in 【】.
fn marked(report: &Report, claim: &Claim) -> Result<String, Error> {
    let article = report.spill.map(|s| s.article(&claim.doc_id)).transpose()?.flatten();
    let excerpt = article.and_then(|a| passage(&a, claim.char_start));
    let e = excerpt.as_ref().unwrap_or(&claim.excerpt);
    Ok(format!("{}【{}】{}", e.before, e.surface, e.after))
}

/// The question in Japanese, with both passages.
fn question(sides: [(&Claim, &str); 2], why: &[String]) -> String {
    let [(a, _), (b, _)] = sides;
    let side = |letter: &str, (c, passage): (&Claim, &str)| {
        let day = if c.published.is_empty() { "公開日不明".to_owned() } else { format!("{}公開", c.published) };
        format!("{letter}({}、{day}):\n{passage}\n\n", c.source)
    };
    let hint = if why.is_empty() { String::new() } else { format!("手がかり: {}。\n", why.join("、")) };
    format!(
        "次の二つの文章の【】の値について判断してください。\n\n{}{}{hint}\
         1. Aの「{}」とBの「{}」は、同じ事実の値ですか。同じ出来事・同じもの・同じ範囲・同じ段階についてなら same、そうでなければ different。\n\
         2. 同じ事実なら、両方が正しいことはありますか。どちらかが間違いなら conflict、それぞれの時点では正しければ updated、丸めや表し方の違いなら compatible。\n\
         答えは次の形のJSON一行だけで書いてください。\n\
         {{\"answer\": \"same または different\", \"relation\": \"conflict、updated、compatible のどれか(different なら空)\", \"reason\": \"理由を一文で\"}}\n",
        side("A", sides[0]),
        side("B", sides[1]),
        a.excerpt.surface,
        b.excerpt.surface,
    )
}
