//! Short names across documents: 東証 is the 東京証券取引所 of another document that says 東京証券取引所（東証）, and
//! 空き家条例 the 空き家等の適正管理に関する条例 of another one. They are known only when all documents are read; until then the
//! names of a document depend on its own words alone.

use super::anaphor::anaphor;
use super::canonical::normal;
use super::document::bracketed;
use super::short::is_title;
use super::{Entity, EntityKind, Mention, Reading};
use crate::lexicon::affixes;
use crate::text::head;
use std::collections::{BTreeMap, BTreeSet};

/// Long names by type and short name.
pub type Joined = BTreeMap<(EntityKind, String), String>;

/// The short names that documents introduce, with what they stand for; none that two documents introduce for two things. It
/// grows with the number of short names only, and does not depend on the order of the documents.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    long: BTreeMap<String, Option<(EntityKind, String)>>,
}

impl Declared {
    /// Adds the short names that a document introduces.
    pub fn add(&mut self, reading: &Reading, entities: &[Mention<Entity>]) {
        let text = &reading.view.text;
        for m in entities {
            let Entity { kind, canonical, .. } = &m.value;
            let Some(short) = bracketed(text, m.view).map(|alias| normal(*kind, alias)) else { continue };
            self.introduce(short, Some((*kind, canonical.clone())));
        }
    }

    /// Adds what other documents introduce.
    pub fn join(&mut self, others: Declared) {
        others.long.into_iter().for_each(|(short, long)| self.introduce(short, long));
    }

    /// Adds a short name and what it stands for. A name that stands for two things stands for none.
    fn introduce(&mut self, short: String, own: Option<(EntityKind, String)>) {
        let differs = |long: &mut Option<_>| *long = long.take().filter(|long| own.as_ref() == Some(long));
        self.long.entry(short).and_modify(differs).or_insert_with(|| own.clone());
    }

    /// The short ones among the canonical names of all documents that stand for another one among them.
    pub fn joined<'n>(&'n self, names: impl Iterator<Item = (EntityKind, &'n str)>) -> Joined {
        let names: BTreeSet<(EntityKind, &str)> = names.collect();
        let pairs = names.iter().filter_map(|&(kind, short)| Some(((kind, short), self.long(kind, short, &names)?)));
        let pairs: BTreeMap<(EntityKind, &str), &str> = pairs.collect();
        // of a chain (A is B here, B is C there) one word may be wrong, so it is left alone
        let ends = pairs.iter().filter(|((kind, _), long)| !pairs.contains_key(&(*kind, **long)));
        ends.map(|((kind, short), long)| ((*kind, (*short).to_owned()), (*long).to_owned())).collect()
    }

    /// The long name that a short one stands for.
    fn long<'n>(
        &'n self,
        kind: EntityKind,
        short: &'n str,
        names: &BTreeSet<(EntityKind, &'n str)>,
    ) -> Option<&'n str> {
        match self.long.get(short) {
            Some(declared) => {
                let (of, long) = declared.as_ref()?;
                let safe = *of == kind && names.contains(&(kind, long.as_str())) && is_distinctive(kind, short, long);
                (safe && is_only(kind, short, long, names)).then_some(long.as_str())
            }
            None if kind == EntityKind::Law => only_title(short, names),
            None => None,
        }
    }
}

/// Returns true if a short name can mean the same beyond the document that introduces it: it is made of the characters of the
/// long one or of Latin letters, and is no word for a kind of thing (組合 for 若宮漁業協同組合, 新会社) and no family name.
fn is_distinctive(kind: EntityKind, short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    let initials = short.chars().all(|c| rest.any(|l| l == c));
    let latin = short.chars().all(|c| c.is_ascii_alphanumeric());
    kind != EntityKind::Person
        && short.chars().nth(1).is_some()
        && (initials || latin)
        && !long.ends_with(short)
        && !affixes().is_affix(short)
        && anaphor(short).is_none()
}

/// Returns true if no third name begins like the short one: 若宮 may be 若宮商事 or 若宮工業.
fn is_only(kind: EntityKind, short: &str, long: &str, names: &BTreeSet<(EntityKind, &str)>) -> bool {
    let alike = names.range((kind, short)..).take_while(|name| name.0 == kind && name.1.starts_with(short));
    alike.skip(1).all(|name| name.1.starts_with(long))
}

/// The only law whose title a short name can stand for.
fn only_title<'n>(short: &'n str, names: &BTreeSet<(EntityKind, &'n str)>) -> Option<&'n str> {
    let first = head(short, 2);
    let alike = names.range((EntityKind::Law, first)..).take_while(|name| name.1.starts_with(first));
    let mut titles = alike.filter(|name| name.0 == EntityKind::Law && is_title(short, name.1));
    titles.next().filter(|_| titles.next().is_none()).map(|name| name.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityKind::{Law, Org, Person};

    fn declared(rows: &[(&str, EntityKind, &str)]) -> Declared {
        let row = |(short, kind, long): &(&str, EntityKind, &str)| {
            ((*short).to_owned(), Some((*kind, (*long).to_owned()))) //
        };
        Declared { long: rows.iter().map(row).collect() }
    }

    #[test]
    fn documents_may_introduce_a_short_name_alike_but_not_differently() {
        let names = [(Org, "磯証"), (Org, "磯見証券取引所"), (Org, "磯村証券")];
        for (other, expected) in [("磯見証券取引所", 1), ("磯村証券", 0)] {
            let mut all = declared(&[("磯証", Org, "磯見証券取引所")]);
            all.join(declared(&[("磯証", Org, other)]));
            all.join(declared(&[("磯証", Org, other)]));
            assert_eq!(all.joined(names.into_iter()).len(), expected, "{other}");
        }
    }

    #[test]
    fn short_names_that_are_distinctive_are_joined() {
        for (short, kind, long, expected) in [
            ("磯証", Org, "磯見証券取引所", true),
            ("WKS", Org, "若宮商会", true),
            ("組合", Org, "若宮漁業協同組合", false),
            ("新会社", Org, "若宮商会", false),
            ("若宮", Person, "若宮健一", false),
        ] {
            let joined = declared(&[(short, kind, long)]).joined([(kind, short), (kind, long)].into_iter());
            assert_eq!(joined.get(&(kind, short.to_owned())).map(String::as_str), expected.then_some(long), "{short}");
        }
    }

    #[test]
    fn what_two_names_fit_and_chains_stay_alone() {
        let names = [(Org, "若宮"), (Org, "若宮商会"), (Org, "若宮工業")];
        assert!(declared(&[("若宮", Org, "若宮商会")]).joined(names.into_iter()).is_empty());
        let names = [(Org, "WK"), (Org, "WKS"), (Org, "若宮商会")];
        let chain = declared(&[("WK", Org, "WKS"), ("WKS", Org, "若宮商会")]);
        assert!(!chain.joined(names.into_iter()).contains_key(&(Org, "WK".to_owned())));
    }

    #[test]
    fn a_short_law_is_the_only_title_it_fits() {
        let title = "空き家等の適正管理に関する条例";
        for (short, others, expected) in [
            ("空き家条例", &[][..], true),
            ("空き家条例", &["空き家等の利活用に関する条例"], false),
            ("空き地条例", &[], false),
        ] {
            let names = [short, title].into_iter().chain(others.iter().copied()).map(|name| (Law, name));
            let declared = Declared::default();
            let joined = declared.joined(names);
            assert_eq!(joined.contains_key(&(Law, short.to_owned())), expected, "{short} {others:?}");
        }
        // 会社法 is a law of its own
        let names = [(Law, "会社法"), (Law, "会社更生法")];
        assert!(Declared::default().joined(names.into_iter()).is_empty());
    }
}
