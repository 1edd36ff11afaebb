//! By how long something was moved: 公開を5月から8月へ改める。3カ月の遅れとなる.

use super::length::{Length, When, Written, differs, months_apart};
use crate::check::Report;
use crate::extract::Record;
use crate::lexicon::{Phrases, Table, moves_date, replaced_before, table};
use crate::value::Granularity;
use jiff::Unit;

/// After a length: something was moved by it.
static WORDS: Table<Phrases> = table!("shift.csv", Phrases::new);

/// How many sentences may lie between the move and its length.
const REACH: u32 = 2;

/// The two dates between which something was moved by the length at `index`: the only ones near it.
pub(super) fn moved(record: &Record, index: usize) -> Option<(When<'_>, When<'_>)> {
    let view = &record.reading.view;
    let length = &record.dates[index];
    WORDS.after(view.text[length.view.end..].trim_start_matches(['の', 'も', 'ほ', 'ど']))?;
    let near = record.dates[..index].iter().rev().take_while(|m| length.sentence - m.sentence <= REACH);
    let near: Vec<When> = near.collect();
    let mut moves = near.windows(2).filter_map(|pair| {
        let (to, from) = (pair[0], pair[1]);
        let gap = view.text.get(from.view.end..to.view.start)?;
        let rest = &view.text[to.view.end..view.sentences[to.sentence as usize].span.end];
        let joined = ["から", "を", "から、"].contains(&gap) && rest.starts_with(['に', 'へ', 'と']);
        (from.sentence == to.sentence && joined && moves_date(rest)).then_some((from, to))
    });
    let last = moves.next()?;
    // what it is late by against the first plan is no length of the last move
    let said = &view.text[last.1.view.end..length.view.start];
    if replaced_before(said).is_some() {
        return None;
    }
    // completion and opening are both moved: which of them the length is of, only equal ones leave open
    moves.all(|other| apart(other) == apart(last)).then_some(last)
}

/// Days and months from one date to the other.
fn apart((from, to): (When, When)) -> Option<(i64, i64)> {
    let (a, b) = (from.value.time.span.lower?.date(), to.value.time.span.lower?.date());
    Some((i64::from(b.since((Unit::Day, a)).ok()?.get_days()), months_apart(a, b)))
}

pub(super) fn compare(report: &mut Report, moved: (When, When), length: Length) {
    let granularity = |m: When| m.value.time.granularity;
    let (from, to) = moved;
    let comparable = matches!(granularity(from), Granularity::Day | Granularity::Month);
    let Some((days, months)) = apart(moved).filter(|_| comparable && granularity(from) == granularity(to)) else {
        return report.skips();
    };
    let (days, months) = (days.abs(), months.abs());
    let in_days = granularity(from) == Granularity::Day;
    let about = length.about;
    // from 30 April to 15 June are two months to one writer and one and a half to the other
    let slack = i64::from(about || in_days);
    let (stated, computed, slack, should) = match length.written {
        Written::Days(n) if in_days => (n, days, if about { 1 + days / 10 } else { 0 }, format!("{days}日")),
        Written::Weeks(n) if in_days => (n * 7, days, if about { 6 } else { 3 }, format!("{days}日")),
        Written::Months(n) => (n, months, slack, format!("{months}カ月")),
        Written::Years(n) => (n * 12, months, if about { 6 } else { 3 }, format!("{months}カ月")),
        _ => return report.skips(),
    };
    if (stated - computed).abs() <= slack {
        return report.holds();
    }
    differs(report, moved, length.mention, &should);
}
