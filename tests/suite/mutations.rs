//! Inputs that nobody would write: mutations of good ones, over everything that the program reads.
//!
//! `cargo test` runs them for some seconds from a fixed seed. For hours, and from another seed:
//! `TOTSUGO_MUTATE=3600 TOTSUGO_SEED=7 cargo test --release --test suite mutations -- --nocapture`. A case that fails is printed
//! with the seed it came from, and belongs into `KNOWN`.

use crate::support::analyse;
use std::time::{Duration, Instant};
use totsugo::internals::config::Config;
use totsugo::internals::corpus::{self, Format};
use totsugo::internals::expect;
use totsugo::internals::extract::entity::Aliases;
use totsugo::internals::output::csv::{Dialect, table, unguard};
use totsugo::internals::output::jsonl::{claims_from_line, document_json};
use totsugo::internals::output::rows::amount_rows;
use totsugo::internals::output::schema::Table;
use totsugo::internals::output::{baseline, shown};
use totsugo::internals::review::Suppression;

/// A check of an input: it panics when something does not hold that always should.
type Check = fn(&[u8]);

/// What is read, and how it is checked.
const TARGETS: [(&str, Check); 9] = [
    ("txt", |bytes| document(bytes, Format::Txt)),
    ("md", |bytes| document(bytes, Format::Md)),
    ("html", |bytes| document(bytes, Format::Html)),
    ("jsonl", |bytes| document(bytes, Format::Jsonl)),
    ("csv", |bytes| document(bytes, Format::Csv)),
    ("settings", |bytes| settings(&String::from_utf8_lossy(bytes))),
    ("names", |bytes| drop(Aliases::parse(&String::from_utf8_lossy(bytes)))),
    ("baseline", table_of_findings),
    ("claims", |bytes| drop(claims_from_line(&String::from_utf8_lossy(bytes)))),
];

/// Good inputs, which are mutated and spliced with each other.
const SEEDS: [&str; 8] = [
    "---\ntitle: 題\npublished: 2018-02-09\n---\n# 補償\n\n若宮商会は1月26日(木)、約580億円相当の5億2300万XEMが流出したと発表した。\n\n<!-- totsugo: ignore[sum] 原文 -->\n| 日時 | 額 |\n|--|--|\n| 26日午前3時 | 3〜5億円 |\n",
    "<html><head><meta charset=utf-8><title>a &amp; b</title></head><p>平成30年2月、前年比12.5%増の<b>約</b>460&#x5104;円。<!--><table><tr><td rowspan=2>1,155億円<td>42分後</table>",
    "{\"id\":\"x\",\"text\":\"被害者は約26万人、5人と2社の8者。\",\"published\":\"2018-02-09\"}\n",
    "id,text,title\n1,\"売上高は80億円で、うち25%の20億円\n二\",題\n",
    "paths = [\"a\"]\nmax-document = 4\n[check]\nfail-on = \"warning\"\nout = [\"sarif=x\"]\n[rules]\nsum = \"off\"\n[tolerance]\n\"*\" = \"30分\"\n",
    "[[fact]]\nsubject = \"甲社\"\nattribute = \"売上高\"\nvalue = \"580億円\"\ntolerance = \"1%\"\n",
    "canonical,type,alias\n若宮商会,ORG,若宮\n",
    "指紋,決定,理由,期限\nx12692f569fbb7667,承認,原文どおり,2026/11/26\n",
];

/// Pieces that break readers: ends of numbers, of lines, of encodings.
const PIECES: [&[u8]; 24] = [
    b"\0",
    b"\x1b[31m",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe3\x80",
    b"<!-->",
    b"<!--",
    b"\"",
    b"\\u0000",
    b"\n---\n",
    "9999999999999999999億".as_bytes(),
    "〇〇".as_bytes(),
    "年13月32日".as_bytes(),
    "午後25時".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{202e}".as_bytes(),
    "１，２".as_bytes(),
    "から".as_bytes(),
    "、".as_bytes(),
    "。".as_bytes(),
    "約".as_bytes(),
    "(".as_bytes(),
    "前年同期比-".as_bytes(),
    b"1e400000000",
];

/// Cases that were found.
const KNOWN: [(&str, &str); 4] = [
    ("md", "あ<!-->い"),
    ("html", "<p>あ<!--->"),
    ("csv", "text,title\n被害は\u{1f}5億円,題\n"),
    ("names", "若宮商会,ORG,若宮"),
];

/// A document is read, its places are in the text, its claims come back from its record, its cells from the table.
fn document(bytes: &[u8], format: Format) {
    let parsed = corpus::parse(bytes.to_vec(), format, "a.x");
    let analysis = analyse(&parsed.text, Format::Txt, "a.txt");
    drop(analyse(&String::from_utf8_lossy(bytes), format, "a.x"));
    let text = &analysis.record.document.text;
    let spans = analysis.record.dates.iter().map(|m| m.span).chain(analysis.record.amounts.iter().map(|m| m.span));
    for span in spans.chain(analysis.record.entities.iter().map(|m| m.span)) {
        assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()), "{span:?}");
    }
    let length = text.chars().count() as u32;
    assert!(analysis.findings.iter().all(|f| f.place.char_start <= f.place.char_end && f.place.char_end <= length));
    assert_eq!(claims_from_line(&document_json(&analysis)).as_ref(), Ok(&analysis.claims));
    let rows = amount_rows(&analysis);
    let written = table(Table::Amounts.fields(), rows.clone(), Dialect::default());
    let mut reader = csv::Reader::from_reader(written.as_slice());
    for (row, read) in rows.iter().zip(reader.records()) {
        if row[3].chars().all(|c| shown::sign(c) == c) {
            assert_eq!(unguard(&read.expect("a row")[3]), row[3], "a cell reads back");
        }
    }
    drop(Suppression::all(&analysis));
}

/// Settings and expected facts: what is accepted reads back from what is printed, what is refused has its place.
fn settings(text: &str) {
    match Config::read(text) {
        Ok(config) => assert_eq!(Config::read(&config.to_toml()).as_ref(), Ok(&config)),
        Err((line, column, why)) => assert!(line > 0 && column > 0 && !why.is_empty(), "{line}:{column} {why}"),
    }
    for is_csv in [false, true] {
        if let Err((line, _, why)) = expect::rows(text, is_csv) {
            assert!(line > 0 && !why.is_empty());
        }
    }
}

/// A baseline that is read is one that has been filled in or not; neither panics.
fn table_of_findings(bytes: &[u8]) {
    let read = baseline::read("f.csv", bytes);
    let filled = baseline::filled(bytes);
    let decided = read.is_ok_and(|b| b.decisions.iter().any(|d| d.ruling.is_some()));
    assert!(!decided || filled.with_decisions, "a decision that would be lost");
}

/// Numbers that look random and are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    /// A part of the bytes, mostly short.
    fn part(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let most = if self.below(4) == 0 { length } else { 12 };
        start..(start + self.below(most + 1)).min(length)
    }

    /// A good input, changed some times.
    fn input(&mut self) -> Vec<u8> {
        let mut bytes = SEEDS[self.below(SEEDS.len())].as_bytes().to_vec();
        for _ in 0..=self.below(6) {
            let at = self.part(bytes.len());
            let new: Vec<u8> = match self.below(6) {
                0 => Vec::new(),
                1 => bytes[at.clone()].repeat(2 + self.below(3)),
                2 => vec![self.below(256) as u8],
                3 => {
                    let other = SEEDS[self.below(SEEDS.len())].as_bytes();
                    other[self.part(other.len())].to_vec()
                }
                _ => PIECES[self.below(PIECES.len())].to_vec(),
            };
            bytes.splice(at, new);
        }
        bytes.truncate(4000);
        bytes
    }
}

#[test]
#[allow(clippy::print_stdout)]
fn nothing_that_is_read_makes_the_program_panic() {
    let number = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let (seconds, seed) = (number("TOTSUGO_MUTATE").unwrap_or(8), number("TOTSUGO_SEED").unwrap_or(1));
    let run = |name: &str, check: Check, bytes: &[u8], from: u64| {
        let held = std::panic::catch_unwind(|| check(bytes)).is_ok();
        assert!(held, "{name}, seed {from}: {:?}", String::from_utf8_lossy(bytes));
    };
    for (name, text) in KNOWN {
        let (_, check) = TARGETS.iter().find(|(n, _)| *n == name).expect("a target");
        run(name, *check, text.as_bytes(), 0);
    }
    let (begin, mut done) = (Instant::now(), 0_u64);
    while begin.elapsed() < Duration::from_secs(seconds) {
        let from = seed.wrapping_mul(0x9e37_79b9).wrapping_add(done);
        let bytes = Random(from.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1).input();
        let (name, check) = TARGETS[(done % TARGETS.len() as u64) as usize];
        run(name, check, &bytes, from);
        done += 1;
    }
    assert!(done > 0);
    println!("{done} inputs in {seconds} s over {} targets", TARGETS.len());
}
