//! Annotated sentences, read as the program reads them.

use ner::label::{OUTSIDE, Place, label};
use ner::{Kind, Word};
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;
use totsugo::internals::corpus::{self, Document, Format, PublishedFrom};
use totsugo::internals::extract::{Reading, amount, date, entity};
use totsugo::internals::morph::Worker;
use totsugo::internals::text::Span;

/// A name: start and end in code points, and its type.
pub type Annotated = (usize, usize, Kind);

/// A line of the data.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// `train`, `dev` or `test`.
    pub split: String,
    /// Which corpus it is from.
    pub src: String,
    /// A sentence, or a few.
    pub text: String,
    ents: Vec<(usize, usize, String)>,
    /// Whether the annotators left it open which of its names are to be marked.
    #[serde(default)]
    pub opt: bool,
}

impl Line {
    /// The names with their types, facilities as places; other types are left out.
    pub fn names(&self) -> Vec<Annotated> {
        self.ents.iter().filter_map(|(start, end, name)| Some((*start, *end, kind(name)?))).collect()
    }

    /// Whether the corpus is one without events.
    pub fn without_events(&self) -> bool {
        matches!(self.src.as_str(), "wac" | "hiron")
    }

    /// The same as a document.
    pub fn document(&self) -> Document {
        corpus::parse(self.text.as_bytes().to_vec(), Format::Txt, "line")
    }
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "PER" => Kind::Person,
        "ORG" => Kind::Org,
        "LOC" | "FAC" => Kind::Loc,
        "PRO" => Kind::Product,
        "EVT" => Kind::Event,
        _ => return None,
    })
}

/// Reads a file of the data.
pub fn read(path: &Path) -> Result<Vec<Line>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let line =
        |(i, line): (usize, &str)| serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), i + 1));
    text.lines().enumerate().map(line).collect()
}

/// A line with its tokens, and what the rules say of each.
pub struct Tokenised {
    document: Document,
    reading: Reading,
    hints: Vec<u8>,
}

impl Tokenised {
    /// Reads a line without the model.
    pub fn new(line: &Line, worker: &mut Worker<'_>) -> Result<Self, String> {
        let document = line.document();
        let reading = Reading::new(&document, worker).map_err(|e| e.to_string())?;
        let dates = date::read(&reading, None, PublishedFrom::None);
        let amounts = amount::read(&reading, &dates);
        let hints = entity::hints(&reading, &dates, &amounts);
        Ok(Tokenised { document, reading, hints })
    }

    /// The sentences of the line.
    pub fn sentences(&self) -> Range<usize> {
        0..self.reading.view.sentences.len()
    }

    /// The words of a sentence, as the model gets them.
    pub fn words(&self, sentence: usize) -> Vec<Word<'_>> {
        entity::words(&self.reading, sentence, &self.hints).collect()
    }

    /// The place of some tokens of a sentence in the line, in code points.
    pub fn chars(&self, sentence: usize, tokens: Range<usize>) -> (usize, usize) {
        let all = self.reading.sentence_tokens(sentence);
        let at =
            |token: Option<&totsugo::internals::morph::Token>| token.map_or(0..0, |t| t.start as usize..t.end as usize);
        let (first, last) = (at(all.get(tokens.start)), at(all.get(tokens.end.saturating_sub(1))));
        let span = self.reading.view.original(Span::new(first.start, last.end));
        let chars = |byte: usize| self.document.text[..byte].chars().count();
        (chars(span.start), chars(span.end))
    }

    /// The label of each token of a sentence; names that do not end where tokens do are left out.
    pub fn labels(&self, sentence: usize, names: &[Annotated]) -> Vec<usize> {
        let len = self.reading.sentence_tokens(sentence).len();
        let places: Vec<(usize, usize)> = (0..len).map(|i| self.chars(sentence, i..i + 1)).collect();
        let mut labels = vec![OUTSIDE; len];
        for (start, end, kind) in names {
            let from = places.iter().position(|p| p.0 == *start);
            let to = places.iter().position(|p| p.1 == *end);
            let Some((from, to)) = from.zip(to).filter(|(from, to)| from <= to) else { continue };
            if labels[from..=to].iter().any(|l| *l != OUTSIDE) {
                continue;
            }
            labels[from..=to].fill(label(Place::Inside, *kind));
            labels[from] = label(Place::Begin, *kind);
            labels[to] = label(if from == to { Place::Single } else { Place::End }, *kind);
        }
        labels
    }
}

/// A sentence to learn from.
#[derive(Debug)]
pub struct Example {
    /// Features of each token: those of the model in 32 bits, those of the corpus beyond.
    pub features: Vec<Vec<u64>>,
    /// Labels each token may have, one bit each; more than one where the annotation leaves it open.
    pub allowed: Vec<u32>,
}

/// What a line gives to learn from.
pub fn examples(line: &Line, worker: &mut Worker<'_>, names: &ner::Names) -> Result<Vec<Example>, String> {
    let tokenised = Tokenised::new(line, worker)?;
    let gold = line.names();
    let example = |sentence: usize| {
        let words = tokenised.words(sentence);
        let features = ner::features(&words, names).into_iter().zip(&words);
        Example {
            features: features.map(|(keys, word)| of_token(keys, word, &line.src)).collect(),
            allowed: tokenised.labels(sentence, &gold).into_iter().map(|label| allowed(label, line)).collect(),
        }
    };
    Ok(tokenised.sentences().map(example).collect())
}

/// The labels an annotated one may stand for.
fn allowed(label: usize, line: &Line) -> u32 {
    if label != OUTSIDE || !line.without_events() {
        return 1 << label;
    }
    let events = [Place::Single, Place::Begin, Place::Inside, Place::End].map(|p| ner::label::label(p, Kind::Event));
    events.iter().fold(1, |mask, event| mask | 1 << event)
}

/// The corpus the model speaks like.
const SPOKEN: &str = "sm";

/// The features of the model, and those that take up what another corpus does differently.
fn of_token(keys: Vec<u32>, word: &Word<'_>, corpus: &str) -> Vec<u64> {
    let mut out: Vec<u64> = keys.into_iter().map(u64::from).collect();
    if corpus != SPOKEN {
        let last = word.text.char_indices().last().map_or("", |(at, _)| &word.text[at..]);
        let (pos, hint) = (word.pos.to_string(), word.hint.to_string());
        let of_corpus = [("", ""), ("pos", &pos), ("hint", &hint), ("word", word.text), ("last", last)];
        out.extend(of_corpus.map(|(template, value)| beyond(&format!("{corpus} {template} {value}"))));
    }
    out
}

/// A key that no feature of the model has (FNV-1a).
fn beyond(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)) | 1 << 63
}
