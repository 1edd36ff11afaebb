//! `totsugo-calibrate fit|curve|ablate|errors CLUSTER...`
//!
//! - `fit` prints `weights.csv` fitted to all clusters, and on standard error how each cluster comes out with weights
//!   fitted to the others;
//! - `curve` prints links and conflicts over the threshold, with the weights of the program;
//! - `ablate` prints how the clusters come out without each ingredient, fitted anew;
//! - `errors` prints every mistake on the clusters with what spoke for and against.

use rayon::prelude::*;
use std::path::Path;
use totsugo::internals::fact::{INGREDIENTS, Linker, Setting, Weight, signs};
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

/// Measures of one linker on all clusters, each with a line when `show`.
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

/// Weights fitted to all clusters but one.
fn without_cluster(clusters: &[Cluster], cluster: usize, without: &[usize]) -> Linker {
    let others: Vec<&Cluster> = clusters.iter().enumerate().filter(|(k, _)| *k != cluster).map(|(_, c)| c).collect();
    fit(&others, without)
}

fn weights(clusters: &[Cluster]) {
    let linker = fit(&clusters.iter().collect::<Vec<_>>(), &[]);
    let mut out = csv::Writer::from_writer(std::io::stdout());
    for row in linker.weights.iter().chain(&linker.second).chain(&linker.change).chain(&linker.history) {
        out.serialize(row).expect("a row of numbers can be written");
    }
    drop(out);
    eprintln!("fitted to all:");
    eprintln!("{:<24} {}", "all", total(clusters, |_| linker.clone(), true));
    eprintln!("{:<24} {}", "in one corpus", mixed(clusters, &linker));
    eprintln!("each by weights of the others:");
    eprintln!("{:<24} {}", "all", total(clusters, |k| without_cluster(clusters, k, &[]), true));
}

/// All clusters as one corpus.
fn mixed(clusters: &[Cluster], linker: &Linker) -> Measure {
    let one = Cluster::joined(&clusters.iter().collect::<Vec<_>>());
    measure(&one, &said(&one, linker), |_, _, _| {})
}

fn curve(clusters: &[Cluster]) {
    let shifted = |agree: f32, differ: f32, group: f32| {
        let mut linker = Linker::embedded().clone();
        linker.thresholds.agree += agree;
        linker.thresholds.differ += differ;
        linker.thresholds.group += group;
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

fn ablate(clusters: &[Cluster]) {
    let all: Vec<&Cluster> = clusters.iter().collect();
    let linker = fit(&all, &[]);
    println!("{:<20} {}", "(all)", total(clusters, |_| linker.clone(), false));
    for i in 1..INGREDIENTS {
        let linker = fit(&all, &[i]);
        println!("{:<20} {}", linker.weights[i].ingredient, total(clusters, |_| linker.clone(), false));
    }
    let mut alone = linker.clone();
    only(&mut alone.second, "first");
    println!("{:<20} {}", "(second look)", total(clusters, |_| alone.clone(), false));
    let mut untold = linker.clone();
    only(&mut untold.history, "pairs");
    println!("{:<20} {}", "(who tells it when)", total(clusters, |_| untold.clone(), false));
    let mut unchanged = linker;
    unchanged.change.iter_mut().for_each(|w| (w.number_differs, w.date_differs) = (0.0, 0.0));
    println!("{:<20} {}", "(signs of a change)", total(clusters, |_| unchanged.clone(), false));
}

/// Lets only one of the rows count, as it is.
fn only(rows: &mut [Weight], ingredient: &str) {
    rows.iter_mut().for_each(|w| {
        let v = f32::from(u8::from(w.ingredient == ingredient));
        (w.number_equal, w.number_differs, w.date_equal, w.date_differs) = (v, v, v, v);
    });
}

/// What values are worth one by one, the weightiest first.
fn worth(rows: &[Weight], values: &[f32], setting: Setting) -> String {
    let each = rows.iter().zip(values).map(|(w, v)| (w.of(setting) * v, format!("{}={v:.2}", w.ingredient)));
    let mut each: Vec<(f32, String)> = each.filter(|(v, _)| v.abs() > 0.05).collect();
    each.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    each.iter().map(|(v, n)| format!("{n}→{v:+.1}")).collect::<Vec<_>>().join(" ")
}

fn errors(clusters: &[Cluster]) {
    let linker = fit(&clusters.iter().collect::<Vec<_>>(), &[]);
    let one = Cluster::joined(&clusters.iter().collect::<Vec<_>>());
    for cluster in clusters.iter().chain([&one]) {
        let mut scores = std::collections::HashMap::new();
        each(cluster, |x, y, s| {
            scores.insert((x, y), s);
        });
        let show = |i: usize| {
            let c = &cluster.claims[i];
            let key = cluster.gold_of[i].map_or("-", |g| cluster.gold[g].fact_key.as_str());
            let terms: Vec<String> = c.terms.iter().take(8).map(|t| format!("{}{}", t.word, t.weight)).collect();
            let name = c.path.rsplit('/').next().unwrap_or(&c.path);
            let scope = c.scope.label();
            let near: String = c.excerpt.before.chars().rev().take(28).collect::<String>().chars().rev().collect();
            let after: String = c.excerpt.after.chars().take(18).collect();
            format!(
                "    {name}:{} {near}【{}】{after} {key} [{} {}] {} {scope} | {}",
                c.line,
                c.excerpt.surface,
                c.subject,
                c.places.join("+"),
                c.modality.as_str(),
                terms.join(" ")
            )
        };
        let mut lines = Vec::new();
        let one = measure(cluster, &said(cluster, &linker), |what, x, y| {
            if cluster.is_joined() && !cluster.strangers(x, y) {
                return; // shown with its own cluster
            }
            let why = match scores.get(&(x, y)) {
                None => "other block".to_owned(),
                Some(s) if !s.excluded.is_empty() => s.excluded.to_owned(),
                Some(s) => {
                    let first = linker.weigh(&s.ingredients, s.setting);
                    let spoke = worth(&linker.weights, &s.ingredients, s.setting);
                    let moved = worth(
                        &linker.change,
                        &signs(&cluster.claims[x], &cluster.claims[y], &linker.concepts),
                        s.setting,
                    );
                    format!("{first:+.2} {:?}: {spoke} | change: {moved}", s.setting)
                }
            };
            lines.push(format!("  {what}: {why}\n{}\n{}", show(x), show(y)));
        });
        lines.sort();
        println!("{} {one}\n{}", cluster.name, lines.join("\n"));
    }
}
