//! The last names of entities, in a table that was written while documents came: only when all are read is it known that
//! the 東証 of one is the 東京証券取引所 of another.

use super::csv::Dialect;
use super::rows::EntityTally;
use super::schema::{FieldType, Table};
use csv::ByteRecord;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Places of the columns that are read or written.
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

/// Rewrites the table of entities at `path` row by row; gives the number of documents that name each of the joined ones.
pub(super) fn rename(path: &Path, dialect: Dialect, entities: &EntityTally) -> io::Result<HashMap<String, usize>> {
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
        let renamed = entities.renamed(&id);
        let id = renamed.map_or(&*id, |renamed| &renamed.id);
        if joined.contains(id) && last.get(id).is_none_or(|document| document != cell(columns.document)) {
            last.insert(id.to_owned(), cell(columns.document).to_vec());
            *documents.entry(id.to_owned()).or_default() += 1;
        }
        if let Some(renamed) = renamed {
            let canonical = dialect.cell(&renamed.canonical, FieldType::String);
            let cells = row.iter().enumerate().map(|(at, cell)| match at {
                at if at == columns.id => renamed.id.as_bytes(),
                at if at == columns.canonical => canonical.as_bytes(),
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
