//! Years, months, weeks and days, in the order a date is written.

use super::parse::DASHES;
use super::raw::{Field, Raw, Shape, Sub};
use super::year::offset;
use super::{weekday, year};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Class, MarkUse, NamedDay, Part, Table, Uses, mark_at, named_day_at, table, word_at};
use crate::text::{is_hiragana, is_noun_char};
use serde::Deserialize;

/// What a word of `calendar.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a number and 日, which are a length then.
    DaysLong,
    /// After two numbers and 日, which are lengths then.
    DayRangeLong,
    /// After the name of a day, which is no part of a longer word then: クリスマス前, but not クリスマス商戦.
    DayGoesOn,
    /// After きょう and a number with 日, which is a length then and not which day it is.
    NoDayNumber,
}

static WORDS: Table<Uses<Use>> = table!("calendar.csv", Uses::new);

/// Year, month, week and day parts in order, each optional.
pub(crate) fn calendar(c: &mut Cursor) -> Option<Raw> {
    let mut raw = Raw::new(Shape::Calendar);
    let start = c.at;
    year::read(c, &mut raw);
    if raw.year_to.is_some() || raw.sub.is_some() || matches!(raw.month, Some(Field::Is(_))) {
        return Some(raw);
    }
    let after_year = *c;
    if raw.year.is_some() {
        c.eat("の");
    }
    if let Some(day) = named(c) {
        raw.shape = Shape::Day(day);
        return Some(raw);
    }
    if raw.year.is_none()
        && let Some((nth, day)) = weekday::nth(c)
    {
        // 第3水曜日 of the month spoken of
        (raw.nth, raw.weekday, raw.month) = (Some(nth), Some(day), Some(Field::FromDiscourse(0)));
        return Some(raw);
    }
    if month(c, &mut raw) {
        let mut ahead = *c;
        ahead.eat("の");
        ahead.skip_blanks();
        if let Some((nth, day)) = weekday::nth(&mut ahead) {
            (raw.nth, raw.weekday) = (Some(nth), Some(day));
            *c = ahead;
        } else if sub(&mut ahead, &mut raw) || day(&mut ahead, &mut raw) {
            *c = ahead;
        }
    } else if raw.year.is_some() {
        let mut ahead = *c;
        *c = if sub(&mut ahead, &mut raw) || season(&mut ahead, &mut raw) { ahead } else { after_year };
    } else if !day(c, &mut raw) {
        week(c, &mut raw);
    }
    (c.at > start).then_some(raw)
}

/// 元日, クリスマス, but not クリスマス商戦 or 正月飾り.
fn named(c: &mut Cursor) -> Option<&'static NamedDay> {
    let (day, len) = named_day_at(c.rest())?;
    let next = c.rest()[len..].chars().next();
    let compound = next.is_some_and(is_noun_char);
    let counted = next.is_some_and(crate::extract::number::can_start);
    if compound && !counted && !WORDS.begins(&c.rest()[len..], Use::DayGoesOn) {
        return None;
    }
    c.at += len;
    Some(day)
}

fn month(c: &mut Cursor, raw: &mut Raw) -> bool {
    if let Some((word, len)) = word_at(c.rest()).filter(|(w, _)| w.class == Class::Month) {
        c.at += len;
        raw.month = Some(offset(word));
        return true;
    }
    let mut ahead = *c;
    let Some(n) = ahead.count(1, 12, &["月"]) else { return false };
    // 1月号, 3月期 and 12月決算 belong to other readers
    if ahead.sees(&["号", "期", "決算"]) {
        return false;
    }
    *c = ahead;
    raw.month = Some(Field::Is(n as i8));
    true
}

pub(crate) fn sub(c: &mut Cursor, raw: &mut Raw) -> bool {
    const SUBS: [(&str, Sub); 16] = [
        ("上半期", Sub::Half(1)),
        ("上期", Sub::Half(1)),
        ("下半期", Sub::Half(2)),
        ("下期", Sub::Half(2)),
        ("上旬", Sub::TenDays(1)),
        ("初旬", Sub::TenDays(1)),
        ("中旬", Sub::TenDays(2)),
        ("下旬", Sub::TenDays(3)),
        ("初め", Sub::Start),
        ("はじめ", Sub::Start),
        ("初頭", Sub::Start),
        ("半ば", Sub::Mid),
        ("なかば", Sub::Mid),
        ("末", Sub::End),
        ("前半", Sub::Half(1)),
        ("後半", Sub::Half(2)),
    ];
    let found = SUBS.iter().find(|(w, _)| c.eat(w));
    raw.sub = found.map(|(_, s)| *s).or(raw.sub);
    found.is_some()
}

fn season(c: &mut Cursor, raw: &mut Raw) -> bool {
    match word_at(c.rest()) {
        Some((w, len)) if w.class == Class::Season => {
            c.at += len;
            raw.sub = Some(Sub::Season(w.number as i8, &w.anchor));
            true
        }
        _ => false,
    }
}

fn day(c: &mut Cursor, raw: &mut Raw) -> bool {
    if let Some((word, len)) = word_at(c.rest()).filter(|(w, _)| w.class == Class::Day) {
        // 当日有権者 is a fixed term, 次の日曜日 no 次の日
        let rest = &c.rest()[len..];
        if word.surface == "当日" && rest.starts_with("有権者")
            || word.surface.ends_with('日') && rest.starts_with('曜')
        {
            return false;
        }
        c.at += len;
        raw.day = Some(offset(word));
        raw.part = Part::of(word);
        // きょう17日, あす18日, 同日27日: the number says which
        let mut ahead = *c;
        ahead.eat("の");
        if let Some(n) = ahead.count(1, 31, &["日"]).filter(|_| !WORDS.begins(ahead.rest(), Use::NoDayNumber)) {
            raw.day = Some(Field::Is(n as i8));
            raw.month = match offset::<i8>(word) {
                Field::FromDocument(n) => {
                    raw.said = Some(n);
                    Some(Field::FromDocument(0))
                }
                // 前日の12日 is of the month spoken of, whatever the steps
                _ => Some(Field::FromDiscourse(0)),
            };
            *c = ahead;
        }
        return true;
    }
    if let Some((from, to)) = day_range(c) {
        (raw.day, raw.day_to) = (Some(Field::Is(from)), Some(to));
        return true;
    }
    let mut ahead = *c;
    if rate_before(c) {
        return false;
    }
    let next = ahead.eat("翌");
    if next && raw.month.is_some() {
        return false;
    }
    let Some(n) = ahead.count(1, 31, &["日"]) else { return false };
    if raw.month.is_none()
        && raw.week.is_none()
        && (WORDS.begins(ahead.rest(), Use::DaysLong) || mark_at(ahead.rest(), MarkUse::Length).is_some())
    {
        return false;
    }
    if raw.month.is_some() && ahead.sees(&["間", "連続", "目"]) {
        return false;
    }
    // 翌28日 is the 28th of the month spoken of, or of the next
    if next {
        raw.month = Some(Field::FromDiscourse(0));
    }
    raw.day = Some(Field::Is(n as i8));
    *c = ahead;
    true
}

/// Whether the days at the cursor are counted per something: 3泊4日, 週5日, 月10日, 中2日.
pub(crate) fn rate_before(c: &Cursor) -> bool {
    let before = c.before();
    let apart = |b: &str| b.is_empty() || b.ends_with(|p: char| !p.is_alphanumeric() || is_hiragana(p));
    before.ends_with(['泊', '計']) || ["年", "月", "週", "中"].iter().any(|w| before.strip_suffix(w).is_some_and(apart))
}

/// 13〜15日: the left end takes the unit of the right.
fn day_range(c: &mut Cursor) -> Option<(i8, i8)> {
    let mut ahead = *c;
    let from = ahead.digits(1, 2).filter(|n| (1..=31).contains(n))?;
    ahead.skip_blanks();
    let listed = ahead.eat_any(&DASHES).is_none();
    if listed {
        ahead.eat_any(&["、", "・", ","])?;
    }
    ahead.skip_blanks();
    // 13、14日 is both days; of 3、14日 the first is left alone
    let both = || {
        let mut end = ahead;
        let to = end.digits(1, 2).filter(|_| end.sees(&["の両日"]))?;
        Some((to, end))
    };
    if let Some((to, end)) = both().filter(|(to, _)| listed && *to == from + 1 && *to <= 31) {
        *c = end;
        return Some((from as i8, to as i8));
    }
    let to = ahead.count(1, 31, &["日"]).filter(|to| if listed { *to == from + 1 } else { *to > from })?;
    if WORDS.begins(ahead.rest(), Use::DayRangeLong) {
        return None;
    }
    *c = ahead;
    Some((from as i8, to as i8))
}

fn week(c: &mut Cursor, raw: &mut Raw) {
    match word_at(c.rest()) {
        Some((word, len)) if word.class == Class::Week => {
            c.at += len;
            raw.week = Some(offset(word));
            let mut ahead = *c;
            ahead.eat("の");
            let mut probe = Raw::new(Shape::Calendar);
            if let Some(w) = weekday::any(&mut ahead) {
                raw.weekday = Some(w);
                *c = ahead;
            } else if day(&mut ahead, &mut probe) && matches!(probe.day, Some(Field::Is(_))) {
                (raw.day, raw.day_to) = (probe.day, probe.day_to);
                *c = ahead;
            }
        }
        _ => {
            // a cell of a timetable holds （月） alone; elsewhere it counts months
            let mut ahead = *c;
            let alone = || c.at == 0 && weekday::any(&mut { ahead }).is_some_and(|_| c.text.chars().count() == 3);
            if alone() {
                raw.weekday = weekday::any(&mut ahead);
                *c = ahead;
            } else if let Some(w) = weekday::long(&mut ahead) {
                raw.weekday = Some(w);
                *c = ahead;
            }
        }
    }
}
