//! The output folder. It is written in a workspace beside its place, gets what a person has put into the earlier
//! output, and then takes its place, so that a run that fails or is killed leaves the earlier output whole.

use super::baseline;
use super::csv::{Dialect, table};
use super::datapackage::{FILE, datapackage};
use super::document_csv::DocumentCsv;
use super::entity_names::rewrite;
use super::growing::GrowingTable;
use super::report::Report;
use super::rows::{self, Comparison};
use super::schema::Table;
use super::spill::SpillWriter;
use super::workspace::Workspace;
use crate::corpus::Mark;
use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files of an output that a person fills in: the table of findings, and the workbook.
pub const FORMS: [&str; 2] = ["findings.csv", "review.xlsx"];

/// An output folder being written.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    workspace: Workspace,
    dialect: Dialect,
    /// The tables that grow with the corpus.
    growing: Vec<GrowingTable>,
    /// Names of the further files.
    files: Vec<String>,
    /// The forms of the earlier output whose decisions are in the new one: name and bytes.
    carried: BTreeMap<&'static str, Vec<u8>>,
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
        let workspace = Workspace::new(&parent)?;
        let made = |table: &Table| GrowingTable::new(*table, &workspace.path(), dialect);
        let growing = DocumentCsv::TABLES.iter().map(made).collect::<Result<_, _>>()?;
        Ok(Folder { target, workspace, dialect, growing, files: Vec::new(), carried: BTreeMap::new() })
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
        SpillWriter::new(Some(&self.workspace.path()))
    }

    /// Says that the findings of the new output have the decisions of these forms, which need not be kept then.
    pub fn carries(&mut self, forms: BTreeMap<&'static str, Vec<u8>>) {
        self.carried = forms;
    }

    /// Writes the other tables and `datapackage.json`, then moves the folder to its place. Returns the paths of files of
    /// the earlier output that are kept under another name, because a person has filled them in.
    ///
    /// # Errors
    /// [`Error::Io`] when something cannot be written or moved; the earlier output is then still in its place.
    pub fn finish(mut self, report: &Report) -> Result<Vec<PathBuf>, Error> {
        std::mem::take(&mut self.growing).into_iter().try_for_each(GrowingTable::finish)?;
        let comparison = Comparison::new(report.claims, report.facts);
        let columns = comparison.fields.clone();
        let encode =
            |t: Table, rows| table(if t == Table::Comparison { &columns } else { t.fields() }, rows, self.dialect);
        let entities = self.workspace.path().join(Table::Entities.file());
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
        fs::write(self.workspace.path().join(name), bytes)
            .map_err(Error::io(self.target.join(name), "writing the file"))
    }

    /// Brings what a person has put into the earlier output into the new one, which then takes its place.
    fn replace(self) -> Result<Vec<PathBuf>, Error> {
        let Folder { target, workspace, carried, .. } = self;
        let io = || Error::io(&target, "putting the new output in its place");
        let kept = if target.exists() { keep(&target, &workspace.path(), &carried).map_err(io())? } else { Vec::new() };
        workspace.take_place(&target).map_err(io())?;
        Ok(kept.into_iter().map(|name| target.join(name)).collect())
    }
}

/// Brings the files of a person from the earlier output into the new one, and the forms which that person has filled in
/// and whose content is not in the new one: as `findings.decided-1.csv`. Returns the names of those that have another name.
///
/// They are linked or copied, not moved: until the new output stands, the earlier one is whole.
fn keep(old: &Path, new: &Path, carried: &BTreeMap<&'static str, Vec<u8>>) -> io::Result<Vec<String>> {
    let mut own: BTreeSet<String> = Table::ALL.iter().map(|t| t.file()).collect();
    own.insert(FILE.to_owned());
    own.extend(Mark::of(old).map(|mark| mark.files).unwrap_or_default());
    let mut kept = Vec::new();
    let mut names: Vec<_> = fs::read_dir(old)?.map(|e| e.map(|e| e.file_name())).collect::<io::Result<_>>()?;
    names.sort();
    for name in names {
        let shown = name.to_string_lossy().into_owned();
        let from = old.join(&name);
        if !own.contains(&shown) {
            let taken = fs::symlink_metadata(new.join(&name)).is_ok();
            let to = if taken { free([old, new], &shown, "kept") } else { new.join(&name) };
            link(&from, &to)?;
            kept.extend(to.file_name().filter(|_| taken).map(|n| n.to_string_lossy().into_owned()));
        } else if FORMS.contains(&shown.as_str()) {
            let bytes = fs::read(&from)?;
            let filled = baseline::filled(&bytes);
            if filled.with_more || filled.with_decisions && carried.get(shown.as_str()) != Some(&bytes) {
                let to = free([old, new], &shown, "decided");
                link(&from, &to)?;
                kept.extend(to.file_name().map(|n| n.to_string_lossy().into_owned()));
            }
        }
    }
    Ok(kept)
}

/// A path in `new` whose name is taken in neither folder: `findings.decided-1.csv`.
fn free([old, new]: [&Path; 2], name: &str, word: &str) -> PathBuf {
    let (stem, extension) = name.rsplit_once('.').map_or((name, String::new()), |(s, e)| (s, format!(".{e}")));
    let named = |n: usize| format!("{stem}.{word}-{n}{extension}");
    let mut n = 1;
    while [old, new].iter().any(|folder| fs::symlink_metadata(folder.join(named(n))).is_ok()) {
        n += 1;
    }
    new.join(named(n))
}

/// Makes `to` the same as `from`: a folder with the same files, which are linked where the system can, else copied.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(from)?.is_dir() {
        return fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop));
    }
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        link(&from.join(&name), &to.join(&name))?;
    }
    fs::set_permissions(to, fs::metadata(from)?.permissions())
}

/// The folder that holds `target`.
fn parent_of(target: &Path) -> Result<PathBuf, Error> {
    match target.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Ok(PathBuf::from(".")),
        Some(parent) => Ok(parent.to_owned()),
        None => Err(Error::Usage(format!("{} cannot be replaced: name another folder with -o", target.display()))),
    }
}

/// Refuses a file, a link that leads nowhere, and a folder that is no earlier output.
fn refuse_foreign(dir: &Path) -> Result<(), Error> {
    let refuse = |why| Err(Error::Usage(format!("{} {why}: name another folder with -o", dir.display())));
    if !dir.exists() {
        let nothing = fs::symlink_metadata(dir).is_err();
        return if nothing { Ok(()) } else { refuse("is a link that leads nowhere") };
    }
    if !dir.is_dir() {
        return refuse("is a file");
    }
    let empty = fs::read_dir(dir).map_err(Error::io(dir, "reading the folder"))?.next().is_none();
    let ours = Mark::of(dir).is_some();
    if empty || ours { Ok(()) } else { refuse("holds files that are not an output of totsugo, so it is not replaced") }
}
