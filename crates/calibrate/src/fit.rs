//! Fitting the weights: logistic regression by Newton's method, with an L2 penalty.

use crate::gold::Cluster;
use crate::pairs::{Judged, judged};
use totsugo::internals::claim::Claim;
use totsugo::internals::fact::{
    Alternatives, CHANGE_FEATURES, Feature, HISTORY_FEATURES, LINK_FEATURES, LinkScore, Linker, SECOND_LOOK_FEATURES,
    Setting, Verdict, Weight, change_features, compare, history_features,
};

/// Strength of the L2 penalty, which keeps the weights of rare features small. The bias is nearly free of it.
const RIDGE: f64 = 0.5;

/// A linker with weights fitted to the clusters, one by one and as one corpus. The features of links in `without`, given by
/// their indices, get the weight 0.
pub fn fit(clusters: &[&Cluster], without: &[usize]) -> Linker {
    let joined = Cluster::joined(clusters);
    let all: Vec<(&Cluster, Vec<Judged>)> = clusters.iter().copied().chain([&joined]).map(|c| (c, judged(c))).collect();
    let mut linker = Linker::embedded().clone();
    for setting in [Setting::NumberDiffers, Setting::DateDiffers] {
        let rows: Vec<Row<CHANGES>> = clusters.iter().flat_map(|c| changes(c, setting)).collect();
        set(&mut linker.weights.change, setting, &newton(&rows, &[]));
        let rows: Vec<Row<HISTORIES>> = clusters.iter().flat_map(|c| histories(c, setting, &linker)).collect();
        set(&mut linker.weights.history, setting, &newton(&rows, &[]));
    }
    for setting in Setting::ALL {
        let rows = |(_, pairs): &(&Cluster, Vec<Judged>)| {
            let own = pairs.iter().filter(|p| p.score.setting == setting && p.weight > 0.0);
            own.map(|p| Row { x: p.score.features.map(f64::from), same: p.same, weight: p.weight }).collect()
        };
        let rows = balanced(all.iter().map(rows).collect());
        set(&mut linker.weights.link, setting, &signed(&rows, without));
    }
    let looks: Vec<Vec<(Setting, Row<LOOKS>)>> = all.iter().map(|(c, pairs)| second_looks(c, pairs, &linker)).collect();
    for setting in Setting::ALL {
        let own = |look: &Vec<(Setting, Row<LOOKS>)>| {
            look.iter().filter(|(s, _)| *s == setting).map(|(_, row)| row.clone()).collect()
        };
        let rows = balanced(looks.iter().map(own).collect());
        set(&mut linker.weights.second_look, setting, &newton(&rows, &[]));
    }
    linker
}

/// Numbers of features.
const CHANGES: usize = CHANGE_FEATURES.len();
const HISTORIES: usize = HISTORY_FEATURES.len();
const LOOKS: usize = SECOND_LOOK_FEATURES.len();

/// Sets a column of weights, rounded to hundredths.
fn set(rows: &mut [Weight], setting: Setting, weights: &[f64]) {
    for (row, w) in rows.iter_mut().zip(weights) {
        let w = (w * 100.0).round() as f32 / 100.0;
        match setting {
            Setting::NumberEqual => row.number_equal = w,
            Setting::NumberDiffers => row.number_differs = w,
            Setting::DateEqual => row.date_equal = w,
            Setting::DateDiffers => row.date_differs = w,
        }
    }
}

/// Returns true if two values are different: only then a change is looked for.
fn contradict(x: &Claim, y: &Claim) -> bool {
    compare(&x.stated, &y.stated) == Verdict::Conflict
}

/// The pairs of different values that a person judged, as two claims and whether they are an update (true) or a conflict.
fn different(cluster: &Cluster, setting: Setting) -> impl Iterator<Item = (usize, usize, bool)> {
    cluster.related().filter_map(move |(x, y, relation)| {
        let (a, b) = (&cluster.claims[x], &cluster.claims[y]);
        let own = (a.stated.dimension == "date") == (setting == Setting::DateDiffers)
            && a.stated.dimension == b.stated.dimension;
        let judged = matches!(relation, "updated" | "conflict") && contradict(a, b);
        (own && judged).then_some((x, y, relation == "updated"))
    })
}

/// Their features of a change between two claims.
fn changes(cluster: &Cluster, setting: Setting) -> Vec<Row<CHANGES>> {
    let concepts = &Linker::embedded().concepts;
    let features =
        |x: usize, y: usize| change_features(&cluster.claims[x], &cluster.claims[y], concepts).map(f64::from);
    different(cluster, setting).map(|(x, y, same)| Row { x: features(x, y), same, weight: 1.0 }).collect()
}

/// Their features of a change between two values.
fn histories(cluster: &Cluster, setting: Setting, linker: &Linker) -> Vec<Row<HISTORIES>> {
    let claims = &cluster.claims;
    let key = |i: usize| cluster.gold_of[i].map(|g| cluster.gold[g].fact_key.as_str());
    let stating = |value: usize, other: usize| -> Vec<&Claim> {
        let apart = |i: usize, x: usize| contradict(&claims[i], &claims[x]);
        let states = |i: &usize| key(*i) == key(value) && !apart(*i, value) && apart(*i, other);
        (0..claims.len()).filter(states).map(|i| &claims[i]).collect()
    };
    let features = |x: usize, y: usize| history_features(&stating(x, y), &stating(y, x), linker).map(f64::from);
    different(cluster, setting).map(|(x, y, same)| Row { x: features(x, y), same, weight: 1.0 }).collect()
}

/// The features of the second look at the pairs across documents.
fn second_looks(cluster: &Cluster, pairs: &[Judged], linker: &Linker) -> Vec<(Setting, Row<LOOKS>)> {
    let weighed = |p: &Judged| {
        let mut s = p.score.clone();
        s.first = linker.weigh(&s.features, s.setting);
        s
    };
    let scores: Vec<LinkScore> = pairs.iter().map(weighed).collect();
    let mut alternatives = Alternatives::default();
    for (p, s) in pairs.iter().zip(&scores) {
        alternatives.note(&cluster.claims, p.claims.0, p.claims.1, s);
    }
    let across = |p: &Judged| cluster.claims[p.claims.0].doc_id != cluster.claims[p.claims.1].doc_id;
    let row = |(p, s): (&Judged, &LinkScore)| {
        let look = alternatives.look(&cluster.claims, p.claims.0, p.claims.1, s);
        let x = look.features(s.first).map(f64::from);
        (s.setting, Row { x, same: p.same, weight: p.weight })
    };
    pairs.iter().zip(&scores).filter(|(p, _)| p.weight > 0.0 && across(p)).map(row).collect()
}

/// The rows of several clusters with weights that bring the clusters closer to equal influence: an earnings report gives a
/// hundred times as many pairs as a short notice and teaches no more. The total weight stays about the same.
fn balanced<const N: usize>(clusters: Vec<Vec<Row<N>>>) -> Vec<Row<N>> {
    let mass = |rows: &[Row<N>], same: bool| rows.iter().filter(|r| r.same == same).map(|r| r.weight).sum::<f64>();
    let mean = |same: bool| clusters.iter().map(|c| mass(c, same)).sum::<f64>() / clusters.len().max(1) as f64;
    let means = [mean(false), mean(true)];
    let mut out = Vec::new();
    for rows in &clusters {
        let own = [mass(rows, false), mass(rows, true)];
        out.extend(rows.iter().map(|r| {
            let k = usize::from(r.same);
            // the square root: a cluster of three pairs must not count as much as one of three hundred
            Row { weight: r.weight * (means[k] / own[k].max(1.0)).sqrt(), ..r.clone() }
        }));
    }
    out
}

/// A training example.
#[derive(Clone)]
struct Row<const N: usize> {
    /// The features.
    x: [f64; N],
    /// The label.
    same: bool,
    /// How much the example counts.
    weight: f64,
}

/// Returns true if a feature is evidence against a link by its meaning.
fn speaks_against(feature: usize) -> bool {
    use Feature as F;
    const AGAINST: [Feature; 9] = [
        F::QualifierDiffers,
        F::SubjectDiffers,
        F::PlaceDiffers,
        F::PeriodDiffers,
        F::YearsApart,
        F::PlanDiffers,
        F::AnnouncedDiffers,
        F::PartDiffers,
        F::SameDocument,
    ];
    AGAINST.iter().any(|i| *i as usize == feature)
}

/// Weights whose signs agree with the meaning of their features. Features with the wrong sign, which is chance in so few
/// clusters, are left out one by one, the worst first.
fn signed(pairs: &[Row<LINK_FEATURES>], without: &[usize]) -> [f64; LINK_FEATURES] {
    let mut left_out = without.to_vec();
    loop {
        let w = newton(pairs, &left_out);
        let wrong = (1..LINK_FEATURES).filter(|i| if speaks_against(*i) { w[*i] > 0.0 } else { w[*i] < 0.0 });
        let Some(worst) = wrong.max_by(|i, j| w[*i].abs().total_cmp(&w[*j].abs())) else { return w };
        left_out.push(worst);
    }
}

/// Logistic regression: the weights of the greatest penalised likelihood, those of the features in `without` being 0.
fn newton<const N: usize>(pairs: &[Row<N>], without: &[usize]) -> [f64; N] {
    let mut w = [0.0; N];
    for _ in 0..30 {
        let mut gradient = [0.0; N];
        let mut hessian = [[0.0; N]; N];
        for p in pairs {
            let x: [f64; N] = std::array::from_fn(|i| if without.contains(&i) { 0.0 } else { p.x[i] });
            let z: f64 = x.iter().zip(&w).map(|(a, b)| a * b).sum();
            let q = 1.0 / (1.0 + (-z).exp());
            let error = p.weight * (f64::from(u8::from(p.same)) - q);
            let curve = p.weight * q * (1.0 - q);
            for i in (0..N).filter(|i| x[*i] != 0.0) {
                gradient[i] += error * x[i];
                for j in 0..N {
                    hessian[i][j] += curve * x[i] * x[j];
                }
            }
        }
        for i in 0..N {
            let ridge = if i == 0 { 0.01 } else { RIDGE };
            gradient[i] -= ridge * w[i];
            hessian[i][i] += ridge;
        }
        let step = solve(hessian, gradient);
        let size: f64 = step.iter().map(|s| s.abs()).sum();
        // far from the optimum a full step may overshoot
        let scale = (4.0 / size).min(1.0);
        w.iter_mut().zip(&step).for_each(|(w, s)| *w += s * scale);
        if size < 1e-6 {
            break;
        }
    }
    w
}

/// Solves `m * x = v` by Gaussian elimination with partial pivoting.
fn solve<const N: usize>(mut m: [[f64; N]; N], mut v: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let pivot = (i..N).max_by(|p, q| m[*p][i].abs().total_cmp(&m[*q][i].abs())).unwrap_or(i);
        m.swap(i, pivot);
        v.swap(i, pivot);
        for r in i + 1..N {
            let factor = m[r][i] / m[i][i];
            let above = m[i];
            m[r].iter_mut().zip(above).skip(i).for_each(|(x, a)| *x -= factor * a);
            v[r] -= factor * v[i];
        }
    }
    for i in (0..N).rev() {
        let known: f64 = (i + 1..N).map(|j| m[i][j] * v[j]).sum();
        v[i] = (v[i] - known) / m[i][i];
    }
    v
}
