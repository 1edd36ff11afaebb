//! Words for a part of a month, a year, a decade or a century: 上旬, 初め, 半ば, 末, 前半.

use crate::extract::cursor::Cursor;
use crate::lexicon::{Prefixes, Table, rows, table};
use serde::Deserialize;

/// A part of any of these units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Portion {
    /// 初め, 初頭.
    Start,
    /// 半ば.
    Middle,
    /// 末.
    End,
    /// 前半, 上半期.
    FirstHalf,
    /// 後半, 下半期.
    SecondHalf,
}

/// Some ten days of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TenDays {
    /// 上旬: 1 to 10.
    First,
    /// 中旬: 11 to 20.
    Second,
    /// 下旬: 21 to the end.
    Last,
}

/// The column `part` of `parts.csv`.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Start,
    Middle,
    End,
    FirstHalf,
    SecondHalf,
    FirstTenDays,
    SecondTenDays,
    LastTenDays,
}

#[derive(Deserialize)]
struct Row {
    surface: String,
    part: Part,
}

static WORDS: Table<Prefixes<Part>> =
    table!("parts.csv", |csv| { Prefixes::new(rows::<Row>(csv).into_iter().map(|row| (row.surface, row.part))) });

/// Reads a part of any unit: 前半.
pub(crate) fn portion(c: &mut Cursor) -> Option<Portion> {
    let (part, len) = WORDS.longest(c.rest())?;
    let portion = match part {
        Part::Start => Portion::Start,
        Part::Middle => Portion::Middle,
        Part::End => Portion::End,
        Part::FirstHalf => Portion::FirstHalf,
        Part::SecondHalf => Portion::SecondHalf,
        Part::FirstTenDays | Part::SecondTenDays | Part::LastTenDays => return None,
    };
    c.at += len;
    Some(portion)
}

/// Reads ten days of a month: 上旬.
pub(crate) fn ten_days(c: &mut Cursor) -> Option<TenDays> {
    let (part, len) = WORDS.longest(c.rest())?;
    let found = match part {
        Part::FirstTenDays => TenDays::First,
        Part::SecondTenDays => TenDays::Second,
        Part::LastTenDays => TenDays::Last,
        _ => return None,
    };
    c.at += len;
    Some(found)
}
