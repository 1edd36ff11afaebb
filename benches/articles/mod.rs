//! About two megabytes of articles, made from the project's own corpus.
//!
//! The same on every machine and in every run: the sentences of `corpus/` in an order drawn from a fixed seed,
//! their numbers varied, set as short articles with headings and lists.

use std::path::Path;
use totsugo::internals::corpus::{Document, Format, parse};
use totsugo::internals::text::{BlockKind, View};

/// Bytes to make.
const SIZE: usize = 2_000_000;

/// Knuth's MMIX generator; the high bits are good enough to shuffle with.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }

    fn pick<'a>(&mut self, from: &'a [String]) -> &'a str {
        let at = self.below(from.len());
        from.get(at).map_or("", String::as_str)
    }
}

/// What the corpus is made of, by layout.
#[derive(Default)]
struct Parts {
    headings: Vec<String>,
    items: Vec<String>,
    sentences: Vec<String>,
}

/// The articles, as Markdown documents with a publication date.
pub fn articles() -> Vec<Document> {
    let parts = parts();
    let mut lcg = Lcg(20180126);
    let (mut out, mut size) = (Vec::new(), 0);
    while size < SIZE {
        let text = article(&parts, &mut lcg);
        size += text.len();
        out.push(parse(text, Format::Md, &format!("{}.md", out.len())));
    }
    out
}

fn parts() -> Parts {
    let mut parts = Parts::default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let files = std::fs::read_dir(folder).expect("the corpus folder");
    let mut files: Vec<_> = files.filter_map(|f| Some(f.ok()?.path())).collect();
    files.sort();
    for path in files {
        let format = match path.extension().and_then(|e| e.to_str()) {
            Some("md") => Format::Md,
            Some("txt") => Format::Txt,
            _ => continue,
        };
        let document = parse(std::fs::read(&path).expect("a readable file"), format, "sample");
        let view = View::new(&document.text, &document.blocks);
        for sentence in &view.sentences {
            let text = view.original(sentence.span).of(&document.text).to_owned();
            match view.blocks[sentence.block as usize].1 {
                BlockKind::Heading(_) => parts.headings.push(text),
                BlockKind::Paragraph => parts.sentences.push(text),
                BlockKind::Item | BlockKind::Cell { .. } => parts.items.push(text),
            }
        }
    }
    parts
}

/// An article of some six kilobytes: twelve paragraphs, a heading before every fourth, a list at the end.
fn article(parts: &Parts, lcg: &mut Lcg) -> String {
    let day = 1 + lcg.below(28);
    let mut out = format!("---\npublished: 2018-02-{day:02}\n---\n# {}\n\n", varied(lcg.pick(&parts.headings), lcg));
    for paragraph in 0..12 {
        if paragraph % 4 == 0 {
            out.push_str(&format!("## {}\n\n", varied(lcg.pick(&parts.headings), lcg)));
        }
        for _ in 0..3 + lcg.below(2) {
            out.push_str(&varied(lcg.pick(&parts.sentences), lcg));
        }
        out.push_str("\n\n");
    }
    for _ in 0..4 {
        out.push_str(&format!("- {}\n", varied(lcg.pick(&parts.items), lcg)));
    }
    out
}

/// The sentence with other numbers: years stay, one and two digits become any smaller number (so that days stay
/// days and hours hours), of longer ones all digits but the first change.
fn varied(sentence: &str, lcg: &mut Lcg) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let (digits, after) = from.split_at(from.bytes().take_while(u8::is_ascii_digit).count());
        out.push_str(before);
        match digits.len() {
            1 | 2 => {
                let most: usize = digits.parse().unwrap_or(1);
                out.push_str(&format!(
                    "{:0width$}",
                    1 + lcg.below(most),
                    width = digits.len() * usize::from(digits.starts_with('0'))
                ));
            }
            4 if after.starts_with(['年', '-', '/']) => out.push_str(digits),
            _ => {
                out.push_str(&digits[..1]);
                out.extend((1..digits.len()).map(|_| char::from(b'0' + lcg.below(10) as u8)));
            }
        }
        rest = after;
    }
    out + rest
}
