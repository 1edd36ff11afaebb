//! Evaluation of entity linking: whether mentions of one thing share an identifier, on gold clusters.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::Path;
use totsugo::internals::corpus;
use totsugo::internals::extract::entity::{Declared, Entity, id};
use totsugo::internals::extract::{self, Kit};

/// A row of `gold/entities.csv`. Offsets are 0-based code points into the file.
#[derive(Debug, Deserialize)]
struct Row {
    doc: String,
    char_start: usize,
    char_end: usize,
    r#type: String,
    canonical: String,
}

/// Counts of mentions, and of pairs of mentions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Agreement {
    /// Pairs of mentions of one thing: those with one identifier, and all.
    same: [usize; 2],
    /// Pairs of mentions of two things: those with two identifiers, and all.
    different: [usize; 2],
    /// Gold mentions that the program found.
    found: usize,
    /// Gold mentions.
    expected: usize,
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |[right, all]: [usize; 2]| if all == 0 { 1.0 } else { right as f64 / all as f64 };
        let Agreement { same, different, found, expected } = *self;
        write!(f, "{found} of {expected} mentions found; ")?;
        write!(f, "one thing, one id {:.3} of {}; ", share(same), same[1])?;
        write!(f, "two things, two ids {:.4} of {}", share(different), different[1])
    }
}

/// Evaluates the program on the cluster in a folder.
///
/// # Errors
/// A message with the file that cannot be read.
pub fn agreement(folder: &Path, kit: &Kit) -> Result<Agreement, String> {
    let path = folder.join("gold/entities.csv");
    let rows = csv::Reader::from_path(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows: Result<Vec<Row>, _> = rows.into_deserialize().collect();
    let rows = rows.map_err(|e| format!("{}: {e}", path.display()))?;
    let mut out = Agreement { expected: rows.len(), ..Agreement::default() };
    let ids = ids(&folder.join("corpus"), kit)?;
    let matched = matched(&rows, &ids);
    out.found = matched.len();
    for (i, (a, id)) in matched.iter().enumerate() {
        for (b, other) in &matched[i + 1..] {
            let one = a.canonical == b.canonical && a.r#type == b.r#type;
            let pairs = if one { &mut out.same } else { &mut out.different };
            pairs[0] += usize::from(one == (id == other));
            pairs[1] += 1;
        }
    }
    Ok(out)
}

/// The rows that match a mention, with its identifier: one to one, the greatest overlap (Jaccard coefficient of the spans)
/// first.
fn matched<'a>(rows: &'a [Row], ids: &'a Mentions) -> Vec<(&'a Row, &'a str)> {
    let mut pairs = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        for (m, mention) in ids.get(&row.doc).into_iter().flatten().enumerate() {
            let shared = row.char_end.min(mention.1).saturating_sub(row.char_start.max(mention.0));
            let all = row.char_end.max(mention.1) - row.char_start.min(mention.0);
            if shared > 0 {
                pairs.push((shared as f64 / all as f64, r, m));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut rows_used, mut mentions_used) = (HashSet::new(), HashSet::new());
    let mut out = Vec::new();
    for (_, r, m) in pairs {
        let row = &rows[r];
        if !rows_used.contains(&r) && mentions_used.insert((&row.doc, m)) {
            rows_used.insert(r);
            out.push((r, ids[&row.doc][m].2.as_str()));
        }
    }
    out.sort_unstable();
    out.into_iter().map(|(r, id)| (&rows[r], id)).collect()
}

/// The mentions of each file as start and end, in code points, and identifier.
type Mentions = HashMap<String, Vec<(usize, usize, String)>>;

/// Runs the program over a folder, as one corpus.
fn ids(corpus: &Path, kit: &Kit) -> Result<Mentions, String> {
    let mut reader = kit.reader();
    let mut documents: HashMap<String, Vec<(usize, usize, Entity)>> = HashMap::new();
    let mut declared = Declared::default();
    let files = corpus::find(&[corpus.to_string_lossy().into_owned()], None).map_err(|e| e.to_string())?;
    for raw in files.iter().flat_map(corpus::open) {
        let record = extract::read(raw.parse(), &mut reader).map_err(|e| e.to_string())?;
        let text = &record.document.text;
        let chars = |at: usize| text[..at].chars().count();
        let name = record.document.path.rsplit('/').next().unwrap_or_default().to_owned();
        declared.add(&record.reading, &record.entities);
        let mentions = record.entities.iter().map(|m| (chars(m.span.start), chars(m.span.end), m.value.clone()));
        documents.entry(name).or_default().extend(mentions);
    }
    let all = documents.values().flatten().map(|(.., e)| (e.kind, e.canonical.as_str()));
    let joined = declared.joined(all);
    let last = |e: &Entity| id(e.kind, joined.get(&(e.kind, e.canonical.clone())).unwrap_or(&e.canonical));
    let ids =
        |mentions: &Vec<(usize, usize, Entity)>| mentions.iter().map(|(from, to, e)| (*from, *to, last(e))).collect();
    Ok(documents.iter().map(|(name, mentions)| (name.clone(), ids(mentions))).collect())
}
