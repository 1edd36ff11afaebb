//! `totsugo-calibrate fit|curve|ablate|errors CLUSTER...`
//!
//! - `fit` prints the four tables of weights fitted to all clusters and, on standard error, the measures of each cluster
//!   with weights fitted to the others;
//! - `curve` prints the measures over the thresholds, with the weights of the program;
//! - `ablate` prints the measures without each feature, with weights fitted anew;
//! - `errors` prints every mistake that the weights of the program make, with the features that spoke for and against.

use rayon::prelude::*;
use std::collections::HashMap;
use std::path::Path;
use totsugo::internals::fact::{LINK_FEATURES, Linker, Setting, Weight, change_features};
use totsugo::internals::pipeline::Engine;
use totsugo_calibrate::fit::fit;
use totsugo_calibrate::gold::Cluster;
use totsugo_calibrate::measure::{Measure, measure, said};
use totsugo_calibrate::pairs::each;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().collect();
    let [_, what, folders @ ..] = args.as_slice() else {
        return Err("usage: totsugo-calibrate fit|curve|ablate|errors CLUSTER...".to_owned());
    };
    let engine = Engine::embedded().map_err(|e| e.to_string())?;
    let clusters: Result<Vec<Cluster>, String> = folders.iter().map(|f| Cluster::read(Path::new(f), &engine)).collect();
    let clusters = clusters?;
    match what.as_str() {
        "fit" => weights(&clusters),
        "curve" => curve(&clusters),
        "ablate" => ablate(&clusters),
        "errors" => errors(&clusters),
        other => return Err(format!("`{other}` is none of fit, curve, ablate and errors")),
    }
    Ok(())
}

/// Measures of all clusters together; `linker` gives the linker of each. Prints each cluster if `show`.
fn total(clusters: &[Cluster], linker: impl Fn(usize) -> Linker + Sync, show: bool) -> Measure {
    let measured = |(k, cluster): (usize, &Cluster)| measure(cluster, &said(cluster, &linker(k)), |_, _, _| {});
    let each: Vec<Measure> = clusters.par_iter().enumerate().map(measured).collect();
    let mut all = Measure::default();
    for (cluster, one) in clusters.iter().zip(each) {
        if show {
            eprintln!("{:<24} {one}", cluster.name);
        }
        all += one;
    }
    all
}

/// A linker fitted to all clusters but one.
fn without_cluster(clusters: &[Cluster], cluster: usize, without: &[usize]) -> Linker {
    let others: Vec<&Cluster> = clusters.iter().enumerate().filter(|(k, _)| *k != cluster).map(|(_, c)| c).collect();
    fit(&others, without)
}

/// Prints the weights fitted to all clusters, and measures.
fn weights(clusters: &[Cluster]) {
    let linker = fit(&clusters.iter().collect::<Vec<_>>(), &[]);
    let mut out = csv::Writer::from_writer(std::io::stdout());
    let all = &linker.weights;
    for row in all.link.iter().chain(&all.second_look).chain(&all.change).chain(&all.history) {
        out.serialize(row).expect("a row of numbers can be written");
    }
    drop(out);
    eprintln!("fitted to all:");
    eprintln!("{:<24} {}", "all", total(clusters, |_| linker.clone(), true));
    eprintln!("{:<24} {}", "in one corpus", mixed(clusters, &linker));
    eprintln!("each by weights of the others:");
    eprintln!("{:<24} {}", "all", total(clusters, |k| without_cluster(clusters, k, &[]), true));
}

/// Measures of all clusters as one corpus.
fn mixed(clusters: &[Cluster], linker: &Linker) -> Measure {
    let one = Cluster::joined(&clusters.iter().collect::<Vec<_>>());
    measure(&one, &said(&one, linker), |_, _, _| {})
}

/// Prints the measures with shifted thresholds.
fn curve(clusters: &[Cluster]) {
    let shifted = |agree: f32, differ: f32, group: f32| {
        let mut linker = Linker::embedded().clone();
        linker.thresholds.agree += agree;
        linker.thresholds.differ += differ;
        linker.thresholds.group += group;
        linker.thresholds.groups_differ += group;
        linker
    };
    for (what, of) in [
        ("agree", (|s| (s, 0.0, 0.0)) as fn(f32) -> (f32, f32, f32)),
        ("differ", |s| (0.0, s, 0.0)),
        ("group", |s| (0.0, 0.0, s)),
        ("all three", |s| (s, s, s)),
        ("agree against group", |s| (s, 0.0, -s)),
        ("differ against group", |s| (0.0, s, -s)),
    ] {
        println!("{what}");
        for step in -4..=6 {
            let (a, d, g) = of(step as f32 * 0.5);
            let linker = shifted(a, d, g);
            println!(
                "  {:+.1}  {}  | one corpus {}",
                step as f32 * 0.5,
                total(clusters, |_| linker.clone(), false),
                mixed(clusters, &linker)
            );
        }
    }
}

/// Prints the measures without each feature, without the second look, the history and the features of change.
fn ablate(clusters: &[Cluster]) {
    let all: Vec<&Cluster> = clusters.iter().collect();
    let linker = fit(&all, &[]);
    println!("{:<20} {}", "(all)", total(clusters, |_| linker.clone(), false));
    for i in 1..LINK_FEATURES {
        let linker = fit(&all, &[i]);
        println!("{:<20} {}", linker.weights.link[i].feature, total(clusters, |_| linker.clone(), false));
    }
    let mut alone = linker.clone();
    only(&mut alone.weights.second_look, "first");
    println!("{:<20} {}", "(second look)", total(clusters, |_| alone.clone(), false));
    let mut timeless = linker.clone();
    only(&mut timeless.weights.history, "pairs");
    println!("{:<20} {}", "(history)", total(clusters, |_| timeless.clone(), false));
    let mut unchanged = linker;
    unchanged.weights.change.iter_mut().for_each(|w| (w.number_differs, w.date_differs) = (0.0, 0.0));
    println!("{:<20} {}", "(change)", total(clusters, |_| unchanged.clone(), false));
}

/// Sets the weight of one feature to 1 and all others to 0.
fn only(rows: &mut [Weight], feature: &str) {
    rows.iter_mut().for_each(|w| {
        let v = f32::from(u8::from(w.feature == feature));
        (w.number_equal, w.number_differs, w.date_equal, w.date_differs) = (v, v, v, v);
    });
}

/// The contributions of features to the log odds, the greatest first; those below 0.05 are left out.
fn contributions(rows: &[Weight], features: &[f32], setting: Setting) -> String {
    let each = rows.iter().zip(features).map(|(w, v)| (w.of(setting) * v, format!("{}={v:.2}", w.feature)));
    let mut each: Vec<(f32, String)> = each.filter(|(v, _)| v.abs() > 0.05).collect();
    each.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    each.iter().map(|(v, n)| format!("{n}→{v:+.1}")).collect::<Vec<_>>().join(" ")
}

/// Prints every mistake that the weights of the program make, with the features that spoke for and against.
fn errors(clusters: &[Cluster]) {
    let linker = Linker::embedded();
    let joined = Cluster::joined(&clusters.iter().collect::<Vec<_>>());
    for cluster in clusters.iter().chain([&joined]) {
        let mut scores = HashMap::new();
        each(cluster, |x, y, s| {
            scores.insert((x, y), s);
        });
        let mut lines = Vec::new();
        let all = measure(cluster, &said(cluster, linker), |what, x, y| {
            if cluster.is_joined() && !cluster.unrelated(x, y) {
                return; // printed with its own cluster
            }
            let why = match scores.get(&(x, y)) {
                None => "other dimension".to_owned(),
                Some(s) if !s.excluded.is_empty() => s.excluded.to_owned(),
                Some(s) => {
                    let first = linker.weigh(&s.features, s.setting);
                    let link = contributions(&linker.weights.link, &s.features, s.setting);
                    let features = change_features(&cluster.claims[x], &cluster.claims[y], &linker.concepts);
                    let change = contributions(&linker.weights.change, &features, s.setting);
                    format!("{first:+.2} {:?}: {link} | change: {change}", s.setting)
                }
            };
            lines.push(format!("  {what}: {why}\n{}\n{}", shown(cluster, x), shown(cluster, y)));
        });
        lines.sort();
        println!("{} {all}\n{}", cluster.name, lines.join("\n"));
    }
}

/// A claim in one line: its place and text, the key of its gold fact, its subject, places, scope and words.
fn shown(cluster: &Cluster, claim: usize) -> String {
    let c = &cluster.claims[claim];
    let key = cluster.gold_of[claim].map_or("-", |g| cluster.gold[g].fact_key.as_str());
    let terms: Vec<String> = c.terms.iter().take(8).map(|t| format!("{}{}", t.word, t.closeness)).collect();
    let name = c.path.rsplit('/').next().unwrap_or(&c.path);
    let before: String = c.excerpt.before.chars().rev().take(28).collect::<String>().chars().rev().collect();
    let after: String = c.excerpt.after.chars().take(18).collect();
    format!(
        "    {name}:{} {before}【{}】{after} {key} [{} {}] {} {} | {}",
        c.line,
        c.excerpt.surface,
        c.subject,
        c.places.join("+"),
        c.modality.as_str(),
        c.scope.label(),
        terms.join(" ")
    )
}
