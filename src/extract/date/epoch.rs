//! Centuries and decades: 21世紀, 紀元前3世紀, 1990年代, 70〜80年代, 昭和50年代, 今世紀.

use super::calendar::sub;
use super::cursor::Cursor;
use super::parse::DASHES;
use super::raw::{Epoch, Raw, Shape, Sub};
use crate::lexicon::{Class, era_at, word_at};

pub(super) fn read(c: &mut Cursor) -> Option<Raw> {
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
        return c.eat("年代").then_some(Epoch::EraDecade(era.first_year + n as i16 - 1));
    }
    let before = c.eat("紀元前");
    let n = c.number()?.int()?;
    counted(c, n, before)
}

/// The epoch `n` counts, by the unit at the cursor.
fn counted(c: &mut Cursor, n: i64, before: bool) -> Option<Epoch> {
    let sign = if before { -1 } else { 1 };
    if c.eat("世紀") && (1..=30).contains(&n) {
        return Some(Epoch::Century(sign * n as i16));
    }
    let decade = c.eat("年代") && n % 10 == 0;
    match n {
        0..100 if decade => Some(Epoch::ShortDecade(n as i16)),
        1000..2200 if decade => Some(Epoch::Decade(n as i16)),
        _ => None,
    }
}

/// Two with one unit.
fn pair(c: &mut Cursor) -> Option<Raw> {
    let first = c.number()?.int()?;
    c.eat_any(&DASHES)?;
    let last = c.number()?.int()?;
    let to = counted(c, last, false)?;
    let from = match to {
        Epoch::Century(_) => Epoch::Century(first.try_into().ok()?),
        _ if first >= 1000 => Epoch::Decade(first.try_into().ok()?),
        _ => Epoch::ShortDecade(first.try_into().ok()?),
    };
    (first % 10 == 0 || matches!(to, Epoch::Century(_))).then(|| Raw::new(Shape::Epochs(from, to)))
}
