//! Whether mentions of one thing share an identifier, on clusters of articles with gold.

use serde::Deserialize;
use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use totsugo::corpus;
use totsugo::extract::{self, Kit};

/// A row of `gold/entities.csv`; offsets are in code points.
#[derive(Debug, Deserialize)]
struct Row {
    doc: String,
    char_start: usize,
    char_end: usize,
    r#type: String,
    canonical: String,
}

/// Pairs of mentions, and how many of them are told alike or apart as they should.
#[derive(Clone, Copy, Debug, Default)]
pub struct Agreement {
    same: [usize; 2],
    different: [usize; 2],
    found: usize,
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

/// Measures the cluster in a folder.
pub fn agreement(folder: &Path, kit: &Kit) -> Result<Agreement, String> {
    let path = folder.join("gold/entities.csv");
    let rows = csv::Reader::from_path(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows: Result<Vec<Row>, _> = rows.into_deserialize().collect();
    let rows = rows.map_err(|e| format!("{}: {e}", path.display()))?;
    let mut out = Agreement { expected: rows.len(), ..Agreement::default() };
    let ids = ids(&folder.join("corpus"), kit)?;
    // each mention of the gold with the identifier of the one it shares most characters with
    let mut matched: Vec<(&Row, &str)> = Vec::new();
    for row in &rows {
        let overlap = |m: &&(usize, usize, String)| row.char_end.min(m.1).saturating_sub(row.char_start.max(m.0));
        let mentions = ids.get(&row.doc).map_or(&[][..], Vec::as_slice);
        if let Some(best) = mentions.iter().filter(|m| overlap(m) > 0).max_by_key(|m| (overlap(m), usize::MAX - m.1)) {
            matched.push((row, &best.2));
        }
    }
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

/// Start, end and identifier of every mention, by file name.
fn ids(corpus: &Path, kit: &Kit) -> Result<HashMap<String, Vec<(usize, usize, String)>>, String> {
    let mut reader = kit.reader();
    let mut out: HashMap<String, Vec<(usize, usize, String)>> = HashMap::new();
    let sources = corpus::find(&[corpus.to_string_lossy().into_owned()], None).map_err(|e| e.to_string())?;
    for raw in sources.iter().flat_map(corpus::open) {
        let record = extract::read(raw.parse(), &mut reader).map_err(|e| e.to_string())?;
        let text = &record.document.text;
        let chars = |at: usize| text[..at].chars().count();
        let name = record.document.path.rsplit('/').next().unwrap_or_default().to_owned();
        let mentions = record.entities.iter().map(|m| (chars(m.span.start), chars(m.span.end), m.value.id()));
        out.entry(name).or_default().extend(mentions);
    }
    Ok(out)
}
