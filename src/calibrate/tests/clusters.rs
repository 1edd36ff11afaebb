//! Linking on the clusters of this package: the floor below which a change has made it worse.

use std::path::Path;
use totsugo::Pipeline;
use totsugo::fact::Linker;
use totsugo_calibrate::gold::Cluster;
use totsugo_calibrate::measure::{Measure, measure, said};

#[test]
fn what_is_linked_is_one_fact_and_what_is_a_conflict_is_one() {
    let pipeline = Pipeline::embedded().expect("the dictionary");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("clusters");
    let mut folders: Vec<_> =
        std::fs::read_dir(folder).expect("clusters").filter_map(|e| Some(e.ok()?.path())).collect();
    folders.retain(|f| f.is_dir());
    folders.sort();
    let mut all = Measure::default();
    for folder in &folders {
        let cluster = Cluster::read(folder, &pipeline).expect("a cluster");
        let read = cluster.gold_of.iter().flatten().count();
        assert!(read * 10 >= cluster.gold.len() * 9, "{}: {read} of {} claims", cluster.name, cluster.gold.len());
        let one = measure(&cluster, &said(&cluster, Linker::embedded()), |_, _, _| {});
        println!("{:<16} {one}", cluster.name);
        all += one;
    }
    println!("{:<16} {all}", "all");
    let [link, recall, conflict, conflicts, relation] = all.ratios();
    assert_eq!(folders.len(), 19);
    assert!(link >= 0.90 && recall >= 0.59, "{all}");
    assert!(conflict >= 0.90 && conflicts >= 0.48 && relation >= 0.97, "{all}");
}
