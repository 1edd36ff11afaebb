//! From the mentions of a document to its claims.

use super::context::Context;
use super::keywords::keywords;
use super::layout::Layout;
use super::modality::{attributed_at, modality};
use super::moment;
use super::period::{RunningPeriod, is_basis, is_period};
use super::revision::{self, Placed};
use super::scope::{is_loss, scope, set_as_of};
use super::sentence::Sentences;
use super::series;
use super::stated::{per_unit, stated_amount, stated_date, stated_length};
use super::subject::Subjects;
use super::target::Target;
use super::terms::{places, terms};
use super::{Claim, Edge, Term, ValueKind, closeness};
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::extract::entity::{Entity, EntityKind};
use crate::extract::{Mention, Record};
use crate::lexicon::{Concepts, Modality};
use crate::text::{LineIndex, Span, is_noun_char};
use crate::value::{AmountKind, Granularity, TimexType};
use compact_str::{CompactString, ToCompactString};
use std::sync::Arc;

/// The claims of a document, in the order of their values. Words that `concepts` knows stand for their concept.
pub fn build(record: &Record, lines: &LineIndex, concepts: &Concepts) -> Vec<Claim> {
    let layout = Layout::read(record);
    let sentences = Sentences::new(record, concepts);
    let builder = Builder {
        record,
        lines,
        subjects: Subjects::read(record, &layout),
        keywords: keywords(record),
        published: record.document.published.map(|d| d.to_compact_string()).unwrap_or_default(),
    };
    let mut period = RunningPeriod::default();
    let mut out: Vec<Placed> = Vec::with_capacity(record.dates.len() + record.amounts.len());
    for (i, sentence) in record.reading.view.sentences.iter().enumerate() {
        period.enter(record, &layout, sentence.block as usize);
        if let Some(context) = Context::of(record, &layout, &sentences, i) {
            out.extend(builder.sentence(&context, period.current()));
            period.read(&context);
        }
    }
    out.sort_by_key(|p| (p.claim.char_start, p.claim.char_end));
    revision::mark(record, &mut out);
    series::mark(record, &layout, &sentences, concepts, &mut out);
    out.into_iter().map(|p| p.claim).collect()
}

/// What the claims of a document share.
struct Builder<'b> {
    record: &'b Record,
    lines: &'b LineIndex,
    subjects: Subjects<'b>,
    keywords: Arc<[CompactString]>,
    /// Publication date, ISO 8601; empty if unknown.
    published: CompactString,
}

/// A sentence with what holds for all its values: the period of its section, and where it attributes what it says.
struct Passage<'s, 'a, 'b> {
    context: &'s Context<'a, 'b>,
    running: Option<&'b Mention<Dated>>,
    attributed_at: Option<usize>,
}

impl<'b> Builder<'b> {
    /// The claims of a sentence.
    fn sentence(&self, context: &Context<'_, 'b>, running: Option<&'b Mention<Dated>>) -> Vec<Placed> {
        let passage = Passage { context, running, attributed_at: attributed_at(context) };
        let sentence = context.index;
        let date = |m: &Mention<Dated>| {
            let claim = self.date(&passage, m)?;
            Some(Placed { claim, sentence, view: m.view, in_entry: false })
        };
        let mut out = Vec::with_capacity(context.dates.len() + context.amounts.len());
        // in the order of their places, so that there is little to sort in the end
        let mut dates = context.dates.iter().peekable();
        for (k, m) in context.amounts.iter().enumerate() {
            while let Some(before) = dates.next_if(|d| d.span.start < m.span.start) {
                out.extend(date(before));
            }
            // the 1株 of 1株当たり30円 is no amount by itself
            let next = context.amounts.get(k + 1).map(|next| &next.value.per_unit);
            let is_base = next.is_some_and(|per| !per.is_empty() && *per == m.value.amount.unit);
            if !(is_base && m.value.amount.value.as_ref().is_some_and(|v| *v == 1)) {
                let (claim, in_entry) = self.amount(&passage, m);
                out.push(Placed { claim, sentence, view: m.view, in_entry });
            }
        }
        out.extend(dates.filter_map(date));
        out
    }

    /// The claim of an amount, and whether the layout gives it the moment it holds for.
    fn amount(&self, passage: &Passage<'_, '_, 'b>, m: &Mention<Quantity>) -> (Claim, bool) {
        let (context, q) = (passage.context, &m.value);
        let target = Target::new(context, m.view, false);
        let mut claim = self.claim(passage, m.span, &target);
        claim.places = places(context, &target);
        if !per_unit(q).is_empty() && !claim.terms.iter().any(|t| t.word == PRICE) {
            claim.terms.push(Term { word: PRICE.into(), closeness: closeness::NEAR });
        }
        claim.value_kind = if q.amount.kind == AmountKind::Count { ValueKind::Count } else { ValueKind::Amount };
        claim.stated = stated_amount(q);
        claim.stated.loss = is_loss(context, m.view);
        claim.scope = scope(context, m, &claim.terms, passage.running);
        let in_entry = set_as_of(context, &mut claim, m.view);
        (claim, in_entry)
    }

    /// The claim of a date or of a length of time; none if it only says when, or for which period, something else holds.
    fn date(&self, passage: &Passage<'_, '_, 'b>, m: &Mention<Dated>) -> Option<Claim> {
        let t = &m.value.time;
        if t.kind == TimexType::Set {
            return None;
        }
        let unresolved = t.kind != TimexType::Duration && t.span.lower.is_none() && m.value.nonexistent.is_none();
        let unresolved = unresolved && !is_comparable(&t.timex);
        // a fiscal year or a run of months is the period of other values
        let period = is_basis(self.record, m) || is_period(m) && t.granularity != Granularity::Year;
        // 夜中の会見: of which night is unknown
        let bare = t.granularity == Granularity::PartOfDay && t.timex.starts_with('T');
        if unresolved || period || bare || passage.context.is_moment(m.view) || passage.context.is_stamp(m.view) {
            return None;
        }
        let mut claim = self.claim(passage, m.span, &Target::new(passage.context, m.view, true));
        claim.value_kind = ValueKind::Date;
        if let Some(length) = m.value.away.as_deref().filter(|length| is_distance(passage.context, m.view, length)) {
            claim.stated = stated_length(&m.value, length);
            return Some(claim);
        }
        claim.stated = stated_date(&m.value);
        claim.stated.edge = match passage.context.after(m.view.end) {
            // までに is a deadline, まで the end of an interval
            a if a.starts_with("から") => Some(Edge::From),
            a if a.starts_with("まで") && !a.starts_with("までに") => Some(Edge::To),
            _ => None,
        };
        (claim.as_of_lower, claim.as_of_upper) = (t.lower().into(), t.upper().into());
        if claim.modality == Modality::Asserted && self.is_ahead(passage.context, m) {
            claim.modality = Modality::Planned;
        }
        Some(claim)
    }

    /// Returns true if a date lies after the day it is told on, which is that of the page, or of the entry of a chronicle:
    /// 5月28日 基本設計。完成は2019年3月 tells a plan, though no word says so.
    fn is_ahead(&self, context: &Context, m: &Mention<Dated>) -> bool {
        if m.value.inferred {
            return false;
        }
        let told = match moment::given(context, m.view) {
            Some(entry) => entry.value.time.span.upper.map(|upper| upper.date()),
            None => self.record.document.published,
        };
        let begins = m.value.time.span.lower.map(|lower| lower.date());
        told.zip(begins).is_some_and(|(told, begins)| begins > told)
    }

    /// A claim of a value at `span` of the document: all but the value and its scope.
    fn claim(&self, passage: &Passage<'_, '_, 'b>, span: Span, target: &Target) -> Claim {
        let (context, view, doc) = (passage.context, target.view, &self.record.document);
        let start = self.lines.position(&doc.text, span.start);
        let (terms, attribute, label) = terms(context, target);
        let (subject, subject_from) = self.subjects.of(context, view);
        let entities = &context.sentence.entities;
        let name = |e: &&Mention<Entity>| CompactString::from(&e.value.canonical);
        // the predicate of the clause around the end of the value carries the modality
        let clause = context.sentence.clause(view.end.saturating_sub(1));
        let after = context.between(view.end, clause.end.max(view.end)).unwrap_or("");
        let (modality, attribution) = modality(context, after, passage.attributed_at);
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
            label,
            terms,
            entities: entities.iter().map(name).collect(),
            people: entities.iter().filter(|e| e.value.kind == EntityKind::Person).map(name).collect(),
            keywords: self.keywords.clone(),
            modality,
            attribution,
            excerpt: doc.excerpt(span),
            ..Claim::default()
        }
    }
}

/// Returns true if a date of which the year is unknown can be compared all the same: 1月26日 and 11時28分 can, 27日 and 3月 cannot.
fn is_comparable(timex: &str) -> bool {
    let (date, clock) = timex.split_once('T').unwrap_or((timex, ""));
    let written = |part: Option<&str>| part.is_some_and(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()));
    let mut parts = date.split('-').skip(1);
    written(parts.next()) && written(parts.next()) || clock.contains(':')
}

/// The concept of prices and rates.
const PRICE: &str = "単価";

/// Returns true if a date is stated for its distance from an event: リフトオフの78秒後, 把握から5日後, 決壊の2時間前. 42分後 by
/// itself is a time of day, 投票の3日前 a day. `length` is the distance as an ISO 8601 duration.
fn is_distance(context: &Context, view: Span, length: &str) -> bool {
    let before = context.before(view.start);
    let short = length.contains('T');
    let noun = before.strip_suffix("から").or_else(|| before.strip_suffix('の').filter(|_| short)).unwrap_or("");
    let event = noun.ends_with(is_noun_char);
    length.ends_with('S') || event && !context.dates.iter().any(|d| d.view.end == noun.len())
}
