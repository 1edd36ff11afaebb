//! The words of a sentence, and which of them belong to which value.

use super::speaker;
use super::subject::parties;
use crate::extract::entity::{Entity, EntityKind};
use crate::extract::{Mention, Reading, Record};
use crate::lexicon::{Concept, Concepts, Hit, Table, Uses, table};
use crate::morph::{Pos, Token};
use crate::text::{Span, is_hiragana, is_kanji, is_katakana};
use serde::Deserialize;
use std::cell::OnceCell;

/// What a word of `context.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// A noun that says nothing about what a value is: こと, 金額.
    EmptyNoun,
    /// The kanji of a verb that says nothing either: 行う, 受ける.
    EmptyVerb,
    /// Before a comma that ends a clause: ため、.
    ClauseEnd,
}

static WORDS: Table<Uses<Use>> = table!("context.csv", Uses::new);

/// A content word or concept of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    /// View range.
    pub span: Span,
    /// The concept, or the word as written.
    pub text: &'a str,
    /// Equal for equal texts, in any run: words are compared by it.
    pub key: u64,
    /// Whether it is a verb or a noun of an action.
    pub verbal: bool,
    /// Whether it names an organisation or a person: who acts is the subject's matter, not the attribute's.
    pub party: bool,
    /// Whether it names a place.
    pub place: bool,
    /// Whether は or も follows: it is what the sentence speaks of.
    pub topic: bool,
}

impl<'a> Word<'a> {
    /// A concept of the lexicon that the layout says without a word.
    pub fn implied(concept: &'a Concept) -> Self {
        let text = concept.concept.as_str();
        Word { span: Span::new(0, 0), text, key: key(text), verbal: true, party: false, place: false, topic: false }
    }
}

/// A sentence cut into clauses, with its words.
#[derive(Debug, Default)]
pub(super) struct Sentence<'a> {
    pub words: Vec<Word<'a>>,
    /// Its names and its references back to one, in order.
    pub parties: Vec<&'a Mention<Entity>>,
    /// View offsets at which a clause begins, the sentence's start included.
    clauses: Vec<usize>,
    end: usize,
}

impl<'a> Sentence<'a> {
    /// Reads the words of sentence `i`, leaving out what lies in a date or an amount.
    pub fn read(record: &'a Record, i: usize, concepts: &'a Concepts) -> Self {
        let reading = &record.reading;
        let span = reading.view.sentences[i].span;
        let tokens = reading.sentence_tokens(i);
        let parties = parties(record, i);
        let mut names = parties.iter().copied().peekable();
        // two words in three say nothing of a value
        let words = Vec::with_capacity(tokens.len() / 3 + 1);
        let mut out = Sentence { words, clauses: vec![span.start], end: span.end, parties: Vec::new() };
        let text = span.of(&reading.view.text);
        let hits: Vec<Hit> = concepts.find(text).filter(|h| is_word(tokens, text, span.start, h)).collect();
        // the number of 1株利益 and of 24時間雨量 is part of a name
        let numbered = |h: &&Hit| text[h.start..].starts_with(|c: char| c.is_ascii_digit());
        let named: Vec<usize> = hits.iter().filter(numbered).map(|h| span.start + h.start).collect();
        let mut values = mentions(record, i);
        values.retain(|v| !named.contains(&v.start));
        let free = |start: usize, end: usize| !values.iter().any(|s| s.overlaps(Span::new(start, end)));
        let mut hits = hits.into_iter().peekable();
        // words of 梶原委員　記録では… name nothing of what he says
        let mut skip_to = span.start + speaker::speech(text, tokens, span.start);
        for (k, token) in tokens.iter().enumerate() {
            let (start, end) = (token.start as usize, token.end as usize);
            // a stop inside a quotation ends what was said of a value
            if token.pos == Pos::Period || token.pos == Pos::Comma && k > 0 && ends_clause(reading, tokens, k) {
                out.clauses.push(end);
            }
            while hits.peek().is_some_and(|h| span.start + h.end <= start) {
                hits.next();
            }
            if start < skip_to || !free(start, end) {
                continue;
            }
            while names.peek().is_some_and(|m| m.view.start < start) {
                names.next();
            }
            if let Some(name) = names.peek().filter(|m| m.view.start == start) {
                skip_to = name.view.end;
                let after = tokens[k..].iter().find(|t| t.start as usize >= name.view.end);
                let place = name.value.kind == EntityKind::Loc;
                let party = matches!(name.value.kind, EntityKind::Org | EntityKind::Person | EntityKind::Media);
                out.words.push(Word {
                    span: name.view,
                    text: &name.value.canonical,
                    key: key(&name.value.canonical),
                    verbal: false,
                    party,
                    place,
                    topic: is_topic(after),
                });
                continue;
            }
            if let Some(hit) = hits.peek().filter(|h| span.start + h.start == start).copied() {
                let end = span.start + hit.end;
                skip_to = end;
                let after = tokens[k..].iter().find(|t| t.start as usize >= end);
                out.words.push(Word {
                    span: Span::new(start, end),
                    text: &hit.concept.concept,
                    key: key(&hit.concept.concept),
                    verbal: matches!(token.pos, Pos::Verbal | Pos::Verb),
                    party: false,
                    place: false,
                    topic: is_topic(after),
                });
                continue;
            }
            if let Some(word) = content(reading, token) {
                out.words.push(Word {
                    span: Span::new(start, end),
                    text: word,
                    key: key(word),
                    verbal: matches!(token.pos, Pos::Verbal | Pos::Verb),
                    party: false,
                    place: false,
                    topic: is_topic(tokens.get(k + 1)),
                });
            }
        }
        out.parties = parties;
        out
    }

    /// The clause that holds view offset `at`.
    pub fn clause(&self, at: usize) -> Span {
        let k = self.clauses.partition_point(|c| *c <= at);
        Span::new(self.clauses[k.saturating_sub(1)], self.clauses.get(k).copied().unwrap_or(self.end))
    }
}

/// The sentences of a document, each read when first asked for: labels and headings are asked for by every value.
#[derive(Debug)]
pub(super) struct Sentences<'a> {
    record: &'a Record,
    concepts: &'a Concepts,
    read: Vec<OnceCell<Sentence<'a>>>,
}

impl<'a> Sentences<'a> {
    pub fn new(record: &'a Record, concepts: &'a Concepts) -> Self {
        let read = record.reading.view.sentences.iter().map(|_| OnceCell::new()).collect();
        Sentences { record, concepts, read }
    }

    /// Sentence `i`.
    pub fn get(&self, i: usize) -> &Sentence<'a> {
        self.read[i].get_or_init(|| Sentence::read(self.record, i, self.concepts))
    }
}

/// View ranges of the dates and amounts of a sentence.
fn mentions(record: &Record, sentence: usize) -> Vec<Span> {
    let dates = slice(&record.dates, sentence).iter().map(|m| m.view);
    let amounts = slice(&record.amounts, sentence).iter().map(|m| m.view);
    dates.chain(amounts).collect()
}

/// The mentions of one sentence; mentions are in sentence order.
pub(crate) fn slice<T>(all: &[Mention<T>], sentence: usize) -> &[Mention<T>] {
    let from = all.partition_point(|m| (m.sentence as usize) < sentence);
    let own = all[from..].iter().take_while(|m| m.sentence as usize == sentence).count();
    &all[from..from + own]
}

/// Whether a concept stands as a word of its own: it begins with a token and, unless it is long or ends in the
/// kana of a verb, ends with one (計 is not in 計算). No script runs on after it: クルー is not in クルーズ, PER not in
/// PERFECT.
fn is_word(tokens: &[Token], text: &str, base: usize, hit: &Hit) -> bool {
    let Ok(first) = tokens.binary_search_by_key(&((base + hit.start) as u32), |t| t.start) else { return false };
    let surface = &text[hit.start..hit.end];
    if tokens[first..].iter().take(6).any(|t| t.end as usize == base + hit.end) {
        return true;
    }
    let spelt = |c: char| c.is_ascii_alphanumeric() || is_katakana(c);
    let runs_on = surface.ends_with(spelt) && text[hit.end..].starts_with(spelt);
    surface.ends_with(is_hiragana) || surface.chars().count() >= 3 && !runs_on
}

/// FNV-1a of a word.
fn key(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn is_topic(token: Option<&Token>) -> bool {
    token.is_some_and(|t| t.pos == Pos::TopicParticle)
}

/// A comma ends a clause after a predicate (止め、), a connective (が、) or a topic-changing adverb, not within
/// a list of nouns.
fn ends_clause(reading: &Reading, tokens: &[Token], comma: usize) -> bool {
    let before = &tokens[comma - 1];
    before.pos.is_predicate()
        || matches!(before.pos, Pos::Particle | Pos::Conjunction)
        || WORDS.is(reading.text(before), Use::ClauseEnd) && before.pos != Pos::TopicParticle
}

/// The word a token stands for in comparison, if it says anything: a noun, or the kanji of a verb.
fn content<'a>(reading: &'a Reading, token: &Token) -> Option<&'a str> {
    let text = reading.text(token);
    match token.pos {
        Pos::Verb => {
            let kanji = text.find(|c| !is_kanji(c)).unwrap_or(text.len());
            (kanji > 0 && !WORDS.is(&text[..kanji], Use::EmptyVerb)).then(|| &text[..kanji])
        }
        Pos::Noun | Pos::Verbal | Pos::Adjectival | Pos::ProperNoun | Pos::Organization | Pos::Place => {
            let long = text.chars().nth(1).is_some() || text.starts_with(is_kanji);
            (long
                && !WORDS.is(text, Use::EmptyNoun)
                && !text.starts_with(|c: char| c.is_ascii_digit() || "「」『』（）〜-".contains(c)))
            .then_some(text)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{self, Format};
    use crate::extract::{Kit, Reader, read};

    /// The words and concepts of a text's sentences.
    fn words(text: &str, reader: &mut Reader) -> Vec<String> {
        let document = corpus::parse(text.as_bytes().to_vec(), Format::Txt, "test.txt");
        let record = read(document, reader).expect("the text is tokenised");
        let sentences = 0..record.reading.view.sentences.len();
        sentences
            .flat_map(|i| Sentence::read(&record, i, Concepts::embedded()).words)
            .map(|w| w.text.to_owned())
            .collect()
    }

    #[test]
    fn every_concept_is_read_in_its_example() {
        let kit = Kit::embedded().expect("dictionary").with_model(None);
        let mut reader = kit.reader();
        let mut wrong = Vec::new();
        for row in Concepts::embedded().rows() {
            let found = words(&row.example, &mut reader);
            if !found.contains(&row.concept) {
                wrong.push(format!("{} in 「{}」: {found:?}", row.concept, row.example));
            }
        }
        assert!(wrong.is_empty(), "{} rows\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn no_concept_is_read_inside_another_word() {
        let kit = Kit::embedded().expect("dictionary").with_model(None);
        let mut reader = kit.reader();
        for (text, concept) in [
            ("計算は30分で済んだ", "総額"),
            ("クルーズ船は3隻", "乗員"),
            ("PERFECTは3枚", "株価収益率"),
            ("コストコは32店", "費用"),
            ("大丈夫と答えた人は5人", "高さ"),
        ] {
            let found = words(text, &mut reader);
            assert!(!found.iter().any(|w| w == concept), "{text}: {found:?}");
        }
    }
}
