//! Words around a number of units of time that say whether it is a length or a point in time: 3日間, 3日ごろ, 15年末.

use crate::lexicon::{Prefixes, Table, rows, table, yes};
use crate::text::ends;
use crate::value::Modifier;
use serde::Deserialize;

/// Where a mark stands, and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MarkUse {
    /// Before a length: 丸3年.
    Before,
    /// After a length; a bare unit before it is one: 3日ぶり.
    Length,
    /// After a length, but after 3日 as often after a date: 13日にも.
    Hint,
    /// After a point in time: 3日ごろ.
    Point,
    /// After a clock time: 3時すぎ.
    Clock,
    /// After two digits and 年, which are a year then and no length: 15年末.
    Year,
    /// Before years and 月, which are months of a length then: 懲役2年6月.
    Term,
    /// Before clock times, which are those of a habit then: 平日の9時から.
    Habit,
    /// Before a length and 後, which is counted in a course of treatment then: 投与8週後.
    Course,
    /// After a length and 後の: what is measured at that distance (8週後の割合).
    Measured,
}

/// Number of uses.
const USES: usize = MarkUse::Measured as usize + 1;

/// A row of `marks.csv`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Mark {
    surface: String,
    #[serde(rename = "use")]
    usage: MarkUse,
    /// What it does to the value.
    pub modifier: Option<Modifier>,
    /// It belongs to the expression.
    #[serde(deserialize_with = "yes")]
    pub inside: bool,
}

/// The marks by use.
static MARKS: Table<Vec<Prefixes<Mark>>> = table!("marks.csv", |csv| {
    let rows: Vec<Mark> = rows(csv);
    let of = |usage| rows.iter().filter(move |m| m.usage as usize == usage).map(|m| (m.surface.clone(), m.clone()));
    (0..USES).map(|usage| Prefixes::new(of(usage))).collect()
});

/// The longest mark of that use at the start of `text`, with its length in bytes.
pub(crate) fn mark_at(text: &str, usage: MarkUse) -> Option<(&'static Mark, usize)> {
    MARKS[usage as usize].longest(text)
}

/// The marks of that use.
pub(crate) fn marks(usage: MarkUse) -> impl Iterator<Item = &'static str> {
    MARKS[usage as usize].keys()
}

/// Returns true if `text` ends with a mark of that use.
pub(crate) fn mark_before(text: &str, usage: MarkUse) -> bool {
    marks(usage).any(|surface| ends(text, surface))
}
