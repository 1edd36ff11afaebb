//! The content words of a sentence, and its clauses.

use super::mentions::{entities, slice};
use super::speaker;
use crate::extract::entity::{Entity, EntityKind};
use crate::extract::{Mention, Reading, Record};
use crate::lexicon::{Concept, Concepts, Hit, Table, Uses, table};
use crate::morph::{Pos, Token};
use crate::text::{Span, is_hiragana, is_kanji, is_katakana};
use serde::Deserialize;
use std::cell::OnceCell;

/// What a word of `sentence.csv` is.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// A noun that does not say what a value is of: こと, 金額.
    EmptyNoun,
    /// The kanji of a verb that does not say it either: 行う, 受ける.
    EmptyVerb,
    /// A word that ends a clause before a comma: ため、.
    ClauseEnd,
}

static WORDS: Table<Uses<Use>> = table!("sentence.csv", Uses::new);

/// A content word of a sentence: a name, a concept of the lexicon, or a noun or verb.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    /// Byte range in the view.
    pub span: Span,
    /// Canonical name, concept, or the word as written.
    pub text: &'a str,
    /// Hash of the text, the same in any run: words are compared by it.
    pub key: u64,
    pub kind: WordKind,
    /// True if は or も follows: the word is the topic of its sentence.
    pub topic: bool,
}

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    /// A noun or a name of another kind.
    Noun,
    /// A verb, or a noun of an action.
    Verb,
    /// The name of an organisation or a person: it belongs to the subject of a claim, not to the attribute.
    Party,
    /// The name of a place.
    Place,
}

impl<'a> Word<'a> {
    fn new(span: Span, text: &'a str, kind: WordKind, topic: bool) -> Self {
        Word { span, text, key: key(text), kind, topic }
    }

    /// A concept that the layout implies without a word.
    pub fn implied(concept: &'a Concept) -> Self {
        Word::new(Span::new(0, 0), &concept.concept, WordKind::Verb, false)
    }

    /// The word of an entity.
    fn entity(m: &'a Mention<Entity>, topic: bool) -> Self {
        let kind = match m.value.kind {
            EntityKind::Loc => WordKind::Place,
            EntityKind::Org | EntityKind::Person | EntityKind::Media => WordKind::Party,
            _ => WordKind::Noun,
        };
        Word::new(m.view, &m.value.canonical, kind, topic)
    }
}

/// A sentence with its words and clauses.
#[derive(Debug, Default)]
pub(super) struct Sentence<'a> {
    /// Its words, in order; numbers and dates are none.
    pub words: Vec<Word<'a>>,
    /// The entities it mentions, in order.
    pub entities: Vec<&'a Mention<Entity>>,
    /// Byte offsets in the view at which a clause begins, the start of the sentence included.
    clauses: Vec<usize>,
    end: usize,
}

impl<'a> Sentence<'a> {
    /// Reads sentence `i`.
    pub fn read(record: &'a Record, i: usize, concepts: &'a Concepts) -> Self {
        let reading = &record.reading;
        let span = reading.view.sentences[i].span;
        let tokens = reading.sentence_tokens(i);
        let text = span.of(&reading.view.text);
        let hits: Vec<Hit> = concepts.find(text).filter(|h| is_word(tokens, text, span.start, h)).collect();
        let values = values(record, i, &hits);
        let entities = entities(record, i);
        let mut names = entities.iter().copied().peekable();
        let mut hits = hits.into_iter().peekable();
        // two tokens in three are no content words
        let mut words = Vec::with_capacity(tokens.len() / 3 + 1);
        let mut clauses = vec![span.start];
        // the label of a speaker (梶原委員　記録では…) is no word of the speech
        let mut skip_to = span.start + speaker::speech(text, tokens, span.start);
        for (k, token) in tokens.iter().enumerate() {
            let (start, end) = (token.start as usize, token.end as usize);
            // a full stop inside a quotation ends a clause too
            if token.pos == Pos::Period || token.pos == Pos::Comma && k > 0 && ends_clause(reading, tokens, k) {
                clauses.push(end);
            }
            while hits.peek().is_some_and(|h| span.start + h.end <= start) {
                hits.next();
            }
            if start < skip_to || values.iter().any(|v| v.overlaps(Span::new(start, end))) {
                continue;
            }
            while names.peek().is_some_and(|m| m.view.start < start) {
                names.next();
            }
            let topic = |end: usize| is_topic_particle(tokens[k..].iter().find(|t| t.start as usize >= end));
            let kind = if matches!(token.pos, Pos::Verbal | Pos::Verb) { WordKind::Verb } else { WordKind::Noun };
            let word = if let Some(name) = names.peek().copied().filter(|m| m.view.start == start) {
                Word::entity(name, topic(name.view.end))
            } else if let Some(hit) = hits.peek().filter(|h| span.start + h.start == start) {
                let own = Span::new(start, span.start + hit.end);
                Word::new(own, &hit.concept.concept, kind, topic(own.end))
            } else if let Some(text) = content(reading, token) {
                Word::new(Span::new(start, end), text, kind, topic(end))
            } else {
                continue;
            };
            skip_to = word.span.end;
            words.push(word);
        }
        Sentence { words, entities, clauses, end: span.end }
    }

    /// The clause around a byte offset in the view.
    pub fn clause(&self, at: usize) -> Span {
        let k = self.clauses.partition_point(|c| *c <= at);
        Span::new(self.clauses[k.saturating_sub(1)], self.clauses.get(k).copied().unwrap_or(self.end))
    }
}

/// The sentences of a document, each read when first asked for: many values ask for the same labels and headings.
#[derive(Debug)]
pub(super) struct Sentences<'a> {
    record: &'a Record,
    /// The synonyms they are read with.
    pub concepts: &'a Concepts,
    read: Vec<OnceCell<Sentence<'a>>>,
}

impl<'a> Sentences<'a> {
    /// The sentences of a record, none of them read.
    pub fn new(record: &'a Record, concepts: &'a Concepts) -> Self {
        let read = record.reading.view.sentences.iter().map(|_| OnceCell::new()).collect();
        Sentences { record, concepts, read }
    }

    /// Sentence `i`.
    pub fn get(&self, i: usize) -> &Sentence<'a> {
        self.read[i].get_or_init(|| Sentence::read(self.record, i, self.concepts))
    }
}

/// Byte ranges of the dates and amounts of a sentence, without numbers that begin a concept: 1株利益, 24時間雨量.
fn values(record: &Record, sentence: usize, hits: &[Hit]) -> Vec<Span> {
    let span = record.reading.view.sentences[sentence].span;
    let text = span.of(&record.reading.view.text);
    let numbered = |h: &&Hit| text[h.start..].starts_with(|c: char| c.is_ascii_digit());
    let named: Vec<usize> = hits.iter().filter(numbered).map(|h| span.start + h.start).collect();
    let dates = slice(&record.dates, sentence).iter().map(|m| m.view);
    let amounts = slice(&record.amounts, sentence).iter().map(|m| m.view);
    dates.chain(amounts).filter(|v| !named.contains(&v.start)).collect()
}

/// Returns true if a concept is a word by itself and not part of another: 計 is not in 計算, クルー not in クルーズ.
///
/// It begins with a token. Unless it is long or ends in the kana of a verb, it ends with one, too, and its script ends with
/// it: PER is not in PERFECT.
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

/// FNV-1a hash of a word.
fn key(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Returns true if a token is は or も.
fn is_topic_particle(token: Option<&Token>) -> bool {
    token.is_some_and(|t| t.pos == Pos::TopicParticle)
}

/// Returns true if a comma ends a clause: after a predicate (止め、), a conjunction (が、) or a word that ends clauses
/// (一方、), not within a list of nouns.
fn ends_clause(reading: &Reading, tokens: &[Token], comma: usize) -> bool {
    let before = &tokens[comma - 1];
    before.pos.is_predicate()
        || matches!(before.pos, Pos::Particle | Pos::Conjunction)
        || WORDS.is(reading.text(before), Use::ClauseEnd) && before.pos != Pos::TopicParticle
}

/// The content word of a token: a noun, or the kanji of a verb. None if it says nothing of a value.
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
