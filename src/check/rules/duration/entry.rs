//! Lengths counted from what another entry of a chronicle tells: 着地の確認から36分, 指示から破堤まで1時間55分.

use super::length::{Length, When, Written, differs, months_apart, spoken};
use crate::check::Report;
use crate::extract::Record;
use crate::text::{BlockKind, Span, is_kanji, is_katakana};
use crate::value::{Granularity, TimexType};
use jiff::civil::Date;
use jiff::{Span as Time, Unit};

/// How many characters an entry has at most; longer ones are running text, which tells of more than one event.
const ENTRY: usize = 120;

/// How many characters of a label may stand before the date of an entry.
const LABEL: usize = 16;

/// How many entries a chronicle has at most in which events are looked up: each length is held to all of them.
const ENTRIES: usize = 300;

/// An item, a line or a row of a table that begins with a point in time and tells what happened then.
pub(super) struct Entry<'a> {
    when: When<'a>,
    view: Span,
}

/// The entries of a document.
pub(super) fn entries(record: &Record) -> Vec<Entry<'_>> {
    let mut dates = record.dates.iter().peekable();
    let mut out = Vec::new();
    for (view, row) in lines(record) {
        let mut own = Vec::new();
        while let Some(m) = dates.next_if(|m| m.view.start < view.end) {
            own.push(m);
        }
        let text = view.of(&record.reading.view.text);
        let opens = |m: &When| {
            let label = record.reading.view.text.get(view.start..m.view.start).unwrap_or("");
            label.chars().count() <= LABEL && !label.contains(['。', 'は'])
        };
        // a row may tell the day and the time in two cells
        let when = if row { own.into_iter().rfind(|m| is_point(m)) } else { own.into_iter().next().filter(opens) };
        if let Some(when) = when.filter(|m| is_point(m) && text.chars().count() <= ENTRY) {
            out.push(Entry { when, view });
        }
    }
    out
}

/// The lines of a document: each block, and all cells of a row together, with whether it is a row.
fn lines(record: &Record) -> Vec<(Span, bool)> {
    let mut out: Vec<(Span, bool)> = Vec::new();
    let mut last = None;
    for (span, kind) in &record.reading.view.blocks {
        let row = match kind {
            BlockKind::Cell { table, row, .. } => Some((*table, *row)),
            _ => None,
        };
        match out.last_mut().filter(|_| row.is_some() && row == last) {
            Some((line, _)) => line.end = span.end,
            None => out.push((*span, row.is_some())),
        }
        last = row;
    }
    out
}

/// Returns true if a date is a day or a time of day.
fn is_point(m: When) -> bool {
    let t = &m.value.time;
    let fine = matches!(t.granularity, Granularity::Day | Granularity::Hour | Granularity::Minute);
    fine && t.kind != TimexType::Duration
        && t.kind != TimexType::Set
        && t.span.lower.is_some()
        && !t.value.contains('/')
}

/// The readings of what a length is counted from and to. Several entries may tell of what the words before から name.
type Readings<'a> = Vec<(When<'a>, When<'a>)>;

/// What the length at `index` is counted from and to, if an entry tells of each.
pub(super) fn find<'a>(record: &'a Record, entries: &[Entry<'a>], index: usize) -> Readings<'a> {
    if entries.len() > ENTRIES {
        return Vec::new();
    }
    let view = &record.reading.view;
    let length = &record.dates[index];
    let head = &view.text[view.sentences[length.sentence as usize].span.start..length.view.start];
    let clause = head.rsplit(['、', '。', '「', '（', '：', '\n', '◆']).find(|c| !c.is_empty()).unwrap_or("");
    let clause = clause.trim_end_matches(['は', 'に', 'の', '約']);
    let own = || entries.iter().find(|e| e.view.start <= length.view.start && length.view.end <= e.view.end);
    let told = |event: &str| -> Vec<When<'a>> {
        let here = |e: &&Entry| !(e.view.start <= length.view.start && length.view.end <= e.view.end);
        entries.iter().filter(here).filter(|e| tells(e.view.of(&view.text), event)).map(|e| e.when).collect()
    };
    let here = || own().map(|e| e.when).filter(|w| w.view.end <= length.view.start).into_iter().collect::<Vec<_>>();
    let (from, to) = match (clause.strip_suffix("まで"), clause.strip_suffix("から")) {
        (Some(span), _) => match span.split_once("から") {
            Some((from, "ここ")) => (told(from), here()),
            Some((from, to)) => (told(from), told(to)),
            None => return Vec::new(),
        },
        (None, Some(from)) => (told(from), here()),
        (None, None) => return Vec::new(),
    };
    let start = |m: When| m.value.time.span.lower;
    let pairs = from.iter().flat_map(|a| to.iter().map(move |b| (*a, *b)));
    pairs.filter(|(a, b)| start(a) < start(b)).collect()
}

/// Returns true if a line tells of an event that is named by nouns: 着地を確認 of 着地の確認.
fn tells(line: &str, event: &str) -> bool {
    let noun = |c: char| is_kanji(c) || is_katakana(c);
    let named = |part: &str| part.chars().count() >= 2 && part.contains(noun) && line.contains(part);
    event.chars().count() <= 14 && !event.contains('は') && event.split('の').all(named)
}

/// Compares a length with what lies between two entries. Where several may be meant, one that fits is.
pub(super) fn compare(report: &mut Report, readings: &Readings, length: Length) {
    let off: Option<Vec<String>> = readings.iter().map(|(from, to)| should(from, to, length).err()).collect();
    match (off, readings.first()) {
        (None, _) => report.holds(),
        // what happened first is what the words mean, where two entries tell of it
        (Some(off), Some(first)) if readings.len() <= 2 && !off[0].is_empty() => {
            differs(report, *first, length.mention, &off[0]);
        }
        _ => report.skips(),
    }
}

/// Nothing where a length is what lies between two points, else what it should be; empty where they cannot be compared.
fn should(from: When, to: When, length: Length) -> Result<(), String> {
    let (Some(a), Some(b)) = (from.value.time.span.lower, to.value.time.span.lower) else { return Err(String::new()) };
    let about = i64::from(length.about) + 1;
    let days = b.date().since((Unit::Day, a.date())).map_or(0, |s| i64::from(s.get_days()));
    let apart = |end: Option<Date>| {
        end.and_then(|end| b.date().since((Unit::Day, end)).ok()).map(|s| i64::from(s.get_days()).abs())
    };
    let fits = |holds: bool, said: String| if holds { Ok(()) } else { Err(said) };
    match length.written {
        Written::Days(n) => fits((n - days).abs() <= about + days / 20 * (about - 1), format!("{days}日")),
        Written::Weeks(n) => fits((n * 7 - days).abs() <= 3 * about, format!("{days}日")),
        Written::Months(n) => match apart(months_after(a.date(), n)) {
            Some(off) => fits(off <= if n > 12 { 31 } else { 10 } * about, format!("{days}日")),
            None => Err(String::new()),
        },
        Written::Years(n) => match apart(months_after(a.date(), n * 12)) {
            Some(off) => fits(off <= 184 * about, format!("{}カ月", months_apart(a.date(), b.date()))),
            None => Err(String::new()),
        },
        Written::Clock => {
            let clock = |m: When| matches!(m.value.time.granularity, Granularity::Hour | Granularity::Minute);
            let exact = |m: When| m.value.time.granularity == Granularity::Minute && m.value.time.modifier.is_none();
            let Some((low, high)) = length.mention.value.time.minutes.filter(|_| clock(from) && clock(to)) else {
                return Err(String::new());
            };
            let minutes = b.since((Unit::Minute, a)).map_or(0, |s| s.get_minutes());
            let to_the_minute = length.mention.value.time.value.ends_with('M') && exact(from) && exact(to);
            let slack = if to_the_minute { 1 } else { 59 } * about;
            fits(low - slack <= minutes && minutes <= high + slack, spoken(minutes))
        }
    }
}

/// The day so many months after `a`.
fn months_after(a: Date, months: i64) -> Option<Date> {
    a.checked_add(Time::new().try_months(months).ok()?).ok()
}
