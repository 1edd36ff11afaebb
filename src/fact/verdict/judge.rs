//! From a group of claims to a fact: its distinct values, how they stand to each other, and the verdict.

use super::super::group::cluster::Cluster;
use super::super::{Difference, Fact, Linker, Relation, Value, Verdict};
use super::cause;
use super::cause::Cause;
use super::change::{is_dynamic, revised};
use super::compare::compare;
use super::history;
use crate::claim::Claim;
use crate::lexicon::Concepts;
use crate::text::hex;

pub(crate) fn judge(claims: &[Claim], cluster: Cluster, linker: &Linker) -> Fact {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in &cluster.claims {
        let same = |g: &&mut Vec<usize>| compare(&claims[g[0]].stated, &claims[*i].stated) == Verdict::Agree;
        match groups.iter_mut().find(same) {
            Some(g) => g.push(*i),
            None => groups.push(vec![*i]),
        }
    }
    groups.sort_by_key(|g| (std::cmp::Reverse(sources(claims, g)), g[0]));
    let id = fact_id(claims, &cluster.claims);
    let values: Vec<Value> = groups
        .into_iter()
        .enumerate()
        .map(|(k, claims)| Value { id: format!("v{}-{}", &id[1..], k + 1), claims })
        .collect();
    let compared = Compared::new(claims, &values);
    let mut relations = Vec::new();
    for a in 0..values.len() {
        for b in a + 1..values.len() {
            relations.extend(relate(&compared, a, b, linker));
        }
    }
    let verdict = match relations.iter().map(|r| r.verdict).max() {
        Some(v) => v,
        None if sources(claims, &cluster.claims) > 1 => Verdict::Agree,
        None => Verdict::Single,
    };
    Fact { id, claims: cluster.claims, values, relations, verdict, confidence: cluster.confidence }
}

fn sources(claims: &[Claim], group: &[usize]) -> usize {
    history::documents(group.iter().map(|i| &claims[*i]))
}

/// The same claims make the same id in any run.
fn fact_id(claims: &[Claim], group: &[usize]) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for i in group {
        hash.update(claims[*i].claim_id.as_bytes());
        hash.update([0x1f]);
    }
    format!("f{}", hex(&hash.finalize()[..5]))
}

/// More values than any story has of one thing.
const MANY: usize = 32;

/// Which values of a fact contradict each other.
struct Compared<'a> {
    values: Vec<Vec<&'a Claim>>,
    /// For each two of them, row by row.
    contradict: Vec<bool>,
}

impl<'a> Compared<'a> {
    fn new(claims: &'a [Claim], values: &[Value]) -> Self {
        let values: Vec<Vec<&Claim>> = values.iter().map(|v| v.claims.iter().map(|i| &claims[*i]).collect()).collect();
        // one value has no other, and in a fact with very many one claim speaks for each: to ask all would cost their square
        let asked = if (2..=MANY).contains(&values.len()) { &values[..] } else { &[] };
        let contradict = |a: &Vec<&Claim>, b: &Vec<&Claim>| compare(&a[0].stated, &b[0].stated) == Verdict::Conflict;
        let contradict = asked.iter().flat_map(|a| asked.iter().map(|b| contradict(a, b))).collect();
        Compared { values, contradict }
    }

    /// The claims that tell `value`, rounded or not, and not `other`.
    fn telling(&self, value: usize, other: usize) -> Vec<&'a Claim> {
        if self.contradict.is_empty() {
            return self.values[value][..1].to_vec();
        }
        let contradict = |a: usize, b: usize| self.contradict[a * self.values.len() + b];
        let tells = |v: &usize| *v == value || !contradict(*v, value) && contradict(*v, other);
        (0..self.values.len()).filter(tells).flat_map(|v| self.values[v].iter().copied()).collect()
    }
}

/// The relation of two values, if different documents state them.
fn relate(compared: &Compared, a: usize, b: usize, linker: &Linker) -> Option<Relation> {
    let pairs = || compared.values[a].iter().flat_map(|x| compared.values[b].iter().map(|y| (*x, *y)));
    let (x, y) = pairs().find(|(x, y)| x.doc_id != y.doc_id)?;
    let told = || pairs().any(|(x, y)| is_revision(x, y));
    let change = || history::evidence(&compared.telling(a, b), &compared.telling(b, a), linker);
    let verdict = match compare(&x.stated, &y.stated) {
        Verdict::Conflict if told() || change() > 0.0 => Verdict::Updated,
        v => v,
    };
    let cause = if verdict == Verdict::Conflict { cause::suspect(x, y) } else { None };
    let Difference { by, percent } = Difference::of(&x.stated, &y.stated);
    Some(Relation {
        a,
        b,
        verdict,
        difference: by,
        difference_pct: percent,
        cause: cause.map_or("", Cause::as_str).to_owned(),
    })
}

/// Whether a source itself says that one of its values took the place of the other.
pub(crate) fn is_revision(x: &Claim, y: &Claim) -> bool {
    x.doc_id == y.doc_id && (x.replaced_by == Some(y.char_start) || y.replaced_by == Some(x.char_start))
}

/// Whether one source itself gives both values as earlier and later.
pub(crate) fn replaces(x: &Claim, y: &Claim, concepts: &Concepts) -> bool {
    let dynamic = is_dynamic(x, concepts) && is_dynamic(y, concepts);
    let held = dynamic && !x.as_of_upper.is_empty() && x.as_of_upper != y.as_of_upper;
    held || revised(x) || revised(y)
}
