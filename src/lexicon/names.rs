//! Names of general knowledge (`names.csv`), and the words that make a name of what stands beside them (`affixes.csv`).

use super::{ShortHasher, Table, rows, table};
use crate::text::{Finder, fold_str, is_katakana};
use serde::Deserialize;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

/// What a row names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NameClass {
    /// A person.
    Person,
    /// A company, agency or other organisation.
    #[default]
    Org,
    /// A place.
    Loc,
    /// A product or service.
    Product,
    /// A crypto asset.
    CryptoAsset,
    /// A law.
    Law,
    /// A newspaper, broadcaster, programme or site.
    Media,
    /// A named event.
    Event,
    /// No name, though a name is part of it: 日本酒.
    None,
}

/// A row of `names.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct NameRow {
    /// As written.
    pub surface: String,
    /// What it names.
    #[serde(rename = "type")]
    pub class: NameClass,
    /// The name that its aliases share; empty for [`NameClass::None`].
    pub canonical: String,
}

/// What an affix does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AffixRole {
    /// A legal form, before or after the name: 株式会社.
    Legal,
    /// Ends a name, whatever stands before it: 製作所.
    Strong,
    /// Ends a name only if what stands before looks like one: 銀行.
    Weak,
    /// A part of the authority or place before it: 財政課.
    Unit,
    /// Ends the name of a medium.
    Media,
    /// A part of a medium, after its name: 編集部.
    Desk,
    /// Ends the name of a committee.
    Committee,
    /// Ends the name of an event.
    Event,
    /// Follows names of persons only: 氏.
    Honorific,
    /// Follows names of persons, but other words too: 社長.
    Title,
    /// Stands between a name and a title: 元.
    Former,
    /// Stands before the name of a person: 記者.
    Before,
    /// Ends the name of an administrative area.
    Place,
    /// Ends the name of a landmark.
    Feature,
    /// A part of the place before it: 北部.
    Region,
    /// Begins no name and is none alone: 地方.
    Generic,
    /// Describes the name after it: 自動車部品大手|若宮ベアリング.
    Cut,
}

/// A row of `affixes.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct Affix {
    /// As written.
    pub surface: String,
    /// What it does.
    pub role: AffixRole,
}

/// A set of roles, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u32);

impl Roles {
    /// Returns true if `role` is in the set.
    pub fn has(self, role: AffixRole) -> bool {
        self.0 & (1 << role as u16) != 0
    }
}

/// The names, indexed.
#[derive(Debug)]
pub struct Names {
    rows: Vec<NameRow>,
    by_surface: HashMap<String, usize, BuildHasherDefault<ShortHasher>>,
    /// Finds the rows of two characters and more; those of one (米) are for words that the tokeniser calls names.
    finder: Finder<String, usize>,
}

/// The affixes, indexed.
#[derive(Debug)]
pub struct Affixes {
    roles: HashMap<String, Roles, BuildHasherDefault<ShortHasher>>,
    /// Bytes of the longest affix, by the code point of its first character: most words need no look-up.
    longest: Vec<u8>,
    /// Suffixes in katakana, which the tokeniser may leave in one word with an unknown name.
    glued: Vec<String>,
}

static NAMES: Table<Names> = table!("names.csv", |csv| {
    let rows: Vec<NameRow> = rows(csv);
    let folded: Vec<String> = rows.iter().map(|r| fold_str(&r.surface)).collect();
    let several = |name: &str| name.chars().nth(1).is_some();
    let finder = Finder::new(folded.iter().cloned().zip(0..).filter(|(name, _)| several(name)));
    let by_surface = folded.into_iter().enumerate().map(|(i, s)| (s, i)).collect();
    Names { rows, by_surface, finder }
});

static AFFIXES: Table<Affixes> = table!("affixes.csv", |csv| {
    let mut roles: HashMap<String, Roles, BuildHasherDefault<ShortHasher>> = HashMap::default();
    let mut longest = vec![0; 0x10000];
    let mut glued = Vec::new();
    for affix in rows::<Affix>(csv) {
        let katakana = affix.surface.chars().all(is_katakana);
        if katakana && matches!(affix.role, AffixRole::Strong | AffixRole::Media) && affix.surface.chars().count() > 2 {
            glued.push(affix.surface.clone());
        }
        let folded = fold_str(&affix.surface);
        if let Some(most) = folded.chars().next().and_then(|c| longest.get_mut(c as usize)) {
            *most = (*most).max(u8::try_from(folded.len()).unwrap_or(u8::MAX));
        }
        roles.entry(folded).or_default().0 |= 1 << affix.role as u16;
    }
    Affixes { roles, longest, glued }
});

/// The names.
pub fn names() -> &'static Names {
    &NAMES
}

/// The affixes of names.
pub fn affixes() -> &'static Affixes {
    &AFFIXES
}

impl Names {
    /// The longest names in the folded `text`, in order, whatever stands around them.
    pub fn find<'t>(&'static self, text: &'t str) -> impl Iterator<Item = (Range<usize>, &'static NameRow)> + 't {
        self.finder.find(text).map(|(from, to, row)| (from..to, &self.rows[*row]))
    }

    /// The row of a folded name.
    pub fn get(&self, surface: &str) -> Option<&NameRow> {
        self.by_surface.get(surface).map(|&i| &self.rows[i])
    }
}

impl Affixes {
    /// The roles that a folded word has as an affix.
    pub fn roles(&self, word: &str) -> Roles {
        self.affix(word).0
    }

    /// Returns true if a folded word is an affix of any role.
    pub fn is_affix(&self, word: &str) -> bool {
        self.roles(word) != Roles::default()
    }

    /// The roles that a folded word has as an affix, and the bytes of the longest affix with its first character.
    pub fn affix(&self, word: &str) -> (Roles, u8) {
        let most = word.chars().next().and_then(|c| self.longest.get(c as usize)).map_or(0, |&most| most);
        if word.len() > usize::from(most) {
            return (Roles::default(), most);
        }
        (self.roles.get(word).copied().unwrap_or_default(), most)
    }

    /// The affix that an unknown katakana word ends with, if a part of the word stands before it.
    pub fn glued(&self, word: &str) -> Option<&str> {
        self.glued.iter().map(String::as_str).find(|s| word.len() > s.len() + 3 && word.ends_with(s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surface_stands_in_one_row_and_names_have_a_canonical_one() {
        let rows: Vec<NameRow> = super::super::rows(include_str!("names.csv"));
        for row in &rows {
            assert_eq!(row.canonical.is_empty(), row.class == NameClass::None, "{}", row.surface);
        }
        assert_eq!(names().by_surface.len(), rows.len(), "a surface twice");
    }

    #[test]
    fn the_longest_name_is_found() {
        let found: Vec<_> = names().find("NEM財団と東京電力、日本酒").map(|(_, r)| r.surface.as_str()).collect();
        assert_eq!(found, ["NEM財団", "東京電力", "日本酒"]);
        assert_eq!(names().get("米").map(|r| r.canonical.as_str()), Some("米国"));
        assert!(affixes().roles("記者").has(AffixRole::Before) && affixes().roles("記者").has(AffixRole::Title));
    }
}
