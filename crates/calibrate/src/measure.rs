//! Precision and recall of links and conflicts against gold.

use crate::gold::Cluster;
use std::collections::HashMap;
use std::fmt;
use std::ops::AddAssign;
use totsugo::internals::crosscheck::link;
use totsugo::internals::fact::{Fact, Linker, Verdict};

/// Counts of pairs of claims across documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measure {
    /// Judged pairs of one fact that were linked.
    pub linked: usize,
    /// Linked pairs of two facts.
    pub mislinked: usize,
    /// Judged pairs of one fact.
    pub links: usize,
    /// Judged conflicts that were reported.
    pub conflicts_found: usize,
    /// Reported conflicts that are none, or whose claims are not marked.
    pub false_conflicts: usize,
    /// Judged conflicts.
    pub conflicts: usize,
    /// Linked judged pairs that were rightly called, or not called, a conflict or an update.
    pub right: usize,
    /// Traps that were linked.
    pub trapped: usize,
    /// Judged traps.
    pub traps: usize,
}

impl Measure {
    /// Precision and recall of links, precision and recall of conflicts, share of right relations. 1 where nothing is counted.
    pub fn ratios(&self) -> [f64; 5] {
        let r = |a: usize, b: usize| if b == 0 { 1.0 } else { a as f64 / b as f64 };
        [
            r(self.linked, self.linked + self.mislinked),
            r(self.linked, self.links),
            r(self.conflicts_found, self.conflicts_found + self.false_conflicts),
            r(self.conflicts_found, self.conflicts),
            r(self.right, self.linked),
        ]
    }
}

impl AddAssign for Measure {
    fn add_assign(&mut self, o: Self) {
        self.linked += o.linked;
        self.mislinked += o.mislinked;
        self.links += o.links;
        self.conflicts_found += o.conflicts_found;
        self.false_conflicts += o.false_conflicts;
        self.conflicts += o.conflicts;
        self.right += o.right;
        self.trapped += o.trapped;
        self.traps += o.traps;
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [lp, lr, cp, cr, right] = self.ratios();
        write!(f, "link P {lp:.3} R {lr:.3}  conflict P {cp:.3} R {cr:.3}  relation {right:.3}")?;
        write!(f, "  traps {}/{}", self.trapped, self.traps)
    }
}

/// The verdicts of a run on pairs of claims of different documents that it linked; keys are claim indices in order.
pub type Said = HashMap<(usize, usize), Verdict>;

/// Links the claims of a cluster.
pub fn said(cluster: &Cluster, linker: &Linker) -> Said {
    let mut claims = cluster.claims.clone();
    let facts = link(&mut claims, linker, &[]);
    let mut out = Said::new();
    for fact in &facts {
        for (i, x) in fact.claims.iter().enumerate() {
            for y in &fact.claims[i + 1..] {
                if claims[*x].doc_id != claims[*y].doc_id {
                    out.insert((*x.min(y), *x.max(y)), verdict(fact, *x, *y));
                }
            }
        }
    }
    out
}

/// How a fact relates two of its claims.
fn verdict(fact: &Fact, x: usize, y: usize) -> Verdict {
    let value = |c: usize| fact.values.iter().position(|v| v.claims.contains(&c));
    let (Some(a), Some(b)) = (value(x), value(y)) else { return Verdict::Single };
    let relation = fact.relations.iter().find(|r| (r.a, r.b) == (a.min(b), a.max(b)));
    if a == b { Verdict::Agree } else { relation.map_or(Verdict::Compatible, |r| r.verdict) }
}

/// Measures the verdicts of a run. `report` is called with every mistake: its kind, and the two claims.
pub fn measure(cluster: &Cluster, said: &Said, mut report: impl FnMut(&str, usize, usize)) -> Measure {
    let mut out = Measure::default();
    let claim_of: HashMap<&str, usize> =
        cluster.gold.iter().enumerate().map(|(g, c)| (c.claim_id.as_str(), g)).collect();
    let own: HashMap<usize, usize> = cluster.gold_of.iter().enumerate().filter_map(|(i, g)| Some(((*g)?, i))).collect();
    let mut listed: HashMap<(usize, usize), &str> = HashMap::new();
    for pair in &cluster.pairs {
        let (Some(g), Some(h)) = (claim_of.get(pair.claim_a.as_str()), claim_of.get(pair.claim_b.as_str())) else {
            continue;
        };
        listed.insert((*g.min(h), *g.max(h)), pair.relation.as_str());
        let claims = own.get(g).zip(own.get(h)).map(|(x, y)| (*x.min(y), *x.max(y)));
        let got = claims.and_then(|c| said.get(&c));
        if pair.relation == "unrelated" && cluster.kin(*g, *h) {
            continue;
        }
        if pair.relation == "unrelated" {
            out.traps += 1;
            out.trapped += usize::from(got.is_some());
            continue;
        }
        out.links += 1;
        out.conflicts += usize::from(pair.relation == "conflict");
        match (got, claims) {
            (Some(v), Some((x, y))) => {
                out.linked += 1;
                let fits = |w: Verdict, name: &str| (*v == w) == (pair.relation == name);
                let right = fits(Verdict::Conflict, "conflict") && fits(Verdict::Updated, "updated");
                out.right += usize::from(right);
                out.conflicts_found += usize::from(*v == Verdict::Conflict && pair.relation == "conflict");
                if !right {
                    report(&format!("{} said to be {}", pair.relation, v.as_str()), x, y);
                }
            }
            (None, Some((x, y))) => report(&format!("{} unlinked", pair.relation), x, y),
            _ => {}
        }
    }
    for ((x, y), v) in said {
        let gold = cluster.gold_of[*x].zip(cluster.gold_of[*y]);
        let relation = gold.and_then(|(g, h)| listed.get(&(g.min(h), g.max(h))).copied());
        let same = gold.map(|(g, h)| cluster.gold[g].fact_key == cluster.gold[h].fact_key);
        let kin = gold.is_some_and(|(g, h)| cluster.kin(g, h));
        let other = !kin && (relation == Some("unrelated") || relation.is_none() && same == Some(false));
        if other {
            out.mislinked += 1;
            report(&format!("mislinked as {}", v.as_str()), *x, *y);
        }
        let conflict = relation == Some("conflict") || relation.is_none() && same == Some(true);
        if *v == Verdict::Conflict && !conflict {
            out.false_conflicts += 1;
            if relation.is_none() && !other {
                report("conflict outside gold", *x, *y);
            }
        }
    }
    out
}
