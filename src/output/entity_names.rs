//! Canonical names across documents, written into the table of entities. The table grows while documents are read; only
//! then is it known that the 東証 of one is the 東京証券取引所 of another.

use super::csv::Dialect;
use super::rows::EntityIndex;
use super::schema::{FieldType, Table};
use csv::ByteRecord;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Indices of the columns that are read or written.
struct Columns {
    document: usize,
    canonical: usize,
    id: usize,
}

impl Columns {
    fn new() -> Option<Self> {
        let place = |name: &str| Table::Entities.fields().iter().position(|f| f.name == name);
        Some(Columns { document: place("doc_id")?, canonical: place("canonical")?, id: place("entity_id")? })
    }
}

/// Rewrites the table of entities at `path` row by row; returns, by identifier, in how many documents each joined entity
/// is named.
///
/// # Errors
/// When the table cannot be read or written.
pub(super) fn rewrite(path: &Path, dialect: Dialect, entities: &EntityIndex) -> io::Result<HashMap<String, usize>> {
    let joined = entities.joined();
    let mut documents = HashMap::new();
    let Some(columns) = Columns::new().filter(|_| !joined.is_empty()) else { return Ok(documents) };
    let new = path.with_extension("new");
    let mut file = BufWriter::with_capacity(1 << 16, File::create(&new)?);
    file.write_all(&dialect.head(Table::Entities.fields()))?;
    let mut writer = dialect.writer(file);
    let mut last: HashMap<String, Vec<u8>> = HashMap::new();
    for row in csv::Reader::from_path(path)?.into_byte_records() {
        let mut row = row?;
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let id = String::from_utf8_lossy(cell(columns.id));
        let canonical = entities.canonical_of(&id);
        let id = canonical.map_or(&*id, |canonical| &canonical.id);
        if joined.contains(id) && last.get(id).is_none_or(|document| document != cell(columns.document)) {
            last.insert(id.to_owned(), cell(columns.document).to_vec());
            *documents.entry(id.to_owned()).or_default() += 1;
        }
        if let Some(canonical) = canonical {
            let name = dialect.cell(&canonical.name, FieldType::String);
            let cells = row.iter().enumerate().map(|(at, cell)| match at {
                at if at == columns.id => canonical.id.as_bytes(),
                at if at == columns.canonical => name.as_bytes(),
                _ => cell,
            });
            row = cells.collect::<ByteRecord>();
        }
        writer.write_byte_record(&row)?;
    }
    writer.flush()?;
    drop(writer);
    fs::rename(new, path)?;
    Ok(documents)
}
