//! The schema of the tables: their columns in order, with types, Japanese headings and keys.
//!
//! It is `schema.csv`. Its column `key` holds `primary`, the `table.field` to which a foreign key refers, or both with `;`
//! between.

use serde::Deserialize;
use std::sync::LazyLock;

/// A table of the output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Table {
    Documents,
    Dates,
    Amounts,
    Entities,
    EntityIndex,
    Claims,
    Facts,
    Evidence,
    Relations,
    Comparison,
    Timeline,
    Findings,
    Checks,
}

impl Table {
    /// Every table, in order of `datapackage.json`.
    pub const ALL: [Table; 13] = [
        Table::Documents,
        Table::Dates,
        Table::Amounts,
        Table::Entities,
        Table::EntityIndex,
        Table::Claims,
        Table::Facts,
        Table::Evidence,
        Table::Relations,
        Table::Comparison,
        Table::Timeline,
        Table::Findings,
        Table::Checks,
    ];

    /// Its name, which is the stem of its file.
    pub fn as_str(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Dates => "dates",
            Table::Amounts => "amounts",
            Table::Entities => "entities",
            Table::EntityIndex => "entity_index",
            Table::Claims => "claims",
            Table::Facts => "facts",
            Table::Evidence => "evidence",
            Table::Relations => "relations",
            Table::Comparison => "comparison",
            Table::Timeline => "timeline",
            Table::Findings => "findings",
            Table::Checks => "checks",
        }
    }

    /// The name of its file.
    pub fn file(self) -> String {
        format!("{}.csv", self.as_str())
    }

    /// Its columns, in order. [`Table::Comparison`] has a further one for each source, see [`Field::of_source`].
    pub fn fields(self) -> &'static [Field] {
        FIELDS.get(self as usize).map_or(&[], Vec::as_slice)
    }
}

/// Type of a column, as Table Schema names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum FieldType {
    String,
    Integer,
    Number,
    Date,
    Datetime,
    Boolean,
}

impl FieldType {
    /// The name in Table Schema.
    pub fn as_str(self) -> &'static str {
        match self {
            FieldType::String => "string",
            FieldType::Integer => "integer",
            FieldType::Number => "number",
            FieldType::Date => "date",
            FieldType::Datetime => "datetime",
            FieldType::Boolean => "boolean",
        }
    }
}

/// A column.
#[derive(Clone, Debug, Deserialize)]
pub struct Field {
    /// Name of its table.
    table: String,
    /// Its stable snake_case name.
    #[serde(rename = "field")]
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Its Japanese heading.
    pub title_ja: String,
    key: String,
    /// What it holds, in English.
    pub description: String,
}

impl Field {
    /// The column of [`Table::Comparison`] for a source. The name of a source that is called like another column gets a
    /// suffix.
    pub fn of_source(source: &str) -> Field {
        let taken = |f: &Field| f.name == source || f.title_ja == source;
        let marked = source.is_empty() || Table::Comparison.fields().iter().any(taken);
        let name = if marked { format!("{source} (source)") } else { source.to_owned() };
        Field {
            table: Table::Comparison.as_str().to_owned(),
            title_ja: name.clone(),
            kind: FieldType::String,
            key: String::new(),
            description: format!("What {source} states, as written"),
            name,
        }
    }

    /// Returns true if it belongs to the primary key.
    pub fn is_primary(&self) -> bool {
        self.keys().any(|k| k == "primary")
    }

    /// Table and field to which it refers as a foreign key.
    pub fn refers_to(&self) -> Option<(&str, &str)> {
        self.keys().find_map(|k| k.split_once('.'))
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.key.split(';')
    }
}

static FIELDS: LazyLock<Vec<Vec<Field>>> = LazyLock::new(|| {
    let rows: Vec<Field> = ::csv::Reader::from_reader(include_str!("schema.csv").as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("schema.csv is compiled in and tested");
    Table::ALL.iter().map(|t| rows.iter().filter(|r| r.table == t.as_str()).cloned().collect()).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_belongs_to_a_table_and_names_are_unique_in_it() {
        let rows = include_str!("schema.csv").lines().count() - 1;
        assert_eq!(Table::ALL.iter().map(|t| t.fields().len()).sum::<usize>(), rows);
        for (i, table) in Table::ALL.into_iter().enumerate() {
            assert_eq!(table as usize, i);
            let names: BTreeSet<&str> = table.fields().iter().map(|f| f.name.as_str()).collect();
            let titles: BTreeSet<&str> = table.fields().iter().map(|f| f.title_ja.as_str()).collect();
            assert_eq!((names.len(), titles.len()), (table.fields().len(), table.fields().len()), "{table:?}");
        }
    }

    #[test]
    fn foreign_keys_point_to_primary_keys() {
        for field in Table::ALL.iter().flat_map(|t| t.fields()) {
            let Some((table, name)) = field.refers_to() else { continue };
            let target = Table::ALL.into_iter().find(|t| t.as_str() == table).expect("a table");
            assert!(target.fields().iter().any(|f| f.name == name && f.is_primary()), "{table}.{name}");
        }
    }

    #[test]
    fn a_source_called_like_a_column_is_marked() {
        assert_eq!(Field::of_source("毎日新聞").name, "毎日新聞");
        assert_eq!(Field::of_source("verdict").name, "verdict (source)");
    }
}
