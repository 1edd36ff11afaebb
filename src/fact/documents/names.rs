//! Names across documents: a document that says 若宮ベアリング means the 若宮ベアリング工業 of another one if both speak of
//! something else by one name, too, and no third name fits. Inside a document the reader of entities has seen to it.

use crate::claim::Claim;
use crate::extract::entity::{EntityKind, stands_for};
use crate::lexicon::company_stem;
use compact_str::CompactString;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Types whose short names are joined.
const KINDS: [EntityKind; 2] = [EntityKind::Org, EntityKind::Person];

/// Gives subjects that documents call by short names the long names of other documents. What comes out depends on the
/// set of claims only.
pub(crate) fn join(claims: &mut [Claim]) {
    let long = joined(claims);
    if long.is_empty() {
        return;
    }
    let mut topics: HashMap<CompactString, Arc<[CompactString]>> = HashMap::new();
    for claim in claims {
        // all claims of a document have the same
        let renamed = topics.entry(claim.doc_id.clone()).or_insert_with(|| renamed_topics(claim, &long));
        claim.topics = renamed.clone();
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

/// What the document of a claim speaks of, by long names, in order.
fn renamed_topics(claim: &Claim, long: &Joined) -> Arc<[CompactString]> {
    let name = |topic: &CompactString| {
        KINDS.into_iter().fold(topic.clone(), |name, kind| {
            let key = (claim.doc_id.clone(), kind, name.to_string());
            long.get(&key).map_or(name, CompactString::from)
        })
    };
    let mut topics: Vec<CompactString> = claim.topics.iter().map(name).collect();
    topics.sort_unstable();
    topics.into()
}

/// Document, type and short name, and the long name.
type Joined = BTreeMap<(CompactString, EntityKind, String), String>;

fn joined(claims: &[Claim]) -> Joined {
    let mut context: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for c in claims {
        let names = c.entities.iter().chain(&c.places).map(CompactString::as_str).chain([c.subject.as_str()]);
        context.entry(&c.doc_id).or_default().extend(names.filter(|name| !name.is_empty()));
    }
    let mut out = Joined::new();
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

/// Whether a name is another one or short for it.
fn same(name: &str, long: &str) -> bool {
    name == long || KINDS.into_iter().any(|kind| stands_for(kind, name, long))
}

/// The only name that a short one can stand for, and the documents that use it.
fn only_long<'n, 'c>(
    kind: EntityKind,
    short: &'c str,
    names: &'n BTreeMap<&'c str, BTreeSet<&'c str>>,
) -> Option<(&'c str, &'n BTreeSet<&'c str>)> {
    // a long name begins like the short one, 若宮ホールディングス like 若宮商事ホールディングス
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
    fn a_short_name_is_the_long_one_of_a_document_about_the_same() {
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
        // c says nothing else by which it could be told
        assert_eq!(subjects, [long[0], long[0], "若宮ベアリング", long[1], long[1]]);
        assert_eq!(claims[1].entities, [long[0], "夕凪市"]);
    }

    #[test]
    fn two_short_names_tell_each_other() {
        let mut claims = vec![
            claim("a", "PERSON", "高木健一", &["高木健一", "宮田恭平"]),
            claim("b", "PERSON", "高木", &["高木", "宮田"]),
        ];
        join(&mut claims);
        assert_eq!(claims[1].subject, "高木健一");
    }

    #[test]
    fn what_two_names_fit_stays_alone() {
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
