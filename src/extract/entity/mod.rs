//! Named entities.

use super::amount::Quantity;
use super::date::Dated;
use super::{Mention, Reading};
use serde::{Deserialize, Serialize};

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
    format!("e{}", hash.iter().take(5).map(|b| format!("{b:02x}")).collect::<String>())
}

/// Reads every entity of a document, outside dates and amounts.
pub fn read(_reading: &Reading, _dates: &[Mention<Dated>], _amounts: &[Mention<Quantity>]) -> Vec<Mention<Entity>> {
    Vec::new()
}
