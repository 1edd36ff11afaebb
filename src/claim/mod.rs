//! Claims: values with what they are about.
//!
//! A claim has all that linking needs, so that linking does not look at documents again.
//!
//! ```text
//! mentions ─► sentence, layout ─► context ─► target ─► closeness ─► terms ─► build ─► revision
//!             words  labels       a sentence a value    of a word    of a value
//! ```

mod build;
mod closeness;
mod context;
mod keywords;
mod label;
mod layout;
mod mentions;
mod modality;
mod moment;
mod period;
mod revision;
mod scope;
mod sentence;
mod series;
mod speaker;
mod stated;
mod subject;
mod target;
mod terms;
#[cfg(test)]
mod testing;

pub use build::build;
pub(crate) use mentions::slice;
pub(crate) use stated::rate;

use crate::lexicon::Modality;
use crate::text::Excerpt;
use crate::value::{Decimal, day, days_between};
use compact_str::CompactString;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The kind of a value.
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

/// The value of a claim, normalised and printed as the tables have it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// What can be compared with it: `money:JPY`, `unit:人`, `date`, `duration`. Only claims of one dimension are linked.
    pub dimension: CompactString,
    /// Exact decimal, or TIMEX3 value; empty if only bounds are known.
    pub value: CompactString,
    /// Least value, or first moment in ISO 8601; empty if unbounded.
    pub lower: CompactString,
    /// Greatest value, or last moment in ISO 8601; empty if unbounded.
    pub upper: CompactString,
    /// Unit; empty for dates and lengths of time.
    pub unit: CompactString,
    /// How it is hedged or bounded (the `modifier` column); empty if it is exact.
    pub modifier: CompactString,
    /// Power of ten of the last written digit; for a date the rank of its granularity, greater for finer ones.
    pub precision: i32,
    /// Power of ten that brings the value to the unit of its dimension (3 for km in `unit:m`).
    #[serde(default)]
    pub exponent: i32,
    /// True if words call it a loss: 480億円の赤字 is ▲480 in a table.
    #[serde(default)]
    pub loss: bool,
    /// The end of an interval that it is: 9時から begins, 20時まで ends one.
    #[serde(default)]
    pub edge: Option<Edge>,
    /// What a date writes, as TIMEX3 with X for what it does not, where the rest is a guess or unknown: `XXXX-01-26T11:28` on
    /// a page without a date. Empty for every other value. Only what is written is compared.
    #[serde(default, skip_serializing_if = "CompactString::is_empty")]
    pub written: CompactString,
    /// True for a time of day whose day was inferred from the context.
    #[serde(default)]
    pub clock: bool,
}

/// Most digits, before and after the point together, of a number that is compared: far more than any article has.
pub const MOST_DIGITS: u64 = 1000;

impl Stated {
    /// The beginning of a number with more than [`MOST_DIGITS`] digits; none if there is no such number. Claims are read from
    /// files, in which `1e400000000` takes a few bytes, and gigabytes in a sum.
    pub fn immense(&self) -> Option<String> {
        let digits = |text: &str| {
            let number: Decimal = text.parse().ok()?;
            Some(number.digits().saturating_add(number.fractional_digit_count().unsigned_abs()))
        };
        for text in [&self.value, &self.lower, &self.upper] {
            // a text of millions of digits is not parsed to count them
            if text.len() as u64 > 2 * MOST_DIGITS || digits(text).is_some_and(|n| n > MOST_DIGITS) {
                return Some(text.chars().take(20).collect());
            }
        }
        let powers = [self.precision, self.exponent];
        powers.into_iter().find(|n| u64::from(n.unsigned_abs()) > MOST_DIGITS).map(|n| format!("1e{n}"))
    }
}

/// The end of an interval that a date or time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// The beginning: から.
    From,
    /// The end: まで.
    To,
}

/// Where the subject of a claim comes from, which says how firmly it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectFrom {
    /// The organisation the document is about, or unknown.
    #[default]
    Document,
    /// The topic of the paragraph, heading or column.
    Section,
    /// Named in the sentence, or in the labels of its row and column.
    Sentence,
}

/// What restricts a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// True for a part of a total: うち4人.
    pub part: bool,
    /// True for a change, false for a level: 12.3％増.
    pub change: bool,
    /// The unit that a price or rate is for; empty for other values.
    pub per_unit: CompactString,
    /// First and last day, ISO 8601, of the period the value is for: FY2017, 4〜12月.
    pub period: Option<(CompactString, CompactString)>,
    /// True if the period stands in the clause or in the labels, false if it is that of the section.
    pub period_explicit: bool,
    /// True for an earlier value that was replaced: 従来の1100億円.
    pub former: bool,
}

impl Scope {
    /// The value of the `scope` column: the restrictions in words.
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

/// A word that a value stands with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Its concept or canonical name, else the word itself.
    pub word: CompactString,
    /// How close it stands to the value, 0 to 100; 100 for the word that names the value.
    #[serde(rename = "weight")]
    pub closeness: u8,
}

impl Term {
    /// Returns true if the word names the value, rather than stand somewhere in its sentence.
    pub fn is_naming(&self) -> bool {
        self.closeness >= closeness::PREDICATE
    }
}

impl Claim {
    /// The words that name the value, for a reader: the label, or the attribute where the text has none.
    pub fn phrase(&self) -> &str {
        if self.label.is_empty() { &self.attribute } else { &self.label }
    }

    /// The day that the value holds for; none if that is unknown or a longer period.
    fn held_on(&self) -> Option<Date> {
        day(&self.as_of_lower).filter(|lower| day(&self.as_of_upper) == Some(*lower))
    }

    /// Returns true if both values may be points of one series and this one is the earlier: it holds for an earlier day, or an
    /// earlier time of the same day, by at most [`SERIES`] days.
    pub(crate) fn precedes(&self, other: &Claim) -> bool {
        let (Some(own), Some(later)) = (self.held_on(), other.held_on()) else { return false };
        let timed = |moment: &str| moment.contains('T');
        match days_between(own, later) {
            0 => timed(&self.as_of_upper) && timed(&other.as_of_lower) && self.as_of_upper < other.as_of_lower,
            days => (1..=SERIES).contains(&days),
        }
    }
}

/// Most days between two points of a series: the earthquake of eleven years before is another one.
const SERIES: i32 = 300;

impl Stated {
    /// Number of significant digits of the value: without trailing zeros.
    pub fn digits(&self) -> usize {
        self.value.trim_end_matches('0').bytes().filter(u8::is_ascii_digit).count()
    }
}

/// A value that one document states, with what it is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Identifier of the document, and place in it.
    pub claim_id: String,
    /// Identifier of the document.
    pub doc_id: CompactString,
    /// The publisher of the document: several documents may have one source.
    pub source: String,
    /// Path of the document.
    pub path: String,
    /// Publication date of the document, ISO 8601; empty if unknown.
    pub published: CompactString,
    /// 1-based line of the value.
    pub line: u32,
    /// 1-based column of the value in code points.
    pub column: u32,
    /// 1-based column of the value in UTF-8 bytes.
    #[serde(default)]
    pub byte_column: u32,
    /// 0-based code point in the file at which the value begins.
    pub char_start: u32,
    /// 0-based code point in the file at which the value ends, exclusive.
    pub char_end: u32,
    /// Canonical name of the entity it is about; empty if unknown.
    pub subject: String,
    /// Type of the subject (the `type` column of entities); empty if unknown.
    pub subject_type: CompactString,
    /// Where the subject comes from.
    pub subject_from: SubjectFrom,
    /// What the value measures or dates, in words of the document.
    pub attribute: String,
    /// The words the value stands with, closest first.
    pub terms: Vec<Term>,
    /// Canonical names of the places that limit the value (青波市で4人), sorted.
    pub places: Vec<CompactString>,
    /// Canonical names of the entities that its sentence mentions, in order.
    pub entities: Vec<CompactString>,
    /// Those of them that are persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<CompactString>,
    /// Keywords of the document, sorted; shared by all its claims. They tell whether two documents are about one matter.
    #[serde(rename = "topics")]
    pub keywords: Arc<[CompactString]>,
    /// The words that name the value, as the text has them, in its order: NEMの出金を停止. For a reader; nothing is compared by it.
    #[serde(default, skip_serializing_if = "CompactString::is_empty")]
    pub label: CompactString,
    /// What restricts the value.
    pub scope: Scope,
    /// `char_start` of the value in the document that replaced this one: 82億円から88億円に引き上げた.
    #[serde(default)]
    pub replaced_by: Option<u32>,
    /// Kind of the value.
    pub value_kind: ValueKind,
    /// The value.
    pub stated: Stated,
    /// First moment the value holds for, ISO 8601; empty if unknown.
    pub as_of_lower: CompactString,
    /// Last moment the value holds for.
    pub as_of_upper: CompactString,
    /// True if that moment stands in the clause of the value.
    pub as_of_explicit: bool,
    /// How the document states it: as a fact, a plan, a report.
    pub modality: Modality,
    /// The name of whom the document attributes it to; empty if to nobody.
    pub attribution: String,
    /// The value as written, with the text around it.
    pub excerpt: Excerpt,
}
