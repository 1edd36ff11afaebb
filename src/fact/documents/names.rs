//! Short names across documents: 若宮ベアリング in one document is the 若宮ベアリング工業 of another if the two share a further name
//! and no third name fits.
//!
//! Inside one document the reader of entities joins names.

use crate::claim::Claim;
use crate::extract::entity::{EntityKind, stands_for};
use crate::lexicon::company_stem;
use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Types of entities whose short names are joined.
const KINDS: [EntityKind; 2] = [EntityKind::Org, EntityKind::Person];

/// Replaces short names in claims by the long names of other documents. The result depends on the set of claims only.
pub(crate) fn join(claims: &mut [Claim]) {
    let long = long_names(claims);
    if long.is_empty() {
        return;
    }
    let mut keywords: HashMap<CompactString, Arc<[CompactString]>> = HashMap::new();
    for claim in claims {
        // all claims of a document share them
        let renamed = keywords.entry(claim.doc_id.clone()).or_insert_with(|| renamed_keywords(claim, &long));
        claim.keywords = renamed.clone();
        for kind in KINDS {
            let get = |name: &str| long.get(&(claim.doc_id.clone(), kind, name.into())).cloned();
            if claim.subject_type == kind.as_str()
                && let Some(name) = get(&claim.subject)
            {
                claim.subject = name;
            }
            let words = claim.terms.iter_mut().map(|t| &mut t.word);
            for name in claim.entities.iter_mut().chain(&mut claim.people).chain(words) {
                if let Some(long) = get(name) {
                    *name = long.into();
                }
            }
        }
    }
}

/// The keywords of a claim's document, sorted, with long names.
fn renamed_keywords(claim: &Claim, long: &LongNames) -> Arc<[CompactString]> {
    let name = |word: &CompactString| {
        KINDS.into_iter().fold(word.clone(), |name, kind| {
            let key = (claim.doc_id.clone(), kind, name.to_string());
            long.get(&key).map_or(name, CompactString::from)
        })
    };
    let mut keywords: Vec<CompactString> = claim.keywords.iter().map(name).collect();
    keywords.sort_unstable();
    keywords.into()
}

/// Long names by document, type and short name.
type LongNames = BTreeMap<(CompactString, EntityKind, String), String>;

/// Finds the long name of each short name in a document.
fn long_names(claims: &[Claim]) -> LongNames {
    let mut context: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for c in claims {
        let names = c.entities.iter().chain(&c.places).map(CompactString::as_str).chain([c.subject.as_str()]);
        context.entry(&c.doc_id).or_default().extend(names.filter(|name| !name.is_empty()));
    }
    let mut out = LongNames::new();
    for kind in KINDS {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for c in claims {
            let subject = (c.subject_type == kind.as_str()).then_some(c.subject.as_str());
            let people = (kind == EntityKind::Person).then_some(&c.people).into_iter().flatten();
            for name in subject.into_iter().chain(people.map(CompactString::as_str)) {
                names.entry(name).or_default().insert(&c.doc_id);
            }
        }
        for (short, documents) in &names {
            let Some((long, others)) = only_long(kind, short, &names) else { continue };
            let around: BTreeSet<&str> = others.iter().flat_map(|other| &context[other]).copied().collect();
            let other = |name: &str| name != *short && name != long;
            let known = |name: &str| {
                around.range(name..).take_while(|n| n.starts_with(name)).any(|n| other(n) && same(name, n))
            };
            let shared = |document: &str| context[document].iter().any(|n| other(n) && known(n));
            for document in documents.iter().filter(|document| shared(document)) {
                out.insert(((*document).into(), kind, (*short).to_owned()), long.to_owned());
            }
        }
    }
    out
}

/// Returns true if a name is `long` or short for it.
fn same(name: &str, long: &str) -> bool {
    name == long || KINDS.into_iter().any(|kind| stands_for(kind, name, long))
}

/// The only name that a short one can stand for, with the documents that have it; none if several names fit.
fn only_long<'n, 'c>(
    kind: EntityKind,
    short: &'c str,
    names: &'n BTreeMap<&'c str, BTreeSet<&'c str>>,
) -> Option<(&'c str, &'n BTreeSet<&'c str>)> {
    // a long name begins with the stem of the short one: 若宮商事ホールディングス with that of 若宮ホールディングス
    let stem = company_stem(short).map_or(short, |(stem, _)| stem);
    let alike = names.range(stem..).take_while(|(name, _)| name.starts_with(stem));
    let mut long = alike.filter(|(name, _)| stands_for(kind, short, name));
    let first = long.next()?;
    long.next().is_none().then_some((*first.0, first.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(document: &str, kind: &str, subject: &str, others: &[&str]) -> Claim {
        Claim {
            doc_id: document.into(),
            subject: subject.to_owned(),
            subject_type: kind.into(),
            entities: others.iter().map(|name| (*name).into()).collect(),
            ..Claim::default()
        }
    }

    #[test]
    fn a_short_name_is_the_long_one_of_a_document_that_shares_a_name() {
        let long = ["若宮ベアリング工業", "高木健一"];
        let mut claims = vec![
            claim("a", "ORG", long[0], &["夕凪市"]),
            claim("b", "ORG", "若宮ベアリング", &["若宮ベアリング", "夕凪市"]),
            claim("c", "ORG", "若宮ベアリング", &["磯見市"]),
            claim("a", "PERSON", long[1], &["若宮ベアリング工業"]),
            claim("b", "PERSON", "高木", &["夕凪市"]),
        ];
        join(&mut claims);
        let subjects: Vec<&str> = claims.iter().map(|c| c.subject.as_str()).collect();
        // c shares no other name with a
        assert_eq!(subjects, [long[0], long[0], "若宮ベアリング", long[1], long[1]]);
        assert_eq!(claims[1].entities, [long[0], "夕凪市"]);
    }

    #[test]
    fn two_short_names_support_each_other() {
        let mut claims = vec![
            claim("a", "PERSON", "高木健一", &["高木健一", "宮田恭平"]),
            claim("b", "PERSON", "高木", &["高木", "宮田"]),
        ];
        join(&mut claims);
        assert_eq!(claims[1].subject, "高木健一");
    }

    #[test]
    fn a_name_that_two_long_ones_fit_stays() {
        let mut claims = vec![
            claim("a", "PERSON", "高木健一", &["夕凪市"]),
            claim("a", "PERSON", "高木次郎", &["夕凪市"]),
            claim("b", "PERSON", "高木", &["夕凪市"]),
        ];
        let before = claims.clone();
        join(&mut claims);
        assert_eq!(claims, before);
    }
}
