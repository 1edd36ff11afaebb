//! Centuries and decades: 21世紀, 紀元前3世紀, 1990年代, 70〜80年代, 昭和50年代, 今世紀.

use super::form::FormReader;
use super::parts::portion;
use super::raw::{Epoch, Form, Raw};
use super::time_words::{Meaning, time_word_at};
use crate::extract::cursor::Cursor;
use crate::lexicon::era_at;

/// How the form is found.
pub(crate) const FORM: FormReader = FormReader {
    file: file!(),
    examples: &["紀元前3世紀", "21世紀", "90年代", "70〜80年代"],
    begins: &["紀"],
    after_number: || "世年〜-―ー".to_owned(),
    read,
};

/// Reads a century, a decade, two of them, or a part of one.
pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    if let Some(form) = pair(c) {
        return Some(Raw::new(form));
    }
    let epoch = one(c)?;
    let mut ahead = *c;
    ahead.eat("の");
    let part = portion(&mut ahead);
    if part.is_some() {
        *c = ahead;
    }
    Some(Raw::new(Form::Epoch(epoch, part)))
}

fn one(c: &mut Cursor) -> Option<Epoch> {
    let mut ahead = *c;
    let epoch = if let Some((word, len)) = time_word_at(c.rest())
        && let Meaning::Century(steps) = word.meaning
    {
        ahead.at += len;
        Epoch::CenturyFromDocument(steps)
    } else if let Some(era) = era_at(c.rest()) {
        ahead.at += era.surface.len();
        let n = ahead.number()?.int().filter(|n| n % 10 == 0 && (1..100).contains(n))?;
        era.year(n).filter(|_| ahead.eat("年代")).map(Epoch::EraDecade)?
    } else {
        let before_common_era = ahead.eat("紀元前");
        let n = ahead.number()?.int()?;
        counted(&mut ahead, n, before_common_era)?
    };
    *c = ahead;
    Some(epoch)
}

/// The epoch that `n` counts, by the unit at the cursor.
fn counted(c: &mut Cursor, n: i64, before_common_era: bool) -> Option<Epoch> {
    if c.eat("世紀") {
        return century(n, before_common_era);
    }
    if c.eat("年代") { decade(n) } else { None }
}

/// The `n`th century, of those anybody writes about.
fn century(n: i64, before_common_era: bool) -> Option<Epoch> {
    let n = i16::try_from(n).ok().filter(|n| (1..=30).contains(n))?;
    Some(Epoch::Century(if before_common_era { -n } else { n }))
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

/// Reads two with one unit: 70〜80年代.
fn pair(c: &mut Cursor) -> Option<Form> {
    let mut ahead = *c;
    let first = ahead.number()?.int()?;
    if !ahead.eat_dash() {
        return None;
    }
    let last = ahead.number()?.int()?;
    let to = counted(&mut ahead, last, false)?;
    let from = if matches!(to, Epoch::Century(_)) { century(first, false) } else { decade(first) }?;
    *c = ahead;
    Some(Form::Epochs(from, to))
}
