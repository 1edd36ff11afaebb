//! From mentions to claims.

use super::context::{Sentence, Sentences, Word, slice};
use super::period::{is_basis, is_period, period_in, sets_stage, year_around};
use super::revision::{self, Placed};
use super::section::Layout;
use super::stated::{per_unit, stated_amount, stated_date, stated_length};
use super::subject::Topics;
use super::topics;
use super::words::{PUBLISHED, Value, weight};
use super::{Claim, Edge, Scope, Term, ValueKind};
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::extract::entity::{Entity, EntityKind};
use crate::extract::{Mention, Record};
use crate::lexicon::{Concepts, FIGURE_WORDS, FigureUse, Modality, Table, Uses, modality_of, table};
use crate::text::{BlockKind, LineIndex, Span, head, is_noun_char, tail};
use crate::value::{AmountKind, Granularity, TimexType};
use compact_str::{CompactString, ToCompactString};
use serde::Deserialize;
use std::sync::Arc;

/// What a word of `build.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Calls the value beside it a loss.
    Loss,
    /// Before a value that is a part of another.
    Part,
    /// Somebody else says it.
    Said,
}

static WORDS: Table<Uses<Use>> = table!("build.csv", Uses::new);

/// All claims of a document, in order of their values; words that `concepts` knows count as their concept.
pub fn build(record: &Record, lines: &LineIndex, concepts: &Concepts) -> Vec<Claim> {
    let layout = Layout::read(record);
    let topics = Topics::read(record, &layout);
    let sentences = Sentences::new(record, concepts);
    let published_on = concepts.get(PUBLISHED).map(Word::implied);
    let about = topics::topics(record);
    let published = record.document.published.map(|d| d.to_compact_string()).unwrap_or_default();
    let mut out = Vec::with_capacity(record.dates.len() + record.amounts.len());
    let mut running: Option<&Mention<Dated>> = None; // the period the section speaks of
    let mut leading: Option<&Mention<Dated>> = None; // the one the document began with
    let mut heading = None;
    let mut block = usize::MAX;
    for (i, sentence) in record.reading.view.sentences.iter().enumerate() {
        let own_block = sentence.block as usize;
        if own_block != block {
            block = own_block;
            if layout.heading[block] != heading {
                heading = layout.heading[block];
                let own = heading.and_then(|h| period_in(record, layout.sentences[h]));
                running = own.or(leading);
            }
        }
        let (dates, amounts) = (slice(&record.dates, i), slice(&record.amounts, i));
        if dates.is_empty() && amounts.is_empty() {
            continue;
        }
        let site = Site {
            record,
            layout: &layout,
            topics: &topics,
            lines,
            i,
            block,
            words: sentences.get(i),
            dates,
            amounts,
            sentences: &sentences,
            said: WORDS.find(record.reading.view.sentence(i), Use::Said),
            running,
            about: &about,
            published: &published,
            published_on: published_on.as_ref(),
        };
        let date = |m: &Mention<Dated>| site.date(m).map(|claim| Placed { claim, sentence: i, view: m.view });
        // in order of their places, so that there is little to sort in the end
        let mut later = dates.iter().peekable();
        for (k, m) in amounts.iter().enumerate() {
            while let Some(before) = later.next_if(|d| d.span.start < m.span.start) {
                out.extend(date(before));
            }
            // the 1株 of 1株当たり30円 is no figure of its own
            let base = amounts
                .get(k + 1)
                .is_some_and(|n| !n.value.per_unit.is_empty() && n.value.per_unit == m.value.amount.unit);
            if base && m.value.amount.value.as_ref().is_some_and(|v| *v == 1) {
                continue;
            }
            out.push(Placed { claim: site.amount(m), sentence: i, view: m.view });
        }
        out.extend(later.filter_map(date));
        // 2018年3月期の業績予想 sets the stage; 10〜12月の売上高 is for that figure alone
        let staged = dates.iter().rfind(|m| is_period(m) && !is_basis(record, m) && sets_stage(record, m));
        running = staged.or(running);
        leading = leading.or(staged);
    }
    out.sort_by_key(|p: &Placed| (p.claim.char_start, p.claim.char_end));
    revision::mark(record, &mut out);
    out.into_iter().map(|p| p.claim).collect()
}

/// A sentence with all that its values need.
pub(super) struct Site<'a, 'b> {
    pub(super) record: &'b Record,
    pub(super) layout: &'a Layout,
    pub(super) topics: &'a Topics<'b>,
    pub(super) lines: &'a LineIndex,
    pub(super) i: usize,
    pub(super) block: usize,
    pub(super) words: &'a Sentence<'b>,
    /// The dates of the sentence.
    pub(super) dates: &'b [Mention<Dated>],
    /// Its amounts.
    pub(super) amounts: &'b [Mention<Quantity>],
    pub(super) sentences: &'a Sentences<'b>,
    /// Where the sentence says that somebody else says it.
    said: Option<usize>,
    pub(super) running: Option<&'b Mention<Dated>>,
    about: &'a Arc<[CompactString]>,
    /// When the document was published.
    published: &'a CompactString,
    /// What happens on the day of a dateline.
    pub(super) published_on: Option<&'a Word<'b>>,
}

impl<'a, 'b> Site<'a, 'b> {
    fn amount(&self, m: &Mention<Quantity>) -> Claim {
        let q = &m.value;
        let value = self.value(m.view, false);
        let (terms, attribute) = self.terms(&value);
        let mut claim = self.claim(m.span, m.view, terms, attribute);
        claim.places = self.places(&value);
        if !per_unit(q).is_empty() && !claim.terms.iter().any(|t| t.word == "単価") {
            claim.terms.push(Term { word: "単価".into(), weight: weight::NEAR });
        }
        claim.value_kind = if q.amount.kind == AmountKind::Count { ValueKind::Count } else { ValueKind::Amount };
        claim.stated = stated_amount(q);
        claim.stated.loss = self.is_loss(m.view);
        claim.scope = self.scope(m, &claim.terms);
        self.hold(&mut claim, m.view);
        claim.block = claim.stated.dimension.clone();
        claim
    }

    fn date(&self, m: &Mention<Dated>) -> Option<Claim> {
        let t = &m.value.time;
        if t.kind == TimexType::Set || t.kind != TimexType::Duration && t.value.starts_with("XX") {
            return None;
        }
        // a fiscal year or a run of months says what other values are for; it is no event
        let unresolved = t.kind != TimexType::Duration && t.span.lower.is_none() && m.value.nonexistent.is_none();
        if unresolved || is_basis(self.record, m) || is_period(m) && t.granularity != Granularity::Year {
            return None;
        }
        // 夜中の会見: of which night is a guess
        let bare = t.granularity == Granularity::PartOfDay && t.timex.starts_with('T');
        if bare || self.is_moment(m.view) {
            return None; // 8時現在: it says when something else holds
        }
        let (terms, attribute) = self.terms(&self.value(m.view, true));
        let mut claim = self.claim(m.span, m.view, terms, attribute);
        claim.value_kind = ValueKind::Date;
        claim.stated = stated_date(&m.value);
        if let Some(length) = m.value.away.as_deref().filter(|length| self.counts_from_event(m.view, length)) {
            claim.stated = stated_length(&m.value, length);
            claim.block = claim.stated.dimension.clone();
            return Some(claim);
        }
        let after = self.record.reading.view.text.get(m.view.end..).unwrap_or("");
        claim.stated.edge = match after {
            // までに is a deadline, 末まで the end of a span
            a if a.starts_with("から") => Some(Edge::From),
            a if a.starts_with("まで") && !a.starts_with("までに") => Some(Edge::To),
            _ => None,
        };
        (claim.as_of_lower, claim.as_of_upper) = (t.lower().into(), t.upper().into());
        claim.block = claim.stated.dimension.clone();
        Some(claim)
    }

    /// Whether a point told by a distance is told for the distance: リフトオフの78秒後, 把握から5日後, 決壊の2時間前. 42分後 alone is a
    /// time of the day, 投票の3日前 a day.
    fn counts_from_event(&self, view: Span, length: &str) -> bool {
        let before = self.record.reading.view.text.get(..view.start).unwrap_or("");
        let short = length.contains('T');
        let noun = before.strip_suffix("から").or_else(|| before.strip_suffix('の').filter(|_| short)).unwrap_or("");
        let event = noun.ends_with(is_noun_char);
        length.ends_with('S') || event && !self.dates.iter().any(|d| d.view.end == noun.len())
    }

    fn claim(&self, span: Span, view: Span, terms: Vec<Term>, attribute: String) -> Claim {
        let doc = &self.record.document;
        let start = self.lines.position(&doc.text, span.start);
        let (subject, subject_from) = self.topics.subject(self.record, self.layout, self.i, self.words, view);
        let name = |e: &&Mention<Entity>| CompactString::from(&e.value.canonical);
        let entities = self.words.parties.iter().map(name).collect();
        let people = self.words.parties.iter().filter(|e| e.value.kind == EntityKind::Person).map(name).collect();
        let after = self.record.reading.view.text.get(view.end..self.clause_end(view)).unwrap_or("");
        let (modality, attribution) = self.voice(after);
        Claim {
            claim_id: ["c-", &doc.id, "-", &start.chars.to_compact_string()].concat(),
            doc_id: doc.id.as_str().into(),
            source: doc.source.clone(),
            path: doc.path.clone(),
            published: self.published.clone(),
            line: start.line,
            column: start.column,
            byte_column: start.byte_column,
            char_start: start.chars,
            char_end: start.chars + span.of(&doc.text).chars().count() as u32,
            subject: subject.map(|e| e.canonical.clone()).unwrap_or_default(),
            subject_type: subject.map(|e| e.kind.as_str().into()).unwrap_or_default(),
            subject_from,
            attribute,
            terms,
            entities,
            people,
            topics: self.about.clone(),
            modality,
            attribution,
            excerpt: doc.excerpt(span),
            ..Claim::default()
        }
    }

    /// The end of the sentence's next clause after the value: its predicate carries the modality.
    fn clause_end(&self, view: Span) -> usize {
        let clause = self.words.clause(view.end.saturating_sub(1));
        clause.end.max(view.end)
    }

    fn voice(&self, after: &str) -> (Modality, String) {
        let said = self.said;
        let base = self.record.reading.view.sentences[self.i].span.start;
        let attribution = said
            .and_then(|at| self.words.parties.iter().rfind(|e| e.view.end <= base + at))
            .map(|e| e.value.canonical.clone())
            .unwrap_or_default();
        // a plan announced in the heading or label holds for the bare figures under it
        let block = self.block;
        let above = [self.layout.heading[block], self.layout.row_label[block], self.layout.column_label[block]];
        let planned = above.into_iter().flatten().any(|b| self.layout.planned[b]);
        let bare = !self.is_paragraph();
        let modality = if planned && bare { Modality::Planned } else { modality_of(after) };
        let modality = if modality == Modality::Asserted && said.is_some() { Modality::Reported } else { modality };
        (modality, attribution)
    }

    /// Places close to a value: those that limit what it counts.
    fn places(&self, value: &Value) -> Vec<CompactString> {
        let row = self.layout.row_label[self.block].into_iter().chain(self.layout.column_label[self.block]);
        let labels = row.flat_map(|b| {
            (self.layout.sentences[b].0..self.layout.sentences[b].1).flat_map(|s| &self.sentences.get(s).words)
        });
        let near = value.near(&self.words.words);
        let own = near
            .clone()
            .zip(&self.words.words[near])
            .filter(|(k, w)| w.place && self.weigh(*k, w, value) >= weight::PREDICATE)
            .map(|(_, w)| w);
        let mut out: Vec<CompactString> = own.chain(labels).filter(|w| w.place).map(|w| w.text.into()).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    fn scope(&self, m: &Mention<Quantity>, terms: &[Term]) -> Scope {
        let clause = self.words.clause(m.view.start);
        let before = self.record.reading.view.text.get(clause.start..m.view.start).unwrap_or("");
        let close = |word: &str| terms.iter().any(|t| t.word == word && t.weight >= weight::NEAR);
        let fits = |d: &&Mention<Dated>| {
            clause.contains(d.view)
                && d.view.end <= m.view.start
                && is_period(d)
                && !is_basis(self.record, d)
                && !self.returns(d.view, m.view)
        };
        // 前期の1034億円: whatever it is compared with, that period is this value's own
        let text = &self.record.reading.view.text;
        let own = |d: &&Mention<Dated>| text.get(d.view.end..m.view.start) == Some("の") && is_period(d);
        let own = self.dates.iter().find(own);
        let explicit = own.or_else(|| self.dates.iter().rfind(fits));
        let labels = [self.layout.column_label[self.block], self.layout.row_label[self.block]];
        let label = labels.into_iter().flatten().find_map(|b| period_in(self.record, self.layout.sentences[b]));
        // 年間45円 in a report of one quarter is for the year
        let whole = ["年間", "通期", "年"].iter().any(|w| close(w));
        let running = if whole { self.running.and_then(|r| year_around(self.record, r)) } else { self.running };
        // a year as a heading is that of a chronicle
        let running = running.filter(|r| r.value.time.granularity != Granularity::Year);
        let period = explicit.or(label).or(running);
        let q = &m.value;
        // △480 in a table of results is a loss, no change
        let signed = m.view.of(text).starts_with(['▲', '△', '-', '−', 'マ']);
        Scope {
            part: WORDS.any_in(tail(before, 24), Use::Part) || self.in_bracket(m),
            change: q.amount.direction.is_some() && (!signed || q.amount.kind == AmountKind::Percent)
                || !q.basis.is_empty()
                || close("差額")
                || close("増減"),
            per_unit: per_unit(q).into(),
            period: period.map(|p| (p.value.time.lower().into(), p.value.time.upper().into())),
            period_explicit: explicit.or(label).is_some(),
            // 前回の予想 as a label
            former: !self.is_paragraph() && close("従来"),
        }
    }

    /// Whether the text has come back to the present between a date and a value: 1982年は389ミリ、今回は410ミリ.
    fn returns(&self, date: Span, value: Span) -> bool {
        let between = self.record.reading.view.text.get(date.end..value.start);
        between.is_some_and(|between| FIGURE_WORDS.any_in(between, FigureUse::Now))
    }

    /// Whether it is a part named in the bracket after a total: 216人（重傷28人 軽傷188人）.
    fn in_bracket(&self, m: &Mention<Quantity>) -> bool {
        let text = &self.record.reading.view.text;
        self.amounts.iter().any(|total| {
            let gap = text.get(total.view.end..m.view.start).and_then(|gap| gap.strip_prefix('（'));
            total.value.amount.unit == m.value.amount.unit
                && gap.is_some_and(|gap| !gap.is_empty() && !gap.contains('）'))
        })
    }

    /// Whether the words right beside a value call it a loss: 営業赤字は8億円, 480億円の赤字.
    fn is_loss(&self, view: Span) -> bool {
        let text = &self.record.reading.view.text;
        let after = text.get(view.end..).unwrap_or("");
        let after = after.strip_prefix('の').unwrap_or(after);
        let label =
            self.layout.row_label[self.block].map_or("", |b| self.record.reading.view.blocks[b].0.of(text).trim());
        let before = tail(text.get(..view.start).unwrap_or(""), 8);
        let before = before.trim_end_matches(|c: char| "はがも額：: 、約（にの計".contains(c));
        let ahead = head(after, 6);
        let ends = |text: &str| WORDS.ends(text, Use::Loss);
        ends(before) || WORDS.any_in(ahead, Use::Loss) || ends(label)
    }

    fn is_paragraph(&self) -> bool {
        matches!(self.record.reading.view.blocks[self.block].1, BlockKind::Paragraph)
    }

    /// The moment an amount holds for: a day or time in its clause, else in its sentence.
    fn hold(&self, claim: &mut Claim, view: Span) {
        let clause = self.words.clause(view.start);
        let days = || {
            self.dates.iter().filter(|d| {
                d.value.time.kind != TimexType::Duration
                    && d.value.time.span.lower.is_some()
                    && d.view.end <= view.start
            })
        };
        let holds = |d: &&Mention<Dated>| !is_basis(self.record, d) && !self.returns(d.view, view);
        // 9万8412人（1月1日現在)
        let text = &self.record.reading.view.text;
        let stated = self.dates.iter().find(|d| {
            d.view.start >= view.end
                && d.value.time.span.lower.is_some()
                && ["現在", "時点"].iter().any(|w| text[d.view.end..].trim_start_matches('の').starts_with(w))
        });
        let own = days().rfind(|d| clause.contains(d.view) && holds(d)).or(stated);
        claim.as_of_explicit = own.is_some();
        if let Some(date) = own.or_else(|| days().rfind(holds)) {
            (claim.as_of_lower, claim.as_of_upper) = (date.value.time.lower().into(), date.value.time.upper().into());
        }
    }
}
