//! `datapackage.json`: the description of the tables for programs (Frictionless Data Package, profile
//! tabular-data-package).
//!
//! It holds no time and no absolute path, so that equal tables have an equal description. Its `totsugo` member marks a
//! folder as an output: [`Folder`](super::folder::Folder) replaces no other.

use super::csv::Dialect;
use super::schema::{Field, Table};
use crate::corpus::{MARKED, Mark};
use serde::Serialize;

/// Its name in the folder.
pub const FILE: &str = MARKED;

/// The description of a folder. `comparison` are the columns of that table, which depend on the sources; `files` are the
/// names of the further files in the folder.
pub fn datapackage(dialect: Dialect, comparison: &[Field], files: &[String]) -> String {
    let resource = |t: &Table| {
        let fields = if *t == Table::Comparison { comparison } else { t.fields() };
        Resource::new(*t, fields, dialect)
    };
    let package = Package {
        profile: "tabular-data-package",
        name: "totsugo",
        title: "Dates, amounts, entities and facts of a corpus of Japanese articles",
        totsugo: Mark { version: env!("CARGO_PKG_VERSION").to_owned(), files: files.to_vec() },
        resources: Table::ALL.iter().map(resource).collect(),
    };
    let mut text = serde_json::to_string_pretty(&package).expect("strings and lists only");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Package {
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    totsugo: Mark,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    profile: &'static str,
    name: &'static str,
    path: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    dialect: CsvDialect,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CsvDialect {
    delimiter: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    line_terminator: &'static str,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Column>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    primary_key: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Serialize)]
struct Column {
    /// The heading, as the file has it.
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    description: String,
}

#[derive(Serialize)]
struct ForeignKey {
    fields: Vec<String>,
    reference: Reference,
}

#[derive(Serialize)]
struct Reference {
    resource: String,
    fields: Vec<String>,
}

impl Resource {
    fn new(table: Table, fields: &[Field], dialect: Dialect) -> Self {
        let column = |f: &Field| Column {
            name: dialect.label(f),
            kind: f.kind.as_str(),
            title: f.title_ja.clone(),
            description: f.description.clone(),
        };
        let foreign_key = |f: &Field| {
            let (resource, field) = f.refers_to()?;
            let target = Table::ALL.into_iter().find(|t| t.as_str() == resource)?;
            let target = target.fields().iter().find(|f| f.name == field)?;
            let reference = Reference { resource: resource.to_owned(), fields: vec![dialect.label(target)] };
            Some(ForeignKey { fields: vec![dialect.label(f)], reference })
        };
        Resource {
            profile: "tabular-data-resource",
            name: table.as_str(),
            path: table.file(),
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            dialect: CsvDialect {
                delimiter: ",",
                quote_char: "\"",
                double_quote: true,
                line_terminator: dialect.line_terminator(),
                header: true,
            },
            schema: Schema {
                fields: fields.iter().map(column).collect(),
                missing_values: [""],
                primary_key: fields.iter().filter(|f| f.is_primary()).map(|f| dialect.label(f)).collect(),
                foreign_keys: fields.iter().filter_map(foreign_key).collect(),
            },
        }
    }
}
