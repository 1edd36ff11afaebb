//! Gold clusters: articles about one matter, with the claims and relations that a person marked.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use totsugo::internals::claim::Claim;
use totsugo::internals::corpus;
use totsugo::internals::pipeline::Engine;

/// A row of `gold/claims.csv`. Offsets are 0-based code points into the file.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldClaim {
    /// Identifier of the claim.
    pub claim_id: String,
    /// Name of the file.
    pub doc: String,
    /// First code point of the value.
    pub char_start: u32,
    /// One past its last.
    pub char_end: u32,
    /// The value as written.
    pub surface: String,
    /// Key of the fact: equal for claims that state one fact.
    pub fact_key: String,
}

/// A row of `gold/pairs.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldPair {
    /// `agree`, `compatible`, `updated`, `conflict`; or `unrelated` for a trap, two claims that only look like one fact.
    pub relation: String,
    /// Identifier of one claim.
    pub claim_a: String,
    /// Identifier of the other.
    pub claim_b: String,
}

/// A cluster: the claims that the program read in its articles, and the gold.
#[derive(Debug)]
pub struct Cluster {
    /// Name of the folder.
    pub name: String,
    /// The claims of the program.
    pub claims: Vec<Claim>,
    /// For each of them, the index of the gold claim at its place.
    pub gold_of: Vec<Option<usize>>,
    /// The gold claims.
    pub gold: Vec<GoldClaim>,
    /// The judged pairs of gold claims.
    pub pairs: Vec<GoldPair>,
    /// Pairs of fact keys that are kin (a plan and its result): linking them is neither right nor wrong.
    kin: HashSet<(String, String)>,
    /// For each claim of joined clusters, the cluster it comes from; empty otherwise.
    matter: Vec<usize>,
}

impl Cluster {
    /// Reads the gold of a folder, and runs the program over its articles.
    ///
    /// # Errors
    /// A message with the file that cannot be read.
    pub fn read(folder: &Path, engine: &Engine) -> Result<Self, String> {
        let gold: Vec<GoldClaim> = table(&folder.join("gold/claims.csv"))?;
        let pairs = table(&folder.join("gold/pairs.csv"))?;
        let kin = folder.join("gold/kin.csv");
        let kin: Vec<(String, String)> = if kin.is_file() { table(&kin)? } else { Vec::new() };
        let paths = [folder.join("corpus").to_string_lossy().into_owned()];
        let files = corpus::find(&paths, None).map_err(|e| e.to_string())?;
        let raw = files.iter().flat_map(corpus::open);
        let read = engine.analyse_dated(raw, |raw| raw.parse()).map_err(|e| e.to_string())?;
        let mut claims: Vec<Claim> = read.into_iter().flat_map(|analysis| analysis.claims).collect();
        totsugo::internals::crosscheck::as_one_corpus(&mut claims);
        let gold_of = matched(&claims, &gold);
        let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Cluster { name, claims, gold_of, gold, pairs, kin: kin.into_iter().collect(), matter: Vec::new() })
    }
}

impl Cluster {
    /// Returns true if it was made by [`Cluster::joined`].
    pub fn is_joined(&self) -> bool {
        !self.matter.is_empty()
    }

    /// Returns true if two claims of joined clusters come from different ones.
    pub fn unrelated(&self, x: usize, y: usize) -> bool {
        self.matter.get(x) != self.matter.get(y)
    }

    /// Returns true if the facts of two gold claims are kin.
    pub fn kin(&self, g: usize, h: usize) -> bool {
        let (a, b) = (&self.gold[g].fact_key, &self.gold[h].fact_key);
        let listed = |a: &String, b: &String| self.kin.contains(&(a.clone(), b.clone()));
        listed(a, b) || listed(b, a)
    }

    /// The judged pairs whose claims the program read: their indices and the relation.
    pub fn related(&self) -> impl Iterator<Item = (usize, usize, &str)> {
        let claim_of: HashMap<&str, usize> = (self.gold_of.iter().enumerate())
            .filter_map(|(i, g)| Some((self.gold.get((*g)?)?.claim_id.as_str(), i)))
            .collect();
        self.pairs.iter().filter_map(move |p| {
            Some((*claim_of.get(p.claim_a.as_str())?, *claim_of.get(p.claim_b.as_str())?, p.relation.as_str()))
        })
    }

    /// Several clusters as one corpus. Paths and identifiers get the number of their cluster.
    pub fn joined(clusters: &[&Cluster]) -> Cluster {
        let mut out = Cluster {
            name: "all".to_owned(),
            claims: Vec::new(),
            gold_of: Vec::new(),
            gold: Vec::new(),
            pairs: Vec::new(),
            kin: HashSet::new(),
            matter: Vec::new(),
        };
        for (k, c) in clusters.iter().enumerate() {
            let base = out.gold.len();
            let name = |s: &str| format!("{k:02}/{s}");
            out.claims.extend(c.claims.iter().map(|claim| Claim {
                path: name(&claim.path),
                doc_id: name(&claim.doc_id).into(),
                claim_id: name(&claim.claim_id),
                ..claim.clone()
            }));
            out.kin.extend(c.kin.iter().map(|(a, b)| (name(a), name(b))));
            out.matter.extend(c.claims.iter().map(|_| k));
            out.gold_of.extend(c.gold_of.iter().map(|g| g.map(|g| g + base)));
            out.gold.extend(c.gold.iter().map(|g| GoldClaim {
                claim_id: name(&g.claim_id),
                fact_key: name(&g.fact_key),
                ..g.clone()
            }));
            out.pairs.extend(c.pairs.iter().map(|p| GoldPair {
                claim_a: name(&p.claim_a),
                claim_b: name(&p.claim_b),
                ..p.clone()
            }));
        }
        out
    }
}

/// The rows of a CSV file.
fn table<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let reader = csv::Reader::from_path(path).map_err(|e| format!("{}: {e}", path.display()))?;
    reader.into_deserialize().collect::<Result<_, _>>().map_err(|e| format!("{}: {e}", path.display()))
}

/// For each claim, the gold claim it matches: one to one, the greatest overlap (Jaccard coefficient of the spans) first.
fn matched(claims: &[Claim], gold: &[GoldClaim]) -> Vec<Option<usize>> {
    let mut by_doc: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, c) in claims.iter().enumerate() {
        by_doc.entry(c.path.rsplit('/').next().unwrap_or(&c.path)).or_default().push(i);
    }
    let mut overlaps = Vec::new();
    for (g, row) in gold.iter().enumerate() {
        for i in by_doc.get(row.doc.as_str()).into_iter().flatten() {
            let c = &claims[*i];
            let shared = row.char_end.min(c.char_end).saturating_sub(row.char_start.max(c.char_start));
            let all = row.char_end.max(c.char_end) - row.char_start.min(c.char_start);
            if shared > 0 {
                overlaps.push((f64::from(shared) / f64::from(all), g, *i));
            }
        }
    }
    overlaps.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut out = vec![None; claims.len()];
    let mut used = HashSet::new();
    for (_, g, i) in overlaps {
        if out[i].is_none() && used.insert(g) {
            out[i] = Some(g);
        }
    }
    out
}
