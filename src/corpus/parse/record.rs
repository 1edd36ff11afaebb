//! Documents that are records of a container: a JSON object, a CSV row. Their text is one field.

use crate::corpus::meta::{Field, Meta};
use crate::corpus::raw::CELL_SEPARATOR;
use crate::corpus::{Document, Status};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// Reads a JSON object on one line into `document`, whose text is the text field, unescaped.
pub(super) fn json_object(line: &str, document: &mut Document) {
    let fields = match serde_json::from_str::<Fields>(line) {
        Ok(fields) => fields,
        Err(error) => {
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or(&why);
            let note =
                format!("column {}: not a JSON object on one line ({why}); correct or remove the line", error.column());
            return document.note(Status::Error, &note);
        }
    };
    match fields.text {
        Some(Value::String(text)) => document.text = text,
        Some(_) => document.note(Status::Error, "`text` is not a string; write the article as one string"),
        None => {
            document.note(Status::Error, "no field `text` (nor `body`, `content`); name the field of the article so")
        }
    }
    fields.meta.move_into(document);
}

/// The known fields of a JSON object; the others are skipped without being built.
#[derive(Default)]
struct Fields {
    text: Option<Value>,
    meta: Meta,
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Known;
        impl<'de> Visitor<'de> for Known {
            type Value = Fields;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Fields::default();
                while let Some(name) = map.next_key::<std::borrow::Cow<'_, str>>()? {
                    match Field::of(&name) {
                        // `text` itself before `body`, whatever their order
                        Some(Field::Text) => {
                            let value = map.next_value::<Value>()?;
                            if name == "text" || fields.text.is_none() {
                                fields.text = Some(value).filter(|v| !v.is_null()).or(fields.text);
                            }
                        }
                        Some(known) => fields.meta.set_value(known, &map.next_value()?),
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Known)
    }
}

/// Reads a decoded CSV row below the columns `names` into `document`, whose text is the cell of the text column.
pub(super) fn csv_row(names: &[String], row: &str, document: &mut Document) {
    let cells: Vec<&str> = row.split(CELL_SEPARATOR as char).collect();
    if cells.len() > names.len() {
        let note = format!(
            "{} cells under {} headings; put cells that contain the delimiter in double quotes",
            cells.len(),
            names.len()
        );
        return document.note(Status::Error, &note);
    }
    let mut meta = Meta::default();
    let mut text: Option<&str> = None;
    for (name, cell) in names.iter().zip(&cells) {
        match Field::of(name) {
            Some(Field::Text) if text.is_none() || name == "text" => text = Some(cell),
            Some(Field::Text) | None => {}
            Some(known) => meta.set(known, cell),
        }
    }
    match text {
        Some(text) => document.text = text.to_owned(),
        None => document.note(
            Status::Error,
            &format!("only {} of {} cells, the text is not among them; complete the row", cells.len(), names.len()),
        ),
    }
    if text.is_some() && cells.len() < names.len() {
        document.note(
            Status::Warning,
            &format!("only {} of {} cells; the others are taken as empty", cells.len(), names.len()),
        );
    }
    meta.move_into(document);
}
