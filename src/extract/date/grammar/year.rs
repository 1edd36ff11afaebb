//! Years: 2018年, 平成30年, R6, '18年, 紀元前3年, 昨年, 平成30年(2018年), 2015〜18年.

use super::parse::DASHES;
use super::raw::{Field, Raw, Shape, Sub};
use crate::extract::cursor::Cursor;
use crate::extract::number::Numeral;
use crate::lexicon::{Class, Era, MarkUse, Table, Uses, Word, era_at, mark_at, table, word_at};
use serde::Deserialize;

/// What a word of `year.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After two digits and 年, which are a length then and no year, though に follows.
    Lasting,
    /// After two digits and 年 where the text counts in such years: they are one more.
    YearGoesOn,
    /// After a number and 年, which are a length then or a year of something.
    YearsLong,
    /// After 前年, which is only what something is compared with then.
    LastYearOf,
}

static WORDS: Table<Uses<Use>> = table!("year.csv", Uses::new);

/// Reads a year into `raw`; era dates in figures (R6.4.1, 令和3/7/18) bring month and day with them.
pub(crate) fn read(c: &mut Cursor, raw: &mut Raw) {
    if let Some(by_era) = one(c, raw) {
        restated(c, raw, by_era);
    }
}

/// A year without what a bracket says of it; whether it is counted by an era, where a bracket may follow.
fn one(c: &mut Cursor, raw: &mut Raw) -> Option<bool> {
    if let Some(era) = era_at(c.rest()) {
        return era_year(c, raw, era, era.surface.len(), true).then_some(true);
    }
    // R6年, H30.1.26
    if let Some(era) = c.peek().and_then(Era::at_letter)
        && !c.before().ends_with(|p: char| p.is_ascii_alphanumeric())
    {
        era_year(c, raw, era, era.letter.len_utf8(), false);
        return None;
    }
    if let Some((word, len)) = word_at(c.rest()) {
        return relative(c, raw, word, len).then_some(false);
    }
    let mut ahead = *c;
    if ahead.eat("紀元前") || ahead.eat("BC") {
        let n = ahead.number().and_then(|n| n.int()).filter(|n| (1..9999).contains(n))?;
        if ahead.eat("年") {
            // year 1 before the common era is year 0 of ISO 8601
            raw.year = Some(Field::Is(1 - n as i16));
            *c = ahead;
        }
        return None;
    }
    ahead.eat("翌");
    let western = ahead.eat("西暦") || ahead.eat("紀元後");
    let quote = ahead.eat("'") || ahead.eat("’");
    let n = ahead.number()?;
    let value = n.int().filter(|_| !n.grouped)?;
    if let Some(to) = range(&ahead, &n, value) {
        let (to, at) = to;
        c.at = at;
        (raw.year, raw.year_to) = (Some(Field::Is(value as i16)), Some(to));
        return None;
    }
    // 2021秋 of titles
    if n.digits == 4
        && (1900..2100).contains(&value)
        && let Some((season, len)) = word_at(ahead.rest()).filter(|(w, _)| w.class == Class::Season)
    {
        c.at = ahead.at + len;
        raw.year = Some(Field::Is(value as i16));
        raw.sub = Some(Sub::Season(season.number as i8, &season.anchor));
        return None;
    }
    let born = n.digits == 2 && ahead.sees(&["年生まれ"]);
    if !ahead.eat("年") || value < 1000 && !born && WORDS.begins(ahead.rest(), Use::YearsLong) {
        return None;
    }
    let four = n.digits == 4 || n.kanji && value >= 1000;
    if four && (1000..2200).contains(&value) || western && (1..2200).contains(&value) {
        *c = ahead;
        raw.year = Some(Field::Is(value as i16));
        return Some(false);
    }
    let month_follows = || ahead.clone().count(1, 12, &["月"]).is_some();
    if value < 100 && (quote || born || n.digits == 2 && (month_follows() || says_year(&ahead, &n))) {
        raw.nought = c.text[..ahead.at].trim_end_matches('年').ends_with(&format!("0{value}"));
        *c = ahead;
        raw.year = Some(Field::Is(value as i16));
        (raw.short_year, raw.past) = (true, born);
    }
    None
}

/// Whether what follows two digits and 年 makes them a year and no length: 15年末, 15年に, 15年比; where the sentence
/// before counts in years (2014年、15年), any particle does.
pub(crate) fn says_year(c: &Cursor, n: &Numeral) -> bool {
    let nought = n.value.to_i64().is_some_and(|v| v < 10);
    let start = c.before().trim_end_matches('年').trim_end_matches(|p: char| p.is_ascii_digit());
    if nought || mark_at(c.rest(), MarkUse::Year).is_some() || start.ends_with("前回") || start.ends_with("今回") {
        return true;
    }
    let changed = c
        .before()
        .trim_end_matches(|p: char| p.is_ascii_digit() || p == '年')
        .ends_with(['を', '刑', '役', '期', '錮']);
    if c.sees(&["に"]) {
        return !WORDS.begins(c.rest(), Use::Lasting) && !changed;
    }
    // 鳥越市では17年、 where the text writes 20年3月
    let placed = start.is_empty() || ["では", "には", "でも"].iter().any(|p| start.ends_with(p));
    let nineties = n.value.to_i64().is_some_and(|v| (90..100).contains(&v));
    (c.among_years || nineties || c.short_years && placed && c.sees(&["、"]))
        && !changed
        && WORDS.begins(c.rest(), Use::YearGoesOn)
}

/// 平成30年, 令和元年, 令和3/7/18, H30.1.26; whether a year was read.
fn era_year(c: &mut Cursor, raw: &mut Raw, era: &Era, len: usize, named: bool) -> bool {
    let mut ahead = *c;
    ahead.at += len;
    ahead.skip_blanks();
    let n = if ahead.eat("元年") { Some(1) } else { ahead.count(1, 99, &["年", ".", "/", "-", "・"]) };
    let Some(year) = n.and_then(|n| era.year(n)) else { return false };
    let mark = ahead.before().chars().next_back().unwrap_or('年');
    if mark == '年' {
        *c = ahead;
        raw.year = Some(Field::Is(year));
        return true;
    }
    // in figures only with all three, and a letter takes no hyphen: H30-1-26 is a part number
    let mark = &ahead.text[ahead.at - mark.len_utf8()..ahead.at];
    if !named && !matches!(mark, "." | "/") {
        return false;
    }
    if let (Some(m), true, Some(d)) = (ahead.digits(1, 2), ahead.eat(mark), ahead.digits(1, 2))
        && (1..=12).contains(&m)
        && (1..=31).contains(&d)
    {
        raw.year = Some(Field::Is(year));
        (raw.month, raw.day) = (Some(Field::Is(m as i8)), Some(Field::Is(d as i8)));
        *c = ahead;
    }
    false
}

/// 昨年, 同年, 今春.
fn relative(c: &mut Cursor, raw: &mut Raw, word: &'static Word, len: usize) -> bool {
    let rest = &c.rest()[len..];
    match word.class {
        Class::Year if !(word.surface == "前年" && WORDS.begins(rest, Use::LastYearOf)) => {
            c.at += len;
            raw.year = Some(offset(word));
            true
        }
        Class::YearSeason => {
            c.at += len;
            raw.year = Some(offset(word));
            let season = word_at(&word.part).map(|(w, _)| w);
            raw.sub = season.map(|s| Sub::Season(s.number as i8, &s.anchor));
            false
        }
        _ => false,
    }
}

/// 2015〜18年, 2015―2018年, 2015、16年: the last year and the end of it. 2015〜18年度 and 2018年1〜3月 are read elsewhere.
fn range(c: &Cursor, first: &Numeral, value: i64) -> Option<(i16, usize)> {
    if first.digits != 4 || !(1800..2200).contains(&value) {
        return None;
    }
    let mut ahead = *c;
    let listed = ahead.eat_any(&DASHES).is_none();
    if listed {
        ahead.eat_any(&["、", "・"])?;
    }
    let digits = ahead.at;
    let to = ahead.count(0, 2199, &["年"])?;
    let width = ahead.text[digits..].bytes().take_while(u8::is_ascii_digit).count();
    let to = if width == 2 { value / 100 * 100 + to } else { to };
    let fits = matches!(width, 2 | 4) && if listed { to == value + 1 } else { to > value };
    (fits && !ahead.sees(&["度", "間", "代", "前", "後"]) && ahead.clone().count(1, 12, &["月"]).is_none())
        .then_some((to as i16, ahead.at))
}

/// 平成30年(2018年), 2018年(平成30年): the same year twice. A bracket after 昨年 is explained by what stands in it.
fn restated(c: &mut Cursor, raw: &mut Raw, by_era: bool) {
    let mut ahead = *c;
    if !ahead.eat("（") {
        return;
    }
    let mut inner = Raw::new(Shape::Calendar);
    one(&mut ahead, &mut inner);
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

/// A word's steps from its anchor.
pub(crate) fn offset<T>(word: &Word) -> Field<T> {
    if word.from_discourse() { Field::FromDiscourse(word.number) } else { Field::FromDocument(word.number) }
}
