//! Named entities: persons, organisations, places, products, laws, media and events.

mod alias;
mod anaphor;
mod article;
mod backref;
mod canonical;
mod coined;
mod columns;
mod companies;
mod courts;
mod declared;
mod document;
mod elections;
mod foreign;
mod kinds;
mod lexical;
mod line;
mod lists;
mod merge;
mod model;
mod orgs;
mod patterns;
mod persons;
mod places;
mod publisher;
mod quoted;
mod runs;
mod short;
mod types;

use super::amount::Quantity;
use super::date::Dated;
use super::{Mention, Reading};
use crate::corpus::Document;
use crate::text::{Span, hex};
pub use alias::Aliases;
pub use backref::references;
pub use companies::company_stem;
pub use declared::{Declared, Joined};
use line::{Line, Page};
pub use model::{NameModel, words};
use serde::{Deserialize, Serialize};
pub use short::stands_for;
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
    /// A product, a service, or a work, as a film or a novel.
    Product,
    /// A crypto asset.
    CryptoAsset,
    /// A law, with its article where given.
    Law,
    /// A newspaper, programme, magazine or site.
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
    /// A name that the user adds.
    Alias,
    /// A pattern: laws with articles, courts.
    Pattern,
    /// A row of the lexicon.
    #[default]
    Lexicon,
    /// A word for a kind of thing (映画「…」, 小惑星ミナト).
    Kind,
    /// A name suffix or title (株式会社, 氏).
    Affix,
    /// The sequence model.
    Model,
    /// IPADIC's proper nouns.
    Dictionary,
    /// Recognised elsewhere in the document.
    Document,
}

impl Method {
    /// The value of the `method` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Alias => "alias",
            Method::Pattern => "pattern",
            Method::Lexicon => "lexicon",
            Method::Kind => "kind",
            Method::Affix => "affix",
            Method::Model => "model",
            Method::Dictionary => "dictionary",
            Method::Document => "document",
        }
    }

    /// How often a method is right where it speaks, from 0 to 1, as measured on news and encyclopedia text.
    fn confidence(self, sure: bool) -> f32 {
        match (self, sure) {
            (Method::Alias | Method::Pattern, _) => 0.95,
            (Method::Lexicon | Method::Kind, _) => 0.9,
            (Method::Affix, true) => 0.8,
            (Method::Affix, false) => 0.7,
            (Method::Document, _) => 0.85,
            (Method::Dictionary | Method::Model, true) => 0.7,
            (Method::Dictionary | Method::Model, false) => 0.6,
        }
    }
}

/// Which part of the cascade speaks for a name, and whether the same words are that name elsewhere in the document, too.
#[derive(Clone, Copy, Debug)]
struct Evidence {
    method: Method,
    sure: bool,
}

impl Method {
    fn with(self, sure: bool) -> Evidence {
        Evidence { method: self, sure }
    }

    fn sure(self) -> Evidence {
        self.with(true)
    }

    fn unsure(self) -> Evidence {
        self.with(false)
    }
}

/// What recognises names in one thread, besides the rules.
pub struct Names<'k> {
    /// The model, if there is one.
    pub tagger: Option<ner::Tagger<'k>>,
    /// The names that the user adds.
    pub aliases: &'k Aliases,
}

/// A named entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The name that its aliases share: コインチェック for コインチェック株式会社.
    pub canonical: String,
    /// Which part of the cascade recognised it.
    pub method: Method,
    /// Probability that the name is there and of this type, from 0 to 1.
    pub confidence: f32,
}

impl Entity {
    /// Its identifier, which depends on type and canonical name only: it is the same in any run and any corpus.
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
/// Each step of the cascade proposes candidates; of those that overlap the longest stays, and among equally long ones that of
/// the earlier step. Then names that are sure in one place of the document are looked for everywhere, and so are the names of
/// the media that its metadata tell.
pub fn read(
    document: &Document,
    reading: &Reading,
    dates: &[Mention<Dated>],
    amounts: &[Mention<Quantity>],
    names: &mut Names<'_>,
) -> Vec<Mention<Entity>> {
    let mut page = Page::new(reading, dates, amounts);
    let mut found = by_rules(&mut page, names.aliases);
    if let Some(tagger) = &mut names.tagger {
        let tagged = model::read(&page, &found, tagger);
        found = merge::merge(&page, found, tagged);
    }
    let (found, aliases) = document::read(&page, found, publisher::names(document));
    let own = names.aliases;
    let mut out = Vec::with_capacity(found.len());
    let mut canonicals: HashMap<(EntityKind, &str), String> = HashMap::new();
    for f in found {
        let Some(kind) = f.kind else { continue };
        let key = (kind, f.canonical.unwrap_or(f.span.of(page.text)));
        let canonical = canonicals.entry(key).or_insert_with(|| {
            let name = aliases.canonical(kind, f.canonical, key.1);
            own.canonical(kind, &name).map(str::to_owned).unwrap_or(name)
        });
        let canonical = canonical.clone();
        let value = Entity { kind, canonical, method: f.method, confidence: f.confidence };
        out.push(Mention { span: reading.view.original(f.span), view: f.span, sentence: f.sentence, value });
    }
    out
}

/// What the rules say of each token of a document, as the model is told.
pub fn hints(reading: &Reading, dates: &[Mention<Dated>], amounts: &[Mention<Quantity>]) -> Vec<u8> {
    let mut page = Page::new(reading, dates, amounts);
    let own = Aliases::default();
    let found = by_rules(&mut page, &own);
    model::hints(&page, &found)
}

/// The names that patterns, lexicon, affixes and dictionary find; of those that overlap the longest.
fn by_rules<'a>(page: &mut Page<'_>, own: &'a Aliases) -> Vec<Found<'a>> {
    let reading = page.reading;
    let mut found = Vec::new();
    own.read(page, &mut found);
    lexical::read(page, &mut found);
    let hits = found.len();
    let mut runs = Vec::new();
    for sentence in 0..reading.view.sentences.len() {
        let line = Line::new(page, sentence);
        for (from, to) in runs::runs(&line) {
            places::read(&line, from, to, &mut found);
            runs.push((sentence, from, to));
        }
    }
    let mut runs = runs.into_iter().peekable();
    page.stems = places::stems(page, &found[hits..]);
    let works = quoted::tells_of_works(page);
    columns::read(page, &mut found);
    for sentence in 0..reading.view.sentences.len() {
        let line = Line::new(page, sentence);
        patterns::laws(&line, &mut found);
        patterns::numbered_events(&line, &mut found);
        while let Some((_, from, to)) = runs.next_if(|r| r.0 == sentence) {
            patterns::court(&line, from, to, &mut found);
            orgs::read(&line, from, to, hits, &mut found);
        }
        quoted::read(&line, works, &mut found);
        lists::read(&line, &mut found);
        coined::read(&line, &mut found);
        persons::read(&line, &mut found);
        foreign::read(&line, &mut found);
    }
    resolve(found)
}

/// A candidate for a name.
#[derive(Clone, Copy, Debug)]
struct Found<'a> {
    /// Span in the view.
    span: Span,
    sentence: u32,
    /// `None` for what is no name and keeps others away: 日本酒.
    kind: Option<EntityKind>,
    method: Method,
    /// Whether the same words are this name elsewhere in the document, too.
    sure: bool,
    /// Probability that it is right, from 0 to 1.
    confidence: f32,
    canonical: Option<&'a str>,
}

/// The longest of overlapping candidates, of equally long ones that of the earliest method; in text order.
fn resolve(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    // the chains of overlapping candidates are short, so each is settled on its own
    found.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.method, !f.sure));
    let mut out: Vec<Found<'_>> = Vec::with_capacity(found.len());
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
