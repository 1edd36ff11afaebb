//! Dates, times, durations and sets.

mod calendar;
mod clock;
pub(crate) mod cursor;
mod discourse;
mod fiscal;
mod length;
mod parse;
mod period;
mod published;
mod raw;
mod resolve;
mod span;

pub use published::publication;

use super::{Mention, Reading, number};
use crate::corpus::PublishedFrom;
use crate::lexicon::{eras, word_at};
use crate::morph::Pos;
use crate::text::{BlockKind, Span};
use crate::value::{Temporal, TimexType};
use cursor::Cursor;
use discourse::Discourse;
use jiff::civil::{Date, Weekday};
use raw::{Raw, Shape};
use std::sync::LazyLock;

/// A temporal expression with what the text states beside its value and a check can verify.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dated {
    /// The resolved expression.
    pub time: Temporal,
    /// Each weekday written beside a date, with that date.
    pub weekdays: Vec<(Weekday, Date)>,
    /// Western years that an era and a bracketed year give for the same date, when they differ.
    pub era_mismatch: Option<(i16, i16)>,
    /// Year, month and day of a date that no calendar has.
    pub nonexistent: Option<(i16, i8, i8)>,
}

/// Characters at which an expression can begin, by code point; one look-up keeps the scan linear and cheap.
static STARTS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut table = vec![false; 0x10000];
    for c in (0..0x10000u32).filter_map(char::from_u32) {
        let word = WORD_STARTS.contains(c);
        let letter = eras().iter().any(|e| e.letter == c || e.surface.starts_with(c));
        table[c as usize] = word || letter || number::can_start(c) || "同半翌西第'’月火水木金土日正約".contains(c);
    }
    table
});

/// First characters of the temporal lexicon.
static WORD_STARTS: LazyLock<String> = LazyLock::new(|| crate::lexicon::temporal_starts().collect());

/// Reads every temporal expression of a document, in order.
pub fn read(reading: &Reading, published: Option<Date>, from: PublishedFrom) -> Vec<Mention<Dated>> {
    let mut out = Vec::new();
    let stated = matches!(from, PublishedFrom::Metadata | PublishedFrom::Content);
    let mut d = Discourse { published, stated, ..Discourse::default() };
    let mut block = usize::MAX;
    for (i, sentence) in reading.view.sentences.iter().enumerate() {
        let kind = reading.view.blocks[sentence.block as usize].1;
        if sentence.block as usize != block {
            block = sentence.block as usize;
            enter(&mut d, kind);
        }
        d.passing_year = None;
        let first = out.len();
        read_sentence(reading, i, &mut d, &mut out);
        // a heading of a chronicle writes its day out; 「流出当日の経過」 announces none
        let written = |m: &Mention<Dated>| m.value.time.day().filter(|_| !m.value.time.timex.contains("-XX-XX"));
        if let (BlockKind::Heading(_), Some(day)) = (kind, out[first..].iter().find_map(written)) {
            d.heading = Some(day);
        }
    }
    out
}

/// Whether a sentence ends in a plain verb form (26日に提出される。) and not in the past, 〜ている or a noun.
fn to_come(reading: &Reading, sentence: usize) -> bool {
    let tokens = reading.sentence_tokens(sentence);
    let mut last = tokens.iter().rev().skip_while(|t| t.pos.is_symbol());
    let Some(end) = last.next() else { return false };
    let plain = |s: &str| s.ends_with(['る', 'う', 'く', 'す', 'つ', 'ぬ', 'む', 'ぶ', 'ぐ']);
    matches!(end.pos, Pos::Verb | Pos::VerbSuffix)
        && plain(reading.text(end))
        && !matches!(reading.text(end), "いる" | "ある" | "おる")
}

/// Words by which a sentence speaks of what is to come.
const FUTURE: [&str; 10] = ["予定", "見通し", "見込", "方針", "めど", "目指", "めざ", "までに", "締め切", "期限"];

/// A new heading ends the reach of the one before.
fn enter(d: &mut Discourse, kind: BlockKind) {
    if let BlockKind::Heading(_) = kind {
        d.heading = None;
    } else if d.heading.is_some() {
        d.day = d.heading;
        d.month = d.heading.map(|h| (h.year(), h.month()));
    }
}

fn read_sentence(reading: &Reading, sentence: usize, d: &mut Discourse, out: &mut Vec<Mention<Dated>>) {
    let span = reading.view.sentences[sentence].span;
    let block = reading.view.sentences[sentence].block as usize;
    let text = span.of(&reading.view.text);
    let starts = STARTS.as_slice();
    let mut at = 0;
    let mut any = false;
    while let Some((skipped, c)) =
        text[at..].char_indices().find(|(_, c)| starts.get(*c as usize).copied().unwrap_or(false))
    {
        at += skipped;
        if !may_begin(reading, sentence, text, at, c) {
            at += c.len_utf8();
            continue;
        }
        let mut cursor = Cursor::new(text, at);
        // 三日月 goes on after 三日, 一時 alone means "for a while"
        let whole =
            |c: &Cursor| c.text[at..c.at].is_ascii() || reading.ends_token(sentence, c.at) && &text[at..c.at] != "一時";
        let Some(raw) =
            parse::expression(&mut cursor).filter(|_| c.is_ascii_digit() || !number::can_start(c) || whole(&cursor))
        else {
            // nothing of a number that is no date can be one: 123,456 is not 56 of something
            at += if c.is_ascii_digit() { number::read(&text[at..]).map_or(1, |n| n.len) } else { c.len_utf8() };
            continue;
        };
        // only a sentence with dates has to be asked
        if !any {
            d.future = FUTURE.iter().any(|w| text.contains(w)) || to_come(reading, sentence);
            any = true;
        }
        let (value, end) = ranged(raw, &mut cursor, text, d, block);
        let view = Span::new(span.start + at, span.start + end);
        out.push(Mention { span: reading.view.original(view), view, sentence: sentence as u32, value });
        at = end;
    }
}

/// Resolves an expression, and the right end of a range if one follows.
fn ranged(raw: Raw, cursor: &mut Cursor, text: &str, d: &mut Discourse, block: usize) -> (Dated, usize) {
    let mut first = dated(&raw, d, block);
    resolve::at_month_end(&raw, &mut first.time, text);
    apposed(&raw, &mut first, cursor, d, block);
    let mut end = cursor.at;
    let open = matches!(raw.shape, Shape::Calendar)
        && first.time.span.lower.is_some()
        && first.time.kind != TimexType::Duration;
    if open && raw.modifier.is_none() {
        let mut ahead = *cursor;
        ahead.skip_blanks();
        let marked = ahead.eat_any(&["〜", "―", "-"]).is_some();
        ahead.skip_blanks();
        if marked && ahead.at < text.len() {
            let mut after = d.clone();
            if let Some(second) = parse::expression(&mut ahead).filter(|r| matches!(r.shape, Shape::Calendar)) {
                // the right end of 1月26日〜2月13日 never precedes the left
                after.future = true;
                let last = dated(&second, &mut after, block);
                if let Some(time) = resolve::join(&first.time, &last.time) {
                    *d = after;
                    end = ahead.at;
                    let weekdays = first.weekdays.into_iter().chain(last.weekdays).collect();
                    return (
                        Dated {
                            time,
                            weekdays,
                            era_mismatch: first.era_mismatch.or(last.era_mismatch),
                            nonexistent: None,
                        },
                        end,
                    );
                }
            }
        }
    }
    if let Some(trailing) = text[..end].strip_suffix(' ') {
        end = trailing.trim_end().len();
    }
    (first, end)
}

/// 36分後の午前5時50分: the time that follows says when the shift ends.
fn apposed(raw: &Raw, first: &mut Dated, cursor: &Cursor, d: &Discourse, block: usize) {
    let mut ahead = *cursor;
    if !matches!(raw.shape, Shape::Shift { .. }) || !ahead.eat("の") {
        return;
    }
    if let Some(second) = parse::expression(&mut ahead).filter(|r| r.clock.is_some() || r.day.is_some()) {
        let said = dated(&second, &mut d.clone(), block).time;
        let timex = std::mem::take(&mut first.time.timex);
        first.time = Temporal { timex, anchor: first.time.anchor, ..said };
    }
}

fn dated(raw: &Raw, d: &mut Discourse, block: usize) -> Dated {
    let time = resolve::resolve(raw, d, block);
    let beside = raw.day.is_some() && raw.day_to.is_none();
    let weekdays = raw.weekday.filter(|_| beside).zip(time.span.lower.map(|l| l.date())).into_iter().collect();
    let nonexistent = (time.span.lower.is_none() && time.granularity == crate::value::Granularity::Day)
        .then(|| written_day(&time.value))
        .flatten();
    Dated { time, weekdays, era_mismatch: raw.era_mismatch, nonexistent }
}

fn written_day(value: &str) -> Option<(i16, i8, i8)> {
    let mut parts = value.splitn(3, '-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Whether an expression may begin here: digits not inside an identifier or a longer number, words and kanji
/// numerals where the tokeniser also sees a word begin, and never inside a name (四日市, 三枝, 夏目).
fn may_begin(reading: &Reading, sentence: usize, text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    if c.is_ascii_alphanumeric() || c == '\'' {
        let joined = |p: char| p.is_ascii_alphanumeric() || matches!(p, '#' | '_' | '第');
        let decimal =
            matches!(before, Some('.' | ',' | '/' | ':')) && text[..at - 1].ends_with(|p: char| p.is_ascii_digit());
        return !decimal && !before.is_some_and(joined);
    }
    let Some(token) = reading.token_at(sentence, at) else { return false };
    let starts = token.start as usize == at + reading.view.sentences[sentence].span.start;
    if !starts || token.pos.is_name() && !text[at..].starts_with(|w: char| "平昭大明令".contains(w)) {
        return false;
    }
    match word_at(&text[at..]) {
        // a kana word must be a word of its own: きょう, but not きょうだい
        Some((word, len)) if !number::can_start(c) => {
            let end = at + len;
            let kana = word.surface.chars().all(|k| ('ぁ'..='ん').contains(&k));
            !kana || reading.ends_token(sentence, end)
        }
        _ => true,
    }
}
