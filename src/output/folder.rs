//! The output folder. It is written beside its place under another name and then moved there, so that a run that fails or
//! is killed leaves the earlier output report.

use super::csv::{Dialect, table};
use super::datapackage::{FILE, datapackage, mark_of};
use super::document_csv::DocumentCsv;
use super::entity_names::rewrite;
use super::growing::GrowingTable;
use super::report::Report;
use super::rows::{self, Comparison};
use super::schema::Table;
use super::spill::SpillWriter;
use crate::error::Error;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An output folder being written.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    temporary: TempDir,
    dialect: Dialect,
    /// The tables that grow with the corpus.
    growing: Vec<GrowingTable>,
    /// Names of the further files.
    files: Vec<String>,
}

impl Folder {
    /// Begins to write or replace `dir`. Its parent is made when missing.
    ///
    /// # Errors
    /// [`Error::Usage`] when `dir` is a file, or a folder that holds something and is not an earlier output;
    /// [`Error::Io`] when its parent cannot be written.
    pub fn create(dir: &Path, dialect: Dialect) -> Result<Self, Error> {
        refuse_foreign(dir)?;
        // through a link, its target is replaced, not the link
        let target = if dir.exists() {
            fs::canonicalize(dir).map_err(Error::io(dir, "finding the folder"))?
        } else {
            dir.to_owned()
        };
        let parent = parent_of(&target)?;
        fs::create_dir_all(&parent).map_err(Error::io(&parent, "making the folder"))?;
        let temporary = sibling(&parent)?;
        let made = |table: &Table| GrowingTable::new(*table, temporary.path(), dialect);
        let growing = DocumentCsv::TABLES.iter().map(made).collect::<Result<_, _>>()?;
        Ok(Folder { target, temporary, dialect, growing, files: Vec::new() })
    }

    /// Appends the rows of the document that has that place in the input. The documents may come in any order.
    ///
    /// # Errors
    /// [`Error::Io`] when the disk is full or gone.
    pub fn append(&mut self, place: usize, rows: &DocumentCsv) -> Result<(), Error> {
        self.growing.iter_mut().zip(rows.parts()).try_for_each(|(table, (_, bytes))| table.append(place, bytes))
    }

    /// Adds a further file, such as `report.html`.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be written.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.files.push(name.to_owned());
        self.write(name, bytes)
    }

    /// A spill file on the same disk.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be written.
    pub fn spill(&self) -> Result<SpillWriter, Error> {
        SpillWriter::new(Some(self.temporary.path()))
    }

    /// Writes the other tables and `datapackage.json`, then moves the folder to its place.
    ///
    /// # Errors
    /// [`Error::Io`] when something cannot be written or moved; the earlier output is then still in its place.
    pub fn finish(mut self, report: &Report) -> Result<(), Error> {
        std::mem::take(&mut self.growing).into_iter().try_for_each(GrowingTable::finish)?;
        let comparison = Comparison::new(report.claims, report.facts);
        let columns = comparison.fields.clone();
        let encode =
            |t: Table, rows| table(if t == Table::Comparison { &columns } else { t.fields() }, rows, self.dialect);
        let entities = self.temporary.path().join(Table::Entities.file());
        let documents = rewrite(&entities, self.dialect, report.entities)
            .map_err(Error::io(self.target.join(Table::Entities.file()), "writing the table"))?;
        self.write_table(Table::EntityIndex, encode(Table::EntityIndex, report.entities.rows(&documents)))?;
        self.write_table(Table::Facts, encode(Table::Facts, rows::facts(report.claims, report.facts)))?;
        self.write_table(Table::Evidence, encode(Table::Evidence, rows::evidence(report.claims, report.facts)))?;
        self.write_table(Table::Relations, encode(Table::Relations, rows::relations(report.facts)))?;
        self.write_table(Table::Comparison, encode(Table::Comparison, comparison.rows))?;
        self.write_table(Table::Timeline, encode(Table::Timeline, rows::timeline(report.claims, report.facts)))?;
        self.write_table(Table::Findings, encode(Table::Findings, rows::findings(report.findings)))?;
        self.write_table(Table::Checks, encode(Table::Checks, rows::checks(report.rules)))?;
        self.write(FILE, datapackage(self.dialect, &columns, &self.files).as_bytes())?;
        self.replace()
    }

    fn write_table(&self, table: Table, bytes: Vec<u8>) -> Result<(), Error> {
        self.write(&table.file(), &bytes)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        fs::write(self.temporary.path().join(name), bytes)
            .map_err(Error::io(self.target.join(name), "writing the file"))
    }

    /// Moves the earlier output aside, the new one to its place, and what totsugo did not write to the new one.
    fn replace(self) -> Result<(), Error> {
        let io = || Error::io(&self.target, "putting the new output in its place");
        let aside = sibling(&parent_of(&self.target)?)?;
        let old = aside.path().join("old");
        let replaced = self.target.exists();
        if replaced {
            fs::rename(&self.target, &old).map_err(io())?;
        }
        if let Err(e) = fs::rename(self.temporary.path(), &self.target) {
            if replaced && fs::rename(&old, &self.target).is_err() {
                let _ = aside.keep(); // better left under another name than gone
            }
            return Err(io()(e));
        }
        let _ = self.temporary.keep(); // it is no longer there
        if replaced && carry_over(&old, &self.target).is_err() {
            let kept = aside.keep();
            return Err(Error::Usage(format!(
                "files of the earlier output could not be moved; they are in {}",
                kept.display()
            )));
        }
        Ok(())
    }
}

/// Moves what totsugo did not write from the earlier output to the new one: files of a person, and the table of findings
/// if it holds decisions, as `findings.decided-1.csv`.
fn carry_over(old: &Path, new: &Path) -> std::io::Result<()> {
    let mut own: BTreeSet<String> = Table::ALL.iter().map(|t| t.file()).collect();
    own.insert(FILE.to_owned());
    own.extend(fs::read_to_string(old.join(FILE)).ok().and_then(|text| mark_of(&text)).unwrap_or_default());
    for entry in fs::read_dir(old)? {
        let name = entry?.file_name();
        if !own.contains(&*name.to_string_lossy()) && !new.join(&name).exists() {
            fs::rename(old.join(&name), new.join(&name))?;
        }
    }
    let findings = Table::Findings.file();
    if is_decided(&old.join(&findings)) && !is_decided(&new.join(&findings)) {
        let free = (1..).map(|n| new.join(format!("findings.decided-{n}.csv"))).find(|p| !p.exists());
        free.map_or(Ok(()), |free| fs::rename(old.join(&findings), free))?;
    }
    Ok(())
}

/// Returns true if the table of findings holds a decision, in any encoding that a spreadsheet saves.
fn is_decided(findings: &Path) -> bool {
    let Ok(mut reader) = ::csv::ReaderBuilder::new().flexible(true).from_path(findings) else { return false };
    let Some(place) = Table::Findings.fields().iter().position(|f| f.name == "decision") else { return false };
    let named = |headers: &::csv::ByteRecord| headers.iter().position(|h| h == b"decision");
    let column = reader.byte_headers().ok().and_then(named).unwrap_or(place);
    reader.byte_records().flatten().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))
}

/// The folder that holds `target`.
fn parent_of(target: &Path) -> Result<PathBuf, Error> {
    match target.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Ok(PathBuf::from(".")),
        Some(parent) => Ok(parent.to_owned()),
        None => Err(Error::Usage(format!("{} cannot be replaced: name another folder with -o", target.display()))),
    }
}

/// A hidden folder in `parent` that is removed on drop, with the permissions of any new folder.
fn sibling(parent: &Path) -> Result<TempDir, Error> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".totsugo-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777)); // less the umask
    }
    builder.tempdir_in(parent).map_err(Error::io(parent, "making a temporary folder"))
}

/// Refuses a file, and a folder that is no earlier output.
fn refuse_foreign(dir: &Path) -> Result<(), Error> {
    if !dir.exists() {
        return Ok(());
    }
    let refuse = |why| Err(Error::Usage(format!("{} {why}: name another folder with -o", dir.display())));
    if !dir.is_dir() {
        return refuse("is a file");
    }
    let empty = fs::read_dir(dir).map_err(Error::io(dir, "reading the folder"))?.next().is_none();
    let ours = fs::read_to_string(dir.join(FILE)).is_ok_and(|text| mark_of(&text).is_some());
    if empty || ours { Ok(()) } else { refuse("holds files that are not an output of totsugo, so it is not replaced") }
}
