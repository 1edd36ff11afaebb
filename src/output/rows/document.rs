//! Rows of one document: documents, dates, amounts, entities, claims.

use super::{Cell, EMPTY, Row, show};
use crate::check::Analysis;
use crate::claim::{Claim, SubjectFrom};
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::extract::entity::Entity;
use crate::value::{AmountKind, Decimal, oku, plain, weekday_sign};
use std::borrow::Cow;

/// The row of `documents`.
pub fn document_row(analysis: &Analysis) -> Row<'_> {
    let record = &analysis.record;
    let d = &record.document;
    vec![
        Cow::Borrowed(&d.id),
        Cow::Borrowed(&d.path),
        Cow::Borrowed(&d.source),
        Cow::Borrowed(&d.title),
        d.published.map_or(EMPTY, show),
        d.published_lower.map_or(EMPTY, show),
        d.published_upper.map_or(EMPTY, show),
        Cow::Borrowed(d.published_from.as_str()),
        Cow::Borrowed(d.format.as_str()),
        Cow::Borrowed(&d.encoding),
        show(analysis.lines.chars()),
        show(record.reading.view.sentences.len()),
        show(record.reading.tokens.len()),
        show(record.dates.len()),
        show(record.amounts.len()),
        show(record.entities.len()),
        show(analysis.claims.len()),
        show(analysis.findings.len()),
        Cow::Borrowed(d.status.as_str()),
        Cow::Borrowed(&d.note),
        Cow::Borrowed(&d.sha256),
    ]
}

/// The cells that every table of mentions has.
struct MentionCells<'a> {
    line: Cell<'a>,
    surface: Cell<'a>,
    quote: Cell<'a>,
    start: Cell<'a>,
    end: Cell<'a>,
    id: Cell<'a>,
}

impl<'a> MentionCells<'a> {
    /// The cells of a mention, whose identifier begins with `letter`.
    fn of<T>(analysis: &'a Analysis, mention: &Mention<T>, letter: char) -> Self {
        let d = &analysis.record.document;
        let start = analysis.lines.position(&d.text, mention.span.start);
        MentionCells {
            line: show(start.line),
            surface: Cow::Borrowed(mention.span.of(&d.text)),
            quote: Cow::Owned(d.excerpt(mention.span).quote()),
            start: show(start.chars),
            end: show(analysis.lines.position(&d.text, mention.span.end).chars),
            id: Cow::Owned(format!("{letter}-{}-{}", d.id, start.chars)),
        }
    }
}

/// The rows of `dates`.
pub fn date_rows<'a>(analysis: &'a Analysis) -> Vec<Row<'a>> {
    let d = &analysis.record.document;
    let row = |m: &'a Mention<Dated>| {
        let cells = MentionCells::of(analysis, m, 't');
        let time = &m.value.time;
        let (written, actual): (Vec<_>, Vec<_>) =
            m.value.weekdays.iter().map(|(w, date)| (weekday_sign(*w), weekday_sign(date.weekday()))).unzip();
        let actual = match time.day() {
            Some(day) if actual.is_empty() => Cow::Borrowed(weekday_sign(day.weekday())),
            _ => Cow::Owned(actual.join(";")),
        };
        vec![
            Cow::Borrowed(d.id.as_str()),
            Cow::Borrowed(d.path.as_str()),
            cells.line,
            cells.surface,
            Cow::Borrowed(time.kind.as_str()),
            Cow::Borrowed(time.value.as_str()),
            Cow::Owned(time.lower()),
            Cow::Owned(time.upper()),
            Cow::Borrowed(time.granularity.as_str()),
            Cow::Borrowed(time.modifier.map_or("", |m| m.as_str())),
            Cow::Borrowed(time.timex.as_str()),
            Cow::Borrowed(time.anchor.as_str()),
            Cow::Owned(written.join(";")),
            actual,
            cells.quote,
            cells.start,
            cells.end,
            cells.id,
        ]
    };
    analysis.record.dates.iter().map(row).collect()
}

/// The rows of `amounts`.
pub fn amount_rows<'a>(analysis: &'a Analysis) -> Vec<Row<'a>> {
    let d = &analysis.record.document;
    let amounts = &analysis.record.amounts;
    let row = |m: &'a Mention<Quantity>| {
        let cells = MentionCells::of(analysis, m, 'a');
        let (q, a) = (&m.value, &m.value.amount);
        let yen = a.unit == "JPY" && matches!(a.kind, AmountKind::Money | AmountKind::Price);
        vec![
            Cow::Borrowed(d.id.as_str()),
            Cow::Borrowed(d.path.as_str()),
            cells.line,
            cells.surface,
            Cow::Borrowed(a.kind.as_str()),
            decimal(&a.value),
            decimal(&a.lower),
            decimal(&a.upper),
            Cow::Borrowed(a.unit.as_str()),
            a.value.as_ref().filter(|_| yen).map_or(EMPTY, |v| Cow::Owned(plain(&oku(v)))),
            Cow::Borrowed(a.modifier.map_or("", |m| m.as_str())),
            show(a.precision),
            Cow::Borrowed(a.direction.map_or("", |d| d.as_str())),
            Cow::Borrowed(q.basis.as_str()),
            Cow::Borrowed(q.per_unit.as_str()),
            q.equivalent_of
                .and_then(|i| amounts.get(i))
                .map_or(EMPTY, |other| MentionCells::of(analysis, other, 'a').id),
            Cow::Borrowed(q.head.as_str()),
            cells.quote,
            cells.start,
            cells.end,
            cells.id,
        ]
    };
    amounts.iter().map(row).collect()
}

/// The rows of `entities`.
pub fn entity_rows<'a>(analysis: &'a Analysis) -> Vec<Row<'a>> {
    let d = &analysis.record.document;
    let row = |m: &'a Mention<Entity>| {
        let cells = MentionCells::of(analysis, m, 'e');
        vec![
            Cow::Borrowed(d.id.as_str()),
            Cow::Borrowed(d.path.as_str()),
            cells.line,
            cells.surface,
            Cow::Borrowed(m.value.kind.as_str()),
            Cow::Borrowed(m.value.canonical.as_str()),
            Cow::Owned(m.value.id()),
            Cow::Borrowed(m.value.method.as_str()),
            Cow::Owned(format!("{:.2}", m.value.confidence)),
            cells.quote,
            cells.start,
            cells.end,
            cells.id,
        ]
    };
    analysis.record.entities.iter().map(row).collect()
}

/// A row of `claims`.
pub fn claim_row(c: &Claim) -> Row<'_> {
    let s = &c.stated;
    let subject_from = match (c.subject.is_empty(), c.subject_from) {
        (true, _) => "",
        (_, SubjectFrom::Document) => "document",
        (_, SubjectFrom::Section) => "section",
        (_, SubjectFrom::Sentence) => "sentence",
    };
    vec![
        Cow::Borrowed(&c.claim_id),
        Cow::Borrowed(&c.doc_id),
        Cow::Borrowed(&c.source),
        Cow::Borrowed(&c.path),
        show(c.line),
        Cow::Borrowed(&c.subject),
        Cow::Borrowed(&c.attribute),
        Cow::Borrowed(&c.label),
        Cow::Owned(c.scope.label()),
        Cow::Borrowed(c.value_kind.as_str()),
        Cow::Borrowed(&s.value),
        Cow::Borrowed(&s.lower),
        Cow::Borrowed(&s.upper),
        Cow::Borrowed(&s.unit),
        Cow::Borrowed(&c.as_of_lower),
        Cow::Borrowed(&c.as_of_upper),
        Cow::Borrowed(c.modality.as_str()),
        Cow::Borrowed(&c.attribution),
        Cow::Owned(c.excerpt.quote()),
        show(c.char_start),
        show(c.char_end),
        Cow::Borrowed(&s.modifier),
        Cow::Borrowed(&s.dimension),
        Cow::Borrowed(&c.subject_type),
        Cow::Borrowed(subject_from),
        Cow::Borrowed(&c.published),
        Cow::Borrowed(&s.dimension),
    ]
}

fn decimal<'a>(value: &Option<Decimal>) -> Cell<'a> {
    value.as_ref().map_or(EMPTY, |v| Cow::Owned(plain(v)))
}
