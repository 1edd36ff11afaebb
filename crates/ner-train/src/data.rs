//! Annotated sentences, with the tokens and features of the program.

use ner::label::{OUTSIDE, Place, label};
use ner::{Kind, Word};
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;
use totsugo::internals::corpus::{self, Document, Format};
use totsugo::internals::extract::{Reading, amount, date, entity};
use totsugo::internals::morph::Worker;
use totsugo::internals::text::Span;

/// A name: start and end in code points into the line, and type.
pub type Annotated = (usize, usize, Kind);

/// A line of the data: an annotated sentence, or a few.
#[derive(Debug, Deserialize)]
pub struct Line {
    /// `train`, `dev` or `test`.
    pub split: String,
    /// The corpus it is from.
    pub src: String,
    /// The text.
    pub text: String,
    ents: Vec<(usize, usize, String)>,
    /// True if the annotators left open which names are marked; such lines are not learnt from.
    #[serde(default)]
    pub opt: bool,
}

impl Line {
    /// The names; facilities count as places, names of other types are left out.
    pub fn names(&self) -> Vec<Annotated> {
        self.ents.iter().filter_map(|(start, end, name)| Some((*start, *end, kind(name)?))).collect()
    }

    /// Returns true if events are not annotated in its corpus.
    pub fn without_events(&self) -> bool {
        matches!(self.src.as_str(), "wac" | "hiron")
    }

    /// The line as a document.
    pub fn document(&self) -> Document {
        corpus::parse(self.text.as_bytes().to_vec(), Format::Txt, "line")
    }
}

/// The type that the data calls `name`.
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
///
/// # Errors
/// A message with the file and line that cannot be read.
pub fn read(path: &Path) -> Result<Vec<Line>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let line =
        |(i, line): (usize, &str)| serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), i + 1));
    text.lines().enumerate().map(line).collect()
}

/// A line with its tokens, and what the program's rules say of each.
pub struct Tokenised {
    document: Document,
    reading: Reading,
    hints: Vec<u8>,
}

impl Tokenised {
    /// Tokenises a line and applies the rules, without the model.
    ///
    /// # Errors
    /// When the tokeniser fails.
    pub fn new(line: &Line, worker: &mut Worker<'_>) -> Result<Self, String> {
        let document = line.document();
        let reading = Reading::new(&document, worker).map_err(|e| e.to_string())?;
        let dates = date::read(&reading, None, None);
        let amounts = amount::read(&reading, &dates);
        let hints = entity::hints(&reading, &dates, &amounts);
        Ok(Tokenised { document, reading, hints })
    }

    /// The indices of the sentences.
    pub fn sentences(&self) -> Range<usize> {
        0..self.reading.view.sentences.len()
    }

    /// The words of a sentence as the model gets them.
    pub fn words(&self, sentence: usize) -> Vec<Word<'_>> {
        entity::words(&self.reading, sentence, &self.hints).collect()
    }

    /// Start and end in the line, in code points, of a range of tokens of a sentence.
    pub fn chars(&self, sentence: usize, tokens: Range<usize>) -> (usize, usize) {
        let all = self.reading.sentence_tokens(sentence);
        let at =
            |token: Option<&totsugo::internals::morph::Token>| token.map_or(0..0, |t| t.start as usize..t.end as usize);
        let (first, last) = (at(all.get(tokens.start)), at(all.get(tokens.end.saturating_sub(1))));
        let span = self.reading.view.original(Span::new(first.start, last.end));
        let chars = |byte: usize| self.document.text[..byte].chars().count();
        (chars(span.start), chars(span.end))
    }

    /// The label of each token of a sentence. Names that do not begin and end with tokens are left out.
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

/// A training example: a sentence.
#[derive(Debug)]
pub struct Example {
    /// Hashes of the features of each token: 32 bits for those of the model, more for those of a corpus.
    pub features: Vec<Vec<u64>>,
    /// Labels each token may have, one bit each; several if the annotation leaves it open.
    pub allowed: Vec<u32>,
}

/// The training examples of a line.
///
/// # Errors
/// When the tokeniser fails.
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

/// The labels that an annotated label may stand for, one bit each.
fn allowed(label: usize, line: &Line) -> u32 {
    if label != OUTSIDE || !line.without_events() {
        return 1 << label;
    }
    let events = [Place::Single, Place::Begin, Place::Inside, Place::End].map(|p| ner::label::label(p, Kind::Event));
    events.iter().fold(1, |mask, event| mask | 1 << event)
}

/// The corpus whose guidelines the model follows.
const REFERENCE: &str = "sm";

/// The features of the model, and those that absorb the different guidelines of another corpus.
fn of_token(keys: Vec<u32>, word: &Word<'_>, corpus: &str) -> Vec<u64> {
    let mut out: Vec<u64> = keys.into_iter().map(u64::from).collect();
    if corpus != REFERENCE {
        let last = word.text.char_indices().last().map_or("", |(at, _)| &word.text[at..]);
        let (pos, hint) = (word.pos.to_string(), word.hint.to_string());
        let of_corpus = [("", ""), ("pos", &pos), ("hint", &hint), ("word", word.text), ("last", last)];
        out.extend(of_corpus.map(|(template, value)| corpus_feature(&format!("{corpus} {template} {value}"))));
    }
    out
}

/// Hash (FNV-1a) of a feature of a corpus, beyond the 32 bits of the features of the model.
fn corpus_feature(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)) | 1 << 63
}
