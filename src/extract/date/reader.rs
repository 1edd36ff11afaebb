//! Reads the expressions of a document one after the other, and keeps what later ones lean on.

use super::aside;
use super::begin::may_begin;
use super::context::discourse::{Discourse, Said};
use super::context::event::Events;
use super::context::habit;
use super::context::next_day::{self, NextDay};
use super::context::page::{Page, PageDate};
use super::context::standing::SpokenMonth;
use super::context::tense::{self, Tense};
use super::grammar::expression::{STARTS, can_begin, expression};
use super::grammar::raw::Raw;
use super::grammar::time_words::{Meaning, time_word_at};
use super::layout;
use super::meaning::dated::Dated;
use super::meaning::range::{self, Left};
use crate::corpus::Reference;
use crate::extract::cursor::Cursor;
use crate::extract::scan::Scan;
use crate::extract::{Mention, Reading, number};
use crate::text::{BlockKind, Span};
use crate::value::{Granularity, TimeSpan, TimexType};
use jiff::civil::Date;

/// Sentences at the head of a page in which the day of a meeting can stand.
const RECORD: usize = 4;

/// Blocks at the head of a page in which a dateline can stand.
const HEAD: usize = 2;

/// A reader of the temporal expressions of a document.
#[derive(Debug)]
pub(super) struct DateReader<'r> {
    reading: &'r Reading,
    discourse: Discourse,
    /// Beside the discourse, which is copied to look ahead.
    events: Events,
    next_day: NextDay,
    /// The day of a digression, and the index of its sentence.
    digression: Option<(Date, usize)>,
    /// The block of the sentence before.
    block: Option<usize>,
    mentions: Vec<Mention<Dated>>,
}

/// A sentence being read.
#[derive(Debug)]
struct Sentence<'r> {
    index: usize,
    block: usize,
    kind: BlockKind,
    /// Its view span.
    span: Span,
    text: &'r str,
    /// The time it speaks of, once it has been asked.
    tense: Option<Tense>,
    /// Where the expression before stands.
    last: Option<(usize, usize)>,
    /// Where the last expression of a day ends.
    dated_to: usize,
    /// Whether a repeated time was read since: 毎週月曜の.
    repeated: bool,
    /// The day spoken of before the sentence, which is この日 of a report.
    reported: Option<Date>,
}

impl<'r> DateReader<'r> {
    /// A reader at the start of a document.
    pub fn new(reading: &'r Reading, published: Option<Date>, reference: Option<&Reference>) -> Self {
        let discourse = Discourse { page: Page::new(published, reference), ..Discourse::default() };
        DateReader {
            reading,
            discourse,
            events: Events::default(),
            next_day: NextDay::default(),
            digression: None,
            block: None,
            mentions: Vec::new(),
        }
    }

    /// The expressions read, in order.
    pub fn finish(self) -> Vec<Mention<Dated>> {
        self.mentions
    }

    /// Reads a sentence; all are read in order.
    pub fn sentence(&mut self, index: usize) {
        let own = self.reading.view.sentences[index];
        let block = own.block as usize;
        let kind = self.reading.view.blocks[block].1;
        if self.block != Some(block) {
            self.enter(block, kind);
        }
        let text = own.span.of(&self.reading.view.text);
        let d = &mut self.discourse;
        d.said = Said::default();
        let standing = d.at;
        let (tense, last, dated_to, repeated) = (None, None, 0, false);
        let mut sentence = Sentence {
            index,
            block,
            kind,
            span: own.span,
            text,
            tense,
            last,
            dated_to,
            repeated,
            reported: standing.day,
        };
        let first = self.mentions.len();
        self.expressions(&mut sentence);
        let (d, dates) = (&mut self.discourse, &self.mentions[first..]);
        // the line that repeats the publication date heads nothing
        let line =
            || layout::date_line(self.reading, index, dates).filter(|day| d.page.date != PageDate::Published(*day));
        d.place.heading = layout::heading(kind, dates).or_else(line).or(d.place.heading);
        // (22日午前7時55分配信): what a flash tells without a day is of its own
        if block < HEAD && d.told.flash.is_none() {
            let day = layout::dateline(self.reading, index, dates);
            d.told.flash = day.filter(|day| d.page.day().is_none_or(|p| p == *day));
        }
        // 日時 令和2年6月26日（金）午前10時から: きのう in the record of a meeting is the day before it
        if index < RECORD
            && !d.page.is_published()
            && let Some(day) = layout::meeting(self.reading, index, dates)
        {
            d.page.date = PageDate::Meeting(day);
        }
        if kind == BlockKind::Paragraph && aside::is_digression(d, standing.day, own.span.start, dates) {
            self.digression = d.at.day.map(|day| (day, index));
            d.at = standing;
        }
    }

    /// A block begins.
    fn enter(&mut self, block: usize, kind: BlockKind) {
        let d = &mut self.discourse;
        // the items of a list and the cells of a column go on with one another's month
        let before = self.reading.view.blocks.get(d.at.block).map(|b| b.1);
        let next = self.block == Some(d.at.block);
        let listed = match (before, kind) {
            (Some(BlockKind::Item), BlockKind::Item) => next,
            (Some(BlockKind::Heading(a)), BlockKind::Heading(b)) => next && a == b,
            (Some(BlockKind::Cell { table: t, column: c, row: r, .. }), BlockKind::Cell { table, column, row, .. }) => {
                t == table && c == column && r + 1 == row
            }
            _ => false,
        };
        self.block = Some(block);
        if listed {
            d.at.block = block;
        }
        // a new heading ends the reach of the one before
        if let BlockKind::Heading(_) = kind {
            d.place.heading = None;
        } else if d.place.heading.is_some() {
            d.at.day = d.place.heading;
            d.at.month = d.place.heading.map(SpokenMonth::of);
        }
        d.place.enter(kind, layout::is_entry(self.reading, block));
        d.chronicle.enter(kind);
    }

    fn expressions(&mut self, sentence: &mut Sentence<'r>) {
        let text = sentence.text;
        let mut scan = Scan::of(text, &STARTS);
        let mut at = 0;
        while let Some((start, c)) = scan.next_from(at) {
            at = start;
            if !can_begin(&text[at..], c) || !may_begin(self.reading, sentence.index, text, at, c) {
                at += c.len_utf8();
                continue;
            }
            // 三日坊主 is a word that only begins like a date
            if let Some((_, len)) = time_word_at(&text[at..]).filter(|(w, _)| w.meaning == Meaning::NotTime) {
                at += len;
                continue;
            }
            let (among_years, short_years) =
                (self.discourse.years.block == Some(sentence.block), self.discourse.years.short);
            let mut cursor = Cursor { among_years, short_years, ..Cursor::new(text, at) };
            // 三日月 goes on after 三日, 一時 alone means "for a while"
            let whole = |c: &Cursor| {
                c.text[at..c.at].is_ascii()
                    || self.reading.ends_token(sentence.index, c.at) && &text[at..c.at] != "一時"
            };
            let raw = expression(&mut cursor).filter(|_| c.is_ascii_digit() || !number::can_start(c) || whole(&cursor));
            at = match raw {
                // nothing of a number that is no date can be one: 123,456 is not 56 of something
                None => at + if c.is_ascii_digit() { number::len(&text[at..]) } else { c.len_utf8() },
                Some(_) if aside::is_simile(cursor.rest()) => cursor.at,
                Some(raw) => self.expression(raw, at, &cursor, sentence),
            };
        }
    }

    /// Resolves an expression that was read from `at` of its sentence to the cursor; returns where it ends.
    fn expression(&mut self, mut raw: Raw, at: usize, cursor: &Cursor, sentence: &mut Sentence<'r>) -> usize {
        let Sentence { index, block, kind, span, text, .. } = *sentence;
        let (reading, rest) = (self.reading, cursor.rest());
        let left = sentence.last.filter(|(_, end)| Left::joins(&text[*end..at])).zip(self.mentions.last());
        let left = left.map(|((from, end), before)| Left::new(&before.value.time, &text[from..end]));
        self.lean(&raw, at, sentence);
        // only a sentence with dates has to be asked
        let whole = *sentence.tense.get_or_insert_with(|| tense::of_sentence(reading, index, text));
        let clause = tense::of_clause(reading, index, span.start + cursor.at);
        let d = &mut self.discourse;
        d.said.tense = clause.unwrap_or(whole);
        d.note_year(&raw, &text[at..], block);
        let spoken = d.at.day;
        let opens = layout::opens_block(reading, block, span.start + at);
        d.chronicle.begin(kind, block, opens, rest);
        d.said.habit = habit::is_habit(&raw, &text[sentence.dated_to..at], sentence.repeated, d.said.tense);
        habit::measure(&mut raw, &text[..at], rest, d, block);
        let (counted, has_date) = (next_day::is_counted(&raw), raw.has_date());
        let item = at == 0 && raw.has_written_day_and_month();
        let back = raw.days_from_discourse().is_some_and(|days| days < 0);
        let retold = aside::is_retold(&raw, &text[..at], rest);
        let retold = if retold { d.said.day.or(d.chronicle.within()).or(d.at.day) } else { None };
        let (before, compared) = (d.at, aside::is_compared(rest).then(|| d.clone()));
        d.said.as_of = aside::is_moment(rest);
        let (mut value, end) = range::read(raw, at, cursor, d, block, left.as_ref());
        if let Some(day) = retold.filter(|_| value.time.day().is_some()) {
            (value.time.value, value.time.span) = (day.to_string(), TimeSpan::days(day, day));
            d.at.day = Some(day);
        }
        // an entry that opens with its own month and day ends the reach of an earlier heading
        if item
            && let (Some(h), Some(day)) = (d.place.heading, value.time.day())
            && (h.year(), h.month()) != (day.year(), day.month())
        {
            d.place.heading = None;
        }
        let following = opens.then(|| layout::after(reading, block, span.start + end));
        d.chronicle.end(kind, block, &value.time, following);
        // what follows does not lean on what is beside the story
        if let Some(before) = compared {
            *d = before;
        }
        let month = value.time.granularity == Granularity::Month;
        // 前日の下げ, 10月に発生した障害: the day before and the month stand for what a noun means
        if back && rest.starts_with('の') || d.said.as_of {
            d.step_aside(before);
        } else if clause == Some(Tense::Past) && month && (before.month.is_some() || d.page.is_published()) {
            d.keep_month(before);
        }
        if let Some(day) = value.time.day() {
            d.place.note_day(day);
        }
        if counted {
            self.next_day.note(spoken, block, index);
        } else if has_date && value.time.day().is_some() {
            self.next_day = NextDay::default();
        }
        self.events.note(value.time.day(), span.start + at, span.start + end, span.end);
        sentence.repeated |= value.time.kind == TimexType::Set && habit::is_repeated(&text[at..]);
        if has_date {
            (sentence.dated_to, sentence.repeated) = (end, false);
        }
        sentence.last = Some((at, end));
        let view = Span::new(span.start + at, span.start + end);
        self.mentions.push(Mention { span: reading.view.original(view), view, sentence: index as u32, value });
        end
    }

    /// Goes to the day that an expression counts from, where that is not the day spoken of last.
    fn lean(&mut self, raw: &Raw, at: usize, sentence: &Sentence) {
        let (text, before) = (&self.reading.view.text, &sentence.text[..at]);
        let event = || self.events.day_of(raw, text, before, sentence.span.start + at);
        let counted = || self.next_day.base(raw, sentence.block, sentence.index, before);
        let this_day = || {
            let reported = sentence.text[at..].starts_with("この日") && !is_topic(before, sentence.last);
            sentence.reported.filter(|_| reported)
        };
        // 発表したのは2022年11月10日です。その日の午後4時に
        let aside = || {
            let (day, index) = self.digression?;
            let counts = raw.days_from_discourse().is_some() && sentence.last.is_none();
            (counts && index + 1 == sentence.index).then_some(day)
        };
        self.discourse.at.day = event().or_else(counted).or_else(this_day).or_else(aside).or(self.discourse.at.day);
    }
}

/// Returns true if the date at `last` of `before` is what the sentence is about (27日は、この日…), not one of a clause
/// (27日に開会した会は、この日…).
fn is_topic(before: &str, last: Option<(usize, usize)>) -> bool {
    last.is_some_and(|(_, end)| {
        let between = &before[end..];
        let clause = between.rfind('は').map_or("", |at| &between[..at]);
        ["、", "は", "には", "も", "にも"].iter().any(|w| between.starts_with(w)) || !clause.contains(['た', 'だ'])
    })
}
