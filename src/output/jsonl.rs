//! JSON Lines: documents with their mentions and claims, facts; and reading claims.
//!
//! The members of a mention are the columns of its table, without those of the document; `start` and `end` are its code
//! points. An empty cell is `null`. Amounts are strings, because JSON numbers are binary floats to most readers.

use super::fact_view::{FactView, claim_value};
use super::rows::{Row, amount_rows, date_rows, document_row, entity_rows, fact_row, relation_rows};
use super::schema::{FieldType, Table};
use super::shown;
use crate::check::Analysis;
use crate::claim::{Claim, MOST_DIGITS};
use crate::fact::{Fact, Value as FactValue};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};

/// A document as one line of JSON, without line break.
pub fn document_json(analysis: &Analysis) -> String {
    let own = Table::Documents.fields().iter().zip(document_row(analysis));
    let wanted = [
        "doc_id",
        "path",
        "source",
        "title",
        "published",
        "published_lower",
        "published_upper",
        "published_from",
        "status",
        "note",
    ];
    let own = own.filter(|(f, cell)| wanted.contains(&f.name.as_str()) && (f.name != "note" || !cell.is_empty()));
    let mut members: Vec<(&str, Member)> =
        own.map(|(f, cell)| (renamed(&f.name), Member::Value(value(&cell, f.kind)))).collect();
    members.push(("dates", objects(Table::Dates, date_rows(analysis))));
    members.push(("amounts", objects(Table::Amounts, amount_rows(analysis))));
    members.push(("entities", objects(Table::Entities, entity_rows(analysis))));
    members.push(("claims", Member::Claims(analysis.claims.iter().map(ClaimObject::new).collect())));
    line(&Object(members))
}

/// A claim as one line of JSON, which [`claims_from_line`] reads.
pub fn claim_json(claim: &Claim) -> String {
    line(&ClaimObject::new(claim))
}

/// A claim with its dimension once more as `block`, by which claims can be partitioned: only those of one block are linked.
#[derive(Serialize)]
struct ClaimObject<'a> {
    #[serde(flatten)]
    claim: &'a Claim,
    block: &'a str,
}

impl<'a> ClaimObject<'a> {
    fn new(claim: &'a Claim) -> Self {
        ClaimObject { claim, block: &claim.stated.dimension }
    }
}

/// A fact as one line of JSON: its row, its distinct values with their sources and claims, and their relations.
pub fn fact_json(fact: &Fact, claims: &[Claim]) -> String {
    let view = FactView::new(fact, claims);
    let row = Table::Facts.fields().iter().zip(fact_row(view)).filter(|(f, _)| f.name != "values");
    let rename = |name: &'static str| if name == "claims" { "claim_count" } else { name };
    let mut members: Vec<(&str, Member)> =
        row.map(|(f, cell)| (rename(renamed(&f.name)), Member::Value(value(&cell, f.kind)))).collect();
    let values = fact.values.iter().map(|v| value_object(view, v)).collect();
    members.push(("values", Member::List(values)));
    let mut relations = relation_rows(fact);
    relations.iter_mut().for_each(|row| drop(row.remove(0)));
    let fields = &Table::Relations.fields()[1..];
    let relation = |row: Row| {
        Object(fields.iter().zip(row).map(|(f, c)| (f.name.as_str(), Member::Value(value(&c, f.kind)))).collect())
    };
    members.push(("relations", Member::List(relations.into_iter().map(relation).collect())));
    line(&Object(members))
}

/// A distinct value of a fact.
fn value_object<'a>(view: FactView<'a>, v: &'a FactValue) -> Object<'a> {
    let first = view.first(v);
    let surfaces: Vec<&str> = view.claims_of(v).map(|c| c.excerpt.surface.as_str()).collect();
    Object(vec![
        ("value_id", Member::Value(json!(v.id))),
        ("value", Member::Value(json!(first.map(|c| claim_value(&c.stated))))),
        ("surfaces", Member::Value(json!(surfaces))),
        ("sources", Member::Value(json!(view.sources_of(v)))),
        ("claims", Member::Value(json!(view.claims_of(v).map(|c| c.claim_id.as_str()).collect::<Vec<_>>()))),
    ])
}

/// The claims of one line: those of a document, or a claim by itself.
///
/// # Errors
/// What is wrong with the line, as a message without file and line number.
pub fn claims_from_line(line: &str) -> Result<Vec<Claim>, String> {
    let value: Value = serde_json::from_str(line).map_err(|e| format!("not a JSON object: {e}"))?;
    let Value::Object(mut object) = value else { return Err("not a JSON object".to_owned()) };
    match object.remove("claims") {
        Some(Value::Array(claims)) => claims.into_iter().map(claim).collect(),
        Some(_) => Err("`claims` is not a list".to_owned()),
        None if object.contains_key("claim_id") => claim(Value::Object(object)).map(|c| vec![c]),
        None => {
            Err("neither a claim nor a document with `claims`: give the output of `totsugo extract --to jsonl`"
                .to_owned())
        }
    }
}

/// A claim in JSON.
fn claim(value: Value) -> Result<Claim, String> {
    let bad = |e: serde_json::Error| format!("not a claim as `totsugo extract --to jsonl` writes it: {e}");
    let claim: Claim = serde_json::from_value(value).map_err(bad)?;
    match claim.stated.immense() {
        None => Ok(claim),
        Some(number) => Err(format!(
            "the number `{number}` of the claim {} has more than {MOST_DIGITS} digits when written out; correct it, or \
             give the line as `totsugo extract --to jsonl` wrote it",
            claim.claim_id
        )),
    }
}

/// A JSON object whose members keep their order.
struct Object<'a>(Vec<(&'a str, Member<'a>)>);

enum Member<'a> {
    Value(Value),
    List(Vec<Object<'a>>),
    Claims(Vec<ClaimObject<'a>>),
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, member) in &self.0 {
            match member {
                Member::Value(v) => map.serialize_entry(name, v)?,
                Member::List(v) => map.serialize_entry(name, v)?,
                Member::Claims(v) => map.serialize_entry(name, v)?,
            }
        }
        map.end()
    }
}

/// A value as one line of JSON.
fn line(value: &impl Serialize) -> String {
    shown::json(serde_json::to_string(value).expect("strings, numbers and lists only"))
}

/// The rows of a table as objects, without the columns of the document.
fn objects(table: Table, rows: Vec<Row>) -> Member<'static> {
    let object = |row: Row| {
        let cells = table.fields().iter().zip(row).filter(|(f, _)| !matches!(f.name.as_str(), "doc_id" | "path"));
        Object(cells.map(|(f, cell)| (renamed(&f.name), Member::Value(value(&cell, f.kind)))).collect())
    };
    Member::List(rows.into_iter().map(object).collect())
}

/// The member of a column.
fn renamed(name: &'static str) -> &'static str {
    match name {
        "doc_id" => "id",
        "char_start" => "start",
        "char_end" => "end",
        name => name,
    }
}

/// A cell as a JSON value.
fn value(cell: &str, kind: FieldType) -> Value {
    match kind {
        _ if cell.is_empty() => Value::Null,
        FieldType::Integer => cell.parse::<i64>().map_or_else(|_| json!(cell), |n| json!(n)),
        FieldType::Boolean => json!(cell == "true"),
        _ => json!(cell),
    }
}
