//! Fiscal years and terms: 平成30年度, 2018年3月期, 第3四半期累計, 4〜12月期, 前年同期.

use super::cursor::Cursor;
use super::parse::{DASHES, quarter};
use super::raw::{Field, Raw, Shape, Term};
use crate::lexicon::{Class, era_at, word_at};

/// Terms that only look like periods: 当期純利益 and 期末配当 are items of a statement.
const ITEMS: [&str; 6] = ["純利益", "純損失", "利益", "末配当", "配当", "報告書"];

pub(super) fn read(c: &mut Cursor) -> Option<Raw> {
    with_year(c).or_else(|| months(c, None)).or_else(|| bare(c))
}

/// A fiscal year written out, and the term in it.
fn with_year(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    let mut short = false;
    let year = if let Some(era) = era_at(c.rest()) {
        ahead.at += era.surface.len();
        let n = if ahead.eat("元年") { 1 } else { ahead.count(1, 99, &["年"])? };
        Field::Is(era.first_year + n as i16 - 1)
    } else if let Some((w, len)) =
        word_at(c.rest()).filter(|(w, _)| matches!(w.class, Class::FiscalYear | Class::NewFiscalYear))
    {
        c.at += len;
        let mut raw = Raw::new(Shape::Fiscal { term: Term::Year, closing: None });
        // 新年度 is the one that began within the last month or begins next
        let number = if w.class == Class::NewFiscalYear { i32::MAX } else { w.number };
        raw.year = Some(if w.from_discourse() { Field::FromDiscourse(number) } else { Field::FromDocument(number) });
        return Some(finish(c, raw));
    } else {
        ahead.eat("'");
        let n = ahead.number()?;
        let value = n.int().filter(|v| !n.grouped && (1..2200).contains(v))?;
        if !ahead.eat("年") {
            return None;
        }
        short = value < 100;
        if (100..1800).contains(&value) || short && n.digits > 2 {
            return None;
        }
        Field::Is(value as i16)
    };
    let mut raw = Raw::new(Shape::Fiscal { term: Term::Year, closing: None });
    (raw.year, raw.short_year) = (Some(year), short);
    if ahead.eat("度") {
        *c = ahead;
        return Some(finish(c, raw));
    }
    let mut closing = ahead;
    if let Some(m) = closing.count(1, 12, &["月期"]) {
        *c = closing;
        raw.shape = Shape::Fiscal { term: Term::Year, closing: Some(m as i8) };
        return Some(finish(c, raw));
    }
    if short {
        return None;
    }
    let raw = months(&mut ahead, Some(year))?;
    *c = ahead;
    Some(raw)
}

/// The term within a year just read.
fn finish(c: &mut Cursor, mut raw: Raw) -> Raw {
    let mut ahead = *c;
    ahead.skip_blanks();
    ahead.eat("の");
    if let (Some(term), Shape::Fiscal { closing, .. }) = (term(&mut ahead), &raw.shape) {
        raw.shape = Shape::Fiscal { term, closing: *closing };
        *c = ahead;
    }
    raw
}

fn term(c: &mut Cursor) -> Option<Term> {
    let start = *c;
    let found = quarter(c).or_else(|| {
        let (w, len) = word_at(c.rest()).filter(|(w, _)| matches!(w.class, Class::Half))?;
        c.at += len;
        Some(Term::Half(w.number as i8))
    });
    if found.is_none() || c.sees(&ITEMS) {
        *c = start;
        return None;
    }
    found
}

/// 4〜12月期, 4〜12月, 4月〜12月.
fn months(c: &mut Cursor, year: Option<Field<i16>>) -> Option<Raw> {
    let mut ahead = *c;
    let from = ahead.count(1, 12, &["月", ""])?;
    ahead.eat_any(&DASHES)?;
    let to = ahead.count(1, 12, &["月"])?;
    if ahead.rest().starts_with(|d: char| d.is_ascii_digit()) || ahead.sees(&["上旬", "中旬", "下旬", "末"]) {
        return None;
    }
    ahead.eat("期");
    *c = ahead;
    let mut raw = Raw::new(Shape::Months(from as i8, to as i8));
    raw.year = year;
    Some(raw)
}

/// Terms without a year.
fn bare(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    if let Some(term) = term(&mut ahead) {
        *c = ahead;
        return Some(Raw::new(Shape::Fiscal { term, closing: None }));
    }
    let (w, len) = word_at(c.rest())?;
    let rest = &c.rest()[len..];
    let shape = match w.class {
        Class::Term if !ITEMS.iter().any(|i| rest.starts_with(i)) && !rest.starts_with(['間', '待']) => {
            Shape::Fiscal { term: Term::Year, closing: None }
        }
        Class::SamePeriod => Shape::SamePeriod(w.number),
        _ => return None,
    };
    c.at += len;
    let mut raw = Raw::new(shape);
    if w.class == Class::Term {
        raw.year =
            Some(if w.from_discourse() { Field::FromDiscourse(w.number) } else { Field::FromDocument(w.number) });
    }
    Some(raw)
}
