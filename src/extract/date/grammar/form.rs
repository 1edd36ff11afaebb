//! What the reader of a form of expression declares beside its rules.

use super::raw::Raw;
use crate::extract::cursor::Cursor;

/// The reader of one form of expression, with the characters that tell where the form can stand.
///
/// A sentence is searched for characters that an expression can begin with, and after a numeral only the forms are tried
/// that the next character can belong to: most numbers are of amounts. A test reads the examples, and those of all
/// tables, with each form at each character, and says which declaration lacks a character.
pub(crate) struct FormReader {
    /// The file that declares it.
    #[cfg_attr(not(test), allow(dead_code))]
    pub file: &'static str,
    /// Expressions of the form, one for each way to begin it and each way to go on after its number.
    #[cfg_attr(not(test), allow(dead_code))]
    pub examples: &'static [&'static str],
    /// First characters, beside those of numerals, words of time, named days, eras, hedges and whole lengths.
    pub begins: &'static [&'static str],
    /// Characters that can follow the numeral that it begins with.
    pub after_number: fn() -> String,
    /// Reads an expression of the form at the cursor; leaves the cursor where it is if there is none.
    pub read: fn(&mut Cursor) -> Option<Raw>,
}
