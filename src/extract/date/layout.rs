//! Dates by their place on the page: date lines, datelines, entries of a list.

use super::meaning::dated::Dated;
use crate::extract::{Mention, Reading};
use crate::text::{BlockKind, CLOSING_BRACKETS, OPENING_BRACKETS};
use crate::value::{Anchor, Granularity};
use jiff::civil::Date;

/// Signs that begin an entry of a list.
const BULLETS: [char; 19] =
    ['◆', '◇', '▽', '▼', '▲', '△', '●', '○', '◎', '■', '□', '・', '※', '*', '＊', '-', '–', '‐', '•'];

/// Bytes of signs that may stand before the sentence of a date line.
const SIGNS: usize = 4;

/// Returns true if a block is an entry of a list: an item, or a line with its mark (◆同7時46分 最後の降下).
pub(super) fn is_entry(reading: &Reading, block: usize) -> bool {
    let (span, kind) = reading.view.blocks[block];
    kind == BlockKind::Item || span.of(&reading.view.text).trim_start().starts_with(BULLETS)
}

/// The day of a line that holds a date and nothing beside it that tells what happened: 7月2日（火）, 1月26日、11:28分頃,
/// @yoru_no_sora 2018/1/26 14:39. What stands under it is of that date.
pub(super) fn date_line(reading: &Reading, sentence: usize, dates: &[Mention<Dated>]) -> Option<Date> {
    let [mention] = dates else { return None };
    let own = reading.view.sentences[sentence];
    let (block, kind) = reading.view.blocks[own.block as usize];
    // 9月7日。 opens a day in prose, too
    if matches!(kind, BlockKind::Cell { .. }) || own.span.start > block.start + SIGNS {
        return None;
    }
    let text = &reading.view.text;
    let (before, after) = (&text[block.start..mention.view.start], &text[mention.view.end..own.span.end]);
    let bare = |t: &str| !t.contains(char::is_alphanumeric);
    let handle = before.trim_start().starts_with('@') && !before.trim().contains(' ');
    (bare(after) && (bare(before) || handle)).then(|| mention.value.time.day()).flatten()
}

/// The day that a heading announces; 「流出当日の経過」 announces none, nor does a time of day alone: 始まりは0時2分.
pub(super) fn heading(kind: BlockKind, dates: &[Mention<Dated>]) -> Option<Date> {
    let written = |m: &Mention<Dated>| {
        let timex = &m.value.time.timex;
        m.value.time.day().filter(|_| !timex.contains("-XX-XX") && !timex.starts_with('T'))
    };
    if let BlockKind::Heading(_) = kind { dates.iter().find_map(written) } else { None }
}

/// The day of a dateline with a time of day: 〔東京 20日午後8時31分 なみ通信〕.
pub(super) fn dateline(reading: &Reading, sentence: usize, dates: &[Mention<Dated>]) -> Option<Date> {
    let own = reading.view.sentences[sentence].span;
    let bracketed = |m: &&Mention<Dated>| {
        let before = reading.view.text[own.start..m.view.start].trim_start();
        before.starts_with(OPENING_BRACKETS) && !before.contains(CLOSING_BRACKETS) && !before.contains('。')
    };
    let mut timed = dates.iter().filter(|m| m.value.time.granularity >= Granularity::Hour);
    timed.find(bracketed).and_then(|m| m.value.time.day())
}

/// The day of a meeting by the line that calls it: 日時 令和2年6月26日（金）午前10時から, 令和元年11月24日（日）10時〜11時40分、体育館. The line opens
/// with a full date and time, or with the word for it, and is no sentence with a verb in the past.
pub(super) fn meeting(reading: &Reading, sentence: usize, dates: &[Mention<Dated>]) -> Option<Date> {
    let own = reading.view.sentences[sentence].span;
    let first = dates.first()?;
    let time = &first.value.time;
    let full = time.anchor == Anchor::Explicit && time.granularity >= Granularity::Hour && !first.value.past;
    let before = reading.view.text[own.start..first.view.start].trim_matches([' ', '：', ':', '・', '■', '○', '*']);
    (full && (before.is_empty() || before == "日時")).then(|| time.span.lower.map(|l| l.date())).flatten()
}

/// Returns true if nothing but signs stands before a view offset in its block.
pub(super) fn opens_block(reading: &Reading, block: usize, at: usize) -> bool {
    let start = reading.view.blocks[block].0.start;
    !reading.view.text[start..at].contains(char::is_alphanumeric)
}

/// What a block says after a view offset.
pub(super) fn after(reading: &Reading, block: usize, at: usize) -> &str {
    let end = reading.view.blocks[block].0.end.max(at);
    &reading.view.text[at..end]
}
