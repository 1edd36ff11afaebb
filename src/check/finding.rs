//! What a rule reports: one place, related places, and what to do.

use crate::text::{Excerpt, hex};
use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    #[default]
    Warning,
    /// Cannot be right.
    Error,
}

impl Severity {
    /// The value of the `severity` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A place in a document, with the words around it, so that a report needs no document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The document's path.
    pub path: String,
    /// Who published it.
    pub source: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column in code points.
    pub column: u32,
    /// 1-based column in bytes.
    pub byte_column: u32,
    /// First code point.
    pub char_start: u32,
    /// One past the last code point.
    pub char_end: u32,
    /// The words around it.
    pub excerpt: Excerpt,
    /// What to say beside it, in a few words.
    pub label: String,
}

/// Something a reader should look at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that reports it.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What it was compared with.
    pub related: Vec<Place>,
    /// By how much they differ, empty when that has no meaning.
    pub difference: String,
    /// What kind of slip would explain it, empty when none fits.
    pub suspected_cause: String,
    /// What would make it right, empty when unknown.
    pub suggestion: String,
    /// Canonical name of what it is about, empty for findings that are about no fact.
    pub subject: String,
    /// What of the subject is in question, in words; empty likewise.
    pub attribute: String,
    /// The fact, for looking it up in the same run; empty likewise.
    pub fact_id: String,
    /// What makes it the same finding in another run. When empty, its places and their words do.
    #[serde(skip)]
    pub(crate) identity: String,
}

impl Finding {
    /// Equal for the same finding in any run: no line, column or order enters, so that text inserted above changes
    /// nothing. It begins with a letter, or a spreadsheet would take some for numbers.
    pub fn fingerprint(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        hash.update(self.rule.as_bytes());
        let mut part = |text: &str| {
            hash.update([0x1f]);
            hash.update(text.as_bytes());
        };
        if self.identity.is_empty() {
            for place in self.places() {
                for text in [&place.path, &place.excerpt.surface, &self.difference] {
                    part(text);
                }
            }
        } else {
            part(&self.identity);
        }
        format!("x{}", hex(&hash.finalize()[..8]))
    }

    /// Its place and the related ones.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(&self.related)
    }
}
