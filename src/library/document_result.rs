//! What was read in one document.

use super::corpus_result::ClaimRef;
use super::document::trouble;
use crate::check::{Analysis, Finding};
use crate::error::Error;
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::extract::entity::Entity;
use crate::output::jsonl::document_json;
use crate::value::plain;
use std::fmt;
use std::ops::Range;

/// What was read in one document.
///
/// ```
/// use totsugo::{Document, Pipeline};
///
/// let text = "取引所は26日、約580億円相当のNEMが流出したと発表した。";
/// let read = Pipeline::embedded()?.read(Document::from_text("wire", text).published("2018-01-27")?)?;
///
/// let date = read.dates().next().expect("one");
/// assert_eq!((date.surface(), date.value(), &text[date.bytes()]), ("26日", "2018-01-26", "26日"));
///
/// let amount = read.amounts().next().expect("one");
/// assert_eq!((amount.value().as_deref(), amount.unit()), (Some("58000000000"), "JPY"));
///
/// let name = read.names().next().expect("one");
/// assert_eq!((name.surface(), name.kind()), ("NEM", "CRYPTO_ASSET"));
/// # Ok::<(), totsugo::Error>(())
/// ```
#[derive(Debug)]
pub struct DocumentResult(Analysis);

impl DocumentResult {
    pub(super) fn new(analysis: Analysis) -> Result<Self, Error> {
        trouble(&analysis.record.document).map_or(Ok(DocumentResult(analysis)), Err)
    }

    /// The decoded text, markup included: what offsets count in.
    pub fn text(&self) -> &str {
        &self.0.record.document.text
    }

    /// Who published it.
    pub fn source(&self) -> &str {
        &self.0.record.document.source
    }

    /// Its title, empty when unknown.
    pub fn title(&self) -> &str {
        &self.0.record.document.title
    }

    /// The day it was published on, from its metadata or its text: 2018-01-27.
    pub fn published(&self) -> Option<String> {
        self.0.record.document.published.map(|day| day.to_string())
    }

    /// Dates, times, durations and sets, in the order of the text.
    pub fn dates(&self) -> impl Iterator<Item = DateRef<'_>> {
        self.0.record.dates.iter().map(|mention| DateRef { result: self, mention })
    }

    /// Quantities, in the order of the text.
    pub fn amounts(&self) -> impl Iterator<Item = AmountRef<'_>> {
        self.0.record.amounts.iter().map(|mention| AmountRef { result: self, mention })
    }

    /// Mentions of persons, organisations, places and other names, in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = NameRef<'_>> {
        self.0.record.entities.iter().map(|mention| NameRef { result: self, mention })
    }

    /// What it states, in the order of the text.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef<'_>> {
        self.0.claims.iter().map(ClaimRef)
    }

    /// What is wrong inside it.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.0.findings.iter()
    }

    /// All of it as one line of JSON, as `totsugo extract` prints it and `totsugo crosscheck` reads it.
    pub fn to_json(&self) -> String {
        document_json(&self.0)
    }
}

/// Gives a view of a mention its place in the text.
macro_rules! mention {
    ($view:ident) => {
        impl<'a> $view<'a> {
            /// The mention as written.
            pub fn surface(self) -> &'a str {
                self.mention.span.of(self.result.text())
            }

            /// Its place in [`DocumentResult::text`], in bytes.
            pub fn bytes(self) -> Range<usize> {
                self.mention.span.start..self.mention.span.end
            }

            /// Its place in the text in Unicode code points, as the tables give it.
            pub fn chars(self) -> Range<u32> {
                let at = |byte| self.result.0.lines.position(self.result.text(), byte).chars;
                at(self.mention.span.start)..at(self.mention.span.end)
            }
        }

        impl fmt::Debug for $view<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($view)).field(&self.surface()).field(&self.mention.value).finish()
            }
        }
    };
}

/// A date, time, duration or set in a document: 26日, 午後11時半, 3日間, 毎週月曜.
#[derive(Clone, Copy)]
pub struct DateRef<'a> {
    result: &'a DocumentResult,
    mention: &'a Mention<Dated>,
}

mention!(DateRef);

impl<'a> DateRef<'a> {
    /// Its type in TIMEX3: `DATE`, `TIME`, `DURATION` or `SET`.
    pub fn kind(self) -> &'static str {
        self.mention.value.time.kind.as_str()
    }

    /// What it means, in TIMEX3: `2018-01-26`, `2018-01-26T23:30`, `FY2017`, `P3D`; X for what stays open, `XXXX-01-26`.
    pub fn value(self) -> &'a str {
        &self.mention.value.time.value
    }

    /// The first moment, ISO 8601; empty when open.
    pub fn lower(self) -> String {
        self.mention.value.time.lower()
    }

    /// The last moment, ISO 8601, inclusive; empty when open.
    pub fn upper(self) -> String {
        self.mention.value.time.upper()
    }
}

/// A quantity in a document: 約580億円, 5億2300万XEM, 8.4%減.
#[derive(Clone, Copy)]
pub struct AmountRef<'a> {
    result: &'a DocumentResult,
    mention: &'a Mention<Quantity>,
}

mention!(AmountRef);

impl<'a> AmountRef<'a> {
    /// What it measures: `money`, `crypto`, `count`, `percent`, `measure` and so on.
    pub fn kind(self) -> &'static str {
        self.mention.value.amount.kind.as_str()
    }

    /// The number, as an exact decimal; `None` when only bounds are known (数十億円).
    pub fn value(self) -> Option<String> {
        self.mention.value.amount.value.as_ref().map(plain)
    }

    /// The least and the greatest value that the text leaves open.
    pub fn bounds(self) -> (Option<String>, Option<String>) {
        let (lower, upper) = self.mention.value.amount.bounds();
        (lower.map(plain), upper.map(plain))
    }

    /// ISO 4217 code, ticker, `%`, UCUM code, or the counter as written.
    pub fn unit(self) -> &'a str {
        &self.mention.value.amount.unit
    }
}

/// A mention of a person, an organisation, a place or another name in a document.
#[derive(Clone, Copy)]
pub struct NameRef<'a> {
    result: &'a DocumentResult,
    mention: &'a Mention<Entity>,
}

mention!(NameRef);

impl<'a> NameRef<'a> {
    /// Its type: `PERSON`, `ORG`, `LOC`, `PRODUCT`, `CRYPTO_ASSET`, `LAW`, `MEDIA` or `EVENT`.
    pub fn kind(self) -> &'static str {
        self.mention.value.kind.as_str()
    }

    /// The name that all ways to write it share: コインチェック for コインチェック株式会社.
    pub fn canonical(self) -> &'a str {
        &self.mention.value.canonical
    }

    /// How probable it is that the mention and its type are right, 0 to 1.
    pub fn confidence(self) -> f32 {
        self.mention.value.confidence
    }
}
