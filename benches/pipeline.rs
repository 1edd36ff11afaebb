//! What every stage costs, beside the baseline: one lindera worker that segments every sentence and reads the
//! first part-of-speech column.
//!
//! `cargo bench --bench pipeline` prints stage, CPU time and ratio to the baseline, which is what the budget (the whole at
//! most 3.0) is stated in.
#![allow(clippy::print_stdout)]

mod articles;

use std::hint::black_box;
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};
use totsugo::internals::corpus::{self, Document, Format};
use totsugo::internals::extract::{self, Kit, Reader, Record, amount, date, entity};
use totsugo::internals::morph::Token;
use totsugo::internals::pipeline::{SIDE_BY_SIDE, analyse_all};
use totsugo::internals::text::{LineIndex, View};
use totsugo::internals::{check, claim};

/// Everything the stages start from, made once.
struct Bench {
    kit: Kit,
    documents: Vec<Document>,
    views: Vec<View>,
    records: Vec<Record>,
    bytes: usize,
}

static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let kit = Kit::embedded().expect("the embedded dictionary");
    let documents = articles::articles();
    let views: Vec<View> = documents.iter().map(|d| View::new(&d.text, &d.blocks)).collect();
    let mut reader = kit.reader();
    let records = documents.iter().map(|d| extract::read(d.clone(), &mut reader).expect("tokens")).collect();
    let bytes = documents.iter().map(|d| d.text.len()).sum();
    Bench { kit, documents, views, records, bytes }
});

/// A stage over all documents; what it returns keeps the work from being optimised away.
type Stage = fn(&Bench, &mut Reader) -> usize;

/// The first is the baseline; `whole` is measured apart, as it needs documents to consume.
const STAGES: [(&str, Stage); 8] = [
    ("baseline", baseline),
    ("fold, sentences", fold),
    ("tokenize", tokenize),
    ("dates", dates),
    ("amounts", amounts),
    ("entities", entities),
    ("claims", claims),
    ("checks", checks),
];

fn baseline(b: &Bench, reader: &mut Reader) -> usize {
    b.views
        .iter()
        .flat_map(|v| (0..v.sentences.len()).map(|i| v.sentence(i)))
        .map(|s| reader.worker().segment_only(s))
        .sum()
}

fn fold(b: &Bench, _: &mut Reader) -> usize {
    b.documents.iter().map(|d| View::new(&d.text, &d.blocks).sentences.len()).sum()
}

fn tokenize(b: &Bench, reader: &mut Reader) -> usize {
    let mut tokens: Vec<Token> = Vec::new();
    b.views
        .iter()
        .map(|v| {
            tokens.clear();
            for s in &v.sentences {
                reader.worker().tokenize(s.span.of(&v.text), s.span.start as u32, &mut tokens).expect("tokens");
            }
            tokens.len()
        })
        .sum()
}

fn dates(b: &Bench, _: &mut Reader) -> usize {
    b.records.iter().map(|r| date::read(&r.reading, r.document.published, None).len()).sum()
}

fn amounts(b: &Bench, _: &mut Reader) -> usize {
    b.records.iter().map(|r| amount::read(&r.reading, &r.dates).len()).sum()
}

fn entities(b: &Bench, reader: &mut Reader) -> usize {
    b.records.iter().map(|r| entity::read(&r.document, &r.reading, &r.dates, &r.amounts, reader.names()).len()).sum()
}

fn claims(b: &Bench, reader: &mut Reader) -> usize {
    let claims = |r: &Record| claim::build(r, &LineIndex::new(&r.document.text), reader.concepts()).len();
    b.records.iter().map(claims).sum()
}

fn checks(b: &Bench, _: &mut Reader) -> usize {
    b.records.iter().map(|r| check::inspect(r, &LineIndex::new(&r.document.text)).0.len()).sum()
}

/// The whole chain, as many documents side by side as the pipeline takes.
fn whole(documents: Vec<Document>, reader: &mut Reader) -> usize {
    let mut documents = documents.into_iter();
    let batches = std::iter::from_fn(|| Some(documents.by_ref().take(SIDE_BY_SIDE).collect()));
    let batches = batches.take_while(|batch: &Vec<Document>| !batch.is_empty());
    batches.flat_map(|batch| analyse_all(batch, reader)).map(|a| a.claims.len() + a.findings.len()).sum()
}

/// The whole chain of all documents on `threads` threads, every n-th document on the n-th; gives the CPU time.
fn run(b: &Bench, threads: usize, documents: Vec<Document>) -> Duration {
    let mut shares: Vec<Vec<Document>> = (0..threads).map(|_| Vec::new()).collect();
    for (i, document) in documents.into_iter().enumerate() {
        shares[i % threads].push(document);
    }
    thread::scope(|scope| {
        let work = |share: Vec<Document>| {
            let mut reader = b.kit.reader();
            cpu(|| whole(share, &mut reader))
        };
        let handles: Vec<_> = shares.into_iter().map(|share| scope.spawn(move || work(share))).collect();
        handles.into_iter().map(|h| h.join().expect("no panic")).sum()
    })
}

/// CPU time of the calling thread; where the system does not tell, wall time.
fn cpu<T>(f: impl FnOnce() -> T) -> Duration {
    let spent = || {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let (wall, before) = (Instant::now(), spent());
    black_box(f());
    match (before, spent()) {
        (Some(before), Some(after)) => after - before,
        _ => wall.elapsed(),
    }
}

/// Rounds of the table; stages take turns, so that a slow minute of the machine falls on all of them.
const ROUNDS: usize = 9;

fn table() {
    let b = &*BENCH;
    let mut reader = b.kit.reader();
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); STAGES.len() + 1];
    let mut walls = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for ((_, stage), times) in STAGES.iter().zip(&mut times) {
            times.push(cpu(|| stage(b, &mut reader)));
        }
        for threads in [1, 2] {
            let documents = b.documents.clone();
            let start = Instant::now();
            let spent = run(b, threads, documents);
            walls[threads - 1].push(start.elapsed());
            if threads == 1 {
                times[STAGES.len()].push(spent);
            }
        }
    }
    let sentences: usize = b.views.iter().map(|v| v.sentences.len()).sum();
    println!(
        "{} documents, {:.2} MB, {sentences} sentences; median CPU time of {ROUNDS} rounds",
        b.documents.len(),
        b.bytes as f64 / 1e6
    );
    println!("{:<16} {:>9} {:>10} {:>8}", "stage", "ms", "x baseline", "MB/s");
    let base = median(&mut times[0]);
    let names = STAGES.iter().map(|(name, _)| *name).chain(["whole"]);
    for (name, times) in names.zip(&mut times) {
        let time = median(times);
        println!("{name:<16} {:>9.1} {:>10.2} {:>8.2}", time * 1e3, time / base, b.bytes as f64 / 1e6 / time);
    }
    let [one, two] = walls.map(|mut w| median(&mut w));
    println!("wall: 1 thread {:.1} ms, 2 threads {:.1} ms, x{:.2}", one * 1e3, two * 1e3, one / two);
}

/// Texts of 100 kB that say one thing over and over, without a stop: the two readers take the same time for a
/// character of these as for any other.
const RUNS: [&str; 12] =
    ["1〜", "一", "1,", "1億", "1月", "3割", "1年", "週3回", "2、", "http://1 ", "3―1で勝ち", "平成30年1月26日〜"];

fn runs() {
    let mut reader = BENCH.kit.reader();
    println!("\n100 kB of one run, dates and amounts, median ms of {ROUNDS} rounds");
    for run in RUNS {
        let text = run.repeat(100_000 / run.len());
        let document = corpus::parse(text.into_bytes(), Format::Txt, "run.txt");
        let record = extract::read(document, &mut reader).expect("tokens");
        let read = || {
            let dates = date::read(&record.reading, None, None);
            amount::read(&record.reading, &dates).len()
        };
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| cpu(read)).collect();
        println!("{run:<24} {:>6.1}", median(&mut times) * 1e3);
    }
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, Duration::as_secs_f64)
}

fn main() {
    table();
    runs();
}
