//! Dates, times, durations and sets.

mod context;
mod grammar;
mod meaning;
mod published;

pub use meaning::dated::Dated;
pub use published::publication;

use super::cursor::Cursor;
use super::scan::{Scan, figures_begin};
use super::{Mention, Reading, number};
use crate::corpus::PublishedFrom;
use crate::lexicon::{Table, Uses, era_at, table};
use crate::morph::Pos;
use crate::text::{BlockKind, Span, is_hiragana};
use crate::value::TimexType;
use context::discourse::{Discourse, Tense};
use context::event::Events;
use context::next_day::NextDay;
use context::{habit, next_day};
use grammar::expression::{STARTS, can_begin, expression};
use grammar::named_day::named_day_at;
use grammar::time_words::{Meaning, time_word_at};
use jiff::civil::Date;
use meaning::range::{self, Left};
use serde::Deserialize;

/// What a word of `tense.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// In a sentence that speaks of what is to come.
    Ahead,
    /// In a sentence by which others tell what is past, whatever its last verb.
    Told,
    /// In a sentence that counts at a moment, which is no plan whatever the verb.
    AtMoment,
    /// A verb of what is, not of what will be.
    State,
    /// After a date that something is only compared with.
    Since,
}

static WORDS: Table<Uses<Use>> = table!("tense.csv", Uses::new);

/// Reads every temporal expression of a document, in order.
pub fn read(reading: &Reading, published: Option<Date>, from: PublishedFrom) -> Vec<Mention<Dated>> {
    let mut out = Vec::new();
    let stated = matches!(from, PublishedFrom::Metadata | PublishedFrom::Content);
    let mut d = Discourse { published, stated, ..Discourse::default() };
    // beside the state, which is copied to look ahead
    let (mut events, mut next_day) = (Events::default(), NextDay::default());
    let mut block = usize::MAX;
    for (i, sentence) in reading.view.sentences.iter().enumerate() {
        let kind = reading.view.blocks[sentence.block as usize].1;
        if sentence.block as usize != block {
            // the items of a list and the cells of a column go on with one another's month
            let before = reading.view.blocks.get(d.block).map(|b| b.1);
            let next = d.block == block;
            let listed = match (before, kind) {
                (Some(BlockKind::Item), BlockKind::Item) => next,
                (Some(BlockKind::Heading(a)), BlockKind::Heading(b)) => next && a == b,
                (
                    Some(BlockKind::Cell { table: t, column: c, row: r, .. }),
                    BlockKind::Cell { table, column, row, .. },
                ) => t == table && c == column && r + 1 == row,
                _ => false,
            };
            block = sentence.block as usize;
            if listed {
                d.block = block;
            }
            enter(&mut d, kind);
            d.chronicle.enter(kind);
        }
        (d.passing_year, d.sentence_day, d.month_fresh) = (None, None, false);
        let first = out.len();
        read_sentence(reading, i, &mut d, &mut events, &mut next_day, &mut out);
        // a heading of a chronicle writes its day out; 「流出当日の経過」 announces none
        let written = |m: &Mention<Dated>| m.value.time.day().filter(|_| !m.value.time.timex.contains("-XX-XX"));
        if let (BlockKind::Heading(_), Some(day)) = (kind, out[first..].iter().find_map(written)) {
            d.heading = Some(day);
        }
    }
    out
}

/// The time a sentence speaks of: a plain verb form at its end (26日に提出される。) is the future, た the past; 〜ている, a noun
/// and です leave it open.
fn tense(reading: &Reading, sentence: usize, text: &str) -> Tense {
    // 17日に死亡したとみられる is past, whatever its last verb, 5日に開く方針を示した speaks of what is to come, and 3月末で1290台が動く
    // counts what is there
    if WORDS.any_in(text, Use::Told) {
        return Tense::Past;
    }
    if WORDS.any_in(text, Use::Ahead) {
        return Tense::Plan;
    }
    if WORDS.any_in(text, Use::AtMoment) {
        return Tense::Open;
    }
    let tokens = reading.sentence_tokens(sentence);
    let mut last = tokens.iter().rev().skip_while(|t| t.pos.is_symbol());
    let end = last.next();
    let word = end.map_or("", |t| reading.text(t));
    let past = matches!(word, "た" | "だ")
        && last.next().is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::VerbSuffix | Pos::Auxiliary));
    if past {
        return Tense::Past;
    }
    let plain = |s: &str| s.ends_with(['る', 'う', 'く', 'す', 'つ', 'ぬ', 'む', 'ぶ', 'ぐ']);
    let verb = end.is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::VerbSuffix));
    // 25日朝も57人が残る, 被害は5億円に上る: what is, not what will be
    let state = WORDS.is(word, Use::State);
    // 17日に催しがある is on a programme; 開きます is as much to come as 開く, 開いています a state
    let mut polite =
        || word == "ます" && last.next().is_some_and(|t| !matches!(reading.text(t), "い" | "おり" | "あり"));
    match () {
        () if verb && plain(word) && !state => Tense::Future,
        // 24日に消せたのは雨が降ったからだ
        () if text.contains("たのは") || text.contains("だのは") => Tense::Past,
        () if word == "ある" && text.contains("日に") || word == "まで" || polite() => Tense::Plan,
        () => Tense::Open,
    }
}

/// A new heading ends the reach of the one before.
fn enter(d: &mut Discourse, kind: BlockKind) {
    if let BlockKind::Heading(_) = kind {
        d.heading = None;
    } else if d.heading.is_some() {
        d.day = d.heading;
        d.month = d.heading.map(|h| (h.year(), h.month()));
    }
}

fn read_sentence(
    reading: &Reading,
    sentence: usize,
    d: &mut Discourse,
    events: &mut Events,
    next_day: &mut NextDay,
    out: &mut Vec<Mention<Dated>>,
) {
    let span = reading.view.sentences[sentence].span;
    let block = reading.view.sentences[sentence].block as usize;
    let text = span.of(&reading.view.text);
    let mut scan = Scan::of(text, &STARTS);
    let mut at = 0;
    let mut any = false;
    let mut last: Option<(usize, usize)> = None; // where the mention before stands
    let (mut dated_to, mut repeated) = (0, false); // where the last mention of a day ends, what follows it
    let reported = d.day; // what この日 of a report means
    while let Some((start, c)) = scan.next_from(at) {
        at = start;
        if !can_begin(&text[at..], c) || !may_begin(reading, sentence, text, at, c) {
            at += c.len_utf8();
            continue;
        }
        // 三日坊主 is a word that only begins like a date
        if let Some((_, len)) = time_word_at(&text[at..]).filter(|(w, _)| w.meaning == Meaning::NotTime) {
            at += len;
            continue;
        }
        let (among_years, short_years) = (d.years_in == Some(block), d.short_years);
        let mut cursor = Cursor { among_years, short_years, ..Cursor::new(text, at) };
        // 三日月 goes on after 三日, 一時 alone means "for a while"
        let whole =
            |c: &Cursor| c.text[at..c.at].is_ascii() || reading.ends_token(sentence, c.at) && &text[at..c.at] != "一時";
        let Some(mut raw) =
            expression(&mut cursor).filter(|_| c.is_ascii_digit() || !number::can_start(c) || whole(&cursor))
        else {
            // nothing of a number that is no date can be one: 123,456 is not 56 of something
            at += if c.is_ascii_digit() { number::len(&text[at..]) } else { c.len_utf8() };
            continue;
        };
        // only a sentence with dates has to be asked
        if !any {
            d.tense = tense(reading, sentence, text);
            any = true;
        }
        let left = last.filter(|(_, end)| Left::joins(&text[*end..at])).zip(out.last());
        let left = left.map(|((from, end), before)| Left::new(&before.value.time, &text[from..end]));
        if raw.has_written_year() {
            d.years_in = Some(block);
            d.short_years |= raw.has_short_year_and_month();
        }
        if let Some(day) = events.day_of(&raw, &reading.view.text, &text[..at]) {
            d.day = Some(day);
        } else if let Some(day) = next_day.base(&raw, block, sentence, &text[..at]) {
            d.day = Some(day);
        } else if let Some(day) = reported.filter(|_| text[at..].starts_with("この日") && !is_topic(text, last)) {
            d.day = Some(day);
        }
        let spoken = d.day;
        // a record since 2008年10月 is a comparison: what follows does not lean on it
        let item = at == 0 && raw.has_written_day_and_month();
        let kind = reading.view.blocks[block].1;
        let first = opens_block(reading, block, span.start + at);
        d.chronicle.begin(kind, block, first, cursor.rest());
        d.habit = habit::is_habit(&raw, &text[dated_to..at], repeated, d.tense);
        habit::measure(&mut raw, &text[..at], cursor.rest(), d, block);
        let (counted, has_date) = (next_day::is_counted(&raw), raw.has_date());
        let compared = WORDS.begins(cursor.rest(), Use::Since).then(|| d.clone());
        let (value, end) = range::read(raw, at, &cursor, d, block, left.as_ref());
        // an item of a chronicle that opens with its own month and day ends the reach of an earlier heading
        if item
            && let (Some(h), Some(day)) = (d.heading, value.time.day())
            && (h.year(), h.month()) != (day.year(), day.month())
        {
            d.heading = None;
        }
        let rest = first.then(|| after(reading, block, span.start + end));
        d.chronicle.end(kind, block, &value.time, rest);
        if let Some(before) = compared {
            *d = before;
        }
        if counted {
            next_day.note(spoken, block, sentence);
        } else if has_date && value.time.day().is_some() {
            *next_day = NextDay::default();
        }
        events.note(value.time.day(), span.start + at, span.start + end, span.end);
        repeated |= value.time.kind == TimexType::Set && habit::is_repeated(&text[at..]);
        if has_date {
            (dated_to, repeated) = (end, false);
        }
        last = Some((at, end));
        let view = Span::new(span.start + at, span.start + end);
        out.push(Mention { span: reading.view.original(view), view, sentence: sentence as u32, value });
        at = end;
    }
}

/// Whether the date at `last` is what the sentence is about (27日は、この日…), not one of a clause (27日に開会した会は、この日…).
fn is_topic(text: &str, last: Option<(usize, usize)>) -> bool {
    last.is_some_and(|(_, end)| ["、", "は", "には", "も", "にも"].iter().any(|w| text[end..].starts_with(w)))
}

/// Whether nothing but signs stands before a view offset in its block.
fn opens_block(reading: &Reading, block: usize, at: usize) -> bool {
    let start = reading.view.blocks[block].0.start;
    !reading.view.text[start..at].contains(char::is_alphanumeric)
}

/// What a block says after a view offset.
fn after(reading: &Reading, block: usize, at: usize) -> &str {
    let end = reading.view.blocks[block].0.end.max(at);
    &reading.view.text[at..end]
}

/// Whether an expression may begin here: digits not inside an identifier or a longer number, words and kanji
/// numerals where the tokeniser also sees a word begin, and never inside a name (四日市, 三枝, 夏目).
fn may_begin(reading: &Reading, sentence: usize, text: &str, at: usize, c: char) -> bool {
    if c.is_ascii_alphanumeric() || c == '\'' {
        return figures_begin(text, at);
    }
    let word = time_word_at(&text[at..]).filter(|_| !number::can_start(c));
    let kana = word.filter(|(w, _)| w.surface.chars().all(is_hiragana));
    // the tokeniser does not know らいねん, but nothing else is written so
    if kana.is_some_and(|(w, _)| w.surface.chars().count() >= 4) {
        return true;
    }
    let Some(token) = reading.token_at(sentence, at) else { return false };
    let starts = token.start as usize == at + reading.view.sentences[sentence].span.start;
    let named = || named_day_at(&text[at..]).is_some_and(|(_, len)| reading.ends_token(sentence, at + len));
    if starts && token.pos.is_name() && named() {
        return true;
    }
    // 明々後日 is a name to the tokeniser, as the eras are
    let known = || era_at(&text[at..]).is_some() || word.is_some_and(|(w, _)| w.surface.chars().count() >= 4);
    if !starts || token.pos.is_name() && !known() {
        return false;
    }
    // a short kana word must be a word of its own: きょう, but not きょうだい
    kana.is_none_or(|(_, len)| reading.ends_token(sentence, at + len))
}
