//! Measures linking on the gold clusters; they may not fall below a floor.

use std::path::Path;
use totsugo::internals::fact::Linker;
use totsugo::internals::pipeline::Engine;
use totsugo_calibrate::gold::Cluster;
use totsugo_calibrate::measure::{Measure, measure, said};

/// Returns true for clusters in the manner of real pages: `r1_coincheck_pages`.
fn is_real(name: &str) -> bool {
    name.starts_with('r') && name[1..].starts_with(|c: char| c.is_ascii_digit())
}

#[test]
fn what_is_linked_is_one_fact_and_what_is_a_conflict_is_one() {
    let engine = Engine::embedded().expect("the dictionary");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("clusters");
    let mut folders: Vec<_> =
        std::fs::read_dir(folder).expect("clusters").filter_map(|e| Some(e.ok()?.path())).collect();
    folders.retain(|f| f.is_dir());
    folders.sort();
    let (mut invented, mut real) = (Measure::default(), Measure::default());
    for folder in &folders {
        let cluster = Cluster::read(folder, &engine).expect("a cluster");
        let read = cluster.gold_of.iter().flatten().count();
        let least = if is_real(&cluster.name) { 7 } else { 9 };
        assert!(read * 10 >= cluster.gold.len() * least, "{}: {read} of {}", cluster.name, cluster.gold.len());
        let one = measure(&cluster, &said(&cluster, Linker::embedded()), |_, _, _| {});
        println!("{:<20} {one}", cluster.name);
        *if is_real(&cluster.name) { &mut real } else { &mut invented } += one;
    }
    println!("{:<20} {invented}\n{:<20} {real}", "invented", "real pages");
    assert_eq!(folders.len(), 31);
    // least link precision and recall, conflict precision and recall, share of right relations
    for (all, floor) in [(invented, [0.90, 0.62, 0.90, 0.52, 0.97]), (real, [0.90, 0.38, 0.66, 0.22, 0.93])] {
        assert!(all.ratios().iter().zip(floor).all(|(got, least)| *got >= least), "{all}; asked for: {floor:?}");
    }
}
