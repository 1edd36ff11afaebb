//! Claims: a value with what it is about.
//!
//! A claim carries everything linking needs, so that linking never looks at a document again.

mod build;
mod context;
mod period;
mod revision;
mod section;
mod speaker;
mod stated;
mod subject;
mod topics;
mod words;

pub use build::build;
pub(crate) use context::slice;
pub(crate) use stated::rate;

use crate::lexicon::Modality;
use crate::text::Excerpt;
use crate::value::Decimal;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What kind of value a claim states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// Money, crypto assets, measures, percentages.
    #[default]
    Amount,
    /// A date, time or duration.
    Date,
    /// A number of people or things.
    Count,
}

impl ValueKind {
    /// The value of the `value_kind` column.
    pub fn as_str(self) -> &'static str {
        match self {
            ValueKind::Amount => "amount",
            ValueKind::Date => "date",
            ValueKind::Count => "count",
        }
    }
}

/// The value of a claim, as the tables print it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// Only values of equal dimension can be compared: `money:JPY`, `unit:人`, `date`, `duration`.
    pub dimension: CompactString,
    /// Exact decimal, or TIMEX3 value; empty when only bounds are known.
    pub value: CompactString,
    /// Least value or first moment.
    pub lower: CompactString,
    /// Greatest value or last moment.
    pub upper: CompactString,
    /// Unit, empty for dates.
    pub unit: CompactString,
    /// How it is softened (the `modifier` column), empty when it is not.
    pub modifier: CompactString,
    /// Power of ten of the last written digit, or rank of the granularity of a date (finer is greater).
    pub precision: i32,
    /// Power of ten that brings the value to the unit of its dimension (3 for km in `unit:m`).
    #[serde(default)]
    pub exponent: i32,
    /// Whether the words beside it call it a loss: 480億円の赤字 is what a table writes as ▲480.
    #[serde(default)]
    pub loss: bool,
    /// Whether it is where something begins (9時から) or ends (20時まで).
    #[serde(default)]
    pub edge: Option<Edge>,
    /// A time of day whose day is taken from what stands around it.
    #[serde(default)]
    pub clock: bool,
}

/// Most digits, before and after the point together, of a number that can be compared: no article comes near.
pub const MOST_DIGITS: u64 = 1000;

impl Stated {
    /// A number that would have more than [`MOST_DIGITS`] digits when written out, if there is one. Claims come from
    /// anywhere, and `1e400000000` takes a few bytes in a file and gigabytes in a sum.
    pub fn immense(&self) -> Option<String> {
        let digits = |text: &str| {
            let number: Decimal = text.parse().ok()?;
            Some(number.digits().saturating_add(number.fractional_digit_count().unsigned_abs()))
        };
        for text in [&self.value, &self.lower, &self.upper] {
            // reading millions of digits only to count them would take as long
            if text.len() as u64 > 2 * MOST_DIGITS || digits(text).is_some_and(|n| n > MOST_DIGITS) {
                return Some(text.chars().take(20).collect());
            }
        }
        let powers = [self.precision, self.exponent];
        powers.into_iter().find(|n| u64::from(n.unsigned_abs()) > MOST_DIGITS).map(|n| format!("1e{n}"))
    }
}

/// The side of a span that a date or time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// から, より.
    From,
    /// まで.
    To,
}

/// How firmly a claim's subject is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectFrom {
    /// Nothing is known, or only what the document is about.
    #[default]
    Document,
    /// The topic of the paragraph, heading or column.
    Section,
    /// Named in the sentence.
    Sentence,
}

/// What restricts the value: claims of different scope are never the same fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// A part of a total (うち).
    pub part: bool,
    /// A change, not a level (12.3％増, 差は).
    pub change: bool,
    /// The unit of a price or rate.
    pub per_unit: CompactString,
    /// The period the value is for (FY2017, 4〜12月), as ISO dates.
    pub period: Option<(CompactString, CompactString)>,
    /// Whether the period stands in the clause itself rather than in its section.
    pub period_explicit: bool,
    /// An earlier plan or figure the text itself calls so (従来の1100億円).
    pub former: bool,
}

impl Scope {
    /// The `scope` column: the restrictions in words.
    pub fn label(&self) -> String {
        let mut parts = Vec::new();
        if self.part {
            parts.push("part".to_owned());
        }
        if self.change {
            parts.push("change".to_owned());
        }
        if self.former {
            parts.push("former".to_owned());
        }
        if !self.per_unit.is_empty() {
            parts.push(format!("per {}", self.per_unit));
        }
        if let Some((from, to)) = &self.period {
            parts.push(format!("{from}/{to}"));
        }
        parts.join("; ")
    }
}

/// A word the value stands with, and how closely.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Its concept, or the word itself.
    pub word: CompactString,
    /// Closeness, 100 for the word that names the value.
    pub weight: u8,
}

impl Stated {
    /// Digits of the value that say something: trailing zeros do not.
    pub fn digits(&self) -> usize {
        self.value.trim_end_matches('0').bytes().filter(u8::is_ascii_digit).count()
    }
}

/// One source states one value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Stable identifier: the document's and the place in it.
    pub claim_id: String,
    /// The document.
    pub doc_id: CompactString,
    /// Who says it.
    pub source: String,
    /// The document's path.
    pub path: String,
    /// The document's publication date, ISO, empty when unknown.
    pub published: CompactString,
    /// 1-based line of the value.
    pub line: u32,
    /// 1-based column of the value in code points.
    pub column: u32,
    /// 1-based column of the value in bytes.
    #[serde(default)]
    pub byte_column: u32,
    /// First code point of the value.
    pub char_start: u32,
    /// One past the last code point of the value.
    pub char_end: u32,
    /// Canonical name of what it is about, empty when unknown.
    pub subject: String,
    /// Type of the subject (the `type` column of entities), empty when unknown.
    pub subject_type: CompactString,
    /// How firmly the subject is known.
    pub subject_from: SubjectFrom,
    /// What of the subject the value gives, in words.
    pub attribute: String,
    /// The words the value stands with.
    pub terms: Vec<Term>,
    /// Canonical names of places close to the value: 青波市で4人.
    pub places: Vec<CompactString>,
    /// Canonical names in the same sentence.
    pub entities: Vec<CompactString>,
    /// Those of them that are people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<CompactString>,
    /// What the document speaks of most, by the same words as `terms`: claims of articles on other matters are not linked.
    pub topics: Arc<[CompactString]>,
    /// Restrictions.
    pub scope: Scope,
    /// `char_start` of the value of the same document that took this one's place (82億円から88億円に引き上げた).
    #[serde(default)]
    pub replaced_by: Option<u32>,
    /// Kind of the value.
    pub value_kind: ValueKind,
    /// The value.
    pub stated: Stated,
    /// First moment the value holds for, ISO, empty when the text does not say.
    pub as_of_lower: CompactString,
    /// Last such moment.
    pub as_of_upper: CompactString,
    /// Whether that moment stands in the clause of the value.
    pub as_of_explicit: bool,
    /// How sure the source is.
    pub modality: Modality,
    /// Whom the source names for it.
    pub attribution: String,
    /// The words around it.
    pub excerpt: Excerpt,
    /// Equal for all claims that may ever be linked.
    pub block: CompactString,
}
