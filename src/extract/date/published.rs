//! The publication date of a text that comes without one: a dateline, an 更新 note, or what its full dates say.

use super::super::cursor::Cursor;
use super::grammar::expression::expression;
use crate::corpus::PublishedFrom;
use crate::extract::{Reading, number};
use crate::lexicon::{Table, Uses, era_at, table};
use jiff::civil::Date;
use serde::Deserialize;

/// What a word of `published.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Before a full date that is the text's own.
    PublishedBefore,
    /// After a full date that is the text's own.
    PublishedAfter,
}

static WORDS: Table<Uses<Use>> = table!("published.csv", Uses::new);

/// A dateline stands in the first blocks and holds little else.
const DATELINE_BLOCKS: usize = 6;
const DATELINE_CHARS: usize = 48;

/// Finds the publication date in the text. A copyright footer's year is no date of the text.
pub fn publication(reading: &Reading) -> (Option<Date>, PublishedFrom) {
    let mut stated: Option<Date> = None;
    for (i, sentence) in reading.view.sentences.iter().enumerate() {
        let text = sentence.span.of(&reading.view.text);
        if text.contains('©') || text.contains("Copyright") {
            continue;
        }
        for (date, start, end) in full_dates(text) {
            let top = (sentence.block as usize) < DATELINE_BLOCKS;
            let short = text.chars().count() <= DATELINE_CHARS && !text.contains('。');
            let marked = is_marked(&text[..start], &text[end..]);
            // 2021/7/7 22:01 at the head of all
            let head = i < 2 && start == 0 && text[end..].trim_start().chars().take(2).all(|c| c.is_ascii_digit());
            if stated.is_none() && (short && (marked || top && i < 3) || head) {
                stated = Some(date);
            }
        }
    }
    match stated {
        Some(date) => (Some(date), PublishedFrom::Content),
        None => (None, PublishedFrom::None),
    }
}

/// Returns true if words right before or after a date say that it is the day of the text itself: 09/14 23:30 更新.
pub(crate) fn is_marked(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches([' ', '：', ':', '*', '(', '（', '【']);
    WORDS.ends(before, Use::PublishedBefore) || WORDS.begins(after.trim_start(), Use::PublishedAfter)
}

/// Dates of a sentence that give year, month and day themselves, with their byte range.
fn full_dates(text: &str) -> Vec<(Date, usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let era = era_at(&text[at..]).is_some();
        let fresh = !text[..at].ends_with(|p: char| p.is_ascii_alphanumeric());
        let mut cursor = Cursor::new(text, at);
        if (era || c.is_ascii_digit() && fresh)
            && let Some(raw) = expression(&mut cursor)
        {
            if let Some((y, m, d)) = raw.full_date()
                && let Ok(date) = Date::new(y, m, d)
            {
                out.push((date, at, cursor.at));
            }
            at = cursor.at;
        } else {
            at += if c.is_ascii_digit() { number::len(&text[at..]) } else { c.len_utf8() };
        }
    }
    out
}
