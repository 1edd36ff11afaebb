//! Named entities.

mod article;
mod canonical;
mod document;
mod foreign;
mod lexical;
mod line;
mod orgs;
mod patterns;
mod persons;
mod places;
mod quoted;
mod runs;

use super::amount::Quantity;
use super::date::Dated;
use super::{Mention, Reading};
use crate::text::{Span, hex};
use line::{Line, Page};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Types of entities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, agency, court, team or other organisation.
    #[default]
    Org,
    /// A place; cities and prefectures also when they act.
    Loc,
    /// A product or service.
    Product,
    /// A crypto asset.
    CryptoAsset,
    /// A law, with its article where given.
    Law,
    /// A newspaper, programme, site or work.
    Media,
    /// A named event.
    Event,
}

impl EntityKind {
    /// The value of the `type` column.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::Person => "PERSON",
            EntityKind::Org => "ORG",
            EntityKind::Loc => "LOC",
            EntityKind::Product => "PRODUCT",
            EntityKind::CryptoAsset => "CRYPTO_ASSET",
            EntityKind::Law => "LAW",
            EntityKind::Media => "MEDIA",
            EntityKind::Event => "EVENT",
        }
    }
}

/// Which part of the cascade recognised a mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// A pattern: laws with articles, courts.
    Pattern,
    /// A row of the lexicon.
    #[default]
    Lexicon,
    /// A name suffix or title (株式会社, 氏).
    Affix,
    /// IPADIC's proper nouns.
    Dictionary,
    /// Recognised elsewhere in the document.
    Document,
}

impl Method {
    /// The value of the `method` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Pattern => "pattern",
            Method::Lexicon => "lexicon",
            Method::Affix => "affix",
            Method::Dictionary => "dictionary",
            Method::Document => "document",
        }
    }
}

/// A named entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The name its aliases share: コインチェック for コインチェック株式会社.
    pub canonical: String,
    /// Which part of the cascade spoke.
    pub method: Method,
}

impl Entity {
    /// Identifier that is equal for equal canonical names of one type, in any run and any corpus.
    pub fn id(&self) -> String {
        id(self.kind, &self.canonical)
    }
}

/// The identifier of an entity by its type and canonical name.
pub fn id(kind: EntityKind, canonical: &str) -> String {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(format!("{}\u{1f}{canonical}", kind.as_str()));
    format!("e{}", hex(&hash[..5]))
}

/// Reads every entity of a document, outside dates and amounts.
///
/// Each step of the cascade proposes candidates; of those that overlap, the longest stays, and among equally
/// long ones the earlier step's. Then what the document said with certainty once is looked for everywhere.
pub fn read(reading: &Reading, dates: &[Mention<Dated>], amounts: &[Mention<Quantity>]) -> Vec<Mention<Entity>> {
    let mut page = Page::new(reading, dates, amounts);
    let mut found = Vec::new();
    lexical::read(&page, &mut found);
    let hits = found.len();
    let mut runs = Vec::new();
    for sentence in 0..reading.view.sentences.len() {
        let line = Line::new(&page, sentence);
        for (from, to) in runs::runs(&line) {
            places::read(&line, from, to, &mut found);
            runs.push((sentence, from, to));
        }
    }
    let mut runs = runs.into_iter().peekable();
    page.stems = places::stems(&page, &found[hits..]);
    for sentence in 0..reading.view.sentences.len() {
        let line = Line::new(&page, sentence);
        patterns::laws(&line, &mut found);
        while let Some((_, from, to)) = runs.next_if(|r| r.0 == sentence) {
            patterns::court(&line, from, to, &mut found);
            orgs::read(&line, from, to, hits, &mut found);
        }
        quoted::read(&line, &mut found);
        persons::read(&line, &mut found);
        foreign::read(&line, &mut found);
    }
    let found = resolve(found);
    let (found, aliases) = document::read(&page, found);
    let mut out = Vec::with_capacity(found.len());
    let mut canonicals: HashMap<(EntityKind, &str), String> = HashMap::new();
    for f in found {
        let Some(kind) = f.kind else { continue };
        let key = (kind, f.canonical.unwrap_or(f.span.of(page.text)));
        let canonical = canonicals.entry(key).or_insert_with(|| aliases.canonical(kind, f.canonical, key.1)).clone();
        let value = Entity { kind, canonical, method: f.method };
        out.push(Mention { span: reading.view.original(f.span), view: f.span, sentence: f.sentence, value });
    }
    out
}

/// A candidate.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// Where, in the view.
    span: Span,
    sentence: u32,
    /// `None` for what only keeps others away: 日本円.
    kind: Option<EntityKind>,
    method: Method,
    /// Whether the same words are this name elsewhere in the document, too.
    sure: bool,
    canonical: Option<&'static str>,
}

/// Keeps the longest of overlapping candidates, of equal ones the one of the earliest method; in text order.
fn resolve(mut found: Vec<Found>) -> Vec<Found> {
    // the chains of overlapping candidates are short, so each is settled on its own
    found.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.method, !f.sure));
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    let mut from = 0;
    while from < found.len() {
        let mut reach = found[from].span.end;
        let mut to = from + 1;
        while to < found.len() && found[to].span.start < reach {
            reach = reach.max(found[to].span.end);
            to += 1;
        }
        let group = &mut found[from..to];
        let first = out.len();
        group.sort_by_key(|f| (std::cmp::Reverse(f.span.len()), f.method, !f.sure));
        for f in group.iter() {
            if !out[first..].iter().any(|kept| kept.span.overlaps(f.span)) {
                out.push(*f);
            }
        }
        out[first..].sort_by_key(|f| f.span.start);
        from = to;
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
