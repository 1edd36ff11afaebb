//! Words by which a writer says how sure a statement is.

use super::{Table, rows, table};
use crate::text::Words;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::{Deserialize, Serialize};

/// How a source stands to what it states, weakest reservation first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// Said in the source's own name.
    #[default]
    Asserted,
    /// Said to be somebody else's words.
    Reported,
    /// Still to come: plans, forecasts, deadlines.
    Planned,
    /// Thought likely.
    Speculative,
    /// Denied.
    Negated,
}

impl Modality {
    /// The value of the `modality` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Modality::Asserted => "asserted",
            Modality::Reported => "reported",
            Modality::Planned => "planned",
            Modality::Speculative => "speculative",
            Modality::Negated => "negated",
        }
    }
}

#[derive(Deserialize)]
struct Row {
    surface: String,
    modality: Modality,
}

static ROWS: Table<Vec<Row>> = table!("modality.csv", rows);

/// Finds all words, also those within others.
static WORDS: Table<Option<AhoCorasick>> = table!("modality.csv", |_| {
    AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(ROWS.iter().map(|r| r.surface.as_str())).ok()
});

/// Finds out sooner that there is none, as after most values.
static ANY: Table<Words> = table!("modality.csv", |_| Words::new(ROWS.iter().map(|r| r.surface.as_str())));

/// The modality that the words after a value, up to the end of its clause, tell; of several the strongest reservation.
pub fn modality_of(text: &str) -> Modality {
    if !ANY.any_in(text) {
        return Modality::default();
    }
    let found = WORDS.iter().flat_map(|w| w.find_overlapping_iter(text));
    found.map(|m| ROWS[m.pattern().as_usize()].modality).max().unwrap_or_default()
}
