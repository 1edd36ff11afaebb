//! Which words belong to a value, and how closely.

use super::Term;
use super::build::Site;
use super::context::{Sentence, Word, slice};
use crate::extract::Mention;
use crate::extract::date::Dated;
use crate::lexicon::{Table, Uses, table};
use crate::text::{BlockKind, Span};
use crate::value::TimexType;
use serde::Deserialize;
use std::cmp::Reverse;
use std::ops::Range;

/// What a word of `words.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Between a value and the noun it is of: 580億円相当のNEM.
    OfValue,
    /// Before a value, a bare noun of number or a particle, which names nothing: 亡くなった人は9人.
    OfNumber,
}

static WORDS: Table<Uses<Use>> = table!("words.csv", Uses::new);

/// Closeness of a word to a value, by where it stands.
pub(super) mod weight {
    /// The label of a row, the word before a colon, the noun a value is joined to.
    pub const LABEL: u8 = 100;
    /// Between the value before and this one.
    pub const NEAR: u8 = 80;
    /// The predicate of the clause.
    pub const PREDICATE: u8 = 70;
    /// Said by the layout: the day of a dateline is that of the publication, but no two of them must be one.
    pub const IMPLIED: u8 = 65;
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

/// A value in its sentence: what weighing every word against it needs, found once.
pub(super) struct Value {
    view: Span,
    is_date: bool,
    clause: Span,
    /// How many words stand before it.
    before: usize,
    /// Words that begin before this offset belong to the value before.
    cut_left: Option<usize>,
    /// Words that begin at or after this offset belong to the value after.
    cut_right: Option<usize>,
    /// The value before is what this one changed from (41億円から35億円に).
    shift: bool,
    /// It is a term of a calculation.
    operand: bool,
    /// It only says when something else holds.
    moment: bool,
    /// Words from this offset on belong to the value before: 2名が重傷、19名が軽傷.
    owned_before: Option<usize>,
    /// A word stands right before it.
    labelled: bool,
    /// The words that name what happens at a date: the predicate it belongs to, and what stands next to that.
    event: Range<usize>,
}

impl Value {
    /// The words that are weighed.
    pub(super) fn near(&self, words: &[Word]) -> Range<usize> {
        self.before.saturating_sub(NEAREST)..words.len().min(self.before + NEAREST)
    }
}

/// How many words a claim keeps, closest first.
const KEPT: usize = 16;

/// How many words on either side of a value are weighed: more than a sentence anybody writes has.
const NEAREST: usize = 96;

/// Sentences at the beginning among which a date of its own line is that of the document.
const DATELINE: usize = 6;

/// The concept of what happens on the day of a dateline.
pub(super) const PUBLISHED: &str = "発表";

/// Bytes between two values of a change (41億円から35億円に): some forty characters.
const CHANGE: usize = 120;

/// A word with its closeness.
type Weighed<'s, 'b> = (&'s Word<'b>, u8);

impl<'a, 'b> Site<'a, 'b> {
    /// The words a value stands with, closest first, and the attribute they name.
    pub(super) fn terms(&self, value: &Value) -> (Vec<Term>, String) {
        let Value { view, is_date, .. } = *value;
        let all = &self.words.words;
        let near = value.near(all);
        let mut found: Vec<Weighed> = Vec::with_capacity(near.len() + KEPT);
        for (k, word) in near.clone().zip(&all[near.clone()]) {
            let weight = self.weigh(k, word, value);
            found.push((word, if word.party && !self.bears(word, view) { weight.min(weight::FAR) } else { weight }));
        }
        // a date that closes its clause (締め切りは13日) is said of what stands before it
        let weak = found.iter().all(|(_, w)| *w < weight::PREDICATE);
        if is_date && weak && !value.moment {
            for (word, entry) in all[near].iter().zip(&mut found) {
                if value.clause.contains(word.span) {
                    entry.1 = entry.1.max(weight::NEAR);
                }
            }
        }
        // what is added from here on is inherited
        let closest = found.iter().map(|(_, w)| *w).max().unwrap_or(0);
        let kind = self.record.reading.view.blocks[self.block].1;
        if let BlockKind::Cell { .. } = kind {
            for (label, weight) in [
                (self.layout.row_label[self.block], weight::LABEL),
                (self.layout.column_label[self.block], weight::NEAR),
            ] {
                found.extend(self.block_words(label, weight));
            }
            if self.layout.row_label[self.block].is_none() && is_date {
                for cell in self.layout.row_of(self.block) {
                    found.extend(self.block_words(Some(cell), weight::NEAR));
                }
            }
        }
        if is_date && matches!(kind, BlockKind::Heading(_)) {
            for item in self.layout.under(self.block).filter(|b| !self.dated(*b)).take(2) {
                found.extend(self.block_words(Some(item), weight::NEAR));
            }
        }
        found.extend(self.block_words(self.layout.heading[self.block], weight::HEADING));
        if is_date && self.is_dateline(view) {
            found.extend(self.published_on.map(|w| (w, weight::IMPLIED)));
        }
        found.extend(self.carried(closest < weight::PREDICATE));
        let attribute = attribute(&found);
        found.sort_unstable_by_key(|(word, weight)| (Reverse(*weight), word.key));
        let mut kept = Vec::with_capacity(KEPT);
        found.retain(|(word, _)| {
            let keep = kept.len() < KEPT && !kept.contains(&word.key);
            kept.extend(keep.then_some(word.key));
            keep
        });
        (found.into_iter().map(|(word, weight)| Term { word: word.text.into(), weight }).collect(), attribute)
    }

    /// Whether a value is told of a name as its own: 羽鳥氏4986票, 瀬川社長（37）.
    fn bears(&self, name: &Word, view: Span) -> bool {
        let between = self.record.reading.view.text.get(name.span.end..view.start);
        between.is_some_and(|b| b.len() <= 24 && !b.contains(|c: char| "はがをにでとのもや、。」".contains(c)))
    }

    /// What a sentence leaves to the one before: one without a verb (青波市で4人、夕凪町で1人。), one with no word of its own
    /// for the value, and an answer go on with what that spoke of.
    fn carried(&self, weak: bool) -> impl Iterator<Item = Weighed<'a, 'b>> + use<'a, 'b> {
        self.carries(weak)
            .into_iter()
            .flat_map(|(sentence, weight)| sentence.words.iter().filter(|w| !w.place).map(move |w| (w, weight)))
    }

    /// The sentence that is gone on with, and how close its words are.
    fn carries(&self, weak: bool) -> Option<(&'a Sentence<'b>, u8)> {
        let view = &self.record.reading.view;
        let first = self.layout.sentences[self.block].0 == self.i;
        let verb = || self.record.reading.sentence_tokens(self.i).iter().any(|t| t.pos.is_predicate());
        if self.i == 0 || matches!(view.blocks[self.block].1, BlockKind::Cell { .. }) {
            return None;
        }
        let before = view.sentence(self.i - 1).trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '」');
        // ――事故の日のことを。 opens what an interviewer says
        let asked = before.ends_with(['？', 'か']) || before.starts_with(['―', '—', 'Q']);
        if !asked && (first || !weak && verb()) {
            return None;
        }
        let weight = if asked { weight::FAR } else { weight::TOPIC };
        Some((self.sentences.get(self.i - 1), weight))
    }

    /// Whether a date stands alone in the first lines: it is the day the document itself was given out.
    fn is_dateline(&self, view: Span) -> bool {
        let (span, _) = self.record.reading.view.blocks[self.block];
        let rest = |from: usize, to: usize| self.record.reading.view.text.get(from..to).unwrap_or("");
        let alone = |t: &str| !t.contains(char::is_alphanumeric);
        self.i < DATELINE && alone(rest(span.start, view.start)) && alone(rest(view.end, span.end))
    }

    /// Whether a block has a date or time of its own.
    fn dated(&self, block: usize) -> bool {
        let (first, last) = self.layout.sentences[block];
        (first..last).any(|s| slice(&self.record.dates, s).iter().any(|d| d.value.time.kind != TimexType::Duration))
    }

    /// Words of another block, as a label of this one.
    fn block_words(&self, block: Option<usize>, weight: u8) -> impl Iterator<Item = Weighed<'a, 'b>> + use<'a, 'b> {
        let (first, last) = block.map_or((0, 0), |block| self.layout.sentences[block]);
        let sentences = self.sentences;
        (first..last.min(first + 2)).flat_map(|s| &sentences.get(s).words).map(move |w| (w, weight))
    }

    /// The surroundings of a value.
    pub(super) fn value(&self, view: Span, is_date: bool) -> Value {
        let text = &self.record.reading.view.text;
        let clause = self.words.clause(view.start);
        let words = &self.words.words;
        let (mut cut_left, mut cut_right, mut last) = (None, None, None);
        let changed = |r: &Span| {
            let gap = text.get(r.end..view.start).filter(|gap| gap.len() <= CHANGE);
            gap.is_some_and(|gap| gap.contains("から") || gap.contains("より"))
        };
        for r in self.rivals(view, is_date).filter(|r| clause.contains(*r)) {
            if r.start >= view.end {
                cut_right = cut_right.or(Some(r.start));
            } else if r.end <= view.start {
                last = Some(r);
                // a value right before this one (5億2300万XEM、580億円相当) shares its words; any other takes those before it
                let next = words.partition_point(|w| w.span.start < r.end);
                if changed(&r) || words.get(next).is_some_and(|w| w.span.end <= view.start) {
                    cut_left = Some(r.end);
                }
            }
        }
        let labelled = words.iter().any(|w| w.span.end == view.start);
        let event = if is_date { event(text, words, view, clause, cut_right) } else { 0..0 };
        let particle = |r: Span| text.get(r.end..).and_then(|t| t.chars().next()).filter(|c| "がはのを".contains(*c));
        let directly = |r: Span| words.iter().any(|w| w.span.start == r.end);
        let alike = |r: Span| match (particle(r), particle(view)) {
            (Some(p), Some(q)) => p == q,
            // 2人死亡、34人けが
            _ => directly(r) && directly(view),
        };
        let owned_before = last.filter(|r: &Span| alike(*r)).map(|r| r.end);
        Value {
            owned_before,
            labelled,
            event,
            view,
            is_date,
            clause,
            before: words.partition_point(|w| w.span.end <= view.start),
            cut_left,
            cut_right,
            shift: !is_date && last.is_some_and(|r| changed(&r)),
            operand: !is_date && self.is_operand(view),
            moment: is_date && self.is_moment(view),
        }
    }

    /// How close word `k` of the sentence stands to a value.
    pub(super) fn weigh(&self, k: usize, word: &Word, value: &Value) -> u8 {
        let Value { view, is_date, .. } = *value;
        if !value.clause.contains(word.span) {
            return if word.topic && k < value.before { weight::TOPIC } else { weight::SENTENCE };
        }
        let text = &self.record.reading.view.text;
        if k < value.before {
            let crossed = value.cut_left.is_some_and(|c| word.span.start < c) || value.operand;
            let crossed = crossed || !is_date && value.owned_before.is_some_and(|c| word.span.start >= c);
            return match crossed {
                _ if is_date && !crossed => weight::TOPIC,
                false if joins(text.get(word.span.end..view.start).unwrap_or("")) => weight::LABEL,
                false if value.before - k > 3 => weight::FAR,
                false => weight::NEAR,
                // 営業利益は41億円から35億円に: the topic names both
                true if word.topic && value.shift => weight::NEAR,
                true if word.topic => weight::TOPIC,
                true => weight::CLAUSE,
            };
        }
        let between = text.get(view.end..word.span.start).unwrap_or("");
        // 朝凪町6弱 沖ノ瀬村5強: a word right before the next value is that one's
        let next = value.cut_right.and_then(|c| text.get(word.span.end..c));
        let crossed = value.cut_right.is_some_and(|c| word.span.start >= c)
            || next.is_some_and(|gap| gap.is_empty() && value.labelled);
        let listed = !is_date && value.cut_right.is_some() && between.contains(['、', 'と', '（', '）']);
        if WORDS.is(between, Use::OfValue) {
            return weight::LABEL;
        }
        // 1月1日の人口: the date says when the number holds, it is no event
        let held = value.moment || is_date && between.starts_with('の') && !word.verbal;
        match (crossed || listed || held, is_date) {
            (true, _) => weight::CLAUSE,
            (false, true) if value.event.contains(&k) => weight::NEAR,
            (false, true) => weight::FAR,
            (false, false) => weight::PREDICATE,
        }
    }

    /// Whether a date only says when something else holds: 8時現在で2人, 26日で3カ月がたった.
    pub(super) fn is_moment(&self, view: Span) -> bool {
        let after = &self.record.reading.view.text[view.end..];
        let lapse = |m: &Mention<Dated>| {
            m.value.time.kind == TimexType::Duration
                && m.view.start >= view.end
                && m.view.start - view.end <= "でちょうど".len()
        };
        let lapsed = after.starts_with('で') && self.dates.iter().any(lapse);
        lapsed || ["現在", "時点", "の時点"].iter().any(|w| after.starts_with(w))
    }

    /// Whether a sign of arithmetic follows: a label before 88.549円×5億2300万XEM=463億円 names the result.
    fn is_operand(&self, view: Span) -> bool {
        let after = self.record.reading.view.text[view.end..].trim_start();
        after.starts_with(['×', '÷', '+', '＋', '*'])
            || after.starts_with(['＝', '=']) && !self.record.reading.view.text[..view.start].ends_with(['＝', '='])
    }

    /// Other values of the same kind in the sentence, which own the words on their side.
    pub(super) fn rivals(&self, view: Span, is_date: bool) -> impl Iterator<Item = Span> + '_ {
        let dates = self.dates.iter().filter(move |_| is_date).map(|m| m.view);
        let amounts = self.amounts.iter().filter(move |_| !is_date).map(|m| m.view);
        dates.chain(amounts).filter(move |r| *r != view)
    }
}

/// The words that name what happens at the date `view`. 14日に起きた事故の報告を公表した: a date goes with the next predicate;
/// 28日、起きた事故の報告を公表した: one set apart by a comma goes with the last.
fn event(text: &str, words: &[Word], view: Span, clause: Span, cut: Option<usize>) -> Range<usize> {
    let end = cut.unwrap_or(clause.end).min(clause.end);
    let from = words.partition_point(|w| w.span.start < view.end);
    let to = words.partition_point(|w| w.span.end <= end);
    let after = text.get(view.end..).unwrap_or("");
    let apart = after.trim_start_matches(['に', 'は', 'の', 'ご', 'ろ', '頃', '）']).starts_with('、');
    let own = from..to.max(from);
    let mut verbs = own.clone().filter(|k| words[*k].verbal);
    let verb = if apart { verbs.next_back() } else { verbs.next() };
    match verb {
        Some(v) if apart => own.start.max(v.saturating_sub(2))..own.end,
        Some(v) => own.start..own.end.min(v + 2),
        None => own,
    }
}

/// Whether nothing but particles stands between a word and the value after it. A bare noun of number (亡くなった人は9人,
/// 被害の額が580億円) says nothing either.
fn joins(between: &str) -> bool {
    let mut joint = between;
    while let Some(rest) = WORDS.after(joint, Use::OfNumber) {
        joint = rest;
    }
    joint.len() <= 12
        && joint.chars().count() <= 4
        && joint.chars().all(|c| "はがもをでの：: 、約計（にと".contains(c) || c.is_ascii_punctuation())
}

/// Words that name a value at most.
const NAMING: usize = 4;

/// The closest words in the order they are written, as a reader would name the value.
fn attribute(words: &[Weighed]) -> String {
    let mut best: [Option<&Weighed>; NAMING] = [None; NAMING];
    let rank = |(word, w): &Weighed| (Reverse(*w), word.span.start);
    for word in words.iter().filter(|(_, w)| *w >= weight::PREDICATE) {
        let at = best.iter().position(|other| other.is_none_or(|other| rank(other) > rank(word)));
        if let Some(at) = at {
            best[at..].rotate_right(1);
            best[at] = Some(word);
        }
    }
    best.sort_by_key(|word| word.map(|(word, _)| word.span.start));
    let texts = || best.iter().flatten().map(|(word, _)| word.text);
    let mut out = String::with_capacity(texts().map(|text| text.len() + 1).sum());
    for (i, text) in texts().enumerate() {
        if !texts().take(i).any(|before| before == text) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(text);
        }
    }
    out
}
