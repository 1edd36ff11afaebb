//! Knowledge is data: without its row, the example of a row comes out differently. Every table with a column `example`
//! is tested, wherever it stands.

use crate::check;
use crate::claim::{self, Claim};
use crate::corpus::{self, Format};
use crate::dating;
use crate::extract::{self, Kit};
use crate::fact::{Linkage, Linker};
use crate::lexicon::{Concepts, testing};
use crate::text::LineIndex;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Without the model of names, which may know a name that a row tells.
static RULES: LazyLock<Kit> = LazyLock::new(|| Kit::embedded().expect("the dictionary").with_model(None));

/// With the model, whose names some rows trim or turn down.
static TAGGER: LazyLock<Kit> = LazyLock::new(|| Kit::embedded().expect("the dictionary"));

/// The day examples are read on.
const PUBLISHED: &str = "2018-02-09";

/// Stands between the documents of an example that takes two sources.
const BETWEEN: &str = "⇔";

/// Everything the program says of an example, as pages that say when they were published and as a plain text that does
/// not: mentions, claims, findings, comparisons, facts.
fn outcome(example: &str, kit: &Kit) -> String {
    let (mut out, mut claims) = (String::new(), Vec::<Claim>::new());
    let dated = |(k, text): (usize, &str)| {
        let file = format!("---\npublished: {PUBLISHED}\nsource: {k}\n---\n{}\n", text.trim());
        corpus::parse(file.into_bytes(), Format::Md, &format!("{k}.md"))
    };
    let undated = std::iter::once(corpus::parse(example.as_bytes().to_vec(), Format::Txt, "undated.txt"));
    for document in example.split(BETWEEN).enumerate().map(dated).chain(undated) {
        let record = extract::read(document, &mut kit.reader()).expect("the text is tokenised");
        let lines = LineIndex::new(&record.document.text);
        let own = claim::build(&record, &lines, Concepts::embedded());
        let anniversary = dating::Page::new(&record).anniversary;
        let inspected = check::inspect(&record, &lines);
        let _ = write!(
            out,
            "{:?}{:?}{:?}{own:?}{inspected:?}{anniversary:?}",
            record.dates, record.amounts, record.entities
        );
        let _ = write!(out, "{:?}{:?}", record.document.published, record.document.blocks);
        claims.extend(own);
    }
    let linker = Linker::default().with_concepts(Concepts::embedded().clone());
    let linkage = Linkage::new(&mut claims);
    for dimension in linkage.dimensions() {
        for component in linkage.components(&dimension) {
            let _ = write!(out, "{:?}", linkage.facts(&component, &linker));
        }
    }
    out
}

/// A table: its rows as cells, the place of `example`, and its lines.
struct Rows {
    /// From the root of the package.
    path: PathBuf,
    header: String,
    rows: Vec<(Vec<String>, String)>,
    example: usize,
}

impl Rows {
    /// The table in a file, if it has examples.
    fn read(path: &Path) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(root.join(path)).expect("a table");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut rows: Vec<(Vec<String>, String)> = Vec::new();
        let mut records = reader.records().map(|r| r.expect("a row"));
        let header = records.next()?;
        let example = header.iter().position(|name| name == "example")?;
        let line = |cells: &csv::StringRecord| {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(cells).expect("cells");
            String::from_utf8(writer.into_inner().expect("bytes")).expect("UTF-8")
        };
        let header = line(&header);
        rows.extend(records.map(|r| (r.iter().map(str::to_owned).collect(), line(&r))));
        Some(Rows { path: path.to_owned(), header, rows, example })
    }

    /// Rows in groups of which each can be left out at once: no word of one stands in the example of another.
    fn groups(&self) -> Vec<Vec<usize>> {
        let words = |row: usize| {
            let cells = self.rows[row].0.iter().enumerate().filter(|(c, _)| *c != self.example);
            cells.flat_map(|(_, cell)| cell.split('|')).filter(|word| !word.is_empty())
        };
        let meets = |a: usize, b: usize| words(a).any(|word| self.rows[b].0[self.example].contains(word));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for row in 0..self.rows.len() {
            let fits = |group: &&mut Vec<usize>| group.iter().all(|other| !meets(row, *other) && !meets(*other, row));
            match groups.iter_mut().find(fits) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
        }
        groups
    }

    /// The rows whose example comes out the same without them, by the rules alone and with the model.
    fn idle(&self) -> Vec<String> {
        let mut idle = Vec::new();
        for group in self.groups() {
            let same = self.same_without(&group, &RULES);
            idle.extend(if same.is_empty() { same } else { self.same_without(&same, &TAGGER) });
        }
        let line = |row: usize| format!("{} row {}: {}", self.path.display(), row + 2, self.rows[row].1.trim_end());
        idle.into_iter().map(line).collect()
    }

    /// Those of a group of rows whose example comes out the same without the group.
    fn same_without(&self, group: &[usize], kit: &Kit) -> Vec<usize> {
        let outcomes =
            || -> Vec<String> { group.iter().map(|row| outcome(&self.rows[*row].0[self.example], kit)).collect() };
        let with = outcomes();
        let kept = self.rows.iter().enumerate().filter(|(row, _)| !group.contains(row)).map(|(_, r)| r.1.as_str());
        let csv: String = std::iter::once(self.header.as_str()).chain(kept).collect();
        let without = testing::with(&self.path, csv, outcomes);
        let same = group.iter().zip(with.iter().zip(&without)).filter(|(_, (with, without))| with == without);
        same.map(|(row, _)| *row).collect()
    }
}

fn tables(folder: &Path, out: &mut Vec<PathBuf>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(root.join(folder)).expect("a folder").flatten() {
        let entry = folder.join(entry.file_name());
        match root.join(&entry).is_dir() {
            true => tables(&entry, out),
            false if entry.extension().is_some_and(|e| e == "csv") => out.push(entry),
            false => {}
        }
    }
}

#[test]
fn without_its_row_an_example_comes_out_differently() {
    let mut paths = Vec::new();
    tables(Path::new("src"), &mut paths);
    paths.sort();
    let only = std::env::var("TABLE").ok();
    let tables: Vec<Rows> = paths.iter().filter_map(|p| Rows::read(p)).collect();
    assert!(tables.len() > 40, "{} tables", tables.len());
    let mut idle = Vec::new();
    let wanted = |t: &&Rows| only.as_ref().is_none_or(|name| t.path.to_string_lossy().contains(name.as_str()));
    for table in tables.iter().filter(wanted) {
        let own = table.idle();
        idle.extend(own);
    }
    assert!(idle.is_empty(), "rows whose example comes out the same without them:\n{}", idle.join("\n"));
}
