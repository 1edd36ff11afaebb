//! What a rule reports: what is wrong, where, and what would make it right.

use crate::claim::Claim;
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

/// A place in a document, with the words around it, so that a report can be written without the document.
///
/// Lines and columns are 1-based, offsets are 0-based code points of the decoded file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The document's path.
    pub path: String,
    /// Who published it.
    pub source: String,
    /// Line.
    pub line: u32,
    /// Column in code points.
    pub column: u32,
    /// Column in bytes.
    pub byte_column: u32,
    /// Offset of its first code point.
    pub char_start: u32,
    /// Offset past its last code point.
    pub char_end: u32,
    /// The words around it.
    pub excerpt: Excerpt,
    /// What a report says beside it, in a few words.
    pub label: String,
}

impl Place {
    /// Where a claim states its value, with its source as what to say beside it.
    pub(super) fn of(claim: &Claim) -> Self {
        Place {
            path: claim.path.clone(),
            source: claim.source.clone(),
            line: claim.line,
            column: claim.column,
            byte_column: claim.byte_column,
            char_start: claim.char_start,
            char_end: claim.char_end,
            excerpt: claim.excerpt.clone(),
            label: claim.source.clone(),
        }
    }
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
    /// Where it is wrong.
    pub place: Place,
    /// Where what it was compared with stands.
    pub related: Vec<Place>,
    /// By how much they differ; empty where that has no meaning.
    pub difference: String,
    /// What kind of slip would explain it; empty where none fits.
    pub suspected_cause: String,
    /// What would make it right; empty where unknown.
    pub suggestion: String,
    /// Canonical name of the subject of the fact it is about; empty where it is about none.
    pub subject: String,
    /// Attribute of that fact, in words; empty likewise.
    pub attribute: String,
    /// Id of that fact in the same run; empty likewise.
    pub fact_id: String,
    /// Who judged that it is so: a person, or the name of a program; empty where nobody did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub judged_by: String,
    /// True if it may be about two things: it is worth knowing, and no more, unless the settings say how grave its rule is.
    #[serde(skip)]
    pub(crate) unsure: bool,
    /// What makes it the same finding in another run; where empty, its places and their words do.
    #[serde(skip)]
    pub(crate) identity: String,
}

impl Finding {
    /// A hash that is equal for the same finding in any run: no line, column or order enters, so that text inserted above
    /// changes nothing. It begins with a letter, or a spreadsheet would take some for numbers.
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

    /// Its place, then the related ones.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(&self.related)
    }
}
