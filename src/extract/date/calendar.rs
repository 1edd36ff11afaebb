//! Years, months, weeks and days, in the order a date is written.

use super::cursor::Cursor;
use super::parse::DASHES;
use super::raw::{Field, Raw, Shape, Sub};
use crate::lexicon::{Class, Part, Word, era_at, eras, word_at};
use jiff::civil::Weekday;

/// Year, month, week and day parts in order, each optional.
pub(super) fn calendar(c: &mut Cursor) -> Option<Raw> {
    let mut raw = Raw::new(Shape::Calendar);
    let start = c.at;
    year(c, &mut raw);
    if raw.year.is_some() {
        c.eat("の");
    }
    let after_year = *c;
    if month(c, &mut raw) {
        let mut ahead = *c;
        ahead.eat("の");
        ahead.skip_blanks();
        if sub(&mut ahead, &mut raw) || day(&mut ahead, &mut raw) {
            *c = ahead;
        }
    } else if raw.year.is_some() {
        let mut ahead = after_year;
        if !(sub(&mut ahead, &mut raw) || season(&mut ahead, &mut raw)) {
            ahead = after_year;
            if ahead.before().ends_with('の') {
                ahead.at -= "の".len();
            }
        }
        *c = ahead;
    } else if !day(c, &mut raw) {
        week(c, &mut raw);
    }
    (c.at > start).then_some(raw)
}

fn year(c: &mut Cursor, raw: &mut Raw) {
    if let Some(by_era) = bare_year(c, raw) {
        restated(c, raw, by_era);
    }
}

/// A year without what a bracket says of it; whether it is counted by an era, where a bracket may follow.
fn bare_year(c: &mut Cursor, raw: &mut Raw) -> Option<bool> {
    if let Some(era) = era_at(c.rest()) {
        let mut ahead = *c;
        ahead.at += era.surface.len();
        let n = if ahead.eat("元年") { Some(1) } else { ahead.count(1, 99, &["年"]) };
        if let Some(n) = n {
            *c = ahead;
            raw.year = Some(Field::Is(era.first_year + n as i16 - 1));
            return Some(true);
        }
        return None;
    }
    // R6年, H30.1.26
    if let Some(era) = eras().iter().find(|e| c.rest().starts_with(e.letter))
        && !c.before().ends_with(|p: char| p.is_ascii_alphanumeric())
    {
        let mut ahead = *c;
        ahead.at += 1;
        if let Some(n) = ahead.count(1, 64, &["年", ".", "/"]) {
            raw.year = Some(Field::Is(era.first_year + n as i16 - 1));
            if ahead.before().ends_with('年') {
                *c = ahead;
            } else if let (Some(m), true, Some(d)) =
                (ahead.digits(1, 2), ahead.eat_any(&[".", "/"]).is_some(), ahead.digits(1, 2))
            {
                (raw.month, raw.day) = (Some(Field::Is(m as i8)), Some(Field::Is(d as i8)));
                *c = ahead;
            } else {
                raw.year = None;
            }
        }
        return None;
    }
    if let Some((word, len)) = word_at(c.rest()) {
        if word.class == Class::Year
            && !(word.surface == "前年" && c.rest()[len..].starts_with(['比', '同', '実', 'の']))
        {
            c.at += len;
            raw.year = Some(offset(word));
            return Some(false);
        }
        return None;
    }
    let mut ahead = *c;
    let western = ahead.eat("西暦");
    let quote = ahead.eat("'") || ahead.eat("’");
    let n = ahead.number()?;
    let value = n.int().filter(|_| !n.grouped)?;
    if !ahead.eat("年") || ahead.sees(&["生", "目", "ぶり", "連続", "間"]) && value < 1000 {
        return None;
    }
    let four = n.digits == 4 || n.kanji && value >= 1000;
    if four && (1000..2200).contains(&value) || western {
        *c = ahead;
        raw.year = Some(Field::Is(value as i16));
        return Some(false);
    }
    if (quote || n.digits == 2 && ahead.count(1, 12, &["月"]).is_some()) && value < 100 {
        let mut again = *c;
        again.eat("'");
        again.eat("’");
        again.number();
        again.eat("年");
        *c = again;
        raw.year = Some(Field::Is(value as i16));
        raw.short_year = true;
    }
    None
}

/// 平成30年(2018年), 2018年(平成30年): the same year twice. A bracket after 昨年 is explained by what stands in it.
fn restated(c: &mut Cursor, raw: &mut Raw, by_era: bool) {
    let mut ahead = *c;
    if !ahead.eat("（") {
        return;
    }
    let mut inner = Raw::new(Shape::Calendar);
    bare_year(&mut ahead, &mut inner);
    let bare = if inner.year.is_none() { ahead.digits(4, 4) } else { None };
    let second = match (inner.year, bare) {
        (Some(Field::Is(y)), _) => y,
        (None, Some(y)) => y as i16,
        _ => return,
    };
    if !ahead.eat("）") {
        return;
    }
    if !matches!(raw.year, Some(Field::Is(_))) {
        raw.year = Some(Field::Is(second));
    }
    if let Some(Field::Is(first)) = raw.year {
        if first != second {
            raw.era_mismatch = Some((first, second));
        }
        // the western year is the one a reader checks against
        raw.year = Some(Field::Is(if by_era { second } else { first }));
    }
    *c = ahead;
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

fn sub(c: &mut Cursor, raw: &mut Raw) -> bool {
    const SUBS: [(&str, Sub); 12] = [
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
        if word.surface == "当日" && c.rest()[len..].starts_with("有権者") {
            return false;
        }
        c.at += len;
        raw.day = Some(offset(word));
        raw.part = Part::of(word);
        // きょう17日, あす18日, 同日27日: the number says which
        let mut ahead = *c;
        ahead.eat("の");
        if let Some(n) = ahead.count(1, 31, &["日"]).filter(|_| !ahead.sees(&["目", "間", "連続", "ぶり"])) {
            raw.day = Some(Field::Is(n as i8));
            raw.month = match offset(word) {
                Field::FromDocument(_) => Some(Field::FromDocument(0)),
                other => Some(other),
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
    let next = ahead.eat("翌");
    if next && raw.month.is_some() {
        return false;
    }
    let Some(n) = ahead.count(1, 31, &["日"]) else { return false };
    if raw.month.is_none()
        && raw.week.is_none()
        && ahead.sees(&[
            "間",
            "目",
            "ぶり",
            "連続",
            "以内",
            "後",
            "前",
            "平均",
            "も早",
            "あたり",
            "当たり",
            "程度",
            "未満",
            "おき",
            "ごと",
            "置き",
            "毎",
            "分",
        ])
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

/// 13〜15日: the left end takes the unit of the right.
fn day_range(c: &mut Cursor) -> Option<(i8, i8)> {
    let mut ahead = *c;
    let from = ahead.digits(1, 2).filter(|n| (1..=31).contains(n))?;
    ahead.skip_blanks();
    ahead.eat_any(&DASHES)?;
    ahead.skip_blanks();
    let to = ahead.count(1, 31, &["日"]).filter(|to| *to > from)?;
    if ahead.sees(&["間", "以内", "程度", "後", "前"]) {
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
            if let Some(w) = weekday(&mut ahead) {
                raw.weekday = Some(w);
                *c = ahead;
            } else if day(&mut ahead, &mut probe) && matches!(probe.day, Some(Field::Is(_))) {
                raw.day = probe.day;
                *c = ahead;
            }
        }
        _ => {
            let mut ahead = *c;
            if let Some(w) = long_weekday(&mut ahead) {
                raw.weekday = Some(w);
                *c = ahead;
            }
        }
    }
}

fn offset<T>(word: &Word) -> Field<T> {
    if word.from_discourse() { Field::FromDiscourse(word.number) } else { Field::FromDocument(word.number) }
}

const WEEKDAYS: [(char, Weekday); 7] = [
    ('月', Weekday::Monday),
    ('火', Weekday::Tuesday),
    ('水', Weekday::Wednesday),
    ('木', Weekday::Thursday),
    ('金', Weekday::Friday),
    ('土', Weekday::Saturday),
    ('日', Weekday::Sunday),
];

fn weekday_char(c: &mut Cursor) -> Option<Weekday> {
    let first = c.peek()?;
    let (_, day) = WEEKDAYS.iter().find(|(w, _)| *w == first)?;
    c.at += first.len_utf8();
    Some(*day)
}

/// 月曜日, 月曜.
pub(super) fn long_weekday(c: &mut Cursor) -> Option<Weekday> {
    let mut ahead = *c;
    let day = weekday_char(&mut ahead)?;
    if !ahead.eat("曜") {
        return None;
    }
    ahead.eat("日");
    *c = ahead;
    Some(day)
}

/// （金）, （金・祝）, （金曜日）, 金曜日.
pub(super) fn weekday(c: &mut Cursor) -> Option<Weekday> {
    if let Some(day) = long_weekday(c) {
        return Some(day);
    }
    let mut ahead = *c;
    ahead.skip_blanks();
    ahead.eat_any(&["（", "［", "["])?;
    let day = weekday_char(&mut ahead)?;
    ahead.eat("曜");
    ahead.eat("日");
    if ahead.eat_any(&["・", "/", "、"]).is_some() {
        ahead.eat_any(&["祝日", "祝", "休日", "休", "振替休日"]);
    }
    ahead.eat_any(&["）", "］", "]"])?;
    *c = ahead;
    Some(day)
}
