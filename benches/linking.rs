//! Time and memory of linking by number of claims: `cargo bench --bench linking -- [CLAIMS]...`.

#![allow(clippy::print_stdout)]

mod stories;

use std::time::Instant;
use totsugo::internals::claim::Claim;
use totsugo::internals::crosscheck::{Against, Inside, crosscheck};
use totsugo::internals::fact::Verdict;
use totsugo::internals::pipeline::Engine;

fn main() -> Result<(), totsugo::Error> {
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.replace('_', "").parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![10_000, 100_000] } else { asked };
    let engine = Engine::embedded()?;
    println!("   claims documents  read s    MB  link s  facts conflicts  peak MB");
    for size in sizes {
        let start = Instant::now();
        let mut claims = Vec::new();
        let mut documents = 0;
        // ten claims or so an article
        let articles = stories::articles().take(size / 10);
        engine.for_each(
            articles,
            |a| a.claims,
            |batch: Vec<Vec<Claim>>| {
                documents += batch.len();
                claims.extend(batch.into_iter().flatten());
                Ok(())
            },
        )?;
        let (read, held) = (start.elapsed(), memory("VmRSS:"));
        let start = Instant::now();
        let whole = crosscheck(claims, Inside::default(), &Against::default());
        let conflicts = whole.facts.iter().filter(|f| f.verdict == Verdict::Conflict).count();
        println!(
            "{:9} {documents:9} {:7.1} {held:>5} {:7.1} {:6} {conflicts:9} {:>8}",
            whole.claims.len(),
            read.as_secs_f64(),
            start.elapsed().as_secs_f64(),
            whole.facts.len(),
            memory("VmHWM:")
        );
    }
    Ok(())
}

/// The memory this process holds (`VmRSS:`) or held at most (`VmHWM:`), in megabytes, where the system says so.
fn memory(which: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix(which));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).map_or("-".into(), |kb| (kb / 1024).to_string())
}
