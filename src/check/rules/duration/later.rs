//! Points counted from the one before: 11時25分に気づいた。42分後の12時7分に止めた.

use super::length::{When, differs, spoken};
use crate::check::Report;
use crate::value::Granularity;
use jiff::Unit;

/// Compares the offset at `index` with the points before and after it, where nothing else is named.
pub(super) fn check(report: &mut Report, index: usize) {
    let record = report.record;
    let text = &record.reading.view.text;
    let at = |i: usize| record.dates.get(i);
    let (Some(from), Some(shift), Some(to)) = (index.checked_sub(1).and_then(at), at(index), at(index + 1)) else {
        return;
    };
    let length = shift.view.of(text);
    let unit = ["分後", "時間後", "日後"].iter().find_map(|u| length.strip_suffix(u));
    let counted = unit.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
    let start = record.reading.view.sentences[shift.sentence as usize].span.start;
    let own = start == shift.view.start || text[..shift.view.start].ends_with('、');
    let near = shift.sentence - from.sentence <= 1 && shift.sentence == to.sentence;
    if counted && own && near && text.get(shift.view.end..to.view.start) == Some("の") {
        compare(report, (from, to), shift, length.ends_with("日後"));
    }
}

fn compare(report: &mut Report, (from, to): (When, When), shift: When, days: bool) {
    let clock = |m: When| matches!(m.value.time.granularity, Granularity::Hour | Granularity::Minute);
    let day = |m: When| m.value.time.granularity == Granularity::Day && m.value.time.day().is_some();
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

/// Minutes of a length as written, of one unit: `PT42M`, `PT2H`, `P3D`.
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
