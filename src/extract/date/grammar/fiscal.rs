//! Fiscal years and terms: 平成30年度, 2018年3月期, 第3四半期累計, 4〜12月期, 前年同期.

use super::parse::DASHES;
use super::raw::{Field, Raw, Shape, Term};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Class, Era, Table, Uses, era_at, table, word_at};
use serde::Deserialize;

/// What a word of `fiscal.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a word for a term, which only looks like a period then: an item of a statement.
    StatementItem,
    /// After a quarter as 3Q that stands without its year.
    AfterQuarter,
}

static WORDS: Table<Uses<Use>> = table!("fiscal.csv", Uses::new);

pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    with_year(c).or_else(|| months(c, None)).or_else(|| bare(c))
}

/// A fiscal year written out, and the term in it.
fn with_year(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    if let Some((w, len)) =
        word_at(c.rest()).filter(|(w, _)| matches!(w.class, Class::FiscalYear | Class::NewFiscalYear))
    {
        c.at += len;
        let mut raw = Raw::new(Shape::Fiscal { term: Term::Year, closing: None, corporate: false });
        // 新年度 is the one that began within the last month or begins next
        let number = if w.class == Class::NewFiscalYear { i32::MAX } else { w.number };
        raw.year = Some(if w.from_discourse() { Field::FromDiscourse(number) } else { Field::FromDocument(number) });
        return Some(finish(c, raw));
    }
    let mut raw = Raw::new(Shape::Fiscal { term: Term::Year, closing: None, corporate: false });
    if ahead.eat("FY") {
        let year = ahead.digits(4, 4).or_else(|| ahead.digits(2, 2))?;
        (raw.year, raw.short_year) = (Some(Field::Is(year as i16)), year < 100);
        *c = ahead;
        return Some(finish(c, raw));
    }
    let (year, short) = written_year(&mut ahead)?;
    (raw.year, raw.short_year) = (Some(Field::Is(year)), short);
    raw.nought = short && ahead.before().ends_with(&format!("0{year}"));
    let mut to = ahead;
    if !short
        && to.eat_any(&DASHES).is_some()
        && let Some((last, short)) = written_year(&mut to)
        && to.eat("年度")
    {
        let last = match era_at(c.rest()) {
            Some(era) if short => era.year(last.into())?,
            _ if short => year / 100 * 100 + last,
            _ => last,
        };
        raw.year_to = Some(last).filter(|l| *l > year);
        *c = to;
        return raw.year_to.is_some().then_some(raw);
    }
    if !ahead.eat("年") {
        return None;
    }
    if ahead.eat("度") {
        *c = ahead;
        return Some(finish(c, raw));
    }
    let mut closing = ahead;
    if let Some(m) = closing.count(1, 12, &["月期", "月末期"]) {
        *c = closing;
        raw.shape = Shape::Fiscal { term: Term::Year, closing: Some(m as i8), corporate: true };
        return Some(finish(c, raw));
    }
    if let Some(mut found) = months(&mut ahead, raw.year) {
        (found.short_year, found.nought) = (short, raw.nought);
        *c = ahead;
        return Some(found);
    }
    if short {
        return None;
    }
    // 2018年第1四半期 without 度 is a quarter of the calendar year
    let mut calendar = ahead;
    calendar.skip_blanks();
    calendar.eat("の");
    if let Some(Term::Quarter(n)) = quarter(&mut calendar, false) {
        *c = calendar;
        raw.shape = Shape::Quarter(n);
        return Some(raw);
    }
    None
}

/// A year before its 年 or 年度, and whether only two digits of it are written.
fn written_year(c: &mut Cursor) -> Option<(i16, bool)> {
    if let Some(era) = era_at(c.rest()) {
        let mut ahead = *c;
        ahead.at += era.surface.len();
        let n = if ahead.eat("元") { 1 } else { ahead.number()?.int().filter(|n| (1..100).contains(n))? };
        *c = ahead;
        return Some((era.year(n)?, false));
    }
    let mut ahead = *c;
    if let Some(era) = ahead.peek().and_then(Era::at_letter) {
        ahead.at += era.letter.len_utf8();
        let n = ahead.digits(1, 2).filter(|n| (1..65).contains(n) && ahead.sees(&["年度", "年3月期"]))?;
        *c = ahead;
        return Some((era.year(n)?, false));
    }
    ahead.eat("'");
    let n = ahead.number()?;
    let value = n.int().filter(|v| !n.grouped && (1..2200).contains(v))?;
    let short = value < 100;
    if (100..1800).contains(&value) || short && n.digits > 2 {
        return None;
    }
    *c = ahead;
    Some((value as i16, short))
}

/// The term within a year just read.
fn finish(c: &mut Cursor, mut raw: Raw) -> Raw {
    let mut ahead = *c;
    ahead.skip_blanks();
    ahead.eat("の");
    if let (Some(term), Shape::Fiscal { closing, corporate, .. }) = (term(&mut ahead, false), &raw.shape) {
        raw.shape = Shape::Fiscal { term, closing: *closing, corporate: *corporate };
        *c = ahead;
    }
    raw
}

/// The part of a fiscal year at the cursor; `bare` when no year stands before it.
fn term(c: &mut Cursor, bare: bool) -> Option<Term> {
    let start = *c;
    let found = quarter(c, bare).or_else(|| {
        if !bare && c.eat("末") {
            return Some(Term::End);
        }
        let (w, len) = word_at(c.rest()).filter(|(w, _)| matches!(w.class, Class::Half))?;
        c.at += len;
        Some(Term::Half(w.number as i8))
    });
    if found.is_none() || WORDS.begins(c.rest(), Use::StatementItem) {
        *c = start;
        return None;
    }
    found
}

/// 第3四半期, 第3四半期累計, 第2四半期末; after a year also 3Q and Q3, which alone are as often labels of another kind.
fn quarter(c: &mut Cursor, bare: bool) -> Option<Term> {
    let mut ahead = *c;
    let first = ahead.eat("第");
    let n = match ahead.count(1, 4, &["四半期"]) {
        Some(n) if first || !bare => n,
        Some(_) => return None,
        None => {
            let n = ahead
                .count(1, 4, &["Q"])
                .or_else(|| ahead.eat("Q").then(|| ahead.digits(1, 1))?.filter(|n| (1..=4).contains(n)))?;
            let ends = !ahead.rest().starts_with(|p: char| p.is_ascii_alphanumeric());
            if !ends || bare && !WORDS.begins(ahead.rest(), Use::AfterQuarter) {
                return None;
            }
            n
        }
    } as i8;
    *c = ahead;
    Some(if c.eat("累計") {
        Term::Cumulative(n)
    } else if c.eat("末") {
        Term::QuarterEnd(n)
    } else {
        Term::Quarter(n)
    })
}

/// 4〜12月期, 4〜12月, 4月〜12月.
fn months(c: &mut Cursor, year: Option<Field<i16>>) -> Option<Raw> {
    let mut ahead = *c;
    let from = ahead.count(1, 12, &["月", ""])?;
    let listed = ahead.eat_any(&DASHES).is_none();
    if listed {
        ahead.eat_any(&["、", "・"])?;
    }
    let to = ahead.count(1, 12, &["月"])?;
    // 3、4月 is both months; 3、9月 two
    if listed && to != from % 12 + 1 {
        return None;
    }
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
    if let Some(term) = term(&mut ahead, true) {
        *c = ahead;
        return Some(Raw::new(Shape::Fiscal { term, closing: None, corporate: true }));
    }
    let (w, len) = word_at(c.rest())?;
    let rest = &c.rest()[len..];
    let shape = match w.class {
        Class::Term if !WORDS.begins(rest, Use::StatementItem) && !rest.starts_with(['間', '待']) => {
            Shape::Fiscal { term: Term::Year, closing: None, corporate: true }
        }
        Class::SamePeriod => Shape::SamePeriod(w.number),
        Class::SameMonth => Shape::SameMonth(w.number),
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
