//! Centuries and decades: 21世紀, 紀元前3世紀, 1990年代, 70〜80年代, 昭和50年代, 今世紀.

use super::calendar::sub;
use super::parse::DASHES;
use super::raw::{Epoch, Raw, Shape, Sub};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Class, era_at, word_at};

pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    let mut both = *c;
    if let Some(raw) = pair(&mut both) {
        *c = both;
        return Some(raw);
    }
    let mut ahead = *c;
    let mut raw = Raw::new(Shape::Epoch(one(&mut ahead)?));
    let mut part = ahead;
    part.eat("の");
    if sub(&mut part, &mut raw) {
        if matches!(raw.sub, Some(Sub::TenDays(_))) {
            raw.sub = None;
        } else {
            ahead = part;
        }
    }
    *c = ahead;
    Some(raw)
}

fn one(c: &mut Cursor) -> Option<Epoch> {
    if let Some((word, len)) = word_at(c.rest()).filter(|(w, _)| w.class == Class::Epoch) {
        c.at += len;
        return Some(Epoch::CenturyFromDocument(word.number as i16));
    }
    if let Some(era) = era_at(c.rest()) {
        c.at += era.surface.len();
        let n = c.number()?.int().filter(|n| n % 10 == 0 && (1..100).contains(n))?;
        return era.year(n).filter(|_| c.eat("年代")).map(Epoch::EraDecade);
    }
    let before = c.eat("紀元前");
    let n = c.number()?.int()?;
    counted(c, n, before)
}

/// The epoch `n` counts, by the unit at the cursor.
fn counted(c: &mut Cursor, n: i64, before: bool) -> Option<Epoch> {
    if c.eat("世紀") {
        return century(n, before);
    }
    if c.eat("年代") { decade(n) } else { None }
}

/// The `n`th century, of those anybody writes about.
fn century(n: i64, before: bool) -> Option<Epoch> {
    let n = i16::try_from(n).ok().filter(|n| (1..=30).contains(n))?;
    Some(Epoch::Century(if before { -n } else { n }))
}

/// The decade that begins with the year `n`, written with four digits or two.
fn decade(n: i64) -> Option<Epoch> {
    let first = i16::try_from(n).ok().filter(|n| n % 10 == 0)?;
    match first {
        0..100 => Some(Epoch::ShortDecade(first)),
        1000..2200 => Some(Epoch::Decade(first)),
        _ => None,
    }
}

/// Two with one unit.
fn pair(c: &mut Cursor) -> Option<Raw> {
    let first = c.number()?.int()?;
    c.eat_any(&DASHES)?;
    let last = c.number()?.int()?;
    let to = counted(c, last, false)?;
    let from = if matches!(to, Epoch::Century(_)) { century(first, false) } else { decade(first) };
    Some(Raw::new(Shape::Epochs(from?, to)))
}
