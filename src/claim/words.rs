//! Which words belong to a value, and how closely.

use super::Term;
use super::build::Site;
use super::context::{Sentence, Word, slice};
use crate::extract::Mention;
use crate::extract::date::Dated;
use crate::text::{BlockKind, Span};
use crate::value::TimexType;

/// Closeness of a word to a value, by where it stands.
pub(super) mod weight {
    /// The label of a row, the word before a colon, the noun a value is joined to.
    pub const LABEL: u8 = 100;
    /// Between the value before and this one.
    pub const NEAR: u8 = 80;
    /// The predicate of the clause.
    pub const PREDICATE: u8 = 70;
    /// Before the three words closest to the value.
    pub const FAR: u8 = 45;
    /// Elsewhere in the clause.
    pub const CLAUSE: u8 = 30;
    /// What the sentence speaks of, in an earlier clause.
    pub const TOPIC: u8 = 40;
    /// Elsewhere in the sentence.
    pub const SENTENCE: u8 = 6;
    /// The heading above.
    pub const HEADING: u8 = 22;
}

impl<'a> Site<'a> {
    /// The words a value stands with, closest first, and the attribute they name.
    pub(super) fn terms(&self, view: Span, is_date: bool) -> (Vec<Term>, String) {
        let mut found: Vec<(&str, u8, usize)> = Vec::new();
        let mut put = |word: &Word<'a>, weight: u8| found.push((word.text, weight, word.span.start));
        for word in &self.words.words {
            let weight = self.weigh(word, view, is_date);
            put(word, if word.party { weight.min(weight::FAR) } else { weight });
        }
        // a date that closes its clause (締め切りは13日) is said of what stands before it
        let weak = found.iter().all(|(_, w, _)| *w < weight::PREDICATE);
        if is_date && weak && !self.is_moment(view) {
            let clause = self.words.clause(view.start);
            for (word, entry) in self.words.words.iter().zip(&mut found) {
                if clause.contains(word.span) {
                    entry.1 = entry.1.max(weight::NEAR);
                }
            }
        }
        let mut inherited: Vec<(&str, u8, usize)> = Vec::new();
        let kind = self.record.reading.view.blocks[self.block].1;
        if let BlockKind::Cell { .. } = kind {
            for (label, weight) in [(self.layout.row_label[self.block], weight::LABEL), (self.layout.column_label[self.block], weight::NEAR)] {
                inherited.extend(self.block_words(label, weight));
            }
            if self.layout.row_label[self.block].is_none() && is_date {
                for cell in self.layout.row_of(self.block) {
                    inherited.extend(self.block_words(Some(cell), weight::NEAR));
                }
            }
        }
        if is_date && matches!(kind, BlockKind::Heading(_)) {
            for item in self.layout.under(self.block).filter(|b| !self.dated(*b)).take(2) {
                inherited.extend(self.block_words(Some(item), weight::NEAR));
            }
        }
        inherited.extend(self.block_words(self.layout.heading[self.block], weight::HEADING));
        inherited.extend(self.carried());
        let attribute = attribute(&found, &inherited);
        let mut terms: Vec<Term> = Vec::new();
        for (word, weight, _) in found.into_iter().chain(inherited) {
            match terms.iter_mut().find(|t| t.word == word) {
                Some(t) => t.weight = t.weight.max(weight),
                None => terms.push(Term { word: word.to_owned(), weight }),
            }
        }
        terms.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.word.cmp(&b.word)));
        terms.truncate(24);
        (terms, attribute)
    }

    /// A sentence without a verb (白波市で4人、朝凪町で1人。) goes on with what the one before spoke of.
    fn carried(&self) -> Vec<(&'a str, u8, usize)> {
        let view = &self.record.reading.view;
        let first = self.layout.sentences[self.block].0 == self.i;
        let verb = self.record.reading.sentence_tokens(self.i).iter().any(|t| t.pos.is_predicate());
        if first || verb || matches!(view.blocks[self.block].1, BlockKind::Cell { .. }) {
            return Vec::new();
        }
        Sentence::read(self.record, self.i - 1).words.into_iter().filter(|w| !w.place).map(|w| (w.text, weight::TOPIC, w.span.start)).collect()
    }

    /// Whether a block has a date or time of its own.
    fn dated(&self, block: usize) -> bool {
        let (first, last) = self.layout.sentences[block];
        (first..last).any(|s| slice(&self.record.dates, s).iter().any(|d| d.value.time.kind != TimexType::Duration))
    }

    /// Words of another block, as a label of this one.
    fn block_words(&self, block: Option<usize>, weight: u8) -> Vec<(&'a str, u8, usize)> {
        let Some(block) = block else { return Vec::new() };
        let (first, last) = self.layout.sentences[block];
        (first..last.min(first + 2)).flat_map(|s| Sentence::read(self.record, s).words).map(|w| (w.text, weight, w.span.start)).collect()
    }

    pub(super) fn weigh(&self, word: &Word, view: Span, is_date: bool) -> u8 {
        let clause = self.words.clause(view.start);
        if !clause.contains(word.span) {
            let before = word.span.end <= view.start;
            return if word.topic && before { weight::TOPIC } else { weight::SENTENCE };
        }
        let text = &self.record.reading.view.text;
        let rivals = || self.rivals(view, is_date).filter(|r| clause.contains(*r));
        if word.span.end <= view.start {
            // a value right before this one (5億2300万XEM、580億円相当) shares its words; any other takes those before it
            let changed = |r: &Span| text.get(r.end..view.start).is_some_and(|gap| gap.contains("から") || gap.contains("より"));
            let spoken = |r: &Span| changed(r) || self.words.words.iter().any(|w| w.span.start >= r.end && w.span.end <= view.start);
            let cut = rivals().filter(|r| r.end <= view.start && spoken(r)).map(|r| r.end).max();
            // 営業利益は41億円から35億円に: the topic names both
            let shift = !is_date && rivals().filter(|r| r.end <= view.start).max_by_key(|r| r.end).is_some_and(|r| changed(&r));
            let crossed = cut.is_some_and(|c| word.span.start < c) || !is_date && self.is_operand(view);
            let between = text.get(word.span.end..view.start).unwrap_or("");
            // 亡くなった人は9人, 被害の額が580億円: a bare noun of number between the word and the value says nothing
            let joint = between.trim_start_matches(['人', '方', '者', '数', '額', '量', '高', 'の', 'た', 'だ']);
            let joined = joint.chars().count() <= 4 && joint.chars().all(|c| "はがもをでの：: 、約計（にと".contains(c) || c.is_ascii_punctuation());
            let closer = self.words.words.iter().filter(|w| w.span.start >= word.span.end && w.span.end <= view.start).count();
            return match (crossed, joined) {
                (false, true) if !is_date => weight::LABEL,
                (false, _) if !is_date && closer >= 3 => weight::FAR,
                (false, _) if !is_date => weight::NEAR,
                (false, _) => weight::TOPIC,
                (true, _) if word.topic && shift => weight::NEAR,
                (true, _) if word.topic => weight::TOPIC,
                (true, _) => weight::CLAUSE,
            };
        }
        let cut = rivals().filter(|r| r.start >= view.end).map(|r| r.start).min();
        let between = text.get(view.end..word.span.start).unwrap_or("");
        let crossed = cut.is_some_and(|c| word.span.start >= c);
        let listed = !is_date && cut.is_some() && between.contains(['、', 'と', '（', '）']);
        let joined = matches!(between, "の" | "相当の" | "分の" | "規模の" | "の計" | "相当" | "分");
        match (crossed, listed, joined) {
            (_, _, true) => weight::LABEL,
            (true, ..) => weight::CLAUSE,
            (false, true, _) => weight::CLAUSE,
            // 午前8時現在で2人: the time of a count, no event
            _ if is_date && self.is_moment(view) => weight::CLAUSE,
            // 1月1日の人口: the date says when the number holds, it is no event
            (false, false, _) if is_date && between.starts_with('の') && !word.verbal => weight::CLAUSE,
            (false, false, _) if is_date => weight::NEAR,
            _ => weight::PREDICATE,
        }
    }

    /// Whether a date only says when something else holds: 8時現在で2人, 26日で3カ月がたった.
    fn is_moment(&self, view: Span) -> bool {
        let after = &self.record.reading.view.text[view.end..];
        let lapse = |m: &Mention<Dated>| m.value.time.kind == TimexType::Duration && m.view.start >= view.end && m.view.start - view.end <= "でちょうど".len();
        let lapsed = after.starts_with('で') && slice(&self.record.dates, self.i).iter().any(lapse);
        lapsed || ["現在", "時点", "の時点"].iter().any(|w| after.starts_with(w))
    }

    /// Whether a sign of arithmetic follows: a label before 88.549円×5億2300万XEM=463億円 names the result.
    fn is_operand(&self, view: Span) -> bool {
        let after = self.record.reading.view.text[view.end..].trim_start();
        after.starts_with(['×', '÷', '+', '＋', '*']) || after.starts_with(['＝', '=']) && !self.record.reading.view.text[..view.start].ends_with(['＝', '='])
    }

    /// Other values of the same kind in the sentence, which own the words on their side.
    pub(super) fn rivals(&self, view: Span, is_date: bool) -> impl Iterator<Item = Span> + '_ {
        let dates = slice(&self.record.dates, self.i).iter().filter(move |_| is_date).map(|m| m.view);
        let amounts = slice(&self.record.amounts, self.i).iter().filter(move |_| !is_date).map(|m| m.view);
        dates.chain(amounts).filter(move |r| *r != view)
    }
}

/// The closest words in the order they are written, as a reader would name the value.
fn attribute(own: &[(&str, u8, usize)], inherited: &[(&str, u8, usize)]) -> String {
    let mut best: Vec<&(&str, u8, usize)> = own.iter().chain(inherited).filter(|(_, w, _)| *w >= weight::PREDICATE).collect();
    best.sort_by_key(|(_, w, at)| (std::cmp::Reverse(*w), *at));
    best.truncate(4);
    best.sort_by_key(|(_, _, at)| *at);
    let mut words: Vec<&str> = Vec::new();
    for (word, ..) in best {
        if !words.contains(word) {
            words.push(word);
        }
    }
    words.join(" ")
}

