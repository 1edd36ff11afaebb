//! Periods named without a number: 年内, 年末, 週末, 夏ごろ.

use super::form::FormReader;
use super::raw::{Form, Raw};
use super::time_words::{Meaning, time_word_at};
use super::written_date::Period;
use crate::extract::cursor::Cursor;

/// How the form is found.
pub(crate) const FORM: FormReader =
    FormReader { file: file!(), examples: &["年内", "夏ごろ"], begins: &[], after_number: String::new, read };

/// Reads a named period.
pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    let (word, len) = time_word_at(c.rest())?;
    let form = match word.meaning {
        Meaning::Named(period, units) => Form::Named(period, units),
        // 春 alone is a word like any other, 春ごろ a time
        Meaning::Season(season) if c.rest()[len..].starts_with("ごろ") || c.rest()[len..].starts_with('頃') => {
            Form::Period(Period::Season(season))
        }
        _ => return None,
    };
    c.at += len;
    Some(Raw::new(form))
}
