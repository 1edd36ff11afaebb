//! Logistic regression by Newton's method, with a ridge.

use crate::gold::Cluster;
use crate::pairs::{Judged, judged};
use totsugo::internals::claim::Claim;
use totsugo::internals::fact::{
    INGREDIENTS, Ingredient, LinkScore, Linker, Rivals, SIGNS, Setting, TRACES, Verdict, Weight, compare, signs, traces,
};
use totsugo::internals::lexicon::Concepts;

/// Keeps weights of ingredients that seldom occur from growing without bound. The bias is free.
const RIDGE: f64 = 0.5;

/// Weights fitted to clusters and to all of them as one corpus, without the ingredients in `without`: those of the first
/// look, then those of the second.
pub fn fit(clusters: &[&Cluster], without: &[usize]) -> Linker {
    let joined = Cluster::joined(clusters);
    let all: Vec<(&Cluster, Vec<Judged>)> = clusters.iter().copied().chain([&joined]).map(|c| (c, judged(c))).collect();
    let mut linker = Linker::embedded().clone();
    for setting in [Setting::NumberDiffers, Setting::DateDiffers] {
        let rows: Vec<Row<{ SIGNS.len() }>> = clusters.iter().flat_map(|c| changes(c, setting)).collect();
        set(&mut linker.change, setting, &newton(&rows, &[]));
        let rows: Vec<Row<{ TRACES.len() }>> = clusters.iter().flat_map(|c| histories(c, setting, &linker)).collect();
        set(&mut linker.history, setting, &newton(&rows, &[]));
    }
    for setting in Setting::ALL {
        let rows = |(_, pairs): &(&Cluster, Vec<Judged>)| {
            let own = pairs.iter().filter(|p| p.score.setting == setting && p.weight > 0.0);
            own.map(|p| Row { x: p.score.ingredients.map(f64::from), same: p.same, weight: p.weight }).collect()
        };
        let rows = balanced(all.iter().map(rows).collect());
        set(&mut linker.weights, setting, &signed(&rows, without));
    }
    let looks: Vec<Vec<(Setting, Row<4>)>> = all.iter().map(|(c, pairs)| second(c, pairs, &linker)).collect();
    for setting in Setting::ALL {
        let own = |look: &Vec<(Setting, Row<4>)>| {
            look.iter().filter(|(s, _)| *s == setting).map(|(_, row)| row.clone()).collect()
        };
        let rows = balanced(looks.iter().map(own).collect());
        set(&mut linker.second, setting, &newton(&rows, &[]));
    }
    linker
}

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

/// Whether two values differ by more than rounding: only then it is asked what changed.
fn contradict(x: &Claim, y: &Claim) -> bool {
    compare(&x.stated, &y.stated) == Verdict::Conflict
}

/// The pairs of different values that a person called updated or a conflict, and whether updated.
fn different(cluster: &Cluster, setting: Setting) -> impl Iterator<Item = (usize, usize, bool)> {
    cluster.related().filter_map(move |(x, y, relation)| {
        let (a, b) = (&cluster.claims[x], &cluster.claims[y]);
        let own = (a.stated.dimension == "date") == (setting == Setting::DateDiffers) && a.block == b.block;
        let told = matches!(relation, "updated" | "conflict") && contradict(a, b);
        (own && told).then_some((x, y, relation == "updated"))
    })
}

/// The signs of a change in such pairs.
fn changes(cluster: &Cluster, setting: Setting) -> Vec<Row<{ SIGNS.len() }>> {
    let concepts = Concepts::embedded();
    let signs = |x: usize, y: usize| signs(&cluster.claims[x], &cluster.claims[y], concepts).map(f64::from);
    different(cluster, setting).map(|(x, y, same)| Row { x: signs(x, y), same, weight: 1.0 }).collect()
}

/// How their values were told.
fn histories(cluster: &Cluster, setting: Setting, linker: &Linker) -> Vec<Row<{ TRACES.len() }>> {
    let claims = &cluster.claims;
    let key = |i: usize| cluster.gold_of[i].map(|g| cluster.gold[g].fact_key.as_str());
    let telling = |value: usize, other: usize| -> Vec<&Claim> {
        let apart = |i: usize, x: usize| contradict(&claims[i], &claims[x]);
        let tells = |i: &usize| key(*i) == key(value) && !apart(*i, value) && apart(*i, other);
        (0..claims.len()).filter(tells).map(|i| &claims[i]).collect()
    };
    let traces = |x: usize, y: usize| traces(&telling(x, y), &telling(y, x), linker).map(f64::from);
    different(cluster, setting).map(|(x, y, same)| Row { x: traces(x, y), same, weight: 1.0 }).collect()
}

/// What the second look sees of the pairs across documents.
fn second(cluster: &Cluster, pairs: &[Judged], linker: &Linker) -> Vec<(Setting, Row<4>)> {
    let weighed = |p: &Judged| {
        let mut s = p.score.clone();
        s.first = linker.weigh(&s.ingredients, s.setting);
        s
    };
    let scores: Vec<LinkScore> = pairs.iter().map(weighed).collect();
    let mut rivals = Rivals::default();
    for (p, s) in pairs.iter().zip(&scores) {
        rivals.note(&cluster.claims, p.claims.0, p.claims.1, s);
    }
    let across = |p: &Judged| cluster.claims[p.claims.0].doc_id != cluster.claims[p.claims.1].doc_id;
    let row = |(p, s): (&Judged, &LinkScore)| {
        let look = rivals.look(&cluster.claims, p.claims.0, p.claims.1, s);
        let x = [1.0, s.first, look.margin, look.explained].map(f64::from);
        (s.setting, Row { x, same: p.same, weight: p.weight })
    };
    pairs.iter().zip(&scores).filter(|(p, _)| p.weight > 0.0 && across(p)).map(row).collect()
}

/// Rows of several clusters as one list in which each cluster counts alike: an earnings report makes a hundred times
/// more pairs than a short notice, and teaches no more. How many pairs count in all stays the same.
fn balanced<const N: usize>(clusters: Vec<Vec<Row<N>>>) -> Vec<Row<N>> {
    let mass = |rows: &[Row<N>], same: bool| rows.iter().filter(|r| r.same == same).map(|r| r.weight).sum::<f64>();
    let mean = |same: bool| clusters.iter().map(|c| mass(c, same)).sum::<f64>() / clusters.len().max(1) as f64;
    let means = [mean(false), mean(true)];
    let mut out = Vec::new();
    for rows in &clusters {
        let own = [mass(rows, false), mass(rows, true)];
        out.extend(rows.iter().map(|r| {
            let k = usize::from(r.same);
            // half way: a cluster of three pairs must not count as one of three hundred
            Row { weight: r.weight * (means[k] / own[k].max(1.0)).sqrt(), ..r.clone() }
        }));
    }
    out
}

/// A pair with its answer.
#[derive(Clone)]
struct Row<const N: usize> {
    x: [f64; N],
    same: bool,
    weight: f64,
}

/// Whether an ingredient speaks against a link by what it is.
fn speaks_against(ingredient: usize) -> bool {
    use Ingredient as I;
    const AGAINST: [Ingredient; 8] = [
        I::QualifierDiffers,
        I::SubjectDiffers,
        I::PlaceDiffers,
        I::PeriodDiffers,
        I::YearsApart,
        I::PlanDiffers,
        I::PartDiffers,
        I::SameDocument,
    ];
    AGAINST.iter().any(|i| *i as usize == ingredient)
}

/// Weights of which none contradicts what its ingredient means: what few clusters seem to teach to the contrary is
/// chance. Offenders are left out, the worst first, until none is left.
fn signed(pairs: &[Row<INGREDIENTS>], without: &[usize]) -> [f64; INGREDIENTS] {
    let mut left_out = without.to_vec();
    loop {
        let w = newton(pairs, &left_out);
        let wrong = (1..INGREDIENTS).filter(|i| if speaks_against(*i) { w[*i] > 0.0 } else { w[*i] < 0.0 });
        let Some(worst) = wrong.max_by(|i, j| w[*i].abs().total_cmp(&w[*j].abs())) else { return w };
        left_out.push(worst);
    }
}

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
        // a full step may overshoot while the weights are far off
        let scale = (4.0 / size).min(1.0);
        w.iter_mut().zip(&step).for_each(|(w, s)| *w += s * scale);
        if size < 1e-6 {
            break;
        }
    }
    w
}

/// Gaussian elimination with partial pivoting.
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
