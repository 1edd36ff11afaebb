//! Lengths counted from something the text has just named: 2014年以来4年ぶり, 42分後の12時7分.

use super::{When, Written};
use crate::check::Report;
use crate::claim::slice;
use crate::lexicon::{Phrases, Table, table};
use crate::value::Granularity;
use jiff::Unit;
/// In a sentence that counts to a year to come.
static WORDS: Table<Phrases> = table!("since.csv", Phrases::new);

/// 11時25分に気づいた。42分後の12時7分に止めた: counted from the clock time or day before it, where nothing else is named.
pub(crate) fn later(report: &mut Report, k: usize) {
    let record = report.record;
    let text = &record.reading.view.text;
    let [Some(from), Some(shift), Some(to)] =
        [k.checked_sub(1), Some(k), Some(k + 1)].map(|i| i.and_then(|i| record.dates.get(i)))
    else {
        return;
    };
    let length = shift.view.of(text);
    let unit = ["分後", "時間後", "日後"].iter().find_map(|u| length.strip_suffix(u));
    let counted = unit.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
    let start = record.reading.view.sentences[shift.sentence as usize].span.start;
    let own = start == shift.view.start || text[..shift.view.start].ends_with('、');
    let near = shift.sentence - from.sentence <= 1 && shift.sentence == to.sentence;
    if !counted || !own || !near || text.get(shift.view.end..to.view.start) != Some("の") {
        return;
    }
    let clock = |m: When| matches!(m.value.time.granularity, Granularity::Hour | Granularity::Minute);
    let day = |m: When| m.value.time.granularity == Granularity::Day && m.value.time.day().is_some();
    let days = length.ends_with("日後");
    let fits = if days { day(from) && day(to) } else { clock(from) && clock(to) };
    let start = |m: When| m.value.time.span.lower;
    let (Some(a), Some(b)) = (start(from), start(to)) else { return report.skips() };
    let Some(stated) = minutes(&shift.value.time.timex) else { return report.skips() };
    if !fits || from.value.time.modifier.is_some() || to.value.time.modifier.is_some() || b < a {
        return report.skips();
    }
    let minutes = b.since((Unit::Minute, a)).map_or(0, |s| s.get_minutes());
    if minutes == stated {
        return report.holds();
    }
    let should = if days { format!("{}日後", minutes / 1440) } else { format!("{}後", spoken(minutes)) };
    differs(report, (from, to), shift, &should);
}

/// Reports a length that is not what lies between two dates or times.
pub(crate) fn differs(report: &mut Report, (from, to): (When, When), length: When, should: &str) {
    let text = &report.record.document.text;
    let (x, y, l) = (from.span.of(text), to.span.of(text), length.span.of(text));
    let message = format!("「{l}」とあるが、{x}から{y}は{should}です");
    let place = report.place(length.span, format!("計算では{should}"));
    let related = vec![report.place(from.span, "始まり"), report.place(to.span, "終わり")];
    report.fails(place, related, message).suggestion = format!("{should}にするか、「{x}」と「{y}」を確かめる");
}

/// Minutes of a length as written, of one unit: PT42M, PT2H, P3D.
fn minutes(timex: &str) -> Option<i64> {
    let body = timex.strip_prefix('P')?;
    let length = body.trim_start_matches('T');
    let (number, unit) = length.split_at_checked(length.len().checked_sub(1)?)?;
    let each = match (body.starts_with('T'), unit) {
        (true, "M") => 1,
        (true, "H") => 60,
        (false, "D") => 24 * 60,
        _ => return None,
    };
    number.parse::<i64>().ok()?.checked_mul(each)
}

/// Minutes as hours and minutes.
pub(crate) fn spoken(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m}分"),
        (h, 0) => format!("{h}時間"),
        (h, m) => format!("{h}時間{m}分"),
    }
}

/// What a length is counted from, 2014年以来4年ぶり or 1973年の創業以来48年, and whether something came again.
pub(crate) fn start<'a>(report: &Report<'a>, k: usize) -> Option<(When<'a>, bool)> {
    let record = report.record;
    let length = &record.dates[k];
    let from = record.dates.get(k.checked_sub(1)?)?;
    let gap = record.reading.view.text.get(from.view.end..length.view.start)?;
    let again = record.reading.view.text[..length.view.end].ends_with("ぶり");
    let head = gap.trim_end_matches(['、', 'の']).strip_suffix("以来")?;
    let noun = head.starts_with('の') && head.chars().count() <= 6;
    (from.sentence == length.sentence && (noun || head.is_empty() && again)).then_some((from, again))
}

/// Now is another year the sentence names, else that of publication.
pub(crate) fn compare(report: &mut Report, from: When, length: When, written: Written, again: bool) {
    let (Written::Years(n), Some(base), Some(published)) =
        (written, from.value.time.span.lower, report.record.document.published)
    else {
        return report.skips();
    };
    let sentence = report.record.reading.view.sentence(length.sentence as usize);
    let others = slice(&report.record.dates, length.sentence as usize);
    let named = others.iter().filter(|m| m.view != from.view).filter_map(|m| m.value.time.span.lower);
    let mut years: Vec<i16> = named.map(|l| l.year()).collect();
    years.push(published.year());
    // what a fiscal year or a season had ended in is told in the spring after
    if published.month() <= 3 {
        years.push(published.year() - 1);
    }
    let to_come = WORDS.any_in(sentence);
    if to_come || length.value.time.modifier.is_some() {
        return report.skips();
    }
    let apart = |y: &i16| i64::from(*y - base.year());
    // the anniversary may be to come, or the first year be counted
    let slack = if again { 0 } else { 1 };
    if years.iter().any(|y| (apart(y) - n).abs() <= slack) {
        return report.holds();
    }
    let Some(should) = years.iter().map(apart).find(|d| *d > 0 && (*d - n).abs() <= 10) else { return report.skips() };
    let should = format!("{should}年{}", if again { "ぶり" } else { "" });
    let text = &report.record.document.text;
    let (f, l) = (from.span.of(text), length.span.of(text));
    let message = format!("「{l}」とあるが、{f}以来なら{should}です");
    let place = report.place(length.span, format!("計算では{should}"));
    let related = vec![report.place(from.span, "始まり")];
    report.fails(place, related, message).suggestion = format!("{should}にするか、「{f}」を確かめる");
}
